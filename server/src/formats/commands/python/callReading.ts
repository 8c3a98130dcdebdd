import { addAll } from '../../../packaging/lists';
import type { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { partsOfText } from '../../syntax/python/textParts';
import type { PythonToken } from '../../syntax/python/tokens';
import type { PythonItem, PythonValue } from '../../syntax/python/values';
import type { Word } from '../../syntax/words';
import type { ProgramCommand } from '../programCommand';
import type { PythonScope } from './pythonScope';

/** How many words a command may have, known or not, and how many variables are followed, each in a value of the one before it. */
const MAX_WORDS = 5_000;
const MAX_FOLLOWED = 5;
/** Characters of an expression that may name a program, and those of the variable that stands for it. */
const MAX_PROGRAM = 200;
const MAX_VARIABLE = 60;
/** Characters of a text in which variables are filled in. */
const MAX_TEMPLATE = 10_000;

/** Collects the words of one call. */
export class CallReading {
  readonly #source: Slice;
  readonly #variables: PythonScope;
  readonly #words: Word[] = [];
  readonly #unknown: Slice[] = [];
  readonly #scripts: Slice[] = [];
  readonly #inputs: Slice[] = [];
  readonly #others: ProgramCommand[] = [];
  /** The first value beyond the limits. */
  #cutAt: Span | undefined;
  /** The use of a variable in the call, while its values are read, and how many variables led to them. */
  #use: Span | undefined;
  #followed = 0;

  constructor(source: Slice, variables: PythonScope) {
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
      this.#scripts.push(this.filled(value.value));
    }
  }

  /** A text that the command gets as its input. A variable may have several. */
  addInput(value: PythonValue): void {
    for (const one of value.kind === 'name' ? (this.#variables.valuesOf(value.name) ?? []) : [value]) {
      if ((one.kind === 'string' || one.kind === 'template') && this.#variables.allows(one, value.span)) {
        this.#inputs.push(this.filled(one.value));
      }
    }
  }

  /** A text with the fields filled in that are variables with one value. A part of a word is at the place of its field. */
  filled(text: Slice): Slice {
    return text.replaceEach(/\{(\w{1,100})\}/g, ({ 0: field, 1: name = '', index }) => {
      const [value, ...more] = index < MAX_TEMPLATE ? (this.#variables.valuesOf(name) ?? []) : [];
      if (value?.kind !== 'string' || more.length > 0 || !this.#variables.allows(value, this.#use ?? text.span())) {
        return undefined;
      }
      const around = [text.text.charAt(index - 1), text.text.charAt(index + field.length)];
      if (around.every((character) => /^[\s'"]?$/.test(character))) {
        return value.value;
      }
      // In `"%s==1" % x` and `x + "==1"`, the name cannot be replaced at the place of its field.
      const { start, end } = text.span(index, index + field.length);
      return end - start === field.length ? value.value.text : undefined;
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
    if (this.#words.length + this.#unknown.length >= MAX_WORDS || (this.#use !== undefined && !this.#variables.allows(value, this.#use))) {
      this.#cutAt ??= this.#use ?? value.span;
      return;
    }
    switch (value.kind) {
      case 'string':
      case 'template':
        this.#addText(value.kind === 'template' ? this.filled(value.value) : value.value, value.span, splits);
        return;
      case 'list':
        if (value.isConditional && this.#isAtProgram() && value.items.some(({ value: item }) => item.kind === 'list')) {
          this.#addAlternatives(value.items, splits, depth);
          return;
        }
        for (const { value: item } of value.isConditional ? this.#chosen(value.items) : value.items) {
          if (this.#cutAt !== undefined) {
            break;
          }
          this.addWords(item, splits, depth + 1);
        }
        return;
      case 'name':
      case 'parts': {
        const outer = this.#use;
        this.#use ??= value.span;
        const isTooDeep = this.#followed >= MAX_FOLLOWED;
        this.#followed++;
        const isRead = !isTooDeep && this.#addVariable(value, splits, depth);
        this.#followed--;
        this.#use = outer;
        if (isRead) {
          return;
        }
        if (isTooDeep && outer !== undefined) {
          this.#addUnknown(outer);
          return;
        }
        break;
      }
      default:
    }
    this.#addUnknown(value.span);
  }

  /** Each of the values may be the whole command. What follows them counts for the first. */
  #addAlternatives([first, ...others]: readonly PythonItem[], splits: boolean, depth: number): void {
    this.addWords(first?.value, splits, depth);
    for (const { value } of others) {
      const other = new CallReading(this.#source, this.#variables);
      other.#use = this.#use;
      other.#followed = this.#followed;
      other.addWords(value, splits, depth);
      addAll(this.#others, other.commands());
    }
  }

  /** Returns whether the file tells values of a variable, or of parts of one. */
  #addVariable(variable: PythonValue & { readonly kind: 'name' | 'parts' }, splits: boolean, depth: number): boolean {
    const values = this.#variables.valuesOf(variable.name) ?? [];
    const known = variable.kind === 'parts' ? values.filter(({ kind }) => kind === 'string' || kind === 'template') : values;
    const items = known.map((value) => ({ value }));
    for (const { value: one } of variable.kind === 'name' && depth > 0 ? this.#chosen(items) : items) {
      if (this.#cutAt !== undefined) {
        break;
      }
      const isText = one.kind === 'string' || one.kind === 'template';
      if (isText && variable.kind === 'parts') {
        const parts = this.#variables.allows(one, this.#use ?? variable.span) ? partsOfText(one.value, variable.separator, one.kind) : [];
        this.addWords({ kind: 'list', items: parts, span: variable.span }, splits, depth);
      } else if (!isText || depth > 0) {
        this.addWords(one, splits, depth + 1);
      } else if (this.#variables.allows(one, this.#use ?? variable.span)) {
        this.addScript(one);
      }
    }
    return known.length > 0;
  }

  /** The same for values that are the arguments of one command. */
  addEach(values: readonly PythonValue[], splits: boolean): void {
    for (const value of values) {
      this.addWords(value, splits, 1);
    }
  }

  commands(): readonly ProgramCommand[] {
    const scripts = [...this.#scripts.map((script) => ({ script, words: [], unknown: [] })), ...this.#others];
    const unknown = this.#cutAt === undefined ? this.#unknown : [...this.#unknown, this.#source.sub(this.#cutAt.start, this.#cutAt.end)];
    if (this.#words.length === 0) {
      return scripts;
    }
    const inputs = this.#inputs.length === 0 ? [undefined] : this.#inputs;
    return [...scripts, ...inputs.map((input) => ({ words: this.#words, input, unknown }))];
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
  #chosen<T extends Pick<PythonItem, 'value'>>(items: readonly T[]): readonly T[] {
    const isProgram = this.#isAtProgram() && items.every(({ value }) => value.kind === 'string');
    return isProgram ? items.slice(0, 1) : items;
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
