import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { sliceOfWord, splitWords, type Word } from '../../syntax/words';

/** `[IO.File]::WriteAllText`, `AppendAllLines` and their like: what they write is in brackets. */
export const WRITES_FILE = /::(?:write|append)all(?:text|lines)(?:async)?$/i;
/** A property of ProcessStartInfo, after the variable that has it, or a key of a table for Start-Process. */
const PROPERTY = /^(.{0,200}?)(?:^|\.)(filename|filepath|arguments|argumentlist|argumentlist\.add)$/i;

/** What is between a method and its first argument, and after a path in brackets. */
const OPENING = /^\s*\(\s*\(?\s*$/;
const AFTER_PATH = /^\s*\)\s*,\s*$/;
const MAX_BETWEEN = 100;

/** A process that a script describes before it starts it. */
interface StartInfo {
  program: Word | undefined;
  /** Arguments that were given before the program. */
  open: readonly Word[];
  readonly added: Word[];
}

/** What scripts of PowerShell do with .NET over several commands: arguments in brackets are a command of their own there. */
export class DotNetCalls {
  readonly #script: Slice;
  readonly #infos = new Map<string, StartInfo>();
  #before: Word | undefined;
  /** A call that writes a file, with the file that `(Join-Path FOLDER FILE)` is. */
  #writing: { readonly called?: Word; readonly file?: Word | undefined } = {};

  constructor(script: Slice) {
    this.#script = script;
  }

  /** The commands that a command of the script completes. */
  pass(command: ShellCommand): readonly ShellCommand[] {
    const { words } = command;
    const called = this.#calledBefore(words);
    const isPath = /^join-path$/i.test(words[0]?.text ?? '');
    const { called: writing, file } = this.#writing;
    this.#writing = {};
    if (called !== undefined && WRITES_FILE.test(called.text)) {
      this.#before = words.at(-1);
      this.#writing = isPath ? { called, file: this.#before } : {};
      return isPath ? [] : [{ ...command, words: [called, ...words] }];
    }
    const isText = writing !== undefined && file !== undefined && this.#isAfter(file, words, AFTER_PATH);
    this.#before = words.at(-1);
    if (isText) {
      return [{ ...command, words: [writing, file, ...words] }];
    }
    const [, owner = '', property] = PROPERTY.exec(called?.text ?? '') ?? [];
    if (property !== undefined && called !== undefined) {
      addAll(this.#infoOf(owner).added, words.slice(0, 1));
      return [];
    }
    const equals = words.flatMap(({ text }, i) => (text === '=' && i > 0 ? [i] : []));
    // The word before the next sign is a name again.
    return equals.flatMap((at, i) => {
      const next = equals[i + 1];
      return this.#assign(words[at - 1]?.text ?? '', words.slice(at + 1, next === undefined ? undefined : next - 1));
    });
  }

  /** The commands of which the arguments were added one by one. */
  end(): readonly ShellCommand[] {
    return [...this.#infos.values()].flatMap(({ program, added, open }) => {
      const rest = [...open, ...added];
      return rest.length === 0 ? [] : [this.#commandOf(program, rest)];
    });
  }

  /** The method before the brackets that a command is in. */
  #calledBefore(words: readonly Word[]): Word | undefined {
    return this.#before !== undefined && this.#isAfter(this.#before, words, OPENING) ? this.#before : undefined;
  }

  #isAfter({ end }: Word, [first]: readonly Word[], between: RegExp): boolean {
    return first !== undefined && first.start - end < MAX_BETWEEN && between.test(this.#script.text.slice(end, first.start));
  }

  #assign(name: string, values: readonly Word[]): readonly ShellCommand[] {
    const [, owner = '', property] = PROPERTY.exec(name) ?? [];
    if (property === undefined) {
      return [];
    }
    const info = this.#infoOf(owner);
    if (/^f/i.test(property)) {
      [info.program] = values;
    } else {
      info.open = values.flatMap((value) => this.#wordsIn(value));
    }
    const { program, open } = info;
    if (program === undefined || open.length === 0) {
      return [];
    }
    info.open = [];
    return [this.#commandOf(program, open)];
  }

  #infoOf(owner: string): StartInfo {
    const key = owner.toLowerCase();
    const info = this.#infos.get(key) ?? { program: undefined, open: [], added: [] };
    this.#infos.set(key, info);
    return info;
  }

  #wordsIn(value: Word): readonly Word[] {
    const slice = sliceOfWord(this.#script, value);
    return (splitWords(slice, 0) ?? []).map((word) => ({
      text: word.text,
      start: value.start,
      end: value.end,
      unquoted: sliceOfWord(slice, word),
    }));
  }

  /** A program that is not known is a variable. */
  #commandOf(program: Word | undefined, rest: readonly Word[]): ShellCommand {
    const start = rest[0]?.start ?? 0;
    const unknown = { text: '$FileName', start, end: start, unquoted: Slice.replaced('$FileName', this.#script.span(start, start)) };
    return { words: [program ?? unknown, ...rest] };
  }
}
