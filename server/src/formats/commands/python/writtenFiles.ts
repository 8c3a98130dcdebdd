import type { Slice } from '../../../packaging/slice';
import type { LiteralReader } from '../../syntax/python/literals';
import { isName, isOperator, type PythonToken } from '../../syntax/python/tokens';
import type { PythonValue } from '../../syntax/python/values';
import type { ProgramCommand } from '../programCommand';
import { CallReading } from './callReading';
import type { PythonScope } from './pythonScope';
import { textOf } from './runningFunctions';

const WRITES = /^write(?:lines|_text|_bytes)?$/;
/** A text that names a file, and neither a mode nor an encoding. */
const PATH = /^\S{0,500}(?:\.[a-z]{2,10}|file)$/i;
/** Maximum number of tokens of an expression in which a path is looked for. */
const MAX_TOKENS = 60;
/** Maximum number of calls between a path and the one that writes. */
const MAX_CALLS = 3;

/** What a Python program writes to files: `open(PATH, "w").write(TEXT)`, `Path(PATH).write_text(TEXT)`, `print(TEXT, file=f)`. */
export function writtenFiles(
  source: Slice,
  tokens: readonly PythonToken[],
  literals: LiteralReader,
  variables: PythonScope,
): readonly ProgramCommand[] {
  const written: ProgramCommand[] = [];
  const add = (path: string | undefined, values: readonly PythonValue[], token: PythonToken): void => {
    if (path !== undefined) {
      const reading = new CallReading(source, variables);
      // The first word of a reading is a program.
      reading.addProgram('write', token);
      reading.addEach(values, false);
      for (const { words, unknown } of reading.commands()) {
        written.push({ written: { path, texts: words.flatMap(({ unquoted }) => unquoted ?? []) }, words: [], unknown });
      }
    }
  };
  const paths = new WrittenPaths(tokens);
  /** The opening brackets around a token, and the calls that were read. */
  const open: number[] = [];
  const printed = new Set<number>();
  for (const [i, token] of tokens.entries()) {
    const opening = open.at(-1);
    if (token.kind === 'operator') {
      if (/^[([{]$/.test(token.text)) {
        open.push(i);
      } else if (/^[)\]}]$/.test(token.text)) {
        paths.close(open.pop(), i);
      }
      continue;
    }
    paths.pass(i);
    const isCall = isOperator(tokens[i - 1], '.') && isOperator(tokens[i + 1], '(');
    if (isCall && WRITES.test(textOf(token))) {
      add(paths.before(i - 1), valuesAt(literals, i + 1), token);
    } else if (isName(token, 'file') && isOperator(tokens[i + 1], '=') && opening !== undefined && !printed.has(opening)) {
      printed.add(opening);
      add(isName(tokens[opening - 1], 'print') ? paths.in(i + 2) : undefined, valuesAt(literals, opening), token);
    }
  }
  return written;
}

function valuesAt(literals: LiteralReader, opening: number): readonly PythonValue[] {
  return literals.argumentsAt(opening).flatMap(({ key, value }) => (key === undefined || key === 'data' ? [value] : []));
}

/** The paths that variables have or that they were opened with, from the top of a program on. */
class WrittenPaths {
  readonly #tokens: readonly PythonToken[];
  readonly #known = new Map<string, string>();
  /** The opening bracket of each closing one. */
  readonly #openings = new Map<number, number>();
  /** The path that the statement opened last. */
  #opened: string | undefined;

  constructor(tokens: readonly PythonToken[]) {
    this.#tokens = tokens;
  }

  pass(at: number): void {
    const token = this.#tokens[at];
    const next = this.#tokens[at + 1];
    if (token?.startsLine) {
      this.#opened = undefined;
    }
    if (token?.startsLine && token.kind === 'name' && isOperator(next, '=')) {
      this.#set(token.text, this.in(at + 2));
    } else if (isName(token, 'open') && isOperator(next, '(')) {
      this.#opened = this.in(at + 2) ?? this.before(at - 1);
    } else if (isName(token, 'as')) {
      this.#set(textOf(next), this.#opened);
    }
  }

  close(opening: number | undefined, closing: number): void {
    if (opening !== undefined) {
      this.#openings.set(closing, opening);
    }
  }

  /** The path that the object before a dot has: a variable, or what a call opens by its first argument. */
  before(dot: number): string | undefined {
    let at = dot;
    for (let i = 0; i < MAX_CALLS && isOperator(this.#tokens[at], '.'); i++) {
      const opening = this.#openings.get(at - 1);
      if (opening === undefined) {
        return this.#known.get(textOf(this.#tokens[at - 1]));
      }
      const found = this.in(opening + 1);
      if (found !== undefined) {
        return found;
      }
      at = opening - 2;
    }
    return undefined;
  }

  /** The last path in an expression. */
  in(start: number): string | undefined {
    let found: string | undefined;
    let depth = 0;
    for (let i = start; i < start + MAX_TOKENS; i++) {
      const token = this.#tokens[i];
      if (token === undefined || (token.startsLine && i > start)) {
        break;
      }
      if (token.kind === 'string') {
        const text = (token.value ?? token.template)?.text ?? '';
        found = PATH.test(text) ? text : found;
      } else if (token.kind === 'name') {
        found = this.#known.get(token.text) ?? found;
      } else if (/^[([{]$/.test(token.text)) {
        depth++;
      } else if (/^[)\]}]$/.test(token.text)) {
        depth--;
      }
      if (depth < 0 || (depth === 0 && isOperator(token, ','))) {
        break;
      }
    }
    return found;
  }

  #set(name: string, path: string | undefined): void {
    if (path === undefined) {
      this.#known.delete(name);
    } else {
      this.#known.set(name, path);
    }
  }
}
