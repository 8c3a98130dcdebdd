import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { found, MISSING, unavailable } from '../../../../server/src/lookup';
import { flawsIn } from '../../../../server/src/rules/versions/flaws';
import { raiseBound } from '../../../../server/src/rules/versions/raiseBound';
import { vulnerableVersion } from '../../../../server/src/rules/versions/vulnerableVersion';
import { CONTEXT, factsOf, onIndex, release, requirementOf, saidBy } from '../given';

const flaw = (id: string, more: Partial<Advisory> = {}): Advisory => ({
  id,
  aliases: [],
  ranges: [{ fixed: '2.0' }],
  versions: [],
  ...more,
});
const BELOW_2 = flaw('GHSA-2', { severity: 'low' });
const released = (...versions: readonly string[]) =>
  onIndex({ releases: versions.map((version) => release(version, '2020-01-01T00:00:00Z')) });
const latest = (latestVersion: string) => found({ firstListed: '2024-12', latestVersion });

const flawsOf = (specifier: string, advisories: readonly Advisory[], facts: Partial<PackageFacts> = {}) => {
  const flaws = flawsIn(requirementOf({ specifier }), factsOf({ advisories: found(advisories), ...facts }));
  return flaws && { ids: flaws.ids.map(({ id }) => id), effect: flaws.worst.effect, newest: flaws.newest, fixed: flaws.fixed };
};

describe('the advisories that affect a requirement', () => {
  it.each<[what: string, specifier: string, facts: Partial<PackageFacts>, expected: object | undefined]>([
    ['a pin', '==1.0', {}, { ids: ['GHSA-2'], effect: 'all', newest: undefined, fixed: '2.0' }],
    [
      'a pin, by what the index has',
      '==1.0',
      { project: released('1.0', '2.5') },
      { ids: ['GHSA-2'], effect: 'all', newest: undefined, fixed: '2.5' },
    ],
    ['a pin that is sound', '==2.0', {}, undefined],
    ['all of a range', '<2', {}, { ids: ['GHSA-2'], effect: 'all', newest: undefined, fixed: undefined }],
    ['some of a range', '>=1', {}, { ids: ['GHSA-2'], effect: 'some', newest: undefined, fixed: undefined }],
    [
      'some of a range, and the newest',
      '>=1',
      { listed: latest('1.9') },
      { ids: ['GHSA-2'], effect: 'some', newest: '1.9', fixed: undefined },
    ],
    ['some of a range, not the newest', '>=1', { listed: latest('2.0') }, undefined],
    [
      'some of a range without the newest',
      '>=1,<2.5',
      { listed: latest('3.0') },
      { ids: ['GHSA-2'], effect: 'some', newest: undefined, fixed: undefined },
    ],
    ['some of a range, not the newest of the index', '>=1', { listed: latest('1.9'), project: released('1.0', '2.0') }, undefined],
    ['nothing, if nothing is known', '==1.0', { advisories: unavailable('offline') }, undefined],
    ['nothing, if there is no record', '==1.0', { advisories: MISSING }, undefined],
    ['nothing, if there are only records of malware', '==1.0', { advisories: found([flaw('MAL-1')]) }, undefined],
  ])('of %s', (_, specifier, facts, expected) => {
    expect(flawsOf(specifier, [BELOW_2], facts)).toEqual(expected);
  });

  it('are read again when the newest version is another one', () => {
    const advisories = [BELOW_2];
    const facts = (version: string) => ({ listed: latest(version) });
    expect(flawsOf('>=1', advisories, facts('1.9'))?.newest).toBe('1.9');
    expect(flawsOf('>=1', advisories, facts('2.0'))).toBeUndefined();
    expect(flawsOf('>=1', advisories, facts('1.8'))?.newest).toBe('1.8');
    expect(flawsOf('>=1', advisories, facts('1.8'))?.newest).toBe('1.8');
    expect(flawsOf('>=1.1', advisories, facts('1.8'))?.newest).toBe('1.8');
    expect(flawsOf('==1.1', advisories, facts('1.8'))?.fixed).toBe('2.0');
    expect(flawsOf('==1.1', [flaw('GHSA-4', { ranges: [{ fixed: '4' }] })], facts('1.8'))?.fixed).toBe('4');
  });

  it('that affect less than others are not reported', () => {
    const [all, some] = [flaw('A', { ranges: [{}] }), flaw('B', { ranges: [{ introduced: '1.5' }] })];
    expect(flawsOf('>=1', [some, all])).toMatchObject({ ids: ['A'], effect: 'all' });
    // Of those that affect some versions, those of the newest.
    const [old, young] = [flaw('OLD'), flaw('YOUNG', { ranges: [{ introduced: '2.5' }] })];
    expect(flawsOf('>=1', [old, young], { listed: latest('3.0') })).toMatchObject({ ids: ['YOUNG'], newest: '3.0' });
    expect(flawsOf('>=1', [old, young])?.ids.toSorted()).toEqual(['OLD', 'YOUNG']);
  });

  it('have the worst of their ratings, and the ends of their ranges', () => {
    const rated = (['low', 'medium', 'high', 'critical'] as const).map((severity, i) =>
      flaw(`GHSA-${i}`, { aliases: [`CVE-${i}`], severity, summary: `Flaw ${i}.`, ranges: [{ fixed: `${i + 2}.0` }] }),
    );
    for (const [i, { severity }] of rated.entries()) {
      const records = flawsIn(requirementOf({ specifier: '==1.0' }), factsOf({ advisories: found(rated.slice(0, i + 1)) }))?.records;
      expect(records?.rating).toBe(severity);
    }
    const flaws = flawsIn(
      requirementOf({ specifier: '==1.0' }),
      factsOf({ advisories: found([rated[0] as Advisory, flaw('B', { ranges: [{}] })]) }),
    );
    expect(flaws?.records).toEqual({
      ids: ['B', 'CVE-0', 'GHSA-0'],
      fixed: ['2.0'],
      rating: 'low',
      advisories: [
        { id: 'CVE-0', title: 'Flaw 0.', severity: 'low', fixed: '2.0', url: 'https://osv.dev/vulnerability/GHSA-0' },
        { id: 'B', title: undefined, severity: undefined, fixed: undefined, url: 'https://osv.dev/vulnerability/B' },
      ],
    });
  });
});

describe('a lower bound is raised', () => {
  const written = (specifier: string, more: Partial<Requirement> = {}): Requirement =>
    requirementOf({ specifier, specifierSpan: { start: 4, end: 4 + specifier.length }, ...more });
  const raised = (
    requirement: Requirement,
    advisories: readonly Advisory[] = [BELOW_2],
    facts: Partial<PackageFacts> = {},
    from?: string,
  ) => raiseBound(requirement, factsOf({ advisories: found(advisories), ...facts }), CONTEXT, from).map(({ edits }) => edits[0]?.text);

  it.each<[what: string, specifier: string, expected: readonly string[]]>([
    ['from what is written', '>=1.0', ['>=2.0']],
    ['from nothing', '!=3.0', ['>=2.0,!=3.0']],
    ['from nothing, with an upper bound', '<1.5', ['>=2.0,<2.1']],
    ['not from a sound one', '>=2.0', []],
    ['not in a pin', '==1.0', []],
  ])('%s', (_, specifier, expected) => {
    expect(raised(written(specifier))).toEqual(expected);
  });

  it('from the given version, rather than from what is written', () => {
    const later = flaw('LATER', { ranges: [{ introduced: '3.0', fixed: '4.0' }] });
    expect(raised(written('>=1.0'), [later], {}, '3.5')).toEqual(['>=4.0']);
    expect(raised(written('>=1.0'), [later])).toEqual([]);
    expect(raised(written('>=3.1'), [later], {}, '2.0')).toEqual([]);
  });

  it('to a version that the index has, if it says', () => {
    expect(raised(written('>=1.0'), [BELOW_2], { project: released('1.0', '2.4') })).toEqual(['>=2.4']);
    expect(raised(written('>=1.0'), [BELOW_2], { project: released('1.0') })).toEqual([]);
  });

  it('not by records of malware', () => {
    expect(raised(written('>=1.0'), [flaw('MAL-1')])).toEqual([]);
    expect(raised(written('>=1.0'), [], { advisories: unavailable('offline') })).toEqual([]);
  });

  it('only where the text is what the specifier says', () => {
    expect(raised(written('>=1.0', { specifierSpan: undefined }))).toEqual([]);
    expect(raised(written('>=1.0', { specifierSpan: { start: 4, end: 10 } }))).toEqual([]);
    expect(raised(written('>=1.0', { specifier: undefined }))).toEqual([]);
    expect(raised(written('1.0', { specifierGrammar: 'exact' }))).toEqual([]);
    expect(raised(written('^1.0', { specifierGrammar: 'poetry' }))).toEqual(['^2.0']);
    expect(raised(written('^1.0 || ^1.5', { specifierGrammar: 'poetry' }))).toEqual([]);
  });

  it.each([
    [5_000, ['>=2.0']],
    [5_001, []],
  ])('in a specifier of %i characters', (length, expected) => {
    const [short] = raised(written(`>=1.0${' '.repeat(length - 5)}`));
    expect(short === undefined ? [] : [short.trim()]).toEqual(expected);
  });
});

describe('the finding about a vulnerable version', () => {
  const specifierSpan = { start: 4, end: 9 };
  const hash = { algorithm: 'md5', digest: '', span: { start: 10, end: 20 } };
  const said = (requirement: Partial<Requirement>, advisories = [BELOW_2], facts: Partial<PackageFacts> = {}) =>
    saidBy(vulnerableVersion, { specifier: '==1.0', specifierSpan, ...requirement }, { advisories: found(advisories), ...facts });

  it('has an upgrade that drops the hashes', () => {
    expect(said({ hashes: [hash] })).toEqual([
      {
        span: specifierSpan,
        message: 'name 1.0 has 1 known vulnerability (GHSA-2, low). Fixed in 2.0.',
        label: 'Vulnerable',
        severity: undefined,
        records: expect.objectContaining({ ids: ['GHSA-2'] }),
        source: { name: 'OSV GHSA-2', url: 'https://osv.dev/vulnerability/GHSA-2' },
        fixes: [
          {
            title: 'Upgrade to 2.0 (fixes GHSA-2) and drop the hashes',
            refilledTitle: 'Upgrade to 2.0 (fixes GHSA-2) with its hashes',
            version: '2.0',
            edits: [
              { span: specifierSpan, text: '==2.0' },
              { span: hash.span, text: '' },
            ],
            preferred: true,
          },
        ],
      },
    ]);
    expect(said({})[0]?.fixes?.map(({ title }) => title)).toEqual(['Upgrade to 2.0 (fixes GHSA-2)']);
  });

  it.each([
    ['==1.0', '==2.0'],
    ['===1.0', '===2.0'],
    ['== 1.0', '== 2.0'],
    ['= 1.0', '= 2.0'],
    ['1.0', '2.0'],
  ])('keeps the operator of %s', (specifier, expected) => {
    const specifierGrammar = specifier.startsWith('==') ? 'pep440' : specifier === '1.0' ? 'exact' : 'poetry';
    expect(said({ specifier, specifierGrammar })[0]?.fixes?.[0]?.edits[0]?.text).toBe(expected);
  });

  it('names the first version without a flaw, and upgrades to one that the project takes', () => {
    const releases = [
      release('1.0', '2020-01-01T00:00:00Z'),
      release('2.0', '2026-11-22T00:00:00Z'),
      release('2.1', '2026-11-01T00:00:00Z'),
    ];
    const [finding] = said({}, [BELOW_2], { project: onIndex({ releases }) });
    expect(finding?.message).toMatch(/Fixed in 2\.0\.$/);
    expect(finding?.fixes?.map(({ version }) => version)).toEqual(['2.1']);
    const [none] = said({}, [BELOW_2], { project: onIndex({ releases: releases.slice(0, 2) }) });
    expect([none?.message, none?.fixes]).toEqual([expect.stringMatching(/Fixed in 2\.0\.$/), []]);
  });

  it('is at the name if the version is nowhere in the text, without an upgrade', () => {
    const [finding] = said({ specifierSpan: undefined });
    expect([finding?.span, finding?.fixes]).toEqual([{ start: 0, end: 4 }, []]);
  });

  it('is information if other versions are allowed', () => {
    const specifier = '>=1.0';
    expect(said({ specifier }).map(({ severity, message, fixes }) => [severity, message, fixes?.map(({ title }) => title)])).toEqual([
      ['information', 'name >=1.0 allows vulnerable versions (GHSA-2, low).', ['Raise the lower bound to >=2.0']],
    ]);
    expect(said({ specifier }, [BELOW_2, flaw('GHSA-3')]).map(({ message }) => message)).toEqual([
      'name >=1.0 allows vulnerable versions (GHSA-2, low; 1 more).',
    ]);
    // It may mean any version, and its beginning is enough.
    expect(said({ specifier: `===${'x'.repeat(27)}` })[0]?.message).toBe(
      `name ===${'x'.repeat(27)} allows vulnerable versions (GHSA-2, low).`,
    );
    expect(said({ specifier: `===${'x'.repeat(28)}` })[0]?.message).toBe(
      `name ===${'x'.repeat(26)}… allows vulnerable versions (GHSA-2, low).`,
    );
  });

  it('raises the bound above the newest version that is affected', () => {
    const young = flaw('YOUNG', { ranges: [{ introduced: '2.5', fixed: '3.5' }] });
    const [finding] = said({ specifier: '>=1.0' }, [young], { listed: latest('3.0') });
    expect(finding?.message).toBe("name 3.0 is vulnerable (YOUNG). It is the newest version that '>=1.0' allows.");
    expect(finding?.fixes?.map(({ title }) => title)).toEqual(['Raise the lower bound to >=3.5']);
  });

  it('counts in the words of the reader', () => {
    const many = Array.from({ length: 1_500 }, (_, i) => flaw(`A-${i}`));
    expect(said({}, many)[0]?.message).toMatch(/^name 1\.0 has 1,500 known vulnerabilities/);
    expect(said({ specifier: '<2' }, many)[0]?.message).toMatch(/; 1,499 more\)/);
  });

  it('is absent without a specifier', () => {
    expect(said({ specifier: undefined }, [flaw('A', { ranges: [{}] })])).toEqual([]);
    expect(said({ specifier: '' }, [flaw('A', { ranges: [{}] })])).toEqual([]);
  });
});
