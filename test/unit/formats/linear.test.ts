import { describe, expect, test } from 'vitest';
import { HEADS, HOSTILE } from '../../../scripts/test/hostileTexts.mjs';
import { formats, notebookCell } from '../../../server/src/formats/index';
import { countSteps, growthOf } from '../countSteps';

const LENGTH = 3_000;

test('a search for each character counts as quadratic', () => {
  const growth = (look: (text: string, at: number) => void): number => {
    const [small, large] = [LENGTH, 2 * LENGTH].map((length) => {
      const text = 'a'.repeat(length);
      return countSteps(() => {
        for (let i = 0; i < length; i++) {
          look(text, i);
        }
      });
    });
    return large! / small!;
  };
  expect(growth((text, at) => text.indexOf('x', at))).toBeGreaterThan(3.5);
  expect(growth((text, at) => text.charCodeAt(at))).toBeCloseTo(2, 1);
});

describe.each([...formats, notebookCell].map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('twice the hostile text costs at most 2.2 times the steps', () => {
    const head = HEADS[id] ?? '';
    const slow = HOSTILE.flatMap((text) => {
      // An even number each time: a last quote without its partner may be cheaper than all the others.
      const growth = growthOf((times) => format.parse(head + text.repeat(times)), 2 * Math.ceil(LENGTH / 2 / text.length));
      return growth > 2.2 ? [`${JSON.stringify(text)} costs ${growth.toFixed(2)} times the steps`] : [];
    });
    expect(slow).toEqual([]);
  });
});
