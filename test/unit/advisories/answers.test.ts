import { describe, expect, it } from 'vitest';
import { type Advisory, advisoryPage, isMalicious, maliciousId, publicId } from '../../../server/src/advisories/advisory';
import { affectsVersion, effectOn, newestInstallable } from '../../../server/src/advisories/affected';
import { flawNames } from '../../../server/src/advisories/aliases';
import { type AdvisoryIndex, compileAdvisories, openAdvisories } from '../../../server/src/advisories/compact';
import { firstUnaffected, fixedVersions, matchAdvisories } from '../../../server/src/advisories/matching';
import { readOsvRecord } from '../../../server/src/advisories/osvRecord';
import { parseSpecifier } from '../../../server/src/packaging/specifier';
import { VersionSet } from '../../../server/src/packaging/versionSet';

/*
 * The effect of records of each shape on versions of each shape, one by one. `vitest run -u` rewrites the answers. Read the difference, because each line is a
 * vulnerability that is reported or not.
 */

const NOW = Date.UTC(2026, 10, 23);

const event = (kind: string, version: unknown) => ({ [kind]: version });
const range = (...events: readonly (readonly [string, unknown])[]) => ({
  type: 'ECOSYSTEM',
  events: events.map(([kind, version]) => event(kind, version)),
});

interface Shape {
  readonly ranges?: unknown;
  readonly versions?: unknown;
  readonly severity?: unknown;
}

function record(id: unknown, affected: Shape | readonly Shape[], more: object = {}) {
  const list = Array.isArray(affected) ? affected : [affected];
  return {
    id,
    modified: '2026-01-02T03:04:05Z',
    affected: list.map((each: object) => ({ package: { ecosystem: 'PyPI', name: 'Acme_Core' }, ...each })),
    ...more,
  };
}

const ALL = { ranges: [range(['introduced', '0'])] };
const BELOW_2 = { ranges: [range(['introduced', '0'], ['fixed', '2.0'])] };

const RECORDS: Readonly<Record<string, unknown>> = {
  'all versions': record('A-1', ALL),
  'below a fix': record('A-2', BELOW_2),
  'up to a last one': record('A-3', { ranges: [range(['introduced', '1.0'], ['last_affected', '1.5'])] }),
  'a fix and a last one at once': record('A-4', { ranges: [range(['introduced', '1'], ['last_affected', '2.0'], ['fixed', '2.0'])] }),
  'two stretches': record('A-5', { ranges: [range(['introduced', '1'], ['fixed', '1.2'], ['introduced', '2'], ['fixed', '2.2'])] }),
  'two ranges': record('A-6', { ranges: [range(['introduced', '1'], ['fixed', '1.2']), range(['introduced', '3'])] }),
  'in disorder': record('A-7', { ranges: [range(['fixed', '2.2'], ['introduced', '2'], ['introduced', '0'], ['fixed', '1.2'])] }),
  'fixed where it begins': record('A-8', { ranges: [range(['introduced', '1.5'], ['fixed', '1.5'])] }),
  'introduced twice': record('A-9', { ranges: [range(['introduced', '1'], ['introduced', '1.5'], ['fixed', '2'])] }),
  'fixed twice': record('A-10', { ranges: [range(['introduced', '1'], ['fixed', '1.5'], ['fixed', '2'])] }),
  'a limit': record('A-11', { ranges: [range(['introduced', '1'], ['limit', '1.5'], ['limit', '2'])] }),
  'no limit': record('A-12', { ranges: [range(['introduced', '1'], ['limit', '*'], ['limit', '1.5'])] }),
  'a limit at an event': record('A-13', { ranges: [range(['introduced', '1'], ['fixed', '1.5'], ['introduced', '2'], ['limit', '2'])] }),
  'listed versions': record('A-14', { versions: ['1.0', '1.0', '2.0.0', 'latest', 'x y'] }),
  'listed versions that its range has': record('A-15', { ...BELOW_2, versions: ['1.0', '1.9', '2.0', '2.1', 'latest'] }),
  'two entries of a package': record('A-16', [BELOW_2, { ranges: [range(['introduced', '3'])], versions: ['2.5'] }]),
  'a pre-release': record('A-17', { ranges: [range(['introduced', '2.0rc1'], ['fixed', '2.0.post1'])] }),
  'another kind of range': record('A-18', {
    ranges: [
      { type: 'GIT', events: [event('introduced', '0')] },
      { type: 'SEMVER', events: [event('introduced', '0')] },
    ],
  }),
  'events of no use': record('A-19', { ranges: [range(['introduced', 'x'], ['introduced', 1], ['fixed', '0'], ['other', '1'])] }),
  'a very long version': record('A-20', {
    ranges: [range(['introduced', '0'], ['fixed', `1.${'0'.repeat(126)}`])],
    versions: [`1.${'0'.repeat(127)}`, `1.${'0'.repeat(126)}1`],
  }),
  'no ranges': record('A-21', {}),
  'ranges of another shape': record('A-22', { ranges: [null, 5, 'x', {}], versions: [null, 5] }),
  'another ecosystem': { id: 'A-23', modified: '2026-01-01', affected: [{ package: { ecosystem: 'npm', name: 'x' }, ...ALL }] },
  'no name': {
    id: 'A-24',
    modified: '2026-01-01',
    affected: [{ package: { ecosystem: 'PyPI', name: '-' }, ...ALL }, { package: null }, 5],
  },
  aliases: record('A-25', BELOW_2, { aliases: ['CVE-1', 'A-25', 'b c', 5, 'x'.repeat(64), 'x'.repeat(65)] }),
  malware: record('MAL-2026-1', ALL, { published: '2026-05-06T00:00:00Z' }),
  'malware by an alias': record('A-26', ALL, { aliases: ['MAL-2026-2'], published: 'soon' }),
  'malware in some versions': record('MAL-2026-3', { versions: ['1.0', '1.1'] }, { published: '2026-05-06' }),
  'malware with a range': record('MAL-2026-4', BELOW_2),
  'no malware with a date': record('A-27', ALL, { published: '2026-05-06' }),
  withdrawn: record('A-28', ALL, { withdrawn: '2026-01-01' }),
  'modified in the future': record('A-29', ALL, { modified: '2031-01-01T00:00:00+02:00' }),
  'modified just now': record('A-30', ALL, { modified: '2026-11-23T00:00:00Z' }),
  'no date': record('A-31', ALL, { modified: 'soon' }),
  'no id': record('', ALL),
  'an id with a blank': record('A 32', ALL),
  'a long id': record(`A${'1'.repeat(63)}`, ALL),
  'a longer id': record(`A${'1'.repeat(64)}`, ALL),
  'a summary': record('A-33', ALL, { summary: 'A flaw.' }),
  'a long summary': record('A-34', ALL, { summary: 'x'.repeat(501) }),
  ...Object.fromEntries(
    ['low', 'MODERATE', 'medium', 'High', 'CRITICAL', 'none', 5].map((word, i) => [
      `the word ${word}`,
      record(`B-${i}`, ALL, { database_specific: { severity: word } }),
    ]),
  ),
  ...Object.fromEntries(
    [
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N',
      'CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N',
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N',
      'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N',
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      'CVSS:4.0/AV:L/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N',
      'AV:N/AC:L/Au:N/C:P/I:P/A:P',
      'AV:N/AC:L/Au:N/C:C/I:C/A:C',
      'CVSS:3.1/nonsense',
      'nonsense',
    ].map((score, i) => [`the vector ${score}`, record(`C-${i}`, ALL, { severity: [{ type: 'x', score }] })]),
  ),
  'a vector of the package': record('C-20', { ...ALL, severity: [{ score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] }),
  'the newest of several vectors': record('C-21', ALL, {
    severity: [{ score: 'AV:N/AC:L/Au:N/C:C/I:C/A:C' }, { score: 'CVSS:4.0/AV:L/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N' }],
  }),
  'a vector after one that is not one': record('C-22', ALL, {
    severity: [{ score: 'CVSS:4.0/x' }, { score: 'AV:N/AC:L/Au:N/C:P/I:P/A:P' }],
  }),
  text: 'x',
  nothing: null,
};

const VERSIONS = [
  '0.dev0',
  '0.9',
  '1.0',
  '1.0.0',
  '1.1',
  '1.2',
  '1.4.9',
  '1.5',
  '1.5.post1',
  '1.5+local',
  '2.0rc1',
  '2.0',
  '2.0.post1',
  '2.1',
  '2.2',
  '3.0',
  '9',
  '1!0',
  'latest',
  'x y',
];
const SPECIFIERS = ['', '==1.0', '<1', '<2', '<=2', '>=1,<2', '>=2', '>=1.5', '!=1.0', '==1.*', '~=1.4', '>2.0rc0', '===1.0', '<1,>2'];

function read(): readonly (readonly [what: string, advisory: Advisory])[] {
  return Object.entries(RECORDS).flatMap(([what, value]) =>
    [...(readOsvRecord(value)?.packages.values() ?? [])].map((advisory) => [what, advisory] as const),
  );
}

const allowed = (specifier: string) => {
  const clauses = parseSpecifier(specifier);
  return { set: specifier === '' ? VersionSet.ALL : clauses && VersionSet.ofSpecifier(clauses) };
};

describe('records', () => {
  it('are read as before', async () => {
    const lines = Object.entries(RECORDS).map(([what, value]) => {
      const found = readOsvRecord(value);
      return `${what}: ${found === undefined ? '-' : JSON.stringify({ ...found, packages: [...found.packages] })}`;
    });
    await expect(lines.join('\n')).toMatchFileSnapshot('answers/records.txt');
  });

  it('are compiled as before, and read back as they are', async () => {
    const compiled = compileAdvisories(Object.values(RECORDS), NOW);
    const { text, withdrawn, ...counts } = compiled;
    await expect(`${text}\n${JSON.stringify([counts, [...withdrawn]], null, 1)}`).toMatchFileSnapshot('answers/compiled.txt');
    const index = openAdvisories(text);
    expect([index.asOf, index.records]).toEqual([compiled.asOf, compiled.records]);
    expect(index.advisoriesFor('acme-core')).toBe(index.advisoriesFor('acme-core'));
    expect(index.advisoriesFor('acme')).toEqual([]);
    expect([...index.packages()].map(([name, list]) => [name, list.length])).toEqual([
      ['acme-core', index.advisoriesFor('acme-core').length],
    ]);
    const plain = (advisory: Advisory) => ({
      ...advisory,
      summary: undefined,
      severity: advisory.severity,
      versions: advisory.versions.filter((version) => !/\s/.test(version)),
    });
    const live = read().filter(([what, { ranges, versions }]) => what !== 'withdrawn' && ranges.length + versions.length > 0);
    const sorted = live.map(([, advisory]) => plain(advisory)).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(index.advisoriesFor('acme-core').map(plain)).toEqual(sorted);
  });

  it.each([
    '',
    'x',
    'lookalike-advisories 2 2026 1\n',
    'lookalike-advisories 1 2026\n',
    'lookalike-advisories 1 2026 1\na\tA||||',
    'other 1 2026 1\n',
  ])('%j is not a file of them', (text) => {
    expect(() => openAdvisories(text)).toThrow('not a file of compiled advisories');
  });

  it('affect each version as before', async () => {
    const lines = read().map(([what, advisory]) => `${what}: ${VERSIONS.filter((version) => affectsVersion(advisory, version)).join(' ')}`);
    await expect(lines.join('\n')).toMatchFileSnapshot('answers/versions.txt');
  });

  it('meet each specifier as before', async () => {
    const known = ['0.9', '1.0', '1.5', '2.0rc1', '2.0', '2.1', '3.0'];
    const lines = read().map(([what, advisory]) => {
      const effects = SPECIFIERS.map((specifier) => {
        const of = allowed(specifier);
        const all = [effectOn(advisory, of), effectOn(advisory, { ...of, known }), effectOn(advisory, { ...of, known, prereleases: true })];
        return `${specifier || 'any'} ${all.join('/')}`;
      });
      return `${what}: ${effects.join(', ')}`;
    });
    await expect(lines.join('\n')).toMatchFileSnapshot('answers/specifiers.txt');
  });

  it.each<[what: string, limit: number, of: (text: string) => unknown]>([
    ['modified', 40, (text) => record('A', ALL, { modified: text })],
    ['published', 40, (text) => record('MAL-1', ALL, { published: text })],
    ['withdrawn', 40, (text) => record('A', ALL, { withdrawn: text })],
    ['summary', 500, (text) => record('A', ALL, { summary: text })],
    ['name', 200, (text) => ({ ...record('A', ALL), affected: [{ package: { ecosystem: 'PyPI', name: text }, ...ALL }] })],
    ['severity', 32, (text) => record('A', ALL, { database_specific: { severity: text } })],
    ['vector', 512, (text) => record('A', ALL, { severity: [{ score: text }] })],
  ])('have a %s of at most %d characters', (what, limit, of) => {
    const sample =
      { summary: 'A flaw', name: 'acme', severity: 'HIGH', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }[what] ?? '2026-01-02';
    const usual = readOsvRecord(of(sample));
    expect(readOsvRecord(of(sample.padStart(limit)))).toEqual(usual);
    expect(readOsvRecord(of(sample.padStart(limit + 1)))).not.toEqual(usual);
  });

  it('have at most 20,000 listed versions', () => {
    const versions = Array.from({ length: 20_001 }, (_, i) => `${i}`);
    const [advisory] = readOsvRecord(record('A', { versions }))?.packages.values() ?? [];
    expect(advisory?.versions).toEqual(versions.slice(0, 20_000));
  });

  it('are matched, and their ends found, as before', async () => {
    const advisories = read().map(([, advisory]) => advisory);
    const some = advisories.filter((_, i) => i % 3 !== 0);
    const known = ['0.9', '1.0', '1.5', '2.0rc1', '2.0', '2.1+local', '2.1', '3.0rc1', '3.0'];
    const lines = SPECIFIERS.flatMap((specifier) => {
      const of = allowed(specifier);
      return [
        `${specifier || 'any'}: ${matchAdvisories(some, of)
          .map(({ advisory, effect }) => `${advisory.id} ${effect} ${advisory.severity}`)
          .join(', ')}`,
        `  ends at ${fixedVersions(advisories, of).join(' ')}; newest ${newestInstallable(of, '2.1')} ${newestInstallable({ ...of, known })} ${newestInstallable({ ...of, known, prereleases: true })}`,
      ];
    });
    const limited = advisories.filter(({ id }) => !/^(?:B|C|MAL)|A-(?:1|6|12|16|25|26|27|29|30|33|34)$|A1{9}/.test(id));
    const steps = VERSIONS.map(
      (version) =>
        `from ${version}: ${firstUnaffected(limited, version)} ${firstUnaffected(limited, version, known)} ${firstUnaffected(advisories, version)}`,
    );
    await expect([...lines, ...steps].join('\n')).toMatchFileSnapshot('answers/matches.txt');
  });
});

describe('what cannot be known', () => {
  const nothing = { ranges: [], versions: [] };
  it.each<[what: string, record: Parameters<typeof effectOn>[0], allowed: Parameters<typeof effectOn>[1], effect: string]>([
    ['a record without versions, for a specifier that compares text', nothing, { set: undefined }, 'none'],
    ['a record with versions, for a specifier that compares text', { ranges: [{}], versions: [] }, { set: undefined }, 'some'],
    ['versions of another kind', { ranges: [{ fixed: '2' }], versions: [] }, { set: VersionSet.ALL, known: ['x'] }, 'some'],
    ['no known versions', { ranges: [{ fixed: '2' }], versions: [] }, { set: VersionSet.ALL, known: [] }, 'some'],
    ['only pre-releases', { ranges: [{ fixed: '2' }], versions: [] }, { set: VersionSet.ALL, known: ['1.0rc1', '2.0rc1'] }, 'all'],
  ])('%s', (_, of, allowedVersions, effect) => {
    expect(effectOn(of, allowedVersions)).toBe(effect);
  });

  it.each<[allowed: Parameters<typeof newestInstallable>[0], latest: string | undefined, newest: string | undefined]>([
    [{ set: undefined, known: ['1.0'] }, '1.0', undefined],
    [{ set: VersionSet.ALL }, undefined, undefined],
    [{ set: VersionSet.ALL }, '1.0', '1.0'],
    [{ set: VersionSet.ALL, known: [] }, '1.0', undefined],
    [{ set: VersionSet.ALL, known: ['x', '1.0', '2.0rc1', '1.0.0'] }, undefined, '1.0'],
    [{ set: VersionSet.ALL, known: ['1.0', '2.0rc1'], prereleases: true }, undefined, '2.0rc1'],
    [{ set: VersionSet.ALL, known: ['2.0rc1', '1.0rc1'] }, undefined, '2.0rc1'],
  ])('the newest version of %j with %s', (of, latest, newest) => {
    expect(newestInstallable(of, latest)).toBe(newest);
  });
});

describe('records of one vulnerability', () => {
  const of = (id: string, more: Partial<Advisory> = {}): Advisory => ({
    id,
    aliases: [],
    ranges: [{ fixed: '2.0' }],
    versions: [],
    ...more,
  });
  const any = { set: VersionSet.ALL };
  const ids = (advisories: readonly Advisory[], set = any) =>
    matchAdvisories(advisories, set).map(({ advisory }) => [advisory.id, ...advisory.aliases]);

  it('become one, by any id that they share', () => {
    expect(ids([of('A', { aliases: ['CVE-1'] }), of('B', { aliases: ['CVE-1'] }), of('C')])).toEqual([['C'], ['A', 'CVE-1', 'B']]);
    expect(ids([of('A', { aliases: ['B'] }), of('B')])).toEqual([['A', 'B']]);
    expect(ids([of('A'), of('B')])).toEqual([['B'], ['A']]);
  });

  it.each<[what: string, better: Partial<Advisory>, other: Partial<Advisory>]>([
    ['a certain effect', { ranges: [{}] }, { ranges: [{ fixed: '2.0' }], severity: 'high' }],
    ['a fix', { ranges: [{ introduced: '1', fixed: '2.0' }] }, { ranges: [{ introduced: '1' }], severity: 'low' }],
    ['a severity', { severity: 'low' }, {}],
  ])('become the one with %s', (_, better, other) => {
    const [good, bad] = [of('A', { aliases: ['CVE-1'], ...better }), of('B', { aliases: ['CVE-1'], ...other })];
    expect(ids([good, bad])[0]?.[0]).toBe('A');
    expect(ids([bad, good])[0]?.[0]).toBe('A');
  });

  it('become the first one if they are equally informative, with the severity of either', () => {
    const twins = [of('B', { aliases: ['CVE-1'] }), of('A', { aliases: ['CVE-1', 'CVE-2'] })];
    expect(ids(twins)).toEqual([['B', 'CVE-1', 'A', 'CVE-2']]);
    const [match] = matchAdvisories([of('A', { aliases: ['C'], ranges: [{}] }), of('B', { aliases: ['C'], severity: 'low' })], any);
    expect(match).toMatchObject({ effect: 'all', advisory: { id: 'A', severity: 'low' } });
  });

  it('are sorted worst first, and the newest id first if they are equal', () => {
    const list = (['low', undefined, 'critical', 'medium', 'high'] as const).map((severity, i) => of(`A-${i}`, { severity }));
    expect(ids([...list, of('A-9', { severity: 'high' }), of('Z', { ranges: [{}] })]).map(([id]) => id)).toEqual([
      'Z',
      'A-2',
      'A-9',
      'A-4',
      'A-3',
      'A-0',
      'A-1',
    ]);
  });

  it('have all ids of the vulnerability, also through a third record', () => {
    const records = [of('a', { aliases: ['x'] }), of('b', { aliases: ['y'] }), of('c', { aliases: ['X', 'Y'] }), of('d')];
    const names = flawNames(records);
    expect(records.map((each) => [...(names.get(each) ?? [])].sort().join(' '))).toEqual(['A B C X Y', 'A B C X Y', 'A B C X Y', 'D']);
    expect(flawNames(records)).toBe(names);
  });

  it('have a name for people and a page', () => {
    expect([of('PYSEC-1', { aliases: ['GHSA-1', 'CVE-1'] }), of('PYSEC-1'), of('CVE-2', { aliases: ['CVE-3'] })].map(publicId)).toEqual([
      'CVE-1',
      'PYSEC-1',
      'CVE-2',
    ]);
    expect([of('MAL-1'), of('A', { aliases: ['MAL-1'] }), of('A', { aliases: ['X-MAL-1'] })].map(isMalicious)).toEqual([true, true, false]);
    expect([of('MAL-1', { aliases: ['MAL-2'] }), of('A', { aliases: ['B', 'MAL-1'] }), of('A')].map(maliciousId)).toEqual([
      'MAL-1',
      'MAL-1',
      'A',
    ]);
    expect(advisoryPage('A/1')).toBe('https://osv.dev/vulnerability/A%2F1');
  });
});

describe('a dump that continues the previous one', () => {
  const at = (id: string, affected: Shape, modified = '2026-01-02T00:00:00Z', more: object = {}) =>
    record(id, affected, { modified, ...more });
  const dump = (...records: readonly unknown[]) => compileAdvisories(records, NOW);
  const AS_OF = '2026-01-02T00:00:00.000Z';
  const HIGH = { database_specific: { severity: 'HIGH' } };
  const LOW = { database_specific: { severity: 'LOW' } };
  const LATER = '2026-02-01T00:00:00Z';

  it.each<[what: string, before: unknown[], after: unknown[], kept: string, taken: number]>([
    ['the same', [at('A', BELOW_2)], [at('A', BELOW_2)], 'A||| <2.0|', 0],
    ['one less', [at('A', BELOW_2), at('B', ALL)], [at('A', BELOW_2)], 'A||| <2.0| B||| *|', 0],
    ['one more', [at('A', BELOW_2)], [at('A', BELOW_2), at('B', ALL)], 'A||| <2.0| B||| *|', 0],
    ['one that is wider', [at('A', BELOW_2)], [at('A', ALL)], 'A||| *|', 0],
    ['one that is narrower without a word', [at('A', ALL)], [at('A', BELOW_2)], 'A||| *|', 0],
    ['one that is narrower since', [at('A', ALL)], [at('A', BELOW_2, LATER)], 'A||| <2.0|', 1],
    ['one that is milder without a word', [at('A', ALL, undefined, HIGH)], [at('A', ALL, undefined, LOW)], 'A|H|| *|', 0],
    ['one that is milder since', [at('A', ALL, undefined, HIGH)], [at('A', ALL, LATER, LOW)], 'A|L|| *|', 0],
    ['one that is graver', [at('A', ALL, undefined, LOW)], [at('A', ALL, undefined, HIGH)], 'A|H|| *|', 0],
    ['one without a rating any more', [at('A', ALL, undefined, LOW)], [at('A', ALL)], 'A|L|| *|', 0],
    ['one that is withdrawn without a word', [at('A', ALL)], [at('A', ALL, undefined, { withdrawn: LATER })], 'A||| *|', 0],
    ['one that is withdrawn since', [at('A', ALL), at('B', ALL)], [at('A', ALL, LATER, { withdrawn: LATER }), at('B', ALL)], 'B||| *|', 1],
    ['nothing', [at('A', ALL)], [], 'A||| *|', 0],
  ])('has %s', (_, before, after, kept, taken) => {
    const index = openAdvisories(dump(...before).text);
    expect(index.asOf).toBe(AS_OF);
    const next = compileAdvisories(after, NOW, index);
    const [, line = ''] = next.text.split('\n');
    expect(
      line
        .replace(/^acme-core\t/, '')
        .replace(/\t/g, ' ')
        .replace(/\|([^|]*)\|([^|]*)(?= |$)/g, '| $1|$2'),
    ).toBe(kept);
    expect(next.taken).toBe(taken);
  });

  it('tells which ids were withdrawn since then, not those from before', () => {
    const index: AdvisoryIndex = openAdvisories(dump(at('A', ALL)).text);
    const gone = (modified: string) => [...compileAdvisories([at('A', ALL, modified, { withdrawn: modified })], NOW, index).withdrawn];
    expect([gone(AS_OF), gone(LATER)]).toEqual([[], ['A']]);
    const future: AdvisoryIndex = { ...index, asOf: '2031-01-01T00:00:00.000Z' };
    expect([...compileAdvisories([at('A', ALL, AS_OF, { withdrawn: AS_OF })], NOW, future).withdrawn]).toEqual(['A']);
  });
});
