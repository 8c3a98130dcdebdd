import { isBlank, isDigit } from '../../../packaging/characters';

export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const APOSTROPHE = 0x27;
export const COMMA = 0x2c;
export const DOT = 0x2e;
export const EQUALS = 0x3d;
export const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

/** A position in a TOML text. All offsets are in UTF-16 units. */
export class TomlCursor {
  readonly text: string;
  pos = 0;
  /** An array turned out to have no end, and the cursor is already at the statement after it. */
  ranOver = false;
  #blankFrom = -1;
  #blankTo = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** The character here; NaN at the end of the text. */
  get code(): number {
    return this.text.charCodeAt(this.pos);
  }

  get atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  get atLineEnd(): boolean {
    const { code } = this;
    return this.atEnd || code === LF || (code === CR && this.text.charCodeAt(this.pos + 1) === LF);
  }

  /** The offset of the line break that ends this line. */
  get lineEnd(): number {
    const end = this.text.indexOf('\n', this.pos);
    if (end < 0) {
      return this.text.length;
    }
    return end > this.pos && this.text.charCodeAt(end - 1) === CR ? end - 1 : end;
  }

  skipSpaces(): void {
    this.pos = afterSpaces(this.text, this.pos);
  }

  /** The next offset that is not a space, line break or comment. Remembers its last answer: recovery asks again. */
  get afterBlank(): number {
    if (this.#blankFrom !== this.pos) {
      let at = this.pos;
      for (; at < this.text.length; at++) {
        const code = this.text.charCodeAt(at);
        if (code === HASH) {
          const end = this.text.indexOf('\n', at);
          at = end < 0 ? this.text.length : end;
        } else if (!isBlank(code) && code !== LF && code !== CR) {
          break;
        }
      }
      this.#blankFrom = this.pos;
      this.#blankTo = Math.min(at, this.text.length);
    }
    return this.#blankTo;
  }

  hasLineBreak(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      if (this.text.charCodeAt(at) === LF) {
        return true;
      }
    }
    return false;
  }
}

/** How far the line of `at` is indented. */
export function indentation(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return afterSpaces(text, start) - start;
}

/** The offset after bare characters, and after those that a bare key cannot have but that nothing else starts with either. */
function afterBareKey(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isBareKey(text.charCodeAt(at)) || text.charCodeAt(at) > 0x7f)) {
    at++;
  }
  return at;
}

export function isBareKey(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code) || code === 0x5f || code === 0x2d;
}

/** The offset after dotted keys and the spaces around them, without storing them. Undefined: there are none. */
export function afterKeys(text: string, from: number): number | undefined {
  for (let at = from; ; at++) {
    const start = afterSpaces(text, at);
    const end = afterKey(text, start);
    if (end === undefined || end === start) {
      return undefined;
    }
    at = afterSpaces(text, end);
    if (text.charCodeAt(at) !== DOT) {
      return at;
    }
  }
}

/** Undefined: a quoted key has no end on its line. */
function afterKey(text: string, start: number): number | undefined {
  const quote = text.charCodeAt(start);
  if (quote !== QUOTE && quote !== APOSTROPHE) {
    return afterBareKey(text, start);
  }
  let at = start + 1;
  for (; at < text.length && text.charCodeAt(at) !== quote; at++) {
    const code = text.charCodeAt(at);
    if (code === LF) {
      return undefined;
    }
    if (code === BACKSLASH && quote === QUOTE) {
      at++;
    }
  }
  return at + 1;
}

export function afterSpaces(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) {
    at++;
  }
  return at;
}
