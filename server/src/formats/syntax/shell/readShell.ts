import type { Slice } from '../../../packaging/slice';
import { CasePatterns } from './casePatterns';
import type { ShellCommand, ShellDialect, ShellPart } from './command';
import { CommandCollector } from './commandCollector';
import { ShellCursor } from './cursor';
import { endOfExpansion } from './expansions';
import { ListBrackets } from './lists';
import { OpenWord } from './openWord';
import { PowershellWords } from './powershellWords';
import { QuoteReader } from './quotes';

/**
 * Splits a shell script into commands, in the order in which they end. Redirections and values of assignments are skipped; `$NAME` and `$(…)`
 * stay in the words as written, for the caller.
 *
 * Incomplete scripts have open quotes: an unclosed one ends with its line.
 */
export function readShell(script: Slice, dialect: ShellDialect = 'posix'): readonly ShellPart[] {
  return new ShellReader(script, dialect).read();
}

/** Special characters. For the command prompt, quotes and number signs are ordinary. */
const SPECIAL: Readonly<Record<ShellDialect, ReadonlySet<string>>> = {
  posix: new Set(' \t\r\n;|()&<>#\\\'"`$'),
  cmd: new Set(' \t\r\n|()&<>^"'),
  powershell: new Set('{} \t\r\n;,|()&<>#\'"`$'),
};

class ShellReader {
  readonly #cursor: ShellCursor;
  readonly #text: string;
  readonly #special: ReadonlySet<string>;
  readonly #isPosix: boolean;
  readonly #word: OpenWord;
  readonly #commands: CommandCollector;
  readonly #quotes: QuoteReader;
  readonly #lists: ListBrackets;
  readonly #powershell: PowershellWords | undefined;
  readonly #patterns = new CasePatterns();

  constructor(script: Slice, dialect: ShellDialect) {
    this.#cursor = new ShellCursor(script, dialect);
    this.#text = script.text;
    this.#special = SPECIAL[dialect];
    this.#isPosix = dialect === 'posix';
    this.#word = new OpenWord(this.#cursor);
    this.#commands = new CommandCollector(this.#cursor, this.#word);
    this.#quotes = new QuoteReader(this.#cursor, this.#word, this.#commands.parts);
    this.#lists = new ListBrackets(this.#cursor, this.#word, this.#commands);
    this.#powershell = dialect === 'powershell' ? new PowershellWords(this.#cursor, this.#word, this.#commands, this.#lists) : undefined;
  }

  read(): readonly ShellPart[] {
    while (this.#cursor.at < this.#text.length) {
      this.#step(this.#text.charAt(this.#cursor.at));
    }
    this.#commands.endCommand();
    return this.#commands.parts;
  }

  #step(character: string): void {
    if (character === this.#cursor.escapeCharacter) {
      this.#escape();
      return;
    }
    if (!this.#special.has(character)) {
      this.#word.take(this.#endOfPlain());
      return;
    }
    switch (character) {
      case ' ':
      case '\t':
      case '\r':
        this.#commands.endWord();
        this.#cursor.at++;
        break;
      case '\n':
        this.#endCommand();
        this.#cursor.at++;
        this.#commands.endLine();
        break;
      case '|':
        this.#bar();
        break;
      case '(':
        this.#openBracket();
        break;
      case ';':
        this.#endCommand();
        this.#commands.closeList();
        this.#cursor.at++;
        if (this.#text.charAt(this.#cursor.at) === ';') {
          this.#patterns.separate();
        }
        break;
      case ')':
        this.#closeBracket();
        break;
      case ',':
        this.#powershell?.comma();
        break;
      case '{':
      case '}':
        this.#brace(character);
        break;
      case '&':
        this.#ampersand();
        break;
      case '<':
      case '>':
        this.#redirect();
        break;
      case '#':
        if (this.#word.isOpen) {
          this.#word.take(this.#cursor.at + 1);
        } else {
          this.#cursor.at = this.#cursor.find('\n', this.#cursor.at);
        }
        break;
      case "'":
      case '"':
        if (!this.#quotes.hereString(character)) {
          character === "'" ? this.#quotes.single() : this.#quotes.double();
        }
        break;
      case '`':
      case '$':
        if (this.#powershell?.assigned() !== true) {
          this.#dollar();
        }
        break;
    }
  }

  #endCommand(): ShellCommand | undefined {
    const command = this.#commands.endCommand();
    this.#patterns.pass(command);
    return command;
  }

  /** The end of ordinary characters. */
  #endOfPlain(): number {
    const text = this.#text;
    const special = this.#special;
    let i = this.#cursor.at + 1;
    while (i < text.length && !special.has(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** An escaped character, or a line that continues. */
  #escape(): void {
    const { script, at } = this.#cursor;
    const lineBreak = this.#cursor.lineBreakAt(at + 1);
    if (lineBreak > 0) {
      this.#cursor.at += 1 + lineBreak;
      return;
    }
    this.#word.add(script.sub(at + 1, at + 2));
    this.#cursor.at = Math.min(at + 2, this.#text.length);
  }

  /** `$NAME`, `$(…)`, `$'…'` and the like, or backticks. */
  #dollar(): void {
    const { script, at } = this.#cursor;
    const next = this.#isPosix ? this.#text.charAt(at + 1) : '';
    if (next === "'") {
      this.#quotes.escaped();
    } else if (next === '"') {
      // `$"…"` is a translatable text.
      this.#word.add(script.sub(at, at));
      this.#cursor.at++;
      this.#quotes.double();
    } else {
      this.#word.take(endOfExpansion(this.#cursor, at, this.#commands.parts));
    }
  }

  /** `||` or `|`. */
  #bar(): void {
    this.#commands.endCommand();
    const isPipe = this.#text.charAt(this.#cursor.at + 1) !== '|';
    this.#commands.join(isPipe ? '|' : '||');
    this.#cursor.at += isPipe ? 1 : 2;
  }

  /** `&>`, `&&` or `&`. */
  #ampersand(): void {
    const next = this.#text.charAt(this.#cursor.at + 1);
    if (next === '>') {
      this.#cursor.at++;
      this.#redirect();
      return;
    }
    const command = this.#commands.endCommand();
    this.#cursor.at += next === '&' ? 2 : 1;
    if (next === '&') {
      this.#commands.join('&&');
    } else if (this.#isPosix && command !== undefined) {
      command.isEnclosed = true;
    }
  }

  #redirect(): void {
    const { at } = this.#cursor;
    if (this.#isPosix && this.#text.charAt(at + 1) === '(') {
      // The name of a pipe with the output of a script.
      this.#word.take(endOfExpansion(this.#cursor, at, this.#commands.parts));
      return;
    }
    if (this.#word.isNumber) {
      // The number of a file.
      this.#word.drop();
    }
    this.#commands.endWord();
    const operator = /^(?:<<<|<<-?|<>|<&|<|>>|>&|>\||>)/.exec(this.#text.slice(at, at + 3))?.[0] ?? '>';
    this.#commands.redirect(operator);
    this.#cursor.at += operator.length;
  }

  /** A list, a function's brackets, or a subshell. */
  #openBracket(): void {
    if (this.#powershell?.brackets() === true) {
      return;
    }
    const { target } = this.#lists;
    if (target !== undefined) {
      this.#lists.open(target);
      return;
    }
    const command = this.#endCommand();
    this.#cursor.at++;
    if (this.#powershell === undefined && !this.#patterns.isNext) {
      this.#commands.enclose();
    }
    if (command?.words.length === 1 && /^[ \t]{0,20}\)/.test(this.#text.slice(this.#cursor.at, this.#cursor.at + 21))) {
      command.isFunction = true;
    }
  }

  #closeBracket(): void {
    const isList = this.#commands.isInList;
    this.#endCommand();
    this.#commands.closeList();
    this.#cursor.at++;
    if (!isList && !this.#patterns.isNext && this.#powershell === undefined) {
      this.#commands.leave();
    }
    this.#patterns.close();
  }

  /** The braces of a block of PowerShell, or of a table or a variable in a word. */
  #brace(character: '{' | '}'): void {
    if (this.#word.isOpen) {
      this.#word.take(this.#cursor.at + 1);
    } else {
      this.#commands.endCommand();
      this.#cursor.at++;
    }
    if (character === '{') {
      this.#commands.enclose();
    } else {
      this.#commands.leave();
    }
  }
}
