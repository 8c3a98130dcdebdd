import { isBlank } from '../packaging/characters';
import type { Slice } from '../packaging/slice';
import type { Span } from '../packaging/span';
import type { FileFormat, Manifest } from './format';
import { withoutComment } from './ini';
import { ManifestBuilder } from './manifestBuilder';
import { parsePep508Item } from './pep508Item';
import { isName, isOperator, LiteralReader, type PythonEntry, type PythonItem, type PythonValue } from './pythonLiterals';
import { type PythonToken, tokenizePython } from './pythonTokens';
import { knownWhenRun } from './unchecked';

const LISTS: ReadonlySet<string> = new Set(['install_requires', 'setup_requires', 'tests_require']);

/** setup.py, read as text and never run: literals in the arguments of `setup()` and in the variables that they name (setuptools keywords). */
export const setupPy: FileFormat = {
  id: 'setup-py',
  title: 'setup.py',
  globs: ['**/setup.py'],
  mayContain: (text) => text.includes('_require'),
  comments: true,
  generated: false,
  parse: (text) => new SetupReader(text).read(),
};

class SetupReader {
  private readonly into = new ManifestBuilder();
  private readonly tokens: readonly PythonToken[];
  private readonly literals: LiteralReader;
  /** Everything that is ever assigned or added to a variable: which of it counts depends on what runs. */
  private readonly variables = new Map<string, PythonValue[]>();
  private readonly used = new Set<string>();

  constructor(private readonly text: string) {
    this.tokens = tokenizePython(text);
    this.literals = new LiteralReader(this.tokens);
  }

  read(): Manifest {
    this.collectVariables();
    for (let i = 0; i < this.tokens.length; i++) {
      if (isName(this.tokens[i], 'setup') && isOperator(this.tokens[i + 1], '(') && !isName(this.tokens[i - 1], 'def')) {
        this.readArguments(this.literals.argumentsAt(i + 1));
        i = this.literals.behind(i + 1) - 1;
      }
    }
    return this.into;
  }

  /** `name = …`, `name: type = …`, `name += …`, `name.append(…)`, `name["key"] = …`, and the like. */
  private collectVariables(): void {
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i]!;
      if (!token.startsLine || token.kind !== 'name') {
        continue;
      }
      const next = this.tokens[i + 1];
      if (isOperator(next, '=') || isOperator(next, '+=')) {
        this.assign(token.text, this.literals.expressionAt(i + 2));
      } else if (isOperator(next, ':')) {
        const equals = this.endOfAnnotation(i + 2);
        if (isOperator(this.tokens[equals], '=')) {
          this.assign(token.text, this.literals.expressionAt(equals + 1));
        }
      } else if (isOperator(next, '.') && isOperator(this.tokens[i + 3], '(')) {
        this.collectMethod(token.text, this.tokens[i + 2]!, i + 3);
      } else if (isOperator(next, '[') && isOperator(this.tokens[i + 3], ']') && isOperator(this.tokens[i + 4], '=')) {
        const key = this.tokens[i + 2];
        if (key?.kind === 'string' && key.value) {
          const value = this.literals.expressionAt(i + 5);
          this.assign(token.text, { kind: 'dict', entries: [{ key: key.value.text, value }], span: value.span });
        }
      }
    }
  }

  private endOfAnnotation(at: number): number {
    let i = at;
    while (i < this.tokens.length && !this.tokens[i]!.startsLine && !isOperator(this.tokens[i], '=')) {
      i = Math.max(i + 1, this.literals.behind(i));
    }
    return i;
  }

  private collectMethod(name: string, method: PythonToken, call: number): void {
    if (isName(method, 'append')) {
      const value = this.literals.expressionAt(call + 1);
      this.assign(name, { kind: 'list', items: [{ value }], span: value.span });
    } else if (isName(method, 'extend')) {
      this.assign(name, this.literals.expressionAt(call + 1));
    } else if (isName(method, 'update')) {
      const entries = this.literals.argumentsAt(call);
      this.assign(name, { kind: 'dict', entries, span: method.span });
    }
  }

  private assign(name: string, value: PythonValue): void {
    const values = this.variables.get(name);
    if (values) {
      values.push(value);
    } else {
      this.variables.set(name, [value]);
    }
  }

  private readArguments(entries: readonly PythonEntry[]): void {
    for (const { key, value } of entries) {
      if (key === undefined) {
        this.forEachDict(value, (inner) => this.readArguments(inner));
      } else if (LISTS.has(key)) {
        this.readList(value, key);
      } else if (key === 'extras_require') {
        this.readExtras(value);
      }
    }
  }

  private readExtras(value: PythonValue): void {
    this.forEachDict(
      value,
      (entries) => {
        for (const entry of entries) {
          if (entry.key === undefined) {
            this.readExtras(entry.value);
          } else {
            this.readList(entry.value, entry.key);
          }
        }
      },
      true,
    );
  }

  /** Calls back with the entries of a dict, or of all that a variable was ever given. */
  private forEachDict(value: PythonValue, read: (entries: readonly PythonEntry[]) => void, mustBeKnown = false): void {
    if (value.kind === 'dict') {
      read(value.entries);
    } else if (value.kind === 'name' && this.use(value.name)) {
      for (const assigned of this.variables.get(value.name) ?? []) {
        this.forEachDict(assigned, read, mustBeKnown);
      }
    } else if (mustBeKnown && !(value.kind === 'name' && this.variables.has(value.name))) {
      this.unchecked(value);
    }
  }

  private readList(value: PythonValue, group: string): void {
    switch (value.kind) {
      case 'string':
        // One text is one requirement a line.
        this.readLines(value.value, group);
        return;
      case 'list':
        for (const item of value.items) {
          this.readItem(item, group);
        }
        return;
      case 'name':
        if (!this.variables.has(value.name)) {
          this.unchecked(value);
        } else if (this.use(value.name)) {
          for (const assigned of this.variables.get(value.name) ?? []) {
            this.readList(assigned, group);
          }
        }
        return;
      default:
        this.unchecked(value);
    }
  }

  private readItem({ value, commas }: PythonItem, group: string): void {
    if (value.kind === 'string') {
      this.readRequirement(value.value, group, commas && this.removalOf(value.span, commas));
    } else {
      this.readList(value, group);
    }
  }

  private readLines(value: Slice, group: string): void {
    const { text } = value;
    for (let start = 0; start <= text.length; ) {
      const newline = text.indexOf('\n', start);
      const end = newline === -1 ? text.length : newline;
      const line = value.sub(start, end);
      this.readRequirement(line, group, newline === -1 ? line.span() : value.span(start, end + 1));
      start = end + 1;
    }
  }

  private readRequirement(value: Slice, group: string, removeSpan: Span | undefined): void {
    const item = withoutComment(value.trim());
    if (item.length > 0) {
      parsePep508Item(item, this.into, { group, removeSpan, findVariable: () => undefined });
    }
  }

  /** Each variable is read once, however often it is named: no name is listed twice, and sums of sums end. */
  private use(name: string): boolean {
    if (this.used.has(name)) {
      return false;
    }
    this.used.add(name);
    return true;
  }

  private unchecked({ span }: PythonValue): void {
    this.into.unchecked.push(knownWhenRun(this.text, span));
  }

  /** The item's lines when nothing else stands in them; else the item with one of the commas beside it. */
  private removalOf(item: Span, { before, after }: NonNullable<PythonItem['commas']>): Span {
    const start = skipBlanksBack(this.text, item.start);
    let end = after?.end ?? item.end;
    while (isBlank(this.text.charCodeAt(end))) {
      end++;
    }
    const lineEnd = this.text.charAt(end) === '#' ? this.text.indexOf('\n', end) : this.text.startsWith('\r\n', end) ? end + 1 : end;
    if ((start === 0 || this.text.charAt(start - 1) === '\n') && this.text.charAt(lineEnd) === '\n') {
      return { start, end: lineEnd + 1 };
    }
    return after ? { start: item.start, end } : { start: before?.start ?? item.start, end: item.end };
  }
}

function skipBlanksBack(text: string, at: number): number {
  let i = at;
  while (i > 0 && isBlank(text.charCodeAt(i - 1))) {
    i--;
  }
  return i;
}
