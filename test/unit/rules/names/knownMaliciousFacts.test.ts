import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { found } from '../../../../server/src/lookup';
import type { MaliciousRecord } from '../../../../server/src/names/nameData';
import { knownMalicious } from '../../../../server/src/rules/names/knownMalicious';
import { maliciousEvidence } from '../../../../server/src/rules/names/maliciousEvidence';
import { factsOf, requirementOf, resembling, saidBy } from '../given';

describe('the finding about malware', () => {
  const record = (more: Partial<MaliciousRecord> = {}): MaliciousRecord => ({ source: 'osv', category: 'malicious', id: 'MAL-1', ...more });
  const EVERY = { malicious: true, maliciousRecords: [record()] };
  const SOME = { maliciousRecords: [record({ versions: ['1.0'] })] };
  const removeSpan = { start: 0, end: 10 };
  const remove = (preferred: boolean) => expect.objectContaining({ title: "Remove 'name'", preferred });
  const replace = (target: string) => expect.objectContaining({ title: `Replace with '${target}'` });
  const source = { name: 'OSV MAL-1', month: undefined, url: 'https://osv.dev/vulnerability/MAL-1' };
  const usual = {
    span: { start: 0, end: 4 },
    message: "'name' is malware. Do not install it.",
    details: [],
    label: 'Listed as malicious',
    severity: undefined,
    source,
    records: { ids: ['MAL-1'], fixed: [] },
    targets: [],
    fixes: [remove(false)],
  };
  const module = { module: 'm', standardLibrary: false, projects: ['provider'] };

  it.each<[what: string, requirement: Partial<Requirement>, facts: Partial<PackageFacts>, expected: object]>([
    ['alone', {}, EVERY, usual],
    ['whatever version is written', { specifier: '==1.0' }, EVERY, usual],
    [
      'in one version',
      { specifier: '== 1.0' },
      SOME,
      { ...usual, message: "'name' 1.0 is malware. Do not install it.", label: 'This version is listed as malicious' },
    ],
    [
      'in all versions of a range',
      { specifier: '==1.0,!=2' },
      SOME,
      { ...usual, message: "'name' ==1.0,!=2 is malware. Do not install it.", label: 'The allowed versions are listed as malicious' },
    ],
    [
      'in some versions of a range',
      { specifier: '>=1' },
      SOME,
      {
        ...usual,
        message: "Some versions of 'name' are malware. Pin one that is not.",
        label: 'Some versions are listed as malicious',
        severity: 'information',
      },
    ],
    [
      'that imitates another project',
      {},
      { ...EVERY, resemblances: [resembling('names', { rank: 7 }), resembling('game')] },
      {
        ...usual,
        message: "'name' is malware (imitates 'names'). Do not install it.",
        details: [
          { kind: 'evidence', text: "It also looks like 'game' (missing letter 's')." },
          { kind: 'evidence', text: "'names' is #7 on PyPI by downloads." },
        ],
        targets: ['names', 'game'],
        fixes: [replace('names'), replace('game'), remove(false)],
      },
    ],
    [
      'that imitates what another project continues',
      {},
      { ...EVERY, resemblances: [resembling('new', { looksLike: 'old' })], importName: module },
      {
        ...usual,
        message: "'name' is malware (imitates 'old'). Do not install it.",
        targets: ['new'],
        fixes: [replace('new'), remove(false)],
      },
    ],
    [
      'with the name of a module',
      {},
      { ...EVERY, importName: module },
      {
        ...usual,
        details: [{ kind: 'evidence', text: "'name' is a module name. Install 'provider' to import it." }],
        targets: ['provider'],
        fixes: [replace('provider'), remove(false)],
      },
    ],
    [
      'with a hidden character and the name of a module',
      { name: 'n\u0430me' },
      { ...EVERY, importName: { module: 'm', standardLibrary: true, projects: [] } },
      {
        ...usual,
        message: "'n\u0430me' is malware. Do not install it.",
        details: [
          { kind: 'evidence', text: "The character '\u0430' (U+0430, Cyrillic) looks like 'a'." },
          { kind: 'evidence', text: "'n\u0430me' is part of the Python standard library. There is nothing to install." },
        ],
        fixes: [expect.objectContaining({ preferred: true })],
      },
    ],
    [
      'that is only spam',
      {},
      { malicious: true, maliciousRecords: [record({ category: 'spam' })] },
      { ...usual, message: "'name' is listed as spam. Do not install it.", label: undefined, severity: 'warning' },
    ],
  ])('%s', (_, requirement, facts, expected) => {
    expect(saidBy(knownMalicious, { removeSpan, ...requirement }, facts)).toEqual([expected]);
  });

  it('is absent without a record', () => {
    expect(saidBy(knownMalicious, { specifier: '==1.0' }, { resemblances: [resembling('names')] })).toEqual([]);
    expect(saidBy(knownMalicious, { specifier: '==2.0' }, SOME)).toEqual([]);
  });

  it('names the most informative record of those that match best, and the ids of all', () => {
    const evidence = (specifier: string | undefined, records: readonly MaliciousRecord[], live: readonly Advisory[] = []) => {
      const facts = factsOf({ maliciousRecords: records, advisories: found(live) });
      return maliciousEvidence(requirementOf({ specifier }), facts);
    };
    const [osv, campaign, registry] = [
      record({ id: 'c' }),
      record({ source: 'campaigns', id: 'b' }),
      record({ source: 'registry', id: 'a' }),
    ];
    for (const [first, second] of [
      [osv, campaign],
      [campaign, registry],
      [osv, registry],
    ] as const) {
      const ids = [second.id, first.id];
      expect(evidence(undefined, [first, second])).toEqual({ record: first, effect: 'all', ids, harmful: true });
      expect(evidence(undefined, [second, first])).toEqual({ record: first, effect: 'all', ids, harmful: true });
    }
    // Harmful in some versions, and spam in all.
    const spam = record({ category: 'spam', source: 'registry' });
    const some = record({ versions: ['1.0'], id: undefined });
    expect(evidence('>=1', [some, spam])).toEqual({ record: spam, effect: 'all', ids: ['MAL-1'], harmful: false });
    expect(evidence('>=1', [some])).toEqual({ record: some, effect: 'some', ids: [], harmful: true });
    expect(evidence('==1.0', [some, spam])).toEqual({ record: some, effect: 'all', ids: ['MAL-1'], harmful: true });
    // A record that was fetched, beside none and beside one of the bundle.
    const live: Advisory = { id: 'GHSA-1', aliases: ['MAL-9'], ranges: [{}], versions: [], month: '2026-05' };
    const fetched = { source: 'osv', category: 'malicious', month: '2026-05', id: 'MAL-9' };
    expect(evidence(undefined, [], [live])).toEqual({ record: fetched, effect: 'all', ids: ['MAL-9'], harmful: true });
    expect(evidence(undefined, [registry], [live])).toEqual({ record: fetched, effect: 'all', ids: ['MAL-9', 'a'], harmful: true });
    expect(evidence(undefined, [osv], [live])?.record).toBe(osv);
    expect(evidence(undefined, [], [{ ...live, aliases: [] }])).toBeUndefined();
  });
});
