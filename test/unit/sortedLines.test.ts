import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesAt, lineOf, lineStarts, nameAt } from '../../server/src/sortedLines';

describe('lines sorted by name', () => {
  const name = fc.string({ unit: fc.constantFrom('-', 'a', 'b', 'é'), minLength: 1, maxLength: 4 });
  const entries = fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '|'), maxLength: 3 }), { maxLength: 2 });

  it('are found by exactly these names, with or without a head and an end of the last line', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, entries), { maxLength: 30, selector: ([each]) => each }),
        name,
        fc.constantFrom('', 'zzz 1\n'),
        fc.constantFrom('', '\n'),
        (rows, other, head, end) => {
          const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
          const lines = sorted.map((row) => row.flat().join('\t'));
          const text = head + lines.join('\n') + (lines.length > 0 ? end : '');
          const starts = [...lineStarts(text, head.length)];
          expect(starts.map((start) => [nameAt(text, start), entriesAt(text, start)])).toEqual(sorted);
          for (const [i, [each]] of sorted.entries()) {
            expect(lineOf(text, each, head.length)).toBe(starts[i]);
          }
          const at = sorted.findIndex(([each]) => each === other);
          expect(lineOf(text, other, head.length)).toBe(starts[at]);
        },
      ),
    );
  });

  it('are searched to an end in any text', () => {
    const any = fc.string({ unit: fc.constantFrom('a', 'b', '\t', '\n', '\r', '\u0000'), maxLength: 12 });
    fc.assert(
      fc.property(any, any, (text, name) => {
        const start = lineOf(text, name);
        expect([start === undefined || nameAt(text, start) === name, [...lineStarts(text)].length]).toEqual([
          true,
          text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0),
        ]);
      }),
    );
    expect(lineOf('\nb', 'a')).toBeUndefined();
  });

  it('may be none', () => {
    expect([lineOf('', 'a'), [...lineStarts('')], lineOf('head\n', 'head', 5)]).toEqual([undefined, [], undefined]);
  });
});
