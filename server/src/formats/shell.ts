import { Slice } from '../packaging/slice';
import type { Word } from './words';

/** A simple command as its words, whose places are in the script; or a script of its own in `$(…)` or between backticks. */
export type ShellPart = { readonly words: readonly Word[] } | { readonly substitution: Slice };

/**
 * Takes a POSIX shell script apart, in the order in which its parts end. Redirections, assignments' values and here-documents are read
 * over; `$NAME` and `$(…)` stay in the words as they are written, for the caller to see.
 *
 * Half-typed scripts have open quotes: one that nothing closes ends with its line.
 */
export function readShell(script: Slice): readonly ShellPart[] {
  return new ShellReader(script).read();
}

class ShellReader {
  private readonly text: string;
  private readonly parts: ShellPart[] = [];
  private words: Word[] = [];
  /** The parts of the word that is being read; undefined between words. */
  private pieces: Slice[] | undefined;
  private wordStart = 0;
  private at = 0;
  /** What the next word is, when it is no argument: a file's name, or the end mark of a here-document. */
  private expecting: 'file' | 'heredoc' | undefined;
  private heredocs: string[] = [];
  /** Characters that are known not to occur again, so that no search for them runs twice. */
  private readonly exhausted = new Set<string>();

  constructor(private readonly script: Slice) {
    this.text = script.text;
  }

  read(): readonly ShellPart[] {
    while (this.at < this.text.length) {
      this.step(this.text.charAt(this.at));
    }
    this.endCommand();
    return this.parts;
  }

  private step(character: string): void {
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        this.endWord();
        this.at++;
        break;
      case '\n':
        this.endCommand();
        this.at++;
        this.skipHeredocs();
        break;
      case ';':
      case '|':
      case '(':
      case ')':
        this.endCommand();
        this.at++;
        break;
      case '&':
        if (this.text.charAt(this.at + 1) === '>') {
          this.at++;
          this.redirect();
        } else {
          this.endCommand();
          this.at++;
        }
        break;
      case '<':
      case '>':
        this.redirect();
        break;
      case '#':
        if (this.pieces === undefined) {
          this.at = this.find('\n', this.at);
        } else {
          this.take(this.at + 1);
        }
        break;
      case '\\':
        this.escape();
        break;
      case "'":
        this.singleQuoted();
        break;
      case '"':
        this.doubleQuoted();
        break;
      case '`':
      case '$':
        this.take(this.endOfExpansion(this.at));
        break;
      default:
        this.take(endOfPlain(this.text, this.at));
    }
  }

  /** Adds the text up to `end` to the word. */
  private take(end: number): void {
    this.piece(this.script.sub(this.at, end));
    this.at = end;
  }

  private piece(slice: Slice): void {
    if (this.pieces === undefined) {
      this.pieces = [];
      this.wordStart = this.at;
    }
    this.pieces.push(slice);
  }

  private escape(): void {
    const lineBreak = lineBreakAt(this.text, this.at + 1);
    if (lineBreak > 0) {
      this.at += 1 + lineBreak;
      return;
    }
    this.piece(this.script.sub(this.at + 1, this.at + 2));
    this.at = Math.min(this.at + 2, this.text.length);
  }

  private singleQuoted(): void {
    const close = this.endOfQuote("'");
    this.piece(this.script.sub(this.at + 1, close));
    this.at = Math.min(close + 1, this.text.length);
  }

  private doubleQuoted(): void {
    const isClosed = !this.exhausted.has('"');
    const before = this.parts.length;
    let from = this.at + 1;
    let i = from;
    const inner: Slice[] = [];
    while (i < this.text.length && this.text.charAt(i) !== '"' && (isClosed || this.text.charAt(i) !== '\n')) {
      const code = this.text.charAt(i);
      const next = this.text.charAt(i + 1);
      if (code === '\\' && (next === '"' || next === '\\' || next === '$' || next === '`')) {
        inner.push(this.script.sub(from, i));
        from = i + 1;
        i += 2;
      } else if (code === '\\' && lineBreakAt(this.text, i + 1) > 0) {
        inner.push(this.script.sub(from, i));
        i += 1 + lineBreakAt(this.text, i + 1);
        from = i;
      } else if ((code === '$' && (next === '(' || next === '{')) || (code === '`' && !this.exhausted.has('`'))) {
        i = this.endOfExpansion(i);
      } else {
        i++;
      }
    }
    if (i >= this.text.length && isClosed) {
      // Nobody closes it: read it again, to the end of its line.
      this.exhausted.add('"');
      this.parts.length = before;
      this.doubleQuoted();
      return;
    }
    for (const slice of inner) {
      this.piece(slice);
    }
    this.piece(this.script.sub(from, Math.min(i, this.text.length)));
    this.at = this.text.charAt(i) === '"' ? i + 1 : i;
  }

  private endOfQuote(quote: string): number {
    const close = this.exhausted.has(quote) ? -1 : this.text.indexOf(quote, this.at + 1);
    if (close !== -1) {
      return close;
    }
    this.exhausted.add(quote);
    return this.find('\n', this.at);
  }

  /** Behind `$NAME`, `$(…)`, `${…}`, `` `…` `` or the `$` alone. What nothing closes ends with its line. */
  private endOfExpansion(at: number): number {
    if (this.text.charAt(at) === '`') {
      const close = this.exhausted.has('`') ? -1 : this.text.indexOf('`', at + 1);
      if (close === -1) {
        this.exhausted.add('`');
      }
      return close === -1 ? this.find('\n', at) : this.substitution(at + 1, close);
    }
    const open = this.text.charAt(at + 1);
    if (open !== '(' && open !== '{') {
      return at + 1;
    }
    const close = open === '(' ? ')' : '}';
    if (!this.exhausted.has(close)) {
      let depth = 0;
      for (let i = at + 1; i < this.text.length; i++) {
        const character = this.text.charAt(i);
        if (character === open) {
          depth++;
        } else if (character === close && --depth === 0) {
          return open === '(' ? this.substitution(at + 2, i) : i + 1;
        }
      }
      this.exhausted.add(close);
    }
    return this.find('\n', at);
  }

  /** Notes the script in `[start, end)`, and goes on behind the character that closes it. */
  private substitution(start: number, end: number): number {
    this.parts.push({ substitution: this.script.sub(start, end) });
    return end + 1;
  }

  private redirect(): void {
    const isDescriptor = this.pieces !== undefined && /^\d+$/.test(this.text.slice(this.wordStart, this.at));
    if (isDescriptor) {
      this.pieces = undefined;
    }
    this.endWord();
    const operator = /^(?:<<<|<<-?|<>|<&|<|>>|>&|>\||>)/.exec(this.text.slice(this.at, this.at + 3))?.[0] ?? '>';
    this.expecting = operator === '<<' || operator === '<<-' ? 'heredoc' : 'file';
    this.at += operator.length;
  }

  private endWord(): void {
    if (this.pieces === undefined) {
      return;
    }
    const unquoted = this.pieces.length === 1 ? this.pieces[0]! : Slice.join(this.pieces);
    const isPlain = unquoted.length === this.at - this.wordStart && this.pieces.length === 1;
    this.pieces = undefined;
    if (this.expecting === undefined) {
      this.words.push({ text: unquoted.text, start: this.wordStart, end: this.at, ...(!isPlain && { unquoted }) });
    } else if (this.expecting === 'heredoc') {
      this.heredocs.push(unquoted.text);
    }
    this.expecting = undefined;
  }

  private endCommand(): void {
    this.endWord();
    this.expecting = undefined;
    if (this.words.length > 0) {
      this.parts.push({ words: this.words });
      this.words = [];
    }
  }

  private skipHeredocs(): void {
    for (const mark of this.heredocs) {
      let isEnd = false;
      while (this.at < this.text.length && !isEnd) {
        const end = this.find('\n', this.at);
        isEnd = this.text.slice(this.at, end).trim() === mark;
        this.at = Math.min(end + 1, this.text.length);
      }
    }
    this.heredocs = [];
  }

  /** The next `character` at or behind `from`, or the end of the text. */
  private find(character: string, from: number): number {
    const at = this.text.indexOf(character, from);
    return at === -1 ? this.text.length : at;
  }
}

/** Length of the line break at `at`: 2, 1 or 0. */
function lineBreakAt(text: string, at: number): number {
  if (text.charCodeAt(at) === 0x0a) {
    return 1;
  }
  return text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a ? 2 : 0;
}

const SPECIAL = new Set(' \t\r\n;|()&<>#\\\'"`$');

function endOfPlain(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length && !SPECIAL.has(text.charAt(i))) {
    i++;
  }
  return i;
}
