import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HEADS, HOSTILE } from '../../../scripts/test/hostileTexts.mjs';
import { formats, notebookCell } from '../../../server/src/formats/index';

/** Enough to exhaust the stack of a function that is recursive per word. */
const LENGTH = 150_000;

const unit = fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 3 }).map((texts) => texts.join(''));

describe('a long text with the same few words stops no parser', () => {
  test.each([...formats, notebookCell].map((format) => [format.id, format] as const))('%s', (id, format) => {
    const head = HEADS[id] ?? '';
    fc.assert(
      fc.property(unit, fc.boolean(), (text, hasHead) => {
        const long = (hasHead ? head : '') + text.repeat(Math.ceil(LENGTH / text.length));
        expect(format.parse(long).requirements).toBeDefined();
      }),
      { numRuns: 10, examples: [['uv run ', false]] },
    );
  });
});
