import { describe, expect, test } from 'vitest';
import { formats } from '../../../server/src/formats/index';
import type { FileFormat } from '../../../server/src/formats/manifest/format';
import { samplesOf } from './samples';

/** Names that each plain object inherits, and another word of the same shape that none does: one letter, in brackets, is an `x` there. */
const PROTO = '__prot[o]__';
const INHERITED = ['construct[o]r', 'toStr[i]ng', 'value[O]f', 'hasOwnProp[e]rty'];

const WORD = /[A-Za-z_](?:[\w-]*\w)?/g;

/** Without its brackets, and with an `x` in their place. */
function bothOf(name: string): readonly [hostile: string, other: string] {
  return [name.replace(/[[\]]/g, ''), name.replace(/\[.\]/, 'x')];
}

/** What is read of a text, without the letter in which both differ. */
function reading(text: string, format: FileFormat, name: string): string {
  const at = name.indexOf('[');
  const letter = new RegExp(`(?<=${name.slice(at - 4, at)})[${name.charAt(at + 1)}x]`, 'gi');
  return JSON.stringify(structuredClone(format.parse(text))).replace(letter, '?');
}

describe('a name that objects inherit is a name like any other, wherever it is', () => {
  test.each(formats.map((format) => [format.id, format] as const))('%s', (id, format) => {
    for (const text of samplesOf(id)) {
      for (const [i, word] of [...new Set(text.match(WORD))].entries()) {
        for (const name of [PROTO, INHERITED[i % INHERITED.length] ?? PROTO]) {
          const [hostile, other] = bothOf(name).map((put) => text.replace(WORD, (each) => (each === word ? put : each))) as [
            string,
            string,
          ];
          expect(reading(hostile, format, name), hostile).toBe(reading(other, format, name));
        }
      }
    }
  });
});
