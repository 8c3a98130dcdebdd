import { isAlphanumeric } from '../../../packaging/characters';
import { characterOfHex, HEX_DIGITS } from '../../../packaging/escapes';
import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { startOfText } from '../lines';

export type PythonToken =
  | { readonly kind: 'name' | 'operator' | 'number'; readonly text: string; readonly span: Span; readonly startsLine: boolean }
  | {
      readonly kind: 'string';
      /** The value with the positions of its characters. Undefined for f-strings with fields. */
      readonly value: Slice | undefined;
      /** The text of an f-string that has fields, with them. */
      readonly template?: Slice;
      /** Unclosed: it ends with its line, or with the text. */
      readonly isOpen?: true;
      readonly span: Span;
      readonly startsLine: boolean;
    };

export function isOperator(token: PythonToken | undefined, text: string): token is PythonToken & { kind: 'operator' } {
  return token?.kind === 'operator' && token.text === text;
}

export function isName(token: PythonToken | undefined, text: string): boolean {
  return token?.kind === 'name' && token.text === text;
}

/**
 * The tokens of a Python source without comments, as far as a reader of literals needs them: operators of several characters are
 * distinguished only where that matters (`==`, `+=`, `**`), indentation not at all. `startsLine` marks the first token of a logical line,
 * of a statement after a `;`, and of a line that follows an unclosed string.
 */
export function tokenizePython(text: string): PythonToken[] {
  const tokens: PythonToken[] = [];
  let depth = 0;
  let startsLine = true;
  let i = startOfText(text);
  const add = (kind: 'name' | 'operator' | 'number', end: number) => {
    tokens.push({ kind, text: text.slice(i, end), span: { start: i, end }, startsLine });
    startsLine = false;
    i = end;
  };
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 0x0a) {
      startsLine ||= depth === 0;
      i++;
    } else if (code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0c) {
      i++;
    } else if (code === 0x5c && /[\r\n]/.test(text.charAt(i + 1))) {
      i += text.startsWith('\r\n', i + 1) ? 3 : 2;
    } else if (code === 0x23) {
      const newline = text.indexOf('\n', i);
      i = newline === -1 ? text.length : newline;
    } else if (isNameStart(code) || code === 0x22 || code === 0x27) {
      const nameEnd = endOfName(text, i);
      const quote = text.charCodeAt(nameEnd);
      const prefix = text.slice(i, nameEnd).toLowerCase();
      if ((quote === 0x22 || quote === 0x27) && (prefix === '' || /^(?:r|u|b|f|t|br|rb|fr|rf|tr|rt)$/.test(prefix))) {
        const { inside, end } = scanString(text, nameEnd, prefix.includes('r'));
        const isOpen = inside.end === end;
        const value = stringValue(text, inside, prefix);
        const template = value === undefined ? Slice.of(text, inside.start, inside.end) : undefined;
        tokens.push({
          kind: 'string',
          value,
          ...(template && { template }),
          ...(isOpen && { isOpen }),
          span: { start: i, end },
          startsLine,
        });
        startsLine = isOpen;
        i = end;
      } else {
        add('name', nameEnd);
      }
    } else if (code >= 0x30 && code <= 0x39) {
      add('number', endOfName(text, i));
    } else {
      const character = text.charAt(i);
      if ('([{'.includes(character)) {
        depth++;
      } else if (')]}'.includes(character)) {
        depth = Math.max(0, depth - 1);
      }
      const isDouble = text.charAt(i + 1) === '=' ? '=!<>+-*/%&|^:'.includes(character) : character === '*' && text.charAt(i + 1) === '*';
      add('operator', isDouble ? i + 2 : i + 1);
      startsLine = character === ';' && depth === 0;
    }
  }
  return tokens;
}

function isNameStart(code: number): boolean {
  return code === 0x5f || code > 0x7f || (isAlphanumeric(code) && code > 0x39);
}

function endOfName(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code !== 0x5f && code <= 0x7f && !isAlphanumeric(code)) {
      break;
    }
    i++;
  }
  return i;
}

/** A string with its quotes at `at`. An unclosed one in single quotes ends with its line. */
function scanString(text: string, at: number, isRaw: boolean): { inside: Span; end: number } {
  const quote = text.charAt(at);
  const isTriple = text.startsWith(quote.repeat(3), at);
  const start = at + (isTriple ? 3 : 1);
  for (let i = start; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\\') {
      // In a raw string the backslash stays, but still keeps a quote from closing.
      i += !isRaw && text.startsWith('\r\n', i + 1) ? 2 : 1;
    } else if (character === quote && (!isTriple || text.startsWith(quote.repeat(3), i))) {
      return { inside: { start, end: i }, end: i + (isTriple ? 3 : 1) };
    } else if (character === '\n' && !isTriple) {
      return { inside: { start, end: i }, end: i };
    }
  }
  return { inside: { start, end: text.length }, end: text.length };
}

function stringValue(text: string, { start, end }: Span, prefix: string): Slice | undefined {
  const inside = Slice.of(text, start, end);
  if (/[ft]/.test(prefix) && inside.text.includes('{')) {
    return undefined;
  }
  return prefix.includes('r') || !inside.text.includes('\\') ? inside : unescapePython(inside);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\x07'],
  ['\n', ''],
  ['\r\n', ''],
]);

/** The text of a string literal with backslash escapes. */
export function unescapePython(inside: Slice): Slice {
  const { text } = inside;
  const pieces: Slice[] = [];
  let start = 0;
  for (let at = text.indexOf('\\'); at !== -1; at = text.indexOf('\\', start)) {
    const letter = text.startsWith('\r\n', at + 1) ? '\r\n' : text.charAt(at + 1);
    const digits = HEX_DIGITS.get(letter);
    const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
    let end = Math.min(text.length, at + 1 + letter.length);
    let value = ESCAPES.get(letter) ?? (/["'\\]/.test(letter) ? letter : `\\${letter}`);
    if (digits !== undefined) {
      end = Math.min(text.length, at + 2 + digits);
      value = characterOfHex(text.slice(at + 2, end), digits) ?? '\ufffd';
    } else if (octal !== undefined) {
      end = at + 1 + octal.length;
      value = String.fromCharCode(Number.parseInt(octal, 8));
    }
    pieces.push(inside.sub(start, at), Slice.replaced(value, inside.span(at, end)));
    start = end;
  }
  pieces.push(inside.sub(start));
  return Slice.join(pieces);
}
