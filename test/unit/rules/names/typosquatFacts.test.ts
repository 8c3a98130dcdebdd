import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { found } from '../../../../server/src/lookup';
import { typosquat } from '../../../../server/src/rules/names/typosquat';
import { MISSING, OFFLINE, onIndex, resembling, saidBy } from '../given';

/** The findings about `name`, which looks like `names`, by what is known of its project. */
describe('the evidence of a look-alike', () => {
  const certain = { confidence: 'high', resemblances: [resembling('names')] } as const;
  const said = (facts: Partial<PackageFacts>, requirement: Partial<Requirement> = {}) => {
    const [finding] = saidBy(typosquat, requirement, { ...certain, ...facts });
    const evidence = (finding?.details ?? []).flatMap(({ kind, text }) => (kind === 'evidence' ? text : []));
    return [evidence[0], finding?.fixes?.some((fix) => fix.certain) === true, finding?.severity];
  };
  const REMOVED = "'name' was removed from the index. Anyone could register the name again.";
  const NOT_ON_INDEX = 'It is not on the index.';
  const NOT_LISTED = 'It is not in the package list of Nov 2026.';
  const NEW = { evidence: 'First released on Nov 20, 2026.' };
  const COPIED = "Its description is copied from 'names'.";
  const kinship = (summaryCopied: boolean) => ({ kinship: found({ summaryCopied } as never) });

  it.each<[what: string, facts: Partial<PackageFacts>, evidence: string | undefined, isCertain: boolean]>([
    ['neither the list nor the index has it', { listed: MISSING, project: MISSING }, NOT_ON_INDEX, true],
    ['the index does not have it', { project: MISSING }, NOT_ON_INDEX, true],
    ['the list does not have it', { listed: MISSING }, NOT_LISTED, true],
    ['the list does not have it, the index does', { listed: MISSING, project: onIndex() }, undefined, false],
    ['the list has it', {}, undefined, false],
    ['both have it', { project: onIndex() }, undefined, false],
    ['it was removed, by the list', { listed: MISSING, wasRemoved: true }, REMOVED, true],
    ['it was removed, by the index', { project: MISSING, wasRemoved: true }, REMOVED, true],
    ['it was removed and is back', { project: onIndex(), wasRemoved: true }, undefined, false],
    ['it is absent, and there is other evidence', { project: MISSING, ...NEW }, NOT_ON_INDEX, true],
    ['it exists, and there is evidence', NEW, NEW.evidence, false],
    ['it exists, and its description is a copy', kinship(true), COPIED, false],
    ['it exists, and its description is its own', kinship(false), undefined, false],
    ['it exists, and nothing is known of its owners', { kinship: OFFLINE }, undefined, false],
    ['evidence comes before a copied description', { ...NEW, ...kinship(true) }, NEW.evidence, false],
  ])('%s', (_, facts, evidence, isCertain) => {
    expect(said(facts)).toEqual([evidence, isCertain, undefined]);
    // A suspicion is never certain.
    expect(said({ ...facts, confidence: 'low' })).toEqual([evidence, false, 'information']);
  });

  it('is not that a name which no index can have is on no index', () => {
    const name = 'n\u0430me';
    expect(said({ listed: MISSING, project: MISSING, wasRemoved: true }, { name })[0]).toMatch(/^The character/);
  });

  it('says nothing of the confidence of its lowercase form, if an uppercase I deceives', () => {
    const facts = { confidence: 'low', resemblances: [resembling('names-l')], evidence: 'It is old.' } as const;
    expect(said({ ...facts, confidence: 'high' }, { name: 'names-I' })).toEqual(['It is old.', false, undefined]);
    expect(said(facts, { name: 'names-I' })).toEqual([undefined, false, undefined]);
    expect(said({ ...facts, ...kinship(true) }, { name: 'names-I' })[0]).toBe("Its description is copied from 'names-l'.");
  });

  it('is only certain for a private name if the index says so', () => {
    const facts = { resemblances: [resembling('names', { isPrivate: true })], listed: MISSING };
    expect(said(facts)).toEqual([NOT_LISTED, false, undefined]);
    expect(said({ ...facts, project: MISSING })).toEqual([NOT_ON_INDEX, true, undefined]);
  });

  it('is in a finding of its own', () => {
    const facts = { resemblances: [resembling('names', { rank: 7 }), resembling('game')], listed: MISSING };
    expect(saidBy(typosquat, {}, { ...certain, ...facts })).toEqual([
      {
        span: { start: 0, end: 4 },
        message: "'name' looks like 'names' (missing letter 's').",
        label: 'Look-alike',
        details: [
          { kind: 'evidence', text: NOT_LISTED },
          { kind: 'evidence', text: "It also looks like 'game' (missing letter 's')." },
          { kind: 'evidence', text: "'names' is #7 on PyPI by downloads." },
          { kind: 'unknown', text: 'Unknown: whether it exists (offline).' },
        ],
        severity: undefined,
        targets: ['names', 'game'],
        fixes: [expect.objectContaining({ preferred: true }), expect.objectContaining({ preferred: false })],
      },
    ]);
  });
});
