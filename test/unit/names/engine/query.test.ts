import { describe, expect, it } from 'vitest';
import { Query } from '../../../../server/src/names/engine/query';
import { hashSpan, hashText } from '../../../../server/src/names/engine/tables/rollingHash';

/** The letters of a name, and where its words begin. The same object reads them all, as in the engine. */
const query = new Query();
function parsed(name: string): string {
  const isJudged = query.set(name);
  const letters = String.fromCharCode(...query.letters.subarray(0, query.length));
  const starts = [...query.tokenStarts.subarray(0, query.tokens + 1)];
  const boundaries = [...query.isBoundary.keys()].filter((at) => query.isBoundary[at] === 1);
  return `${isJudged}: ${letters} words ${starts} boundaries ${boundaries}`;
}

it('a new query has no name', () => {
  const { text, length, tokens, letters, isBoundary, prefixes, tokenStarts } = new Query();
  expect([text, length, tokens]).toEqual(['', 0, 0]);
  expect([letters, isBoundary, prefixes, tokenStarts].map((list) => list.length)).toEqual([200, 201, 201, 13]);
});

describe('a judged name', () => {
  it.each([
    ['abc', 'true: abc words 0,3 boundaries 0,3'],
    ['ab-cd-e', 'true: abcde words 0,2,4,5 boundaries 0,2,4,5'],
    ['-ab--c-', 'true: abc words 0,2,3 boundaries 0,2,3'],
    ['a', 'true: a words 0,1 boundaries 0,1'],
    ['\x7f', 'true: \x7f words 0,1 boundaries 0,1'],
    ['', 'false:  words 0 boundaries 0'],
    ['---', 'false:  words 0 boundaries 0'],
  ])('%j is %s', (name, expected) => {
    parsed('some-name-before');
    expect(parsed(name)).toBe(expected);
    expect(query.text).toBe(name);
  });

  it('has twelve words, the last of which has all that follow', () => {
    expect(parsed('a-b-c-d-e-f-g-h-i-j-k-l-m')).toBe(
      'true: abcdefghijklm words 0,1,2,3,4,5,6,7,8,9,10,11,13 boundaries 0,1,2,3,4,5,6,7,8,9,10,11,12,13',
    );
  });

  it('has at most 200 characters, all of them ASCII', () => {
    const long = (length: number) => query.set('a'.repeat(length));
    expect([long(199), long(200), long(201), query.set('a\x80'), query.set('é')]).toEqual([true, true, false, false, false]);
  });

  it('of the greatest length ends where its letters end', () => {
    query.set(`${'a'.repeat(100)}-${'b'.repeat(99)}`);
    expect([query.length, query.tokens, query.tokenStarts[2], query.isBoundary[199]]).toEqual([199, 2, 199, 1]);
    query.set('ab'.repeat(100));
    expect([query.length, query.tokens, query.tokenStarts[1], query.isBoundary[200]]).toEqual([200, 1, 200, 1]);
    expect(hashSpan(query.prefixes, 0, 200)).toBe(hashText('ab'.repeat(100)));
    expect(hashSpan(query.prefixes, 198, 200)).toBe(hashText('ab'));
    expect(query.set(`${'a-'.repeat(99)}bb`)).toBe(true);
  });

  it.each(['x'.repeat(201), 'ab-cdé', 'a-b-c-d-e-f-é'])('leaves nothing to the next one if it is not judged: %j', (name) => {
    expect(query.set(name)).toBe(false);
    expect(query.length).toBe(0);
    expect(parsed('abcdefgh')).toBe('true: abcdefgh words 0,8 boundaries 0,8');
  });
});
