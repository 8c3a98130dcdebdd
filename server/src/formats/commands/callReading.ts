import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import { partsOfText } from '../syntax/python/textParts';
import type { PythonToken } from '../syntax/python/tokens';
import type { PythonValue } from '../syntax/python/values';
import type { Word } from '../syntax/words';

/** A command that a Python program runs, as a text for a shell or as its words, or Python code that it executes. */
export interface PythonCommand {
  readonly script?: Slice;
  readonly code?: Slice;
  readonly words: readonly Word[];
  /** Its arguments that only running the program tells. */
  readonly unknown: readonly Slice[];
  /** No call of a known function runs it. Another command may have the same words. */
  readonly isGuess?: true;
}

/** How many words a command may have, and how deep variables are followed. */
const MAX_WORDS = 5_000;
const MAX_DEPTH = 5;
/** Characters of an expression that may name a program, and those of the variable that stands for it. */
const MAX_PROGRAM = 200;
const MAX_VARIABLE = 60;
/** Characters of a text in which variables are filled in. */
const MAX_TEMPLATE = 10_000;
const INSTALLER = /^(?:pip[\d.]*|uv|poetry|pdm|pipx)$/;
const INSTALLS = /^(?:install|add|sync)$/;

/** Collects the words of one call. */
export class CallReading {
  readonly #source: Slice;
  readonly #variables: ReadonlyMap<string, readonly PythonValue[]>;
  readonly #words: Word[] = [];
  readonly #unknown: Slice[] = [];
  readonly #scripts: Slice[] = [];
  /** The first value beyond the limit. */
  #cutAt: Span | undefined;

  constructor(source: Slice, variables: ReadonlyMap<string, readonly PythonValue[]>) {
    this.#source = source;
    this.#variables = variables;
  }

  /** The command gets further arguments from elsewhere. */
  addMore({ span }: PythonToken): void {
    this.#unknown.push(this.#source.sub(span.start, span.end));
  }

  addProgram(name: string, { span }: PythonToken): void {
    this.#words.push({ text: name, start: span.start, end: span.start });
  }

  addScript(value: PythonValue): void {
    if (value.kind === 'string' || value.kind === 'template') {
      this.#scripts.push(this.#filled(value.value));
    }
  }

  /** An f-string with the fields filled in that are variables with one value. */
  #filled(text: Slice): Slice {
    return text.replaceEach(/\{(\w{1,100})\}/g, ({ 1: name = '', index }) => {
      const [value, ...more] = index < MAX_TEMPLATE ? (this.#variables.get(name) ?? []) : [];
      return value?.kind === 'string' && more.length === 0 ? value.value : undefined;
    });
  }

  /**
   * @param splits whether a text holds several words
   * @param depth how many lists it is in: a text in none is a whole command
   */
  addWords(value: PythonValue | undefined, splits: boolean, depth = 0): void {
    if (value === undefined) {
      return;
    }
    if (this.#words.length >= MAX_WORDS) {
      this.#cutAt ??= value.span;
      return;
    }
    switch (value.kind) {
      case 'string':
      case 'template':
        this.#addText(value.kind === 'template' ? this.#filled(value.value) : value.value, value.span, splits);
        return;
      case 'list':
        for (const item of this.#chosen(
          value.items.map((one) => one.value),
          value.isConditional === true,
        )) {
          this.addWords(item, splits, depth + 1);
        }
        return;
      case 'name': {
        const values = depth > MAX_DEPTH ? undefined : this.#variables.get(value.name);
        if (values === undefined) {
          break;
        }
        for (const one of this.#chosen(values, depth > 0)) {
          if (depth === 0 && (one.kind === 'string' || one.kind === 'template')) {
            this.addScript(one);
          } else {
            this.addWords(one, splits, depth + 1);
          }
        }
        return;
      }
      case 'parts': {
        const texts = this.#variables.get(value.name)?.filter((one) => one.kind === 'string' || one.kind === 'template');
        if (texts === undefined || texts.length === 0) {
          break;
        }
        for (const text of texts) {
          for (const part of partsOfText(text.value, value.separator, text.kind)) {
            this.addWords(part.value, splits, depth + 1);
          }
        }
        return;
      }
      default:
    }
    this.#addUnknown(value.span);
  }

  /** The same for values that are the arguments of one command. */
  addEach(values: readonly PythonValue[], splits: boolean): void {
    for (const value of values) {
      this.addWords(value, splits, 1);
    }
  }

  commands(): readonly PythonCommand[] {
    const scripts = this.#scripts.map((script) => ({ script, words: [], unknown: [] }));
    const unknown = this.#cutAt === undefined ? this.#unknown : [...this.#unknown, this.#source.sub(this.#cutAt.start, this.#cutAt.end)];
    return this.#words.length === 0 ? scripts : [...scripts, { words: this.#words, unknown }];
  }

  #addText(text: Slice, { start, end }: Span, splits: boolean): void {
    const parts = splits ? [...text.text.matchAll(/\S+/g)].map((part) => text.sub(part.index, part.index + part[0].length)) : [text];
    for (const part of parts) {
      this.#words.push({ text: part.text, start, end, unquoted: part });
    }
  }

  /** A program that the file does not tell is a variable, as a shell would have it: others then say what it may be. */
  #addUnknown({ start, end }: Span): void {
    const program = this.#isAtProgram() ? programIn(this.#source.text.slice(start, Math.min(end, start + MAX_PROGRAM))) : undefined;
    if (program === undefined) {
      this.#unknown.push(this.#source.sub(start, end));
    } else {
      this.#words.push({ text: program, start, end });
    }
  }

  /** Whether the next word is the program, or the module that Python runs. */
  #isAtProgram(): boolean {
    const last = this.#words.at(-1);
    return last === undefined ? this.#unknown.length === 0 : /^-[A-Za-z]{0,8}m$/.test(last.text);
  }

  /** Of several texts that may be the program the first: they differ in where it is. */
  #chosen(values: readonly PythonValue[], areAlternatives: boolean): readonly PythonValue[] {
    const isProgram = areAlternatives && this.#isAtProgram() && values.every(({ kind }) => kind === 'string');
    return isProgram ? values.slice(0, 1) : values;
  }
}

/** The program that an expression means, by the names and texts in it: `sys.executable`, `pip_cmd`, `shutil.which("pip")`. Undefined: it has none. */
function programIn(expression: string): string | undefined {
  if (/executable|python/i.test(expression)) {
    return '$PYTHON';
  }
  const names = expression.match(/\w+/g)?.join('_').slice(-MAX_VARIABLE);
  return names === undefined ? undefined : `\${${names}}`;
}

/** Whether the words of a call install something, with a program that is known. */
export function isInstallCall(words: readonly Word[]): boolean {
  return words.some(({ text }, i) => INSTALLER.test(text) && words.slice(i + 1).some(({ text: next }) => INSTALLS.test(next)));
}
