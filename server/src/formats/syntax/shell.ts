import { addAll } from '../../packaging/lists';
import { Slice } from '../../packaging/slice';
import { powershellTexts } from './powershellTexts';
import { unescapePython } from './python/tokens';
import type { Word } from './words';

/** A simple command as words, with their positions in the script; or a script of its own in `$(…)` or between backticks. */
export type ShellPart = ShellCommand | { readonly substitution: Slice };

export interface ShellCommand {
  readonly words: readonly Word[];
  /** The here-document that the command gets, the last of several. */
  input?: Slice;
  /** The text after `<<<`. */
  readonly inputText?: Word;
  /** The file after `<`. */
  readonly inputFile?: Word;
  /** The file after `>` or `>>`. */
  readonly outputFile?: Word;
  /** The command that it reads the output of, in a pipe. */
  readonly source?: ShellCommand;
  /** Lists that it assigns to variables: `NAME=(a b)`, `$NAME = @("a", "b")`, `for %%N in (a b)`. */
  readonly lists?: readonly ShellList[];
  /** Its only word is the name of a function, and the body follows. */
  isFunction?: true;
  /**
   * What it assigns may not hold after it: it is in a subshell, a pipe or the background; in braces of PowerShell; in brackets of the command prompt.
   */
  isEnclosed?: true;
}

export interface ShellList {
  /** As written before the list: `NAME=`, `NAME+=`. Empty: the words of the command have the name. */
  readonly target: string;
  readonly words: readonly Word[];
}

/** The interpreter of the script: a POSIX shell, Windows' command prompt, or PowerShell. */
export type ShellDialect = 'posix' | 'cmd' | 'powershell';

/**
 * Splits a shell script into commands, in the order in which they end. Redirections and values of assignments are skipped; `$NAME` and `$(…)`
 * stay in the words as written, for the caller.
 *
 * Incomplete scripts have open quotes: an unclosed one ends with its line.
 */
export function readShell(script: Slice, dialect: ShellDialect = 'posix'): readonly ShellPart[] {
  return new ShellReader(script, dialect).read();
}

/** The escape character, which also joins lines. */
const ESCAPES: Readonly<Record<ShellDialect, string>> = { posix: '\\', cmd: '^', powershell: '`' };
/** Special characters. For the command prompt, quotes and number signs are ordinary. */
const SPECIAL: Readonly<Record<ShellDialect, ReadonlySet<string>>> = {
  posix: new Set(' \t\r\n;|()&<>#\\\'"`$'),
  cmd: new Set(' \t\r\n|()&<>^"'),
  powershell: new Set('{} \t\r\n;,|()&<>#\'"`$'),
};
/** Words of PowerShell with a bracket after them that is not an argument. */
const BEFORE_BRACKET =
  /^(?:if|elseif|while|until|for|foreach|switch|function|filter|param|catch|return|throw|exit|process|begin|end|in|[=+|-]+=?|\$.*|\[.*)$/i;

/** A type of PowerShell before a variable, and a variable that gets a value. */
const TYPE = /^\[[\w.]{1,50}(?:\[\])?\]$/;
const ASSIGNED = /\$(?:\w{1,20}:)?\w{1,1000}(?=[ \t]{0,20}\+?=)/y;

const REDIRECTIONS: ReadonlyMap<string, 'heredoc' | 'inputText' | 'inputFile'> = new Map([
  ['<<', 'heredoc'],
  ['<<-', 'heredoc'],
  ['<<<', 'inputText'],
  ['<', 'inputFile'],
  ['<>', 'inputFile'],
  ['<&', 'inputFile'],
]);

class ShellReader {
  readonly #script: Slice;
  readonly #dialect: ShellDialect;

  readonly #text: string;
  readonly #parts: ShellPart[] = [];
  #words: Word[] = [];
  /** The parts of the current word. Undefined between words. */
  #pieces: Slice[] | undefined;
  #wordStart = 0;
  #at = 0;
  /** The role of the next word, if it is not an argument: a file's name, or the end mark of a here-document. */
  #expecting: 'inputFile' | 'outputFile' | 'inputText' | 'heredoc' | undefined;
  #redirections: Partial<Record<'inputFile' | 'outputFile' | 'inputText', Word>> = {};
  #lists: ShellList[] = [];
  /** The current list, and the words of the command before it. */
  #openList: { readonly target: string; readonly before: Word[]; readonly words: Word[] } | undefined;
  #lastCommand: ShellCommand | undefined;
  #source: ShellCommand | undefined;
  /** Number of open brackets of subshells, or braces of PowerShell. */
  #depth = 0;
  /** The next bracket ends a pattern of `case`. */
  #isPattern = false;
  #heredocs: { readonly mark: string; owner?: ShellCommand }[] = [];
  readonly #lastBracket: number;
  readonly #escapeCharacter: string;
  readonly #special: ReadonlySet<string>;
  /** Characters that certainly do not occur again, so no search for them runs twice. */
  readonly #exhausted = new Set<string>();

  constructor(script: Slice, dialect: ShellDialect) {
    this.#script = script;
    this.#dialect = dialect;

    this.#text = script.text;
    this.#lastBracket = this.#text.lastIndexOf(')');
    this.#escapeCharacter = ESCAPES[dialect];
    this.#special = SPECIAL[dialect];
  }

  read(): readonly ShellPart[] {
    while (this.#at < this.#text.length) {
      this.#step(this.#text.charAt(this.#at));
    }
    this.#endCommand();
    return this.#parts;
  }

  #step(character: string): void {
    if (character === this.#escapeCharacter) {
      this.#escape();
      return;
    }
    if (!this.#special.has(character)) {
      this.#take(endOfPlain(this.#text, this.#at, this.#special));
      return;
    }
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        this.#endWord();
        this.#at++;
        break;
      case '\n':
        this.#endCommand();
        this.#at++;
        this.#skipHeredocs();
        break;
      case '|':
        this.#endCommand();
        this.#at++;
        this.#source = this.#text.charAt(this.#at) === '|' ? undefined : this.#lastCommand;
        this.#at += this.#source === undefined ? 1 : 0;
        if (this.#source !== undefined && this.#dialect === 'posix') {
          this.#source.isEnclosed = true;
        }
        break;
      case '(':
        this.#openBracket();
        break;
      case ';':
        this.#endCommand();
        this.#closeList();
        this.#at++;
        this.#isPattern = this.#text.charAt(this.#at) === ';';
        break;
      case ')':
        this.#closeBracket();
        break;
      case ',':
        this.#comma();
        break;
      case '{':
      case '}':
        if (this.#pieces === undefined) {
          this.#endCommand();
          this.#at++;
        } else {
          this.#take(this.#at + 1);
        }
        this.#depth = character === '{' ? this.#depth + 1 : Math.max(0, this.#depth - 1);
        break;
      case '&':
        this.#ampersand();
        break;
      case '<':
      case '>':
        this.#redirect();
        break;
      case '#':
        if (this.#pieces === undefined) {
          this.#at = this.#find('\n', this.#at);
        } else {
          this.#take(this.#at + 1);
        }
        break;
      case "'":
      case '"':
        if (!this.#takeHereString(character)) {
          character === "'" ? this.#singleQuoted() : this.#doubleQuoted();
        }
        break;
      case '`':
      case '$':
        if (this.#dialect === 'powershell' && this.#takeAssigned()) {
          break;
        }
        if (this.#dialect === 'posix' && this.#text.charAt(this.#at + 1) === "'") {
          this.#escapedQuoted();
        } else if (this.#dialect === 'posix' && this.#text.charAt(this.#at + 1) === '"') {
          // `$"…"` is a translatable text.
          this.#piece(this.#script.sub(this.#at, this.#at));
          this.#at++;
          this.#doubleQuoted();
        } else {
          this.#take(this.#endOfExpansion(this.#at));
        }
        break;
    }
  }

  /** `&>`, `&&` or `&`. */
  #ampersand(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '>') {
      this.#at++;
      this.#redirect();
      return;
    }
    const before = this.#parts.length;
    this.#endCommand();
    this.#at += next === '&' ? 2 : 1;
    if (next !== '&' && this.#dialect === 'posix' && this.#parts.length > before && this.#lastCommand !== undefined) {
      this.#lastCommand.isEnclosed = true;
    }
  }

  /** A list, a function's brackets, or a subshell. */
  #openBracket(): void {
    if (this.#dialect === 'powershell' && this.#takeExpression()) {
      return;
    }
    const target = this.#listTarget();
    if (target !== undefined) {
      this.#pieces = undefined;
      if (target !== '') {
        this.#words.push({ text: target, start: this.#wordStart, end: this.#at });
      }
      this.#openList = { target, before: this.#words, words: [] };
      this.#words = [];
      this.#at++;
      return;
    }
    const before = this.#parts.length;
    this.#endCommand();
    this.#at++;
    this.#depth += this.#dialect === 'powershell' ? 0 : 1;
    const name = this.#parts.length > before ? this.#lastCommand : undefined;
    if (name?.words.length === 1 && /^[ \t]{0,20}\)/.test(this.#text.slice(this.#at, this.#at + 21))) {
      name.isFunction = true;
    }
  }

  #closeBracket(): void {
    const isList = this.#openList !== undefined;
    const before = this.#parts.length;
    this.#endCommand();
    this.#closeList();
    this.#at++;
    const isPattern = this.#isPattern || (this.#parts.length > before && this.#lastCommand?.words[0]?.text === 'case');
    this.#isPattern = false;
    if (!isList && !isPattern && this.#dialect !== 'powershell') {
      this.#depth = Math.max(0, this.#depth - 1);
    }
  }

  /** PowerShell's comma divides the items of a list, except in an option and in the extras of a package. */
  #comma(): void {
    const written = this.#pieces === undefined ? '' : this.#text.slice(this.#wordStart, Math.min(this.#at, this.#wordStart + 200));
    if (written.startsWith('-') || written.lastIndexOf('[') > written.lastIndexOf(']')) {
      this.#take(this.#at + 1);
    } else {
      this.#endWord();
      this.#at++;
    }
  }

  /** Brackets of PowerShell that are arguments or a program: the texts in them are words. Anything else in them is only known when it runs. */
  #takeExpression(): boolean {
    const isList = this.#listTarget() === '';
    if (this.#openList !== undefined || (this.#pieces !== undefined && !isList)) {
      return false;
    }
    const start = isList ? this.#wordStart : this.#at;
    const found = powershellTexts(this.#script, this.#at + 1);
    const next = this.#text.charAt((found?.end ?? 0) + 1);
    if (found !== undefined && found.end < this.#text.length && next !== '.' && next !== '[') {
      this.#pieces = undefined;
      this.#at = found.end + 1;
      for (const unquoted of found.texts) {
        this.#words.push({ text: unquoted.text, start, end: this.#at, unquoted });
      }
      return true;
    }
    const first = this.#words[0];
    const isCalled = first === undefined && /(?:^|[^&])&[ \t]{0,20}$/.test(this.#text.slice(Math.max(0, start - 22), start));
    if (!isCalled && (first === undefined || BEFORE_BRACKET.test(first.text))) {
      return false;
    }
    this.#wordStart = start;
    this.#pieces = [Slice.replaced('$', this.#script.span(start, start))];
    this.#take(this.#endOfExpansion(this.#at - 1));
    return true;
  }

  /** `$NAME=` of PowerShell, at the start of a command: its parts are words, as with blanks between them. */
  #takeAssigned(): boolean {
    const [type, ...more] = this.#words;
    const isStart = more.length === 0 && (type === undefined || TYPE.test(type.text));
    const written = this.#pieces === undefined ? '' : this.#text.slice(this.#wordStart, Math.min(this.#at, this.#wordStart + 100));
    ASSIGNED.lastIndex = this.#at;
    const found = isStart && (written === '' || TYPE.test(written)) ? ASSIGNED.exec(this.#text) : null;
    if (found === null) {
      return false;
    }
    this.#take(this.#at + found[0].length);
    this.#endWord();
    while (/[ \t]/.test(this.#text.charAt(this.#at))) {
      this.#at++;
    }
    this.#take(this.#text.indexOf('=', this.#at) + 1);
    this.#endWord();
    return true;
  }

  /** A here-string of PowerShell: `@'`, lines, and `'@`. */
  #takeHereString(quote: string): boolean {
    const isOpen = this.#pieces !== undefined && this.#at === this.#wordStart + 1 && this.#text.charAt(this.#wordStart) === '@';
    const lineBreak = isOpen && this.#dialect === 'powershell' ? lineBreakAt(this.#text, this.#at + 1) : 0;
    const mark = `\n${quote}@`;
    const close = lineBreak === 0 || this.#exhausted.has(mark) ? -1 : this.#text.indexOf(mark, this.#at + lineBreak);
    if (close === -1) {
      if (lineBreak > 0) {
        this.#exhausted.add(mark);
      }
      return false;
    }
    const start = this.#at + 1 + lineBreak;
    this.#pieces = [this.#script.sub(start, Math.max(start, close))];
    this.#at = close + mark.length;
    return true;
  }

  /** The text before a bracket that opens a list. Undefined: it opens none. */
  #listTarget(): string | undefined {
    if (this.#openList !== undefined || this.#at > this.#lastBracket) {
      return undefined;
    }
    const written = this.#pieces === undefined ? '' : this.#text.slice(this.#wordStart, Math.min(this.#at, this.#wordStart + 200));
    switch (this.#dialect) {
      case 'posix':
        return /^[A-Za-z_]\w*\+?=$/.test(written) ? written : undefined;
      case 'powershell':
        return written === '@' ? '' : undefined;
      default:
        return written === '' && /^for$/i.test(this.#words[0]?.text ?? '') && /^in$/i.test(this.#words.at(-1)?.text ?? '') ? '' : undefined;
    }
  }

  /** So far, each line of the list was read as a command. Now they are also the words of a variable. */
  #closeList(): void {
    if (this.#openList !== undefined) {
      const { target, before, words } = this.#openList;
      this.#openList = undefined;
      this.#lists.push({ target, words });
      this.#words = before;
    }
  }

  /** `$'…'` */
  #escapedQuoted(): void {
    let end = this.#at + 2;
    while (end < this.#text.length && this.#text.charAt(end) !== "'" && this.#text.charAt(end) !== '\n') {
      end += this.#text.charAt(end) === '\\' ? 2 : 1;
    }
    end = Math.min(end, this.#text.length);
    this.#piece(unescapePython(this.#script.sub(this.#at + 2, end)));
    this.#at = this.#text.charAt(end) === "'" ? end + 1 : end;
  }

  /** Adds the text up to `end` to the word. */
  #take(end: number): void {
    this.#piece(this.#script.sub(this.#at, end));
    this.#at = end;
  }

  #piece(slice: Slice): void {
    if (this.#pieces === undefined) {
      this.#pieces = [];
      this.#wordStart = this.#at;
    }
    this.#pieces.push(slice);
  }

  #escape(): void {
    const lineBreak = lineBreakAt(this.#text, this.#at + 1);
    if (lineBreak > 0) {
      this.#at += 1 + lineBreak;
      return;
    }
    this.#piece(this.#script.sub(this.#at + 1, this.#at + 2));
    this.#at = Math.min(this.#at + 2, this.#text.length);
  }

  #singleQuoted(): void {
    const close = this.#endOfQuote("'");
    this.#piece(this.#script.sub(this.#at + 1, close));
    this.#at = this.#text.charAt(close) === "'" ? close + 1 : close;
  }

  #doubleQuoted(): void {
    const isPosix = this.#dialect === 'posix';
    const isPrompt = this.#dialect === 'cmd';
    // A quote of the command prompt ends with its line at the latest.
    const isClosed = !isPrompt && !this.#exhausted.has('"');
    const before = this.#parts.length;
    let from = this.#at + 1;
    let i = from;
    const inner: Slice[] = [];
    while (i < this.#text.length && this.#text.charAt(i) !== '"' && (isClosed || this.#text.charAt(i) !== '\n')) {
      const code = this.#text.charAt(i);
      const next = this.#text.charAt(i + 1);
      if (
        isPosix
          ? code === '\\' && (next === '"' || next === '\\' || next === '$' || next === '`')
          : code === '`' && !isPrompt && next !== '\n'
      ) {
        inner.push(this.#script.sub(from, i));
        from = i + 1;
        i += 2;
      } else if (code === this.#escapeCharacter && !isPrompt && lineBreakAt(this.#text, i + 1) > 0) {
        inner.push(this.#script.sub(from, i));
        i += 1 + lineBreakAt(this.#text, i + 1);
        from = i;
      } else if (
        !isPrompt &&
        ((code === '$' && (next === '(' || next === '{')) || (isPosix && code === '`' && !this.#exhausted.has('`')))
      ) {
        i = this.#endOfExpansion(i);
      } else {
        i++;
      }
    }
    if (i >= this.#text.length && isClosed) {
      // Unclosed: it is read again, to the end of its line.
      this.#exhausted.add('"');
      this.#parts.length = before;
      this.#doubleQuoted();
      return;
    }
    for (const slice of inner) {
      this.#piece(slice);
    }
    this.#piece(this.#script.sub(from, Math.min(i, this.#text.length)));
    this.#at = this.#text.charAt(i) === '"' ? i + 1 : i;
  }

  #endOfQuote(quote: string): number {
    const close = this.#exhausted.has(quote) ? -1 : this.#text.indexOf(quote, this.#at + 1);
    if (close !== -1) {
      return close;
    }
    this.#exhausted.add(quote);
    return this.#find('\n', this.#at);
  }

  /** After `$NAME`, `$(…)`, `${…}`, `` `…` `` or the `$` alone. An unclosed part ends with its line. */
  #endOfExpansion(at: number): number {
    if (this.#text.charAt(at) === '`') {
      const close = this.#exhausted.has('`') ? -1 : this.#text.indexOf('`', at + 1);
      if (close === -1) {
        this.#exhausted.add('`');
      }
      return close === -1 ? this.#find('\n', at) : this.#substitution(at + 1, close);
    }
    const open = this.#text.charAt(at + 1);
    if (open !== '(' && open !== '{') {
      return at + 1;
    }
    const close = open === '(' ? ')' : '}';
    if (!this.#exhausted.has(close)) {
      let depth = 0;
      for (let i = at + 1; i < this.#text.length; i++) {
        const character = this.#text.charAt(i);
        if (character === '"' || (character === "'" && open === '(')) {
          i = this.#endOfInnerQuote(i);
        } else if (character === open) {
          depth++;
        } else if (character === close && --depth === 0) {
          return open === '(' ? this.#substitution(at + 2, i) : i + 1;
        }
      }
      this.#exhausted.add(close);
    }
    return this.#find('\n', at);
  }

  /** The end of the quote at `at`, on its line. `at` itself: there is none. */
  #endOfInnerQuote(at: number): number {
    const quote = this.#text.charAt(at);
    for (let i = at + 1; i < this.#text.length && this.#text.charAt(i) !== '\n'; i++) {
      if (this.#text.charAt(i) === quote) {
        return i;
      }
      i += this.#text.charAt(i) === '\\' && quote === '"' ? 1 : 0;
    }
    return at;
  }

  /** Adds the script in `[start, end)`, and continues after the closing character. */
  #substitution(start: number, end: number): number {
    this.#parts.push({ substitution: this.#script.sub(start, end) });
    return end + 1;
  }

  #redirect(): void {
    if (this.#dialect === 'posix' && this.#text.charAt(this.#at + 1) === '(') {
      // The name of a pipe with the output of a script.
      this.#take(this.#endOfExpansion(this.#at));
      return;
    }
    const isDescriptor = this.#pieces !== undefined && /^\d+$/.test(this.#text.slice(this.#wordStart, this.#at));
    if (isDescriptor) {
      this.#pieces = undefined;
    }
    this.#endWord();
    const operator = /^(?:<<<|<<-?|<>|<&|<|>>|>&|>\||>)/.exec(this.#text.slice(this.#at, this.#at + 3))?.[0] ?? '>';
    this.#expecting = REDIRECTIONS.get(operator) ?? 'outputFile';
    this.#at += operator.length;
  }

  #endWord(): void {
    if (this.#pieces === undefined) {
      return;
    }
    const unquoted = Slice.join(this.#pieces);
    const isPlain = unquoted.length === this.#at - this.#wordStart && this.#pieces.length === 1;
    this.#pieces = undefined;
    const word: Word = { text: unquoted.text, start: this.#wordStart, end: this.#at, ...(!isPlain && { unquoted }) };
    if (this.#expecting === undefined) {
      this.#words.push(word);
    } else if (this.#expecting === 'heredoc') {
      this.#heredocs.push({ mark: unquoted.text });
    } else {
      this.#redirections[this.#expecting] = word;
    }
    this.#expecting = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    this.#expecting = undefined;
    if (this.#words.length > 0) {
      const command: ShellCommand = {
        words: this.#words,
        ...this.#redirections,
        ...(this.#source !== undefined && { source: this.#source }),
        ...(this.#lists.length > 0 && { lists: this.#lists }),
        ...((this.#depth > 0 || (this.#source !== undefined && this.#dialect === 'posix')) && { isEnclosed: true as const }),
      };
      this.#parts.push(command);
      if (this.#openList !== undefined) {
        addAll(this.#openList.words, this.#words);
      }
      this.#words = [];
      this.#lists = [];
      this.#redirections = {};
      this.#source = undefined;
      this.#lastCommand = command;
      for (const heredoc of this.#heredocs) {
        heredoc.owner ??= command;
      }
    }
  }

  #skipHeredocs(): void {
    for (const { mark, owner } of this.#heredocs) {
      const start = this.#at;
      let last = start;
      let isEnd = false;
      while (this.#at < this.#text.length && !isEnd) {
        last = this.#at;
        const end = this.#find('\n', this.#at);
        isEnd = this.#text.slice(this.#at, end).trim() === mark;
        this.#at = Math.min(end + 1, this.#text.length);
      }
      if (owner !== undefined) {
        owner.input = this.#script.sub(start, isEnd ? last : this.#at);
      }
    }
    this.#heredocs = [];
  }

  /** The next `character` at or after `from`, or the end of the text. */
  #find(character: string, from: number): number {
    const at = this.#text.indexOf(character, from);
    return at === -1 ? this.#text.length : at;
  }
}

/** Length of the line break at `at`: 2, 1 or 0. */
function lineBreakAt(text: string, at: number): number {
  if (text.charCodeAt(at) === 0x0a) {
    return 1;
  }
  return text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) === 0x0a ? 2 : 0;
}

function endOfPlain(text: string, at: number, special: ReadonlySet<string>): number {
  let i = at + 1;
  while (i < text.length && !special.has(text.charAt(i))) {
    i++;
  }
  return i;
}
