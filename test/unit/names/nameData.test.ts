import fs from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILES, moduleNames } from '../../../server/src/names/files/compile';
import { encodeFrontCoded, isGreater, namesIn, stepsTo } from '../../../server/src/names/files/frontCoding';
import { deceivingNames, decodeMalicious, encodeMalicious } from '../../../server/src/names/files/maliciousList';
import { joinMalicious, readCampaigns, unquote } from '../../../server/src/names/files/maliciousSources';
import { encodeBlock, indexIn, namesNear, openBlock } from '../../../server/src/names/files/nameBlock';
import { decodePopularNames, encodePopularNames } from '../../../server/src/names/files/popularNames';
import { decodeProjectList, encodeProjectList, UNCOMPRESSED } from '../../../server/src/names/files/projectList';
import { packSections, section, unpackSections } from '../../../server/src/names/files/sections';
import { readSnapshot } from '../../../server/src/names/files/snapshot';
import type { MaliciousRecord } from '../../../server/src/names/nameData';

const compress = (bytes: Uint8Array): Uint8Array => brotliCompressSync(bytes);
const decompress = (bytes: Uint8Array): Uint8Array => brotliDecompressSync(bytes);

const LISTINGS = ['2024-12', '2026-11', '2027-01'];

describe('the project list', () => {
  // More than one block, with shared prefixes, and every kind of month.
  const rows = Array.from({ length: 40_000 }, (_, i) => ({
    name: `package-${String(i).padStart(6, '0')}`,
    version: `1.${i % 500}`,
    month: i % 100 === 0 ? '' : `${2005 + (i % 22)}-${String((i % 12) + 1).padStart(2, '0')}`,
    firstListed: LISTINGS[i % 3] as string,
  }));
  const list = decodeProjectList(
    encodeProjectList(rows, LISTINGS, (row) => row.name.endsWith('7'), compress),
    decompress,
  );

  it('returns every row unmodified', () => {
    expect(list.size).toBe(rows.length);
    for (const { name, version, month } of rows) {
      const found = list.get(name);
      expect(found?.latestMonth ?? '').toBe(month);
      expect(found?.latestVersion).toBe(name.endsWith('7') ? version : undefined);
    }
    expect([...list.names()]).toEqual(rows.map((row) => row.name));
    expect([...list.rows()]).toEqual(rows.map((row) => ({ ...row, version: row.name.endsWith('7') ? row.version : '' })));
    expect(list.listings).toEqual(LISTINGS);
  });

  it('shows between which lists a project appeared', () => {
    expect(rows.slice(0, 3).map(({ name }) => list.get(name))).toMatchObject([
      { firstListed: 'before-2025-01' },
      { firstListed: '2026-11', notListedIn: '2024-12' },
      { firstListed: '2027-01', notListedIn: '2026-11' },
    ]);
    expect(list.get('package-000000')).not.toHaveProperty('notListedIn');
  });

  it('may be empty', () => {
    const empty = decodeProjectList(
      encodeProjectList([], LISTINGS, () => true, compress),
      decompress,
    );
    expect([empty.has('a'), empty.get('a'), empty.extensions('a', 1), [...empty.rows()]]).toEqual([false, undefined, 0, []]);
  });

  it.each(['', 'a', 'package', 'package-', 'package-000000x', 'package-0000000', 'package-039999x', 'zzz', 'ПАКЕТ'])(
    'has no %o',
    (name) => {
      expect(list.has(name)).toBe(false);
      expect(list.get(name)).toBeUndefined();
    },
  );
});

describe('front coding', () => {
  const word = fc.string({ unit: fc.constantFrom('-', 'a', 'b'), maxLength: 6 });
  // Longer common beginnings than one byte can express.
  const name = fc.tuple(fc.constantFrom('', 'a'.repeat(126), 'a'.repeat(140)), word).map((parts) => parts.join(''));

  it('finds exactly the names in it, whatever they share', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 40 }), name, (names, other) => {
        const sorted = [...names].sort();
        const { bytes } = encodeFrontCoded(sorted, sorted.length);
        expect([...namesIn(bytes)]).toEqual(sorted);
        for (const sought of [...sorted, other]) {
          expect(stepsTo(bytes, 0, sought)).toBe(sorted.indexOf(sought));
        }
      }),
    );
  });

  it('has no name with letters beyond ASCII, whatever bytes they are', () => {
    const names = ['abc', 'abd', 'b'];
    const { bytes } = encodeFrontCoded(names, names.length);
    const block = openBlock(encodeBlock(names), names.length);
    for (let byte = 128; byte < 256; byte++) {
      const name = `abc${String.fromCharCode(byte)}d`;
      expect([stepsTo(bytes, 0, name), indexIn(block, name)]).toEqual([-1, -1]);
    }
  });

  it('may have whole names among the others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), (names, stride) => {
        const sorted = [...names].sort();
        const { bytes, restarts } = encodeFrontCoded(sorted, stride);
        expect([...namesIn(bytes)]).toEqual(sorted);
        expect([...restarts].map((at) => [...namesIn(bytes, at)])).toEqual(Array.from(restarts, (_, i) => sorted.slice(i * stride)));
        expect(restarts).toHaveLength(Math.ceil(sorted.length / stride));
        for (const other of names) {
          expect([...restarts].map((at) => isGreater(bytes, at, other))).toEqual(
            sorted.filter((_, i) => i % stride === 0).map((whole) => whole > other),
          );
        }
      }),
    );
  });

  it('is searched from the nearest whole name', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 100 }), name, (names, other) => {
        const sorted = [...names].sort();
        const block = openBlock(encodeBlock(sorted), sorted.length);
        for (const sought of [...sorted, other]) {
          expect(indexIn(block, sought)).toBe(sorted.indexOf(sought));
          const near = [...namesNear(block, sought)];
          expect(near).toEqual(sorted.slice(-near.length));
          expect(near.filter((each) => each >= sought)).toEqual(sorted.filter((each) => each >= sought));
        }
      }),
    );
  });
});

it('front coding is of ASCII names', () => {
  expect(() => encodeFrontCoded(['a', 'ä'], 9)).toThrow('not an ASCII name: ä');
  expect(() => encodeFrontCoded(['a\u007f'], 9)).not.toThrow();
  expect(() => encodeFrontCoded(['a\u0080'], 9)).toThrow('not an ASCII name');
});

describe('popular names', () => {
  const popular = decodePopularNames(
    encodePopularNames([{ name: 'boto3', downloads: 1_880_218_825 }, { name: 'requests', downloads: 999 }, { name: 'request-id' }]),
  );

  it('keep ranks, and three digits of the downloads', () => {
    expect(popular.size).toBe(3);
    expect(['boto3', 'requests', 'request-id', 'flask'].map((name) => popular.rankOf(name))).toEqual([1, 2, 3, undefined]);
    expect(popular.nameAt(2)).toBe('requests');
    expect(popular.nameAt(0)).toBeUndefined();
    expect(['boto3', 'requests', 'request-id'].map((name) => popular.downloadsOf(name))).toEqual([1_880_000_000, 999, undefined]);
  });
});

describe('a snapshot', () => {
  const sources = {
    projectTable: 'name\tversion\tmonth\trank\nb\t1\t2026-11\t2\na\t2\t2020-01\t1\nc\t\t\t\n',
    downloads: JSON.stringify({
      rows: [
        { project: 'Old_Name', download_count: 5 },
        { project: 'a', download_count: 7 },
      ],
    }),
    malicious: '"requ\\320\\265sts"\nEvil.Name\nevil-name\n',
  };
  const snapshot = readSnapshot(sources, '2026-11-23');

  it('puts the ranks of the newer list first, then names that only the older one has', () => {
    expect(snapshot.popular).toEqual([
      { name: 'a', downloads: 7 },
      { name: 'b', downloads: undefined },
      { name: 'old-name', downloads: 5 },
    ]);
    expect(snapshot.dates).toMatchObject({ projects: '2026-11', popularity: '2026-11' });
  });

  it('reads quoted names, and each name once', () => {
    expect([...snapshot.malicious.keys()]).toEqual(['evil-name', 'requеsts']);
    expect(unquote('"a\\"b"')).toBe('a"b');
    expect(unquote('plain')).toBe('plain');
  });
});

describe('popular projects', () => {
  it('are stored as in the list of all projects', () => {
    const data = path.join(import.meta.dirname, '../../../data');
    const all = decodeProjectList(fs.readFileSync(path.join(data, FILES.projects)), decompress);
    const popular = decodeProjectList(fs.readFileSync(path.join(data, FILES.popularProjects)), UNCOMPRESSED);
    const ranks = decodePopularNames(fs.readFileSync(path.join(data, FILES.popular)));
    for (const name of ranks.byRank.filter((_, i) => i % 23 === 0)) {
      expect([name, popular.get(name)]).toEqual([name, all.get(name)]);
    }
    expect([...popular.names()].filter((name) => ranks.rankOf(name) === undefined)).toEqual([]);
  });
});

describe('records of malicious packages', () => {
  it('are found by exactly these names', () => {
    const record: MaliciousRecord = { source: 'osv', category: 'malicious' };
    const name = fc.string({ unit: fc.constantFrom('-', 'a', 'b', 'е', '\u{1f600}'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 30 }), fc.array(name), (names, others) => {
        const list = decodeMalicious(encodeMalicious(new Map(names.map((each) => [each, [record]]))));
        for (const each of [...names, ...others]) {
          expect(list.recordsOf(each).length).toBe(names.includes(each) ? 1 : 0);
        }
        expect([...list.all().keys()].sort()).toEqual([...names].sort());
      }),
    );
  });

  const campaigns = readCampaigns(
    [
      'name\tcategory\tmonth\tcampaign\taffected_versions',
      'Lightning_X\tmalicious\t2026-04\t2026-04-x\t2.6.2 2.6.3',
      'gone\tprobably_pentest\t\tGENERIC\t99.0.0',
      'later\tspam\t2031-01\t\t',
      'odd\twhatever\t2026-01\tx\t1',
      'inherited\tconstructor\t2026-01\tx\t1',
      'prototype\t__proto__\t2026-01\tx\t1',
      '<b>\tmalicious\t2026-01\tx\t1',
      'cut',
    ].join('\n'),
    '2026-11',
  );
  const exists =
    (...names: string[]) =>
    (name: string) =>
      names.includes(name);
  const osv = (id: string, versions?: string[]) => ({
    name: 'gone',
    record: { source: 'osv', category: 'malicious', id, versions } as const,
  });

  it('are about versions if the project exists, and about the name if it does not', () => {
    const list = decodeMalicious(encodeMalicious(joinMalicious(campaigns, exists('lightning-x'))));
    expect([...list.all()]).toEqual([
      ['gone', [{ source: 'campaigns', category: 'pentest', id: 'GENERIC' }]],
      ['later', [{ source: 'campaigns', category: 'spam' }]],
      ['lightning-x', [{ source: 'campaigns', category: 'malicious', month: '2026-04', id: '2026-04-x', versions: ['2.6.2', '2.6.3'] }]],
    ]);
    expect(list.recordsOf('gone')).toBe(list.recordsOf('gone'));
    expect(list.recordsOf('light')).toEqual([]);
  });

  it('are about every version forever, once the project was gone', () => {
    const before = joinMalicious(campaigns, exists());
    const after = joinMalicious(campaigns, exists('lightning-x'), before);
    expect(after.get('lightning-x')).toEqual([{ source: 'campaigns', category: 'malicious', month: '2026-04', id: '2026-04-x' }]);
  });

  it('stay when a source no longer has them, until it withdraws them by id', () => {
    const before = joinMalicious([osv('MAL-1'), osv('MAL-2', ['1.0'])], exists());
    expect(joinMalicious([], exists(), before)).toEqual(before);
    expect(joinMalicious([], exists(), before, new Set(['MAL-1'])).get('gone')).toMatchObject([{ id: 'MAL-2' }]);
    expect(joinMalicious([], exists(), before, new Set(['MAL-1', 'MAL-2'])).size).toBe(0);
  });

  it('add to the versions that are known', () => {
    const fresh = (version: string) => readCampaigns(`name\nx\tmalicious\t2026-04\ta\t${version}`, '2026-11');
    const before = joinMalicious(fresh('1.0'), exists('x'));
    expect(joinMalicious(fresh('2.0'), exists('x'), before).get('x')).toMatchObject([{ versions: ['1.0', '2.0'] }]);
  });

  it('of the registry and of campaigns are two, those of OSV one for each id', () => {
    const registry: MaliciousRecord = { source: 'registry', category: 'malicious' };
    const campaign: MaliciousRecord = { source: 'campaigns', category: 'spam' };
    const fresh = [registry, registry, campaign].map((record) => ({ name: 'gone', record }));
    const joined = joinMalicious([...fresh, osv('MAL-1'), osv('MAL-2'), osv('MAL-1')], exists());
    expect(joined.get('gone')?.map(({ source, id = '' }) => `${source} ${id}`)).toEqual([
      'registry ',
      'campaigns ',
      'osv MAL-1',
      'osv MAL-2',
    ]);
  });

  it('are the graver of the known and the fresh one', () => {
    const grades: readonly MaliciousRecord['category'][] = ['spam', 'pentest', 'hacking-tool', 'suspicious', 'malicious'];
    const of = (category: MaliciousRecord['category']) => [{ name: 'gone', record: { source: 'campaigns', category } as MaliciousRecord }];
    for (const [i, before] of grades.entries()) {
      for (const [k, fresh] of grades.entries()) {
        const joined = joinMalicious(of(fresh), exists(), joinMalicious(of(before), exists()));
        expect(joined.get('gone')?.map(({ category }) => category)).toEqual([grades[Math.max(i, k)]]);
      }
    }
  });

  it('of OSV with versions are left to the advisories if the project exists', () => {
    expect(joinMalicious([osv('MAL-1', ['1.0'])], exists('gone')).size).toBe(0);
    expect(joinMalicious([osv('MAL-1', ['1.0'])], exists()).get('gone')).toEqual([
      expect.not.objectContaining({ versions: expect.anything() }),
    ]);
    expect(joinMalicious([osv('MAL-1')], exists('gone')).get('gone')).toHaveLength(1);
  });

  it('of campaigns have at most 1,000 versions, texts of 64 characters, and no month in the future', () => {
    const read = (month: string, id: string, versions: string) =>
      readCampaigns(`name\nx\tspam\t${month}\t${id}\t${versions}`, '2026-11')[0]?.record;
    const versions = Array.from({ length: 1_001 }, (_, i) => `1.${i}`);
    expect(read('2026-11', 'a', versions.join(' '))).toMatchObject({ month: '2026-11', versions: versions.slice(0, 1_000) });
    expect(read('2026-12', 'a', '')).toEqual({ source: 'campaigns', category: 'spam', id: 'a' });
    expect(read('', '2026-05-x', '')).toMatchObject({ month: '2026-05' });
    expect(read('2026-5', 'a', '')).not.toHaveProperty('month');
    expect([64, 65].map((length) => read('', 'x'.repeat(length), '')?.id?.length)).toEqual([64, undefined]);
    expect(read('', 'a\u200b', `${'1'.repeat(64)}  ${'1'.repeat(65)}`)).toEqual({
      source: 'campaigns',
      category: 'spam',
      versions: ['1'.repeat(64)],
    });
  });

  it.each([
    ['malicious', 'malicious', true],
    ['highly_suspicious', 'suspicious', true],
    ['probably_pentest', 'pentest', true],
    ['spam', 'spam', false],
    ['high_risk_hacking_tools', 'hacking-tool', false],
    ['other', undefined, false],
  ] as const)('of campaigns in %s are %s', (word, category, deceives) => {
    const records = readCampaigns(`name\nX_y\t${word}\t\t\t`, '2026-11');
    expect(records.map(({ name, record }) => [name, record.category])).toEqual(category === undefined ? [] : [['x-y', category]]);
    expect(deceivingNames(joinMalicious(records, exists()))).toEqual(deceives ? ['x-y'] : []);
    const some = readCampaigns(`name\nX_y\t${word}\t\t\t1.0`, '2026-11');
    expect(deceivingNames(joinMalicious(some, exists('x-y')))).toEqual([]);
  });

  it.each(['x\tQ M - -', 'x\tR Z - -', 'x\tR'])('%j is no such file', (text) => {
    expect(() => decodeMalicious(new TextEncoder().encode(text)).all()).toThrow('not a file');
  });
});

describe('sections', () => {
  it('are aligned views of the file', () => {
    const file = packSections({ a: Uint8Array.of(1, 2, 3), b: Uint8Array.of(4) });
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    for (const input of [file, shifted.subarray(3)]) {
      const sections = unpackSections(input);
      expect([...sections.a!, ...sections.b!]).toEqual([1, 2, 3, 4]);
      expect(sections.b!.byteOffset % 8).toBe(0);
    }
  });

  it('are there by name', () => {
    const sections = unpackSections(packSections({ a: Uint8Array.of(1) }));
    expect([...section(sections, 'a')]).toEqual([1]);
    expect(() => section(sections, 'b')).toThrow("data file lacks 'b'");
    expect(() => section(sections, 'toString')).toThrow("data file lacks 'toString'");
  });

  it('reject a truncated file', () => {
    const file = packSections({ a: new Uint8Array(100) });
    for (const length of [0, 3, 10, file.length - 10]) {
      expect(() => unpackSections(file.subarray(0, length))).toThrow();
    }
  });
});

it('modules that can be misspelled are those of Python 3, by normalized name', () => {
  const modules = { _thread: {}, asyncore: { until: '3.12' }, UserDict: { until: '3.0' }, 'concurrent.futures': { since: '3.2' } };
  const bytes = new TextEncoder().encode(JSON.stringify({ modules }));
  expect(moduleNames(bytes)).toEqual(['-thread', 'asyncore', 'concurrent-futures']);
});
