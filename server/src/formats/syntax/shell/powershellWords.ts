import { Slice } from '../../../packaging/slice';
import type { CommandCollector } from './commandCollector';
import type { ShellCursor } from './cursor';
import { endOfExpansion } from './expansions';
import type { ListBrackets } from './lists';
import type { OpenWord } from './openWord';
import { powershellTexts } from './powershellTexts';

/** Words of PowerShell with a bracket after them that is not an argument. */
const BEFORE_BRACKET =
  /^(?:if|elseif|while|until|for|foreach|switch|function|filter|param|catch|return|throw|exit|process|begin|end|in|[=+|-]+=?|\$.*|\[.*)$/i;
/** A type before a variable, and a variable that gets a value. */
const TYPE = /^\[[\w.]{1,50}(?:\[\])?\]$/;
const ASSIGNED = /\$(?:\w{1,20}:)?\w{1,1000}(?=[ \t]{0,20}\+?=)/y;

/** Reads what only PowerShell has in its words. */
export class PowershellWords {
  readonly #cursor: ShellCursor;
  readonly #word: OpenWord;
  readonly #commands: CommandCollector;
  readonly #lists: ListBrackets;

  constructor(cursor: ShellCursor, word: OpenWord, commands: CommandCollector, lists: ListBrackets) {
    this.#cursor = cursor;
    this.#word = word;
    this.#commands = commands;
    this.#lists = lists;
  }

  /** A comma divides the items of a list, except in an option and in the extras of a package. */
  comma(): void {
    const written = this.#word.written;
    if (written.startsWith('-') || written.lastIndexOf('[') > written.lastIndexOf(']')) {
      this.#word.take(this.#cursor.at + 1);
    } else {
      this.#commands.endWord();
      this.#cursor.at++;
    }
  }

  /** Brackets that are arguments or a program: the texts in them are words. Anything else in them is only known when it runs. */
  brackets(): boolean {
    const { script, text, at } = this.#cursor;
    const isList = this.#lists.target === '';
    if (this.#commands.isInList || (this.#word.isOpen && !isList)) {
      return false;
    }
    const start = isList ? this.#word.start : at;
    const found = powershellTexts(script, at + 1);
    const next = text.charAt((found?.end ?? 0) + 1);
    if (found !== undefined && found.end < text.length && next !== '.' && next !== '[') {
      this.#word.drop();
      this.#cursor.at = found.end + 1;
      for (const unquoted of found.texts) {
        this.#commands.addWord({ text: unquoted.text, start, end: this.#cursor.at, unquoted });
      }
      return true;
    }
    const first = this.#commands.words[0];
    const isCalled = first === undefined && /(?:^|[^&])&[ \t]{0,20}$/.test(text.slice(Math.max(0, start - 22), start));
    if (!isCalled && (first === undefined || BEFORE_BRACKET.test(first.text))) {
      return false;
    }
    this.#word.restart(start, Slice.replaced('$', script.span(start, start)));
    this.#word.take(endOfExpansion(this.#cursor, at - 1, this.#commands.parts));
    return true;
  }

  /** `$NAME=` at the start of a command: its parts are words, as with blanks between them. */
  assigned(): boolean {
    const { text } = this.#cursor;
    const [type, ...more] = this.#commands.words;
    const isStart = more.length === 0 && (type === undefined || TYPE.test(type.text));
    const written = isStart ? this.#word.written : '';
    ASSIGNED.lastIndex = this.#cursor.at;
    const found = isStart && (written === '' || TYPE.test(written)) ? ASSIGNED.exec(text) : null;
    if (found === null) {
      return false;
    }
    this.#word.take(this.#cursor.at + found[0].length);
    this.#commands.endWord();
    while (/[ \t]/.test(text.charAt(this.#cursor.at))) {
      this.#cursor.at++;
    }
    this.#word.take(text.indexOf('=', this.#cursor.at) + 1);
    this.#commands.endWord();
    return true;
  }
}
