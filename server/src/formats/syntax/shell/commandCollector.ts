import { addAll } from '../../../packaging/lists';
import type { Word } from '../words';
import type { ShellCommand, ShellList, ShellPart } from './command';
import type { ShellCursor } from './cursor';
import { ShellGroups } from './groups';
import { Heredocs } from './heredocs';
import type { OpenWord } from './openWord';

/** What a word after a redirection is: the name of a file, a text, or the end mark of a here-document. */
type Redirection = 'inputFile' | 'outputFile' | 'inputText' | 'heredoc';

const REDIRECTIONS: ReadonlyMap<string, Redirection> = new Map([
  ['<<', 'heredoc'],
  ['<<-', 'heredoc'],
  ['<<<', 'inputText'],
  ['<', 'inputFile'],
  ['<>', 'inputFile'],
  ['<&', 'inputFile'],
]);

/** Makes commands of words, with their redirections, lists and pipes. */
export class CommandCollector {
  /** All that was read, in the order in which it ends. */
  readonly parts: ShellPart[] = [];
  readonly #word: OpenWord;
  readonly #heredocs: Heredocs;
  readonly #isPosix: boolean;
  #words: Word[] = [];
  /** The role of the next word, if it is not an argument. */
  #expected: Redirection | undefined;
  #redirections: Partial<Record<'inputFile' | 'outputFile' | 'inputText', Word>> = {};
  #lists: ShellList[] = [];
  /** The current list, and the words of the command before it. */
  #openList: { readonly target: string; readonly before: Word[]; readonly isAfterTest: boolean; readonly words: Word[] } | undefined;
  #last: ShellCommand | undefined;
  readonly #groups = new ShellGroups();
  #source: ShellCommand | undefined;
  #isAfterTest = false;
  /** Number of open brackets of subshells, or braces of PowerShell. */
  #depth = 0;

  constructor(cursor: ShellCursor, word: OpenWord) {
    this.#word = word;
    this.#heredocs = new Heredocs(cursor);
    this.#isPosix = cursor.dialect === 'posix';
  }

  /** The words of the current command. */
  get words(): readonly Word[] {
    return this.#words;
  }

  get isInList(): boolean {
    return this.#openList !== undefined;
  }

  addWord(word: Word): void {
    this.#words.push(word);
  }

  endWord(): void {
    const word = this.#word.close();
    if (word === undefined) {
      return;
    }
    if (this.#expected === undefined) {
      this.#words.push(word);
    } else if (this.#expected === 'heredoc') {
      this.#heredocs.add(word.text);
    } else {
      this.#redirections[this.#expected] = word;
    }
    this.#expected = undefined;
  }

  /** The next word belongs to a redirection. */
  redirect(operator: string): void {
    this.#expected = REDIRECTIONS.get(operator) ?? 'outputFile';
  }

  /** Ends the command, and returns it. Undefined: it has no words. */
  endCommand(): ShellCommand | undefined {
    this.endWord();
    this.#expected = undefined;
    if (this.#words.length === 0) {
      if (this.#redirections.outputFile !== undefined) {
        this.#endGroup();
      }
      this.#redirections = {};
      return undefined;
    }
    const isEnclosed = this.#depth > 0 || (this.#source !== undefined && this.#isPosix);
    const command: ShellCommand = {
      words: this.#words,
      ...this.#redirections,
      ...(this.#source !== undefined && { source: this.#source }),
      ...(this.#lists.length > 0 && { lists: this.#lists }),
      ...(isEnclosed && { isEnclosed }),
      ...(this.#isAfterTest && { isAfterTest: this.#isAfterTest }),
    };
    this.parts.push(command);
    if (this.#isPosix) {
      this.#groups.pass(command, this.parts);
    }
    if (this.#openList !== undefined) {
      addAll(this.#openList.words, this.#words);
    }
    this.#words = [];
    this.#lists = [];
    this.#redirections = {};
    this.#source = undefined;
    this.#isAfterTest = false;
    this.#last = command;
    this.#heredocs.own(command);
    return command;
  }

  /** Ends the line, after which the texts of here-documents follow. */
  endLine(): void {
    this.#heredocs.read();
  }

  /** After `|`, the next command reads the output of the one that ended last. After `||` and `&&` it reads none, and may not run. */
  join(operator: '|' | '||' | '&&'): void {
    this.#endGroup();
    this.#isAfterTest = operator !== '|';
    this.#source = this.#isAfterTest ? undefined : this.#last;
    if (this.#source !== undefined && this.#isPosix) {
      this.#source.isEnclosed = true;
    }
  }

  enclose(): void {
    this.#depth++;
    if (this.#isPosix) {
      this.#groups.open(this.parts);
    }
  }

  leave(): void {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#isPosix) {
      this.#groups.close(this.parts);
    }
  }

  /** After the bracket of a subshell, a command without words stands for it. */
  #endGroup(): void {
    const group = this.#groups.take(this.parts);
    if (group !== undefined) {
      this.#last = { ...group, ...this.#redirections };
      this.parts.push(this.#last);
    }
  }

  /** Begins a list. The words so far are of the command that it belongs to. */
  openList(target: string): void {
    this.#openList = { target, before: this.#words, isAfterTest: this.#isAfterTest, words: [] };
    this.#words = [];
  }

  /** So far, each line of the list was read as a command. Now they are also the words of a variable. */
  closeList(): void {
    if (this.#openList !== undefined) {
      const { target, before, isAfterTest, words } = this.#openList;
      this.#openList = undefined;
      this.#lists.push({ target, words });
      this.#words = before;
      this.#isAfterTest = isAfterTest;
    }
  }
}
