import { describe, expect, it } from 'vitest';
import { countWords, createTargets, differentLetters, letterMask } from '../../../../server/src/names/engine/targets';

const maskOf = (text: string): number => letterMask(new TextEncoder().encode(text), 0, text.length);

describe('targets', () => {
  const targets = createTargets(['requests', 'my-long-name', `x${'y'.repeat(300)}`], ['os']);
  const lettersOf = (id: number): string => {
    const start = targets.starts[id]!;
    return new TextDecoder().decode(targets.letters.slice(start, start + targets.lengths[id]!));
  };

  it('are the popular names, then the modules, without separators', () => {
    expect(targets).toMatchObject({ names: ['requests', 'my-long-name', expect.any(String), 'os'], popularCount: 3 });
    expect([0, 1, 3].map(lettersOf)).toEqual(['requests', 'mylongname', 'os']);
  });

  it('are cut after 200 letters', () => {
    expect(lettersOf(2)).toBe(`x${'y'.repeat(199)}`);
  });

  it.each([
    [0, 1],
    [1, 3],
  ])('number %i has %i words', (id, words) => {
    expect(countWords(targets, id)).toBe(words);
  });

  it.each([
    ['-thread', 2],
    ['a', 1],
    ['a-b-c', 3],
  ])('%s has %i words', (name, words) => {
    expect(countWords(createTargets([name], []), 0)).toBe(words);
  });
});

describe('sets of letters', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz', ...'012345'];

  it('have a bit for each letter, and six for the digits', () => {
    for (const a of letters) {
      for (const b of letters) {
        expect(differentLetters(maskOf(a), maskOf(b)), a + b).toBe(a === b ? 0 : 2);
      }
    }
    expect(['6', '7', '8', '9'].map(maskOf)).toEqual(['0', '1', '2', '3'].map(maskOf));
  });

  it.each([
    ['', '', 0],
    ['abc', 'cba', 0],
    ['aab', 'ab', 0],
    ['abc', 'abd', 2],
    ['abc', 'ab', 1],
    ['abcdefghijklmnopqrstuvwxyz012345', '', 32],
  ])('%j and %j differ in %i letters', (a, b, count) => {
    expect(differentLetters(maskOf(a), maskOf(b))).toBe(count);
  });

  it('are those of a part of a text', () => {
    expect(letterMask(new TextEncoder().encode('abcd'), 1, 3)).toBe(maskOf('bc'));
  });
});
