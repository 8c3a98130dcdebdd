import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../server/src/advisories/advisory';
import type { SuppressedBy } from '../../../server/src/configuration/suppressedBy';
import type { PackageFacts } from '../../../server/src/facts/packages/packageFacts';
import { found } from '../../../server/src/lookup';
import { judgeName, notesOnName } from '../../../server/src/rules/judge';
import type { Finding } from '../../../server/src/rules/rule';
import { CONTEXT, factsOf, MISSING, onIndex, requirementOf } from './given';
import { ACCEPTED, at, authorityOf, judgedOf, QUARANTINED, SQUAT } from './judging';

describe('of the rules about one requirement', () => {
  const all = { ...SQUAT, importName: { module: 'm', standardLibrary: true, projects: [] }, ...QUARANTINED };

  it('the first about its name reports, and all others', () => {
    const { findings } = judgedOf(
      { requirements: [at(0, 'x', { specifier: '>=1' })] },
      { facts: { x: all }, levels: { unpinned: 'hint' } },
    );
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['import-name', 'warning'],
      ['project-status', 'warning'],
      ['unpinned', 'hint'],
    ]);
  });

  it('one that is switched off also claims the name', () => {
    expect(judgedOf({ requirements: [at(0, 'x')] }, { facts: { x: all }, levels: { 'import-name': 'off' } }).said).toEqual([
      'project-status 0',
    ]);
  });

  it('those that its source excludes say nothing', () => {
    expect(judgedOf({ requirements: [at(0, 'x', { source: 'url' })] }, { facts: { x: all } }).said).toEqual([]);
  });

  it('those about its name say why the source does not explain it, after all else', () => {
    const hash = { algorithm: 'md5', digest: '0', span: { start: 6, end: 9 } };
    const unproven = { why: 'no-member' } as const;
    const requirements = [at(0, 'x', { source: 'workspace', unproven, hashes: [hash], removeSpan: { start: 0, end: 6 } })];
    const facts = { x: { ...SQUAT, project: MISSING, listed: MISSING } };
    const { findings } = judgedOf({ requirements }, { facts, editable: false });
    expect(findings.map(({ rule, details }) => [rule, details])).toEqual([
      [
        'typosquat',
        [
          { kind: 'evidence', text: 'It is not on the index.' },
          { kind: 'source', text: "The workspace has no member 'x'." },
          { kind: 'advice', text: 'Edit the manifest, then re-lock.' },
        ],
      ],
      ['hash-mismatch', []],
    ]);
  });

  it('those that ignore private names say what they would say otherwise, as suppressed', () => {
    const by: SuppressedBy = { kind: 'private', outside: false };
    const open = factsOf({ ...all, project: MISSING, listed: MISSING });
    const facts = { x: { isPrivate: true, withoutPrivate: { ...open, by } } };
    const { said, suppressed } = judgedOf({ requirements: [at(0, 'x')] }, { facts, publicIndexUse: 'none' });
    expect(said).toEqual([]);
    expect(suppressed.map(({ rule, by: who }) => [rule, who])).toEqual([['import-name', by]]);
  });
});

describe('an advisory that is accepted', () => {
  const flaw = (id: string): Advisory => ({ id, aliases: [], ranges: [{}], versions: [] });
  const flaws = { ...SQUAT, advisories: found([flaw('CVE-1-1'), flaw('CVE-2-2')]) };
  const requirements = [at(0, 'x', { specifier: '==1.0' })];
  const idsOf = (findings: readonly Finding[]) => findings.map(({ rule, records }) => [rule, ...(records?.ids ?? [])]);

  it('is suppressed by itself, and changes no other finding', () => {
    const { findings, suppressed } = judgedOf({ requirements }, { facts: { x: flaws }, accepted: 'CVE-1-1' });
    expect(idsOf(findings)).toEqual([['typosquat'], ['vulnerable-version', 'CVE-2-2']]);
    expect(idsOf(suppressed)).toEqual([['vulnerable-version', 'CVE-1-1']]);
    expect(suppressed.map(({ by }) => by)).toEqual([ACCEPTED]);
  });

  it('of a private name is suppressed because the name is private', () => {
    const by: SuppressedBy = { kind: 'private', outside: false };
    const facts = { x: { isPrivate: true, withoutPrivate: { ...factsOf(flaws), by } } };
    const { findings, suppressed } = judgedOf({ requirements }, { facts, accepted: 'CVE-1-1', publicIndexUse: 'none' });
    expect(findings).toEqual([]);
    expect(suppressed.map(({ rule, by: who }) => [rule, who.kind])).toEqual([
      ['typosquat', 'private'],
      ['vulnerable-version', 'private'],
      ['vulnerable-version', 'private'],
    ]);
  });
});

describe('a name that is in no file', () => {
  const requirement = requirementOf();
  const rulesOf = (facts: Partial<PackageFacts>) =>
    judgeName(requirement, factsOf(facts), CONTEXT, authorityOf({})).findings.map(({ rule }) => rule);
  const old = { superseded: { successor: 'new', source: '' } };

  it('has one finding: about its owner, else its quarantine', () => {
    expect(rulesOf({})).toEqual([]);
    expect(rulesOf({ ...SQUAT, ...QUARANTINED })).toEqual(['typosquat']);
    expect(rulesOf(QUARANTINED)).toEqual(['project-status']);
    // Nothing that only matters in a file, and no mere note.
    expect(rulesOf({ ...old, project: onIndex({ status: 'archived' }) })).toEqual([]);
    expect(rulesOf({ importName: { module: 'm', standardLibrary: true, projects: [] }, ...SQUAT })).toEqual(['import-name']);
  });

  it('has notes on the state of its project', () => {
    const notesOf = (facts: Partial<PackageFacts>) =>
      notesOnName(requirement, factsOf(facts), CONTEXT, authorityOf({})).map(({ message }) => message);
    expect(notesOf({})).toEqual([]);
    expect(notesOf({ ...SQUAT, ...old })).toEqual(["'new' is the successor of 'name'."]);
    expect(notesOf({ advisories: found([]), project: onIndex({ status: 'deprecated' }) })).toEqual(["'name' is deprecated."]);
  });
});
