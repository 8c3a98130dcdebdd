import type { Slice } from '../../../packaging/slice';

/** How a programming language writes comments and texts, as far as its calls with texts are read. */
export interface CodeLanguage {
  readonly comment: RegExp;
  /** Backticks are around a text, which may have several lines. Other texts end with their line. Otherwise, backticks are around a command. */
  readonly hasTemplates: boolean;
}

export const JAVASCRIPT: CodeLanguage = { comment: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y, hasTemplates: true };
export const PHP: CodeLanguage = { comment: /(?:\/\/|#)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y, hasTemplates: false };
/** Lua and AppleScript. */
export const DASHED: CodeLanguage = { comment: /--[^\n]*/y, hasTemplates: false };
/** Perl, Ruby, R, Julia and awk. */
export const HASHED: CodeLanguage = { comment: /(?<!\S)#[^\n]*/y, hasTemplates: false };

export interface CodeToken {
  /** `words`: a text that stands for the list of its words. `command`: a text that a shell runs. `sign`: any other character, and the end of a line. */
  readonly kind: 'name' | 'text' | 'words' | 'command' | 'sign';
  /** A name with all parts of its path, a sign, or the content of a text as written. */
  readonly text: string;
  /** Where `text` begins: after the quote of a text. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

const NAME = /[A-Za-z_$@][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)*/y;
/** `qx(…)` of Perl and `%x(…)` of Ruby. A name ends before the bracket. */
const QUOTING = /(?:q[qxw]?[ \t]?|%[xqQwW])(?=[([{<|!/])/y;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
]);

/** The names, texts and signs of a source, without its blanks and comments. Takes linear time. */
export function tokenizeCode(source: string, { comment, hasTemplates }: CodeLanguage): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  const ends = new TextEnds(source);
  for (let i = 0; i < source.length; ) {
    const character = source.charAt(i);
    const hidden = /[ \t\r]/.test(character) ? i + 1 : endOf(comment, source, i);
    if (hidden !== undefined) {
      i = hidden;
      continue;
    }
    const opening = hasTemplates || /[\w$@%]/.test(source.charAt(i - 1)) ? undefined : endOf(QUOTING, source, i);
    const isText = opening !== undefined || /["'`]/.test(character);
    const first = opening ?? i;
    const bracket = source.charAt(first);
    const last = isText ? ends.after(first + 1, CLOSING.get(bracket) ?? bracket, hasTemplates && bracket !== '`') : undefined;
    if (last !== undefined) {
      const kind = kindOfText(opening === undefined ? character : source.slice(i, opening), hasTemplates);
      tokens.push({ kind, text: source.slice(first + 1, last), from: first + 1, start: i, end: last + 1 });
    } else {
      // The rest of a text without an end is read as code.
      const isName = endOf(NAME, source, i) !== undefined;
      const end = isName ? NAME.lastIndex : i + 1;
      tokens.push({ kind: isName ? 'name' : 'sign', text: source.slice(i, end), from: i, start: i, end });
    }
    i = tokens.at(-1)?.end ?? i + 1;
  }
  return tokens;
}

/** @param opening what begins the text, without a bracket */
function kindOfText(opening: string, hasTemplates: boolean): CodeToken['kind'] {
  if (opening.includes('x') || (opening === '`' && !hasTemplates)) {
    return 'command';
  }
  return /w/i.test(opening) ? 'words' : 'text';
}

/** Finds where texts end. Each character is looked at a few times at most, also if many texts have no end. */
class TextEnds {
  readonly #source: string;
  /** Up to which place there is no more end of a text, by the character that ends it. */
  readonly #without = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The place of a closing character that is not escaped. Undefined: there is none, or none on the line. */
  after(start: number, close: string, isLine: boolean): number | undefined {
    if (start <= (this.#without.get(close) ?? -1)) {
      return undefined;
    }
    let i = start;
    for (; i < this.#source.length; i++) {
      const character = this.#source.charAt(i);
      if (character === close) {
        return i;
      }
      if (isLine && character === '\n') {
        break;
      }
      i += character === '\\' ? 1 : 0;
    }
    this.#without.set(close, i);
    return undefined;
  }
}

/** The content of a text, with escapes replaced, and Ruby's fields as those of a shell. */
export function contentOf(source: Slice, { text, from }: CodeToken): Slice {
  return source
    .sub(from, from + text.length)
    .replaceEach(/\\([\s\S])|#(?=\{)/g, ({ 1: escaped }) => (escaped === undefined ? '$' : /[nrt]/.test(escaped) ? '\n' : escaped));
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
