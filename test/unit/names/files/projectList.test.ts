import { describe, expect, it } from 'vitest';
import { encodeFrontCoded, isGreater, namesIn, stepsTo } from '../../../../server/src/names/files/frontCoding';
import { decodeCodes, encodeCodes, MAX_CODE, monthName, monthNumber } from '../../../../server/src/names/files/listCodes';
import { encodeBlock, indexIn, namesNear, openBlock } from '../../../../server/src/names/files/nameBlock';
import { decodeProjectList, encodeProjectList, type ProjectList, type ProjectRow } from '../../../../server/src/names/files/projectList';
import { asUint16, asUint32, bytesOf, packSections, section, startsOf, unpackSections } from '../../../../server/src/names/files/sections';

const asItIs = (bytes: Uint8Array): Uint8Array => bytes;
const LISTINGS = ['2024-12', '2026-11'];

function rowsOf(names: readonly string[], more: Partial<ProjectRow> = {}): ProjectRow[] {
  return names.map((name) => ({ name, version: '1', month: '2026-10', firstListed: '2026-11', ...more }));
}

function listOf(rows: readonly ProjectRow[], keepVersion = (_: ProjectRow): boolean => true): ProjectList {
  return decodeProjectList(encodeProjectList(rows, LISTINGS, keepVersion, asItIs), asItIs);
}

describe('codes', () => {
  it.each([
    [255, 1, Uint8Array],
    [256, 2, Uint16Array],
    [MAX_CODE, 2, Uint16Array],
  ])('up to %i take %i bytes each', (most, width, type) => {
    const codes = [most, 3, 0, most];
    const stored = encodeCodes(codes);
    expect(stored.length).toBe(codes.length * width);
    // As in a file: at any offset.
    const within = Uint8Array.of(9, ...stored).subarray(1);
    const read = decodeCodes(within, codes.length);
    expect([read, [...read]]).toEqual([expect.any(type), codes]);
    expect(read.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...decodeCodes(encodeCodes([]), 0)]).toEqual([]);
  });

  it.each([
    ['2026-11', 2026 * 12 + 10],
    ['2026-01', 2026 * 12],
    ['2026-12', 2026 * 12 + 11],
    ['0001-01', 12],
  ])('of %s are %i', (month, number) => {
    expect(monthNumber(month)).toBe(number);
    expect(monthName(number)).toBe(month.replace(/^0+/, ''));
    expect(monthNumber('')).toBe(0);
  });
});

describe('front-coded names', () => {
  const names = ['a', 'ab', 'abc', 'b', 'c'.repeat(127), `${'c'.repeat(127)}d`, 'c'.repeat(128), 'c'.repeat(130)].sort();

  it('are read back, from a whole one on', () => {
    expect([...namesIn(encodeFrontCoded(names, 99).bytes)]).toEqual(names);
    expect([...encodeFrontCoded(['ab', 'abc', 'b'], 99).bytes]).toEqual([128, 97, 98, 130, 99, 128, 98]);
    expect([...encodeFrontCoded(['ab', 'abc', 'b'], 1).bytes]).toEqual([128, 97, 98, 128, 97, 98, 99, 128, 98]);
    expect([...namesIn(Uint8Array.of(128, 97, 98, 130, 99, 128, 98), 5)]).toEqual(['b']);
    expect([[...encodeFrontCoded([], 99).bytes], [...namesIn(new Uint8Array())]]).toEqual([[], []]);
  });

  it('are found from the first on, and nothing else is', () => {
    const { bytes } = encodeFrontCoded(names, 99);
    for (const [i, name] of names.entries()) {
      expect(stepsTo(bytes, 0, name)).toBe(i);
      for (const other of [`${name}-`, `${name}z`, name.slice(0, -1), ''].filter((each) => !names.includes(each))) {
        expect(stepsTo(bytes, 0, other)).toBe(-1);
      }
    }
  });

  it.each([1, 2, 3, 4, 8, 9])('are whole at each %i', (stride) => {
    const { bytes, restarts } = encodeFrontCoded(names, stride);
    expect([...namesIn(bytes)]).toEqual(names);
    expect(restarts.length).toBe(Math.ceil(names.length / stride));
    for (const [i, offset] of restarts.entries()) {
      expect([...namesIn(bytes, offset)]).toEqual(names.slice(i * stride));
      const whole = names[i * stride]!;
      expect([`${whole}-`, whole, whole.slice(0, -1), 'zz', ''].map((name) => isGreater(bytes, offset, name))).toEqual(
        [`${whole}-`, whole, whole.slice(0, -1), 'zz', ''].map((name) => whole > name),
      );
    }
  });
});

describe('a block of names', () => {
  const names = Array.from({ length: 200 }, (_, i) => `n${String(i).padStart(3, '0')}`);
  const block = openBlock(encodeBlock(names), names.length);

  it('has each 64th name whole', () => {
    expect([...block.restarts].map((offset) => namesIn(block.bytes, offset).next().value)).toEqual(['n000', 'n064', 'n128', 'n192']);
    expect([...names.keys()].filter((i) => indexIn(block, names[i]!) !== i)).toEqual([]);
    const others = ['', 'n', 'm', 'n0000', 'n063x', 'n064-', 'n199x', 'o', 'n064\u00e9', '\u00e9'];
    expect(others.map((name) => indexIn(block, name))).toEqual(others.map(() => -1));
    const none = openBlock(encodeBlock([]), 0);
    expect([none.restarts.length, indexIn(none, 'a')]).toEqual([0, -1]);
    for (const { buffer } of [block.bytes, block.restarts]) {
      expect(buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });

  it.each([
    ['', 'n000'],
    ['n063', 'n000'],
    ['n063x', 'n000'],
    ['n064', 'n064'],
    ['n065', 'n064'],
    ['n199', 'n192'],
    ['z', 'n192'],
  ])('is read from a little before %j: from %s', (name, expected) => {
    expect([...namesNear(block, name)]).toEqual(names.slice(names.indexOf(expected)));
  });
});

describe('names that begin so', () => {
  const names = ['a', 'a-', 'a-b', 'a-c', 'a-c-d', 'a0', 'ab', 'b', 'b-a'];
  const list = listOf(rowsOf(names));

  it.each<[prefix: string, limit: number, expected: readonly string[]]>([
    ['', 99, names],
    ['', 2, ['a', 'a-']],
    ['a', 99, names.slice(0, 7)],
    ['a-', 99, ['a-', 'a-b', 'a-c', 'a-c-d']],
    ['a-c', 99, ['a-c', 'a-c-d']],
    ['a-c', 1, ['a-c']],
    ['a-bb', 99, []],
    ['b-a', 99, ['b-a']],
    ['c', 99, []],
  ])('with %j, at most %i', (prefix, limit, expected) => {
    expect(list.startingWith(prefix, limit)).toEqual(expected);
  });

  it.each([
    ['a', 99, 4],
    ['a', 4, 4],
    ['a', 3, 3],
    ['a', 1, 1],
    ['a-c', 99, 1],
    ['b', 99, 1],
    ['ab', 99, 0],
    ['b-a', 99, 0],
    ['c', 99, 0],
    ['', 99, 0],
  ])('are extended by words: %j, up to %i', (name, limit, expected) => {
    expect(list.extensions(name, limit)).toBe(expected);
  });

  it('are read from each block', () => {
    const many = Array.from({ length: 2 * 16_384 + 3 }, (_, i) => `p-${String(i).padStart(5, '0')}`);
    const long = listOf(rowsOf(many));
    expect([long.size, long.startingWith('p-1638', 99), long.extensions('p', 99_999)]).toEqual([
      many.length,
      many.filter((name) => name.startsWith('p-1638')),
      many.length,
    ]);
    for (const i of [0, 16_383, 16_384, 16_385, 32_767, 32_768, many.length - 1]) {
      expect(long.startingWith(many[i]!, 9)).toEqual([many[i]]);
      expect(long.has(many[i]!)).toBe(true);
    }
    expect([...long.names()]).toEqual(many);
  });
});

describe('what a list has of a project', () => {
  it('is the version where it is kept, the months, and between which lists it appeared', () => {
    const rows: readonly ProjectRow[] = [
      { name: 'a', version: '1', month: '2026-10', firstListed: '2024-12' },
      { name: 'b', version: '2', month: '', firstListed: '2026-11' },
      { name: 'c', version: '', month: '2020-01', firstListed: '2026-11' },
      { name: 'd', version: '1', month: '2026-11', firstListed: '2024-12' },
    ];
    const list = listOf(rows);
    const since = { firstListed: '2026-11', notListedIn: '2024-12' };
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => list.get(name))).toEqual([
      { latestVersion: '1', latestMonth: '2026-10', firstListed: 'before-2025-01' },
      { latestVersion: '2', latestMonth: undefined, ...since },
      { latestVersion: undefined, latestMonth: '2020-01', ...since },
      { latestVersion: '1', latestMonth: '2026-11', firstListed: 'before-2025-01' },
      undefined,
    ]);
    expect([...list.rows()]).toEqual(rows);
    const none = listOf(rows, ({ name }) => name === 'b');
    expect([...none.rows()].map(({ version }) => version)).toEqual(['', '2', '', '']);
    expect(none.get('a')?.latestVersion).toBeUndefined();
  });

  it('has the frequent versions in one byte', () => {
    const rows = ['x', 'y', 'y', 'z', 'z'].map((version, i) => ({ ...rowsOf([`n${i}`])[0]!, version }));
    const sections = unpackSections(encodeProjectList(rows, LISTINGS, () => true, asItIs));
    expect(new TextDecoder().decode(section(sections, 'versions'))).toBe('\ny\nz\nx');
  });
});

describe('a file of sections', () => {
  it('is cut off if any byte is missing', () => {
    const file = packSections({ a: Uint8Array.of(1, 2, 3), b: new Uint8Array(8) });
    for (let length = 0; length < file.length; length++) {
      expect(() => unpackSections(file.subarray(0, length))).toThrow();
    }
    const sections = unpackSections(file);
    expect([[...section(sections, 'a')], section(sections, 'b').length, Object.keys(sections)]).toEqual([[1, 2, 3], 8, ['a', 'b']]);
    expect(unpackSections(packSections({}))).toEqual({});
    expect(() => unpackSections(Uint8Array.of(1, 0, 0, 0))).toThrow('data file is cut off');
    expect(() => unpackSections(Uint8Array.of(0, 0, 0))).toThrow('data file is cut off');
  });

  it('has numbers of two and four bytes', () => {
    expect([...asUint16(bytesOf(Uint16Array.of(1, 513)))]).toEqual([1, 513]);
    expect([...asUint32(bytesOf(Uint32Array.of(1, 70_000)))]).toEqual([1, 70_000]);
    expect([...bytesOf(Uint16Array.of(9, 513).subarray(1))]).toEqual([1, 2]);
    expect([...startsOf([2, 0, 3])]).toEqual([0, 2, 2, 5]);
    expect([...startsOf([])]).toEqual([0]);
  });
});

describe('a list that is not one', () => {
  const names = Array.from({ length: 100 }, (_, i) => `n${String(i).padStart(3, '0')}`);
  const sections = unpackSections(encodeProjectList(rowsOf(names), LISTINGS, () => true, asItIs));
  const opened = (changed: Record<string, Uint8Array>): ProjectList => decodeProjectList(packSections({ ...sections, ...changed }), asItIs);
  const newest = monthNumber('2026-10');

  it.each([[[]], [[100]], [[0, newest]], [[16_385, newest]]])('is refused with the counts %j', (counts) => {
    expect(opened({}).has('n099')).toBe(true);
    expect(() => opened({ counts: bytesOf(Uint32Array.from(counts)) })).toThrow('another number of names');
  });

  it.each([128, 129, 16_384])('says nothing about a name if there are 100 instead of %i', (count) => {
    const list = opened({ counts: bytesOf(Uint32Array.of(count, newest)) });
    for (const ask of [() => list.has('n099'), () => list.get('n001'), () => list.startingWith('n', 1), () => [...list.names()]]) {
      if (count > 128) {
        expect(ask).toThrow('another number of names in a block');
      }
    }
    expect(() => list.get('n001')).toThrow(/another number of (codes|names)/);
    expect(() => [...list.rows()]).toThrow(/another number of (codes|names)/);
  });

  it('is refused with fewer or more codes than names, of one byte or two', () => {
    expect([...decodeCodes(Uint8Array.of(1, 2), 2)]).toEqual([1, 2]);
    expect([...decodeCodes(Uint8Array.of(1, 0, 2, 1), 2)]).toEqual([1, 258]);
    for (const length of [0, 1, 3, 6]) {
      expect(() => decodeCodes(new Uint8Array(length), 2)).toThrow('another number of codes');
    }
  });

  it('is refused if an offset leads to no whole name', () => {
    const stored = encodeBlock(names);
    expect(indexIn(openBlock(stored, 100), 'n099')).toBe(99);
    for (const offset of [1, 129, stored.length, 0xff_ff_ff_ff]) {
      const damaged = stored.slice();
      new DataView(damaged.buffer).setUint32(4, offset, true);
      expect(() => openBlock(damaged, 100)).toThrow('another number of names in a block');
    }
    for (const length of [0, 4, 7, 8]) {
      expect(() => openBlock(stored.subarray(0, length), 100)).toThrow();
    }
  });
});
