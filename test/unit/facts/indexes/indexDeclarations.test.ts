import { describe, expect, it } from 'vitest';
import { ofUv, ownIndexes, readingOf } from '../../../../server/src/facts/indexes/indexDeclarations';
import type { IndexOption, Manifest, Requirement } from '../../../../server/src/formats/manifest/format';
import { A, at, B, formatAt, told } from './contexts';

/** The indexes that a file reports for itself: addresses, and `configuration` with the text at its place for one that is not known. */
function own(name: string, text: string): string {
  return ownIndexes(formatAt(name).parse(text), formatAt(name), text)
    .map(({ kind, url, span }) => url ?? `${kind} ${text.slice(span.start, span.end)}`)
    .join(', ');
}

describe('the indexes of a file itself', () => {
  it.each<readonly [name: string, text: string, expected: string]>([
    ['r.txt', `-i ${A}\na`, A],
    ['r.txt', '-r https://x.example/r.txt', 'configuration https://x.example/r.txt'],
    ['r.txt', `-r https://x.example/r.txt\n-i ${A}`, `configuration https://x.example/r.txt, ${A}`],
    // Of the parts that are only known at run time, those that may hold options or name a file.
    ['a.sh', 'pip install $PIP_OPTS a', 'configuration $PIP_OPTS'],
    ['a.sh', 'pip install $EXTRA a', 'configuration $EXTRA'],
    ['a.sh', 'pip install $FLAGS a', 'configuration $FLAGS'],
    ['a.sh', 'pip install $PACKAGES', ''],
    ['a.sh', 'pip install -r $FILE', 'configuration $FILE'],
    ['a.sh', 'pip install --constraint=$FILE', 'configuration $FILE'],
    ['a.sh', 'pip install -r sub/$FILE', 'configuration $FILE'],
    ['a.sh', 'pip install -r a.txt $FILE', ''],
    ['r.txt', `a==1\n    # from ${A}`, A],
    ['r.txt', `-i ${B}\na==1\n    # from ${A}`, `${B}, ${A}`],
  ])('%s with %j: %s', (name, text, expected) => {
    expect(own(name, text)).toBe(expected);
  });

  it.each([
    [2_000_000, 0],
    [2_000_001, 1],
  ])('may be behind the end of what is read of %i characters', (length, count) => {
    const text = 'a\n'.padEnd(length);
    const manifest = formatAt('r.txt').parse('a\n');
    expect(ownIndexes(manifest, formatAt('r.txt'), text)).toEqual(
      Array.from({ length: count }, () => ({ kind: 'configuration', span: { start: 0, end: 0 } })),
    );
  });

  it('are found again for another text or format of the same manifest', () => {
    const manifest = formatAt('r.txt').parse('a\n');
    const [note, other] = [`# from ${A}\n`, 'a\n'];
    const found = (name: string, text: string) => told(ownIndexes(manifest, formatAt(name), text));
    expect([found('r.txt', note), found('r.txt', other), found('r.txt', note)]).toEqual([A, '', A]);
    expect([found('r.txt', note), found('Dockerfile', note), found('r.txt', note)]).toEqual([A, '', A]);
    const first = ownIndexes(manifest, formatAt('r.txt'), note);
    expect(ownIndexes(manifest, formatAt('r.txt'), note)).toBe(first);
  });
});

describe('the indexes of a lock file', () => {
  const locked = (...requirements: readonly Partial<Requirement>[]): string => {
    const empty = formatAt('uv.lock').parse('');
    const manifest = {
      ...empty,
      requirements: requirements.map((each) => ({ role: 'locked', span: { start: 0, end: 0 }, ...each })),
    } as unknown as Manifest;
    return readingOf(at('uv.lock'), formatAt('uv.lock'), manifest, '')
      .indexes.map(({ kind, url }) => `${kind} ${url}`)
      .join(', ');
  };

  it.each<readonly [requirement: Partial<Requirement>, expected: string]>([
    [{ source: 'explicit-index', indexName: A }, `extra-index ${A}`],
    [{ source: 'explicit-index', indexName: A, url: B }, `extra-index ${A}`],
    [{ source: 'url', url: `${A}/a.whl` }, `extra-index ${A}/a.whl`],
    [{ source: 'url', url: `${A}/${'x'.repeat(3_000)}` }, `extra-index ${`${A}/${'x'.repeat(3_000)}`.slice(0, 2_000)}`],
    [{ source: 'url', indexName: A }, ''],
    [{ source: 'index', indexName: A, url: B }, ''],
    [{ source: 'explicit-index', indexName: 'https://pypi.org/simple' }, ''],
    [{ source: 'explicit-index', indexName: A, role: 'dependency' }, ''],
  ])('%j: %s', (requirement, expected) => {
    expect(locked(requirement)).toBe(expected);
  });

  it.each([
    [100, 100],
    [101, 100],
  ])('of %i are %i', (count, kept) => {
    const found = locked(...Array.from({ length: count }, (_, i) => ({ source: 'explicit-index' as const, indexName: `${A}/${i}` })));
    expect(found.split(', ')).toHaveLength(kept);
    expect(locked({ source: 'explicit-index', indexName: A }, { source: 'explicit-index', indexName: A })).toBe(`extra-index ${A}`);
  });
});

it.each([
  [100, 0],
  [101, 1],
])('of %i options, %i has one that is not read', (count, unread) => {
  const text = Array.from({ length: count }, (_, i) => `--extra-index-url ${A}/${i}\n`).join('');
  const { indexes } = readingOf(at('r.txt'), formatAt('r.txt'), formatAt('r.txt').parse(text), text);
  expect(indexes.filter(({ url }) => url !== undefined)).toHaveLength(100);
  expect(indexes.filter(({ url }) => url === undefined)).toHaveLength(unread);
});

it('uv reads its own indexes and no other', () => {
  const option = (more: Partial<IndexOption>): IndexOption => ({ kind: 'index', span: { start: 0, end: 0 }, ...more });
  const all = [
    option({ search: 'in-order', url: 'uv' }),
    option({ kind: 'extra-index', search: 'in-order', url: 'more' }),
    option({ url: 'poetry' }),
    option({ kind: 'extra-index', url: 'poetry-more' }),
    option({ search: 'listed-order', url: 'pdm' }),
    option({ kind: 'find-links', url: 'links' }),
    option({ kind: 'configuration', url: 'elsewhere' }),
  ];
  const reading = { uri: 'a', formatId: 'pyproject', indexes: all, includes: [], signature: 's' };
  expect(ofUv(reading)?.indexes.map(({ url }) => url)).toEqual(['uv', 'more', 'links', 'elsewhere']);
  expect(ofUv(undefined)).toBeUndefined();
});
