import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrontCoded, stepsTo } from '../../../server/src/names/frontCoding';
import { decodePopularNames, encodePopularNames } from '../../../server/src/names/popularNames';
import { decodeProjectList, encodeProjectList } from '../../../server/src/names/projectList';
import { packSections, unpackSections } from '../../../server/src/names/sections';
import { readSnapshot, unquote } from '../../../server/src/names/snapshot';

const compress = (bytes: Uint8Array): Uint8Array => brotliCompressSync(bytes);
const decompress = (bytes: Uint8Array): Uint8Array => brotliDecompressSync(bytes);

describe('the project list', () => {
  // More than one block, with shared prefixes, and every kind of month.
  const rows = Array.from({ length: 40_000 }, (_, i) => ({
    name: `package-${String(i).padStart(6, '0')}`,
    version: `1.${i % 500}`,
    month: i % 100 === 0 ? '' : `${2005 + (i % 22)}-${String((i % 12) + 1).padStart(2, '0')}`,
  }));
  const list = decodeProjectList(
    encodeProjectList(rows, (row) => row.name.endsWith('7'), compress),
    decompress,
  );

  it('gives back every row', () => {
    expect(list.size).toBe(rows.length);
    for (const { name, version, month } of rows) {
      const found = list.get(name);
      expect(found?.latestMonth ?? '').toBe(month);
      expect(found?.latestVersion).toBe(name.endsWith('7') ? version : undefined);
    }
    expect([...list.names()]).toEqual(rows.map((row) => row.name));
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
  it('finds every name and no other, whatever they share', () => {
    const word = fc.string({ unit: fc.constantFrom('-', 'a', 'b'), maxLength: 6 });
    // Longer shared beginnings than one byte can say.
    const name = fc.tuple(fc.constantFrom('', 'a'.repeat(126), 'a'.repeat(140)), word).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 40 }), name, (names, other) => {
        const sorted = [...names].sort();
        const bytes = encodeFrontCoded(sorted);
        const first = sorted[0]!;
        for (const sought of [...sorted, other].filter((one) => one > first)) {
          expect(stepsTo(bytes, 1 + first.length, first, sought)).toBe(sorted.indexOf(sought));
        }
      }),
    );
  });
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

  it('complete prefixes, the most downloaded first', () => {
    expect(popular.completions('req', 9)).toEqual(['requests', 'request-id']);
    expect(popular.completions('req', 1)).toEqual(['requests']);
    expect(popular.completions('x', 9)).toEqual([]);
  });
});

describe('a snapshot', () => {
  const snapshot = readSnapshot({
    projects: 'name\tversion\tmonth\trank\nb\t1\t2026-11\t2\na\t2\t2020-01\t1\nc\t\t\t\n',
    downloads: JSON.stringify({
      rows: [
        { project: 'Old_Name', download_count: 5 },
        { project: 'a', download_count: 7 },
      ],
    }),
    malicious: '"requ\\320\\265sts"\nEvil.Name\nevil-name\n',
  });

  it('puts the ranks of the newer list first, then what only the older has', () => {
    expect(snapshot.popular).toEqual([
      { name: 'a', downloads: 7 },
      { name: 'b', downloads: undefined },
      { name: 'old-name', downloads: 5 },
    ]);
    expect(snapshot.asOf).toBe('2026-11');
  });

  it('reads quoted names, and each name once', () => {
    expect(snapshot.malicious).toEqual(['evil-name', 'requеsts']);
    expect(unquote('"a\\"b"')).toBe('a"b');
    expect(unquote('plain')).toBe('plain');
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

  it('refuse a file that is cut off', () => {
    const file = packSections({ a: new Uint8Array(100) });
    for (const length of [0, 3, 10, file.length - 10]) {
      expect(() => unpackSections(file.subarray(0, length))).toThrow();
    }
  });
});
