import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { MISSING, unavailable } from '../../../../server/src/lookup';
import { hashMismatch } from '../../../../server/src/rules/versions/hashMismatch';
import { missingHash } from '../../../../server/src/rules/versions/missingHash';
import { pinnedRelease } from '../../../../server/src/rules/versions/pinnedRelease';
import { recentRelease } from '../../../../server/src/rules/versions/recentRelease';
import { unknownVersion } from '../../../../server/src/rules/versions/unknownVersion';
import { unpinned } from '../../../../server/src/rules/versions/unpinned';
import { yankedVersion } from '../../../../server/src/rules/versions/yankedVersion';
import { CONTEXT, DIGEST, factsOf, onIndex, release, requirementOf, saidBy } from '../given';

const specifierSpan = { start: 4, end: 9 };
const nameSpan = { start: 0, end: 4 };
const PIN: Partial<Requirement> = { specifier: '==1.0', specifierSpan };
/** The specifier of a tool's table may be nowhere in the text. */
const UNWRITTEN: Partial<Requirement> = { specifier: '==1.0' };
const OLD = '2020-01-01T00:00:00Z';
const STALE = { asOf: 0, why: 'old' };
const projectOf = (...releases: readonly object[]): PackageFacts['project'] => onIndex({ releases });

it('a pinned release is the one of the index that is allowed', () => {
  const of = (specifier: string | undefined, project: PackageFacts['project']) =>
    pinnedRelease(requirementOf({ specifier }), factsOf({ project }));
  const one = release('1.0', OLD);
  expect(of('==1.0', projectOf(one))).toEqual({ version: '1.0', release: one });
  expect(of('==1', projectOf(release('2', OLD), one))).toEqual({ version: '1', release: one });
  expect(of('==2.0', projectOf(one))).toEqual({ version: '2.0', release: undefined });
  for (const nothing of [of('>=1.0', projectOf(one)), of(undefined, projectOf(one)), of('==1.0', projectOf()), of('==1.0', MISSING)]) {
    expect(nothing).toBeUndefined();
  }
});

describe('a new release', () => {
  const DAY = 86_400_000;
  const { now } = CONTEXT;
  const daysBefore = (days: number, more = 0): string => new Date(now - days * DAY - more).toISOString();
  const said = (requirement: Partial<Requirement>, project: PackageFacts['project'], coolDown = 7) =>
    saidBy(recentRelease, requirement, { project }, { coolDown });
  const NEW_PROJECT = [{ span: nameSpan, message: "'name' is a new project, first released on Nov 16, 2026." }];
  const message = "'name' 1.0 was released on Nov 16, 2026, within the cool-down period.";

  it.each<[what: string, uploadTime: string, isNew: boolean]>([
    ['a millisecond less than seven days ago', daysBefore(7, -1), true],
    ['seven days ago', daysBefore(7), false],
    ['more than that ago', daysBefore(7, 1), false],
    ['at no time', 'yesterday', false],
  ])('of %s', (_, uploadTime, isNew) => {
    expect(said(PIN, projectOf(release('1.0', uploadTime)))).toEqual(isNew ? NEW_PROJECT : []);
    const project = projectOf(release('0.9', OLD), release('1.0', uploadTime));
    expect(said(PIN, project)).toEqual(isNew ? [{ span: specifierSpan, message }] : []);
    expect(said(UNWRITTEN, project)).toEqual(isNew ? [{ span: nameSpan, message }] : []);
    expect(said({ specifier: '>=1.0' }, project)).toEqual([]);
    expect(said({ ...PIN, specifier: '==0.9' }, project)).toEqual([]);
    expect(said({ ...PIN, specifier: '==5' }, project)).toEqual([]);
    expect(said(PIN, project, 0)).toEqual([]);
  });

  it('of an unknown project', () => {
    expect([said(PIN, MISSING), said(PIN, projectOf())]).toEqual([[], []]);
  });
});

describe('a version that the index does not have', () => {
  const message = "'name' has no version 1.0 on the index.";
  const said = (requirement: Partial<Requirement>, project: PackageFacts['project']) => saidBy(unknownVersion, requirement, { project });

  it('is reported if the answer is complete', () => {
    const answer = projectOf(release('2.0', OLD));
    expect(said(PIN, answer)).toEqual([{ span: specifierSpan, message }]);
    expect(said(UNWRITTEN, answer)).toEqual([{ span: nameSpan, message }]);
    expect(said({ ...PIN, specifier: '==2' }, answer)).toEqual([]);
    expect(said({ ...PIN, specifier: '>=3' }, answer)).toEqual([]);
    expect(said(PIN, { ...answer, stale: STALE } as never)).toEqual([]);
    expect(said(PIN, MISSING)).toEqual([]);
    expect(said(PIN, unavailable('offline'))).toEqual([]);
  });

  it('is named in at most 200 characters', () => {
    const of = (length: number) => said({ ...PIN, specifier: `==1.${'0'.repeat(length - 2)}1` }, projectOf(release('2', OLD)))[0]?.message;
    expect(of(199)).toContain(` 1.${'0'.repeat(197)}1 on`);
    expect(of(200)).toContain(`0… on`);
  });
});

describe('a version that was yanked', () => {
  const said = (requirement: Partial<Requirement>, ...releases: readonly object[]) =>
    saidBy(yankedVersion, requirement, { project: projectOf(...releases) });
  const yanked = (reason?: string) => release('1.0', OLD, reason);

  it('is reported with its reason', () => {
    const message = "'name' 1.0 was yanked. Reason: broken";
    expect(said(PIN, yanked('broken'))).toEqual([{ span: specifierSpan, message, deprecated: true }]);
    expect(said(UNWRITTEN, yanked('broken'))).toEqual([{ span: nameSpan, message, deprecated: true }]);
    expect(said(PIN, yanked('')).map((finding) => finding.message)).toEqual(["'name' 1.0 was yanked."]);
    expect(said(PIN, yanked())).toEqual([]);
    expect(said({ ...PIN, specifier: '>=1.0' }, yanked('broken'))).toEqual([]);
    expect(said({ ...PIN, specifier: '==2.0' }, yanked('broken'))).toEqual([]);
  });

  it('is named as the index spells it, and its reason in 80 characters', () => {
    expect(said({ ...PIN, specifier: '==1' }, yanked('x'.repeat(80))).map(({ message }) => message)).toEqual([
      `'name' 1.0 was yanked. Reason: ${'x'.repeat(80)}`,
    ]);
    expect(said(PIN, yanked('x'.repeat(81))).map(({ message }) => message)).toEqual([`'name' 1.0 was yanked. Reason: ${'x'.repeat(79)}…`]);
  });
});

describe('a requirement without a pin', () => {
  it.each<[Partial<Requirement>, boolean]>([
    [{}, true],
    [{ specifier: '>=1' }, true],
    [{ specifier: '==1.*' }, true],
    [{ specifier: '==1,!=2' }, true],
    [{ specifier: '==1' }, false],
    [{ specifier: '===1' }, false],
    [{ specifier: '1', specifierGrammar: 'exact' }, false],
    [{ role: 'constraint' }, false],
    [{ role: 'locked' }, false],
  ])('%j: %s', (requirement, isReported) => {
    const message = "'name' is not pinned. Use '==' with a version.";
    expect(saidBy(unpinned, requirement)).toEqual(isReported ? [{ span: nameSpan, message }] : []);
  });
});

describe('a requirement without a hash', () => {
  const file = (sha256?: string) => ({ filename: 'x', hashes: sha256 === undefined ? { md5: 'x' } : { sha256 } });
  const said = (requirement: Partial<Requirement>, project: PackageFacts['project'] = MISSING, canHaveHashes = true) =>
    saidBy(missingHash, requirement, { project }, { canHaveHashes });
  const finding = { span: nameSpan, message: "'name' has no hash, so the downloaded file is not verified." };

  it.each<[what: string, requirement: Partial<Requirement>, isReported: boolean]>([
    ['a dependency', {}, true],
    ['a constraint', { role: 'constraint' }, false],
    ['a locked package', { role: 'locked' }, false],
    ['one with a hash', { hashes: [{ algorithm: 'md5', digest: '', span: nameSpan }] }, false],
    ['one that could not be read completely', { incomplete: true }, false],
  ])('is reported of %s: %s', (_, requirement, isReported) => {
    expect(said(requirement)).toEqual(isReported ? [{ ...finding, fixes: [] }] : []);
    expect(said(requirement, MISSING, false)).toEqual([]);
  });

  it('gets those of the files that have one', () => {
    const project = (...files: readonly object[]) => projectOf({ version: '1.0', files });
    const end = { start: 9, end: 9 };
    expect(said(PIN, project(file('b'), file(), file('a')))).toEqual([
      {
        ...finding,
        fixes: [
          {
            title: 'Add hashes (files: 2)',
            edits: [{ span: end, text: ' \\\n    --hash=sha256:a \\\n    --hash=sha256:b' }],
            preferred: true,
          },
        ],
      },
    ]);
    expect(said(PIN, project(file('a')))[0]?.fixes?.[0]?.title).toBe('Add hashes (files: 1)');
    for (const none of [
      said(PIN, project(file())),
      said(PIN, project()),
      said({ specifier: '==2' }, project(file('a'))),
      said({}, project(file('a'))),
    ]) {
      expect(none).toEqual([{ ...finding, fixes: [] }]);
    }
  });
});

describe('a hash', () => {
  const span = { start: 10, end: 20 };
  const hash = (digest: string, algorithm = 'sha256') => ({ algorithm, digest, span });
  const said = (hashes: Requirement['hashes'], more: Partial<Requirement> = {}, project = projectOf(release('1.0', OLD))) =>
    saidBy(hashMismatch, { ...PIN, hashes, ...more }, { project });
  const OTHER = '0'.repeat(64);
  const WRONG = { span, message: "'name' 1.0 has no file with this hash on the index." };
  const INVALID = { span, message: 'Invalid hash. sha256 has 64 hexadecimal digits.' };

  it('is that of a file, however it is written', () => {
    expect(said([hash(DIGEST), hash(DIGEST.toUpperCase())])).toEqual([]);
    expect(said([hash(OTHER)])).toEqual([WRONG]);
    expect(said([hash(OTHER), hash(DIGEST), hash(OTHER)])).toEqual([WRONG, WRONG]);
    const [first, second] = [DIGEST.toUpperCase(), 'cd'.repeat(32)];
    const files = [first, second].map((sha256) => ({ filename: 'x', hashes: { sha256 } }));
    expect(said([hash(DIGEST), hash(second)], {}, projectOf({ version: '1.0', files }))).toEqual([]);
  });

  it('is not compared with other versions, or with an answer that may lack files', () => {
    expect(said([hash(OTHER)], { specifier: '>=1.0' })).toEqual([]);
    expect(said([hash(OTHER)], { specifier: '==2.0' })).toEqual([]);
    expect(said([hash(OTHER)], { source: 'url' })).toEqual([]);
    expect(said([hash(OTHER)], { source: 'explicit-index' })).toEqual([WRONG]);
    expect(said([hash(OTHER)], {}, { ...projectOf(release('1.0', OLD)), stale: STALE } as never)).toEqual([]);
    expect(said([hash(OTHER, 'sha3_256')])).toEqual([]);
    // A name that objects inherit.
    expect(said([hash(OTHER, 'constructor')])).toEqual([]);
  });

  it('that no file can have is not compared', () => {
    expect(said([hash(OTHER.slice(1)), hash(`${OTHER}0`), hash('g'.repeat(64)), hash(OTHER, 'SHA256')])).toEqual([
      INVALID,
      INVALID,
      INVALID,
    ]);
    expect(said([hash('0', 'SHA512')])).toEqual([{ span, message: 'Invalid hash. SHA512 has 128 hexadecimal digits.' }]);
    expect(said([hash('g', 'sm3')])).toEqual([]);
    expect(said([hash('0')], { source: 'url' })).toEqual([INVALID]);
  });

  it('of an algorithm that the index does not name is not compared', () => {
    const files = [{ filename: 'x', hashes: { SM3: 'a' } }];
    expect(said([hash('b', 'SM3')], {}, projectOf({ version: '1.0', files }))).toEqual([WRONG]);
    expect(said([hash('b', 'sm3')], {}, projectOf({ version: '1.0', files }))).toEqual([]);
  });
});
