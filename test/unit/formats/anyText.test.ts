import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { formatById } from '../../../server/src/formats/index';
import { checkManifest } from './manifestChecks';

const ROOT = join(__dirname, '../../fixtures');

/** Format id to the texts of its fixtures. */
const samples = readdirSync(ROOT)
  .filter((id) => formatById(id) !== undefined)
  .map((id) => ({
    id,
    texts: readdirSync(join(ROOT, id), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  }));

/** Characters with a meaning in some grammar, and some without any. */
const sign = fc.constantFrom(
  ...['"', "'", '"""', '[', ']', '[[', '{', '}', '(', ')', ',', '=', '==', '.', ':', ';', '#', '\\', '@', '-', '- ', '|', '&', '*', '%'],
  ...[
    '$',
    '${',
    '{{',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '\0',
    '\u2028',
    'é',
    '😀',
    '\ud83d',
    '\u200b',
    '\ufeff',
    'a',
    '1',
    'pip install ',
  ],
);

describe('a text with pieces removed and inserted keeps its names at their positions', () => {
  test.each(samples)('$id', ({ id, texts }) => {
    const format = formatById(id);
    const edit = fc.record({ at: fc.nat(), cut: fc.nat(12), put: fc.array(sign, { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (sample, edits) => {
        let text = sample;
        for (const { at, cut, put } of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + put.join('') + text.slice(start + cut);
          checkManifest(text, format!.parse(text));
        }
      }),
      { numRuns: 100 },
    );
  });
});
