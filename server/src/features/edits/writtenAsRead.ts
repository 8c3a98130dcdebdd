import type { Requirement } from '../../formats/manifest/format';
import type { Span } from '../../packaging/span';

/** References to variables, which stand for any text. */
const VARIABLE = /\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|\$[({]?[\w.:-]+[)}]?|%\w+%|\{\w+\}/g;
/** Escapes of a character by its number. */
const ESCAPE = /\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|x([\dA-Fa-f]{2}))/g;
/** Maximum length of a text that is compared character by character. */
const MAX_TEXT = 1_000;

/**
 * Whether the places of a requirement's name and specifier have these and nothing else, apart from quotes, escapes, operators and variables. If a program puts
 * them together from several places, the text between the first and the last one means something else too.
 */
export function isWrittenAsRead(text: string, { name, nameSpan, specifier, specifierSpan }: Requirement): boolean {
  return isOnly(name, text, nameSpan) && (specifierSpan === undefined || isOnly(specifier ?? '', text, specifierSpan));
}

function isOnly(value: string, text: string, { start, end }: Span): boolean {
  const written = text.slice(start, end);
  if (written === value) {
    return true;
  }
  if (written.length > MAX_TEXT) {
    return false;
  }
  const literal = written
    .replace(ESCAPE, (_, ...codes: (string | undefined)[]) => characterOf(codes.find((code) => typeof code === 'string') ?? ''))
    .replace(VARIABLE, '');
  let at = 0;
  for (const [character] of literal.matchAll(/[\p{L}\p{N}{}]/gu)) {
    const found = value.indexOf(character, at);
    if (found < 0) {
      return false;
    }
    at = found + character.length;
  }
  return true;
}

/** Whether a text can be taken out of its surroundings: each quote and bracket in it is closed. */
export function isBalanced(text: string): boolean {
  const counts = ['"', "'", '`'].map((quote) => text.split(quote).length - 1);
  return counts.every((count) => count % 2 === 0) && text.split('(').length === text.split(')').length;
}

/** A character by its number in hexadecimal; none for a number that is not of Unicode. */
function characterOf(code: string): string {
  const number = Number.parseInt(code, 16);
  return number <= 0x10ffff ? String.fromCodePoint(number) : '';
}
