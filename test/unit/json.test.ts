import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameJson } from '../../server/src/json';

describe('the same JSON', () => {
  const member = { a: 1 };

  it.each<[one: unknown, other: unknown, expected: boolean]>([
    [1, 1, true],
    [1, 2, false],
    [1, '1', false],
    [null, null, true],
    [null, {}, false],
    [{}, null, false],
    [undefined, null, false],
    ['', undefined, false],
    [[], [], true],
    [[], {}, false],
    [{}, [], false],
    [[1, 2], [1, 2], true],
    [[1, 2], [1], false],
    [[1], [1, 2], false],
    [[1, 2], [2, 1], false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 1 }] } }, true],
    [{ a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, false],
    [{ member }, { member }, true],
    [member, [1], false],
    [{}, { toString: 1 }, false],
    [{ toString: 1 }, {}, false],
    [{}, { toString: undefined }, true],
    [{ toString: undefined }, {}, true],
    [{}, JSON.parse('{ "__proto__": {} }'), false],
    [JSON.parse('{ "__proto__": {} }'), {}, false],
    [JSON.parse('{ "__proto__": { "a": 1 } }'), JSON.parse('{ "__proto__": { "a": 1 } }'), true],
  ])('%j and %j: %s', (one, other, expected) => {
    expect(isSameJson(one, other)).toBe(expected);
  });

  it('is that of equal texts', () => {
    // An object with the same keys in another order has another text.
    const value = fc.jsonValue({ maxDepth: 3 });
    const ordered = (text: string): unknown =>
      JSON.parse(text, (_, each) =>
        typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort()) : each,
      );
    const textOf = (each: unknown): string => JSON.stringify(ordered(JSON.stringify(each)));
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(isSameJson(one, structuredClone(one))).toBe(true);
        expect(isSameJson(one, other)).toBe(textOf(one) === textOf(other));
      }),
    );
  });
});
