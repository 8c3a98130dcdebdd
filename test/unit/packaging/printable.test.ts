import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, shown, shownMessage } from '../../../server/src/packaging/printable';

/** Characters that no message may have: control characters, characters that change the direction of text, invisible ones, halves of pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('printable', () => {
  it.each([
    ['psycopg\u202e2-binary', 'psycopg\\u202e2-binary'],
    ['a\r\n\x1b[31m', 'a\\u000d\\u000a\\u001b[31m'],
    ['\ud83d half', '\\ud83d half'],
    ['tag \u{e0041}', 'tag \\udb40\\udc41'],
    ['é 😀 中文', 'é 😀 中文'],
  ])('%j is shown as %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('leaves nothing invisible, in any text of any length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        expect(shown(text)).not.toMatch(UNSEEN);
        expect(shownMessage(`'${text}' is no name.`)).not.toMatch(UNSEEN);
      }),
    );
  });
});

describe('a long text', () => {
  it('has at most 200 characters, and a message at most 1,000', () => {
    expect([200, 201].map((length) => shown('a'.repeat(length)).endsWith('…'))).toEqual([false, true]);
    expect([1_000, 1_001].map((length) => shownMessage('a'.repeat(length)).endsWith('…'))).toEqual([false, true]);
    expect([200, 201].map((length) => shownMessage(`'${'a'.repeat(length)}'`).includes('…'))).toEqual([false, true]);
  });

  it('is cut to its first characters, never within one', () => {
    expect(shown('a'.repeat(1_000_000))).toBe(`${'a'.repeat(199)}…`);
    expect(shown(`${'a'.repeat(198)}😀😀`)).toBe(`${'a'.repeat(198)}…`);
  });

  it('is cut inside a message, and the rest of the message stays', () => {
    const message = shownMessage(`There is no file '${'a'.repeat(1_000_000)}'. It was not checked.`);
    expect(message.length).toBeLessThan(300);
    expect(message).toMatch(/^There is no file 'a+…'\. It was not checked\.$/);
    expect(shownMessage('b'.repeat(1_000_000))).toHaveLength(1_000);
  });

  it.each(["'…'", '"…"', '„…“', '“…”', '«\u00a0…\u00a0»', '「…」', '『…』'])('is cut between the quotes %s of a translation', (quotes) => {
    const quoted = (text: string): string => quotes.replace('…', text);
    const message = shownMessage(`${quoted('a'.repeat(1_000_000))} ~ ${quoted('b')}.`);
    expect(message.length).toBeLessThan(300);
    expect(message).toMatch(/a+….* ~ /);
    expect(message.endsWith(` ~ ${quoted('b')}.`)).toBe(true);
  });
});
