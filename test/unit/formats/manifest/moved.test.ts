import { describe, expect, it } from 'vitest';
import type { Manifest, Requirement } from '../../../../server/src/formats/manifest/format';
import { isMoved, movedManifest, movedRequirement } from '../../../../server/src/formats/manifest/moved';

const span = (start: number, end = start + 5) => ({ start, end });

/** A requirement with every part. */
const FULL: Required<Requirement> = {
  name: 'Acme_Core',
  normalizedName: 'acme-core',
  extras: ['a', 'b'],
  specifier: '==1.0',
  specifierGrammar: 'pep440',
  marker: 'os_name == "nt"',
  url: 'https://x.example/a.zip',
  hashes: [{ algorithm: 'sha256', digest: '00', span: span(60) }],
  strayFile: { url: 'https://y.example/a.zip', span: span(70) },
  otherFile: 'https://x.example/b-1.0.zip',
  source: 'explicit-index',
  indexName: 'corp',
  sourceTool: 'uv',
  sourcePath: '../lib',
  unproven: { why: 'no-index', place: 'corp', tool: 'uv' },
  role: 'locked',
  needs: ['c', 'd'],
  group: 'dev',
  span: span(10, 90),
  nameSpan: span(10),
  otherNameSpans: [span(20), span(30)],
  specifierSpan: span(40),
  markerSpan: span(50),
  removeSpan: span(9, 91),
  incomplete: true,
};

/** Each part with another value, and without it. */
const OTHERS: { readonly [K in keyof Required<Requirement>]: readonly Requirement[K][] } = {
  name: ['acme-core'],
  normalizedName: ['acme'],
  extras: [['a'], ['a', 'c'], ['b', 'a'], []],
  specifier: ['==1.1', undefined],
  specifierGrammar: ['exact'],
  marker: ['os_name == "x"', undefined],
  url: ['https://x.example/b.zip', undefined],
  hashes: [
    [],
    [{ algorithm: 'sha512', digest: '00', span: span(60) }],
    [{ algorithm: 'sha256', digest: '01', span: span(60) }],
    [{ algorithm: 'sha256', digest: '00', span: span(61) }],
  ],
  strayFile: [undefined, { url: 'https://z.example', span: span(70) }, { url: 'https://y.example/a.zip', span: span(71) }],
  otherFile: ['https://x.example/b-2.0.zip', undefined],
  source: ['index'],
  indexName: ['other', undefined],
  sourceTool: ['pdm', undefined],
  sourcePath: ['../b', undefined],
  unproven: [
    undefined,
    { why: 'outside', place: 'corp', tool: 'uv' },
    { why: 'no-index', place: 'x', tool: 'uv' },
    { why: 'no-index', place: 'corp' },
  ],
  role: ['dependency'],
  needs: [['c'], ['c', 'e'], []],
  group: ['test', undefined],
  span: [span(10, 91), span(11, 90)],
  nameSpan: [span(11), span(10, 16)],
  otherNameSpans: [[span(20)], [span(20), span(31)], undefined],
  specifierSpan: [span(41), undefined],
  markerSpan: [span(51), undefined],
  removeSpan: [span(8, 91), undefined],
  incomplete: [undefined],
};

const without = (key: keyof Requirement): Requirement => {
  const { [key]: _, ...rest } = FULL;
  return rest as Requirement;
};

describe('a moved requirement', () => {
  it.each([0, 1, -5, 1_000])('is the same one %d units later', (by) => {
    expect(isMoved(FULL, movedRequirement(FULL, by), by)).toBe(true);
    expect(isMoved(FULL, structuredClone(movedRequirement(FULL, by)), by)).toBe(true);
    expect(isMoved(FULL, movedRequirement(FULL, by), by + 1)).toBe(false);
  });

  it.each(Object.entries(OTHERS).flatMap(([key, values]) => values.map((value) => [key, value] as const)))(
    'is another one with the %s %j',
    (key, value) => {
      const other = { ...FULL, [key]: value } as Requirement;
      expect(isMoved(FULL, movedRequirement(other, 7), 7)).toBe(false);
      expect(isMoved(other, movedRequirement(FULL, 7), 7)).toBe(false);
    },
  );

  it.each(Object.keys(OTHERS) as (keyof Requirement)[])('is the same one without the part %s on both sides', (key) => {
    if (!['span', 'nameSpan', 'hashes', 'extras'].includes(key)) {
      expect(isMoved(without(key), movedRequirement(without(key), 7), 7)).toBe(true);
    }
  });

  it('has all its positions moved, and nothing else', () => {
    const back = movedRequirement(movedRequirement(FULL, 7), -7);
    expect(back).toEqual(FULL);
    expect(movedRequirement(FULL, 7)).toEqual({
      ...FULL,
      hashes: [{ algorithm: 'sha256', digest: '00', span: span(67) }],
      strayFile: { url: 'https://y.example/a.zip', span: span(77) },
      span: span(17, 97),
      nameSpan: span(17),
      otherNameSpans: [span(27), span(37)],
      specifierSpan: span(47),
      markerSpan: span(57),
      removeSpan: span(16, 98),
    });
  });
});

it('a moved manifest has all its positions moved', () => {
  const manifest: Manifest = {
    requirements: [FULL],
    includes: [{ kind: 'requirement', path: 'a', span: span(1) }],
    indexes: [{ kind: 'index', url: 'x', span: span(2) }],
    problems: [{ message: 'm', span: span(3) }],
    unchecked: [{ text: 't', why: 'w', span: span(4) }],
    links: [{ span: span(5), target: span(6) }],
  };
  const there = movedManifest(manifest, 10);
  expect(there.requirements).toEqual([movedRequirement(FULL, 10)]);
  expect([there.includes, there.indexes, there.problems, there.unchecked].map((items) => items[0]?.span)).toEqual(
    [11, 12, 13, 14].map((start) => span(start)),
  );
  expect(there.links).toEqual([{ span: span(15), target: span(16) }]);
  expect(movedManifest(there, -10)).toEqual(manifest);
  expect(movedManifest(manifest, 0)).toEqual(manifest);
  const { links: _, ...plain } = manifest;
  expect(movedManifest(plain, 3)).not.toHaveProperty('links');
});
