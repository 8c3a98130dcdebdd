import { Slice } from '../packaging/slice';
import { readCommand } from './commands';
import type { FileFormat, Manifest } from './format';
import { inlineScript } from './inlineScript';
import { ManifestBuilder } from './manifestBuilder';
import { addManifest } from './mapManifest';
import { isOperator, LiteralReader, type PythonValue } from './pythonLiterals';
import { tokenizePython } from './pythonTokens';
import { knownWhenRun } from './unchecked';
import type { Word } from './words';

/** Methods of nox's sessions that run a command, and with what it begins (nox, "Configuration & API"). */
const METHODS: ReadonlyMap<string, readonly string[]> = new Map([
  ['install', ['pip', 'install']],
  ['run', []],
  ['run_install', []],
  ['run_always', []],
]);

/** nox's sessions, read as text: `session.install("name")`, `session.run("pip", "install", "name")`. */
export const noxfile: FileFormat = {
  id: 'noxfile',
  title: 'noxfile.py',
  globs: ['**/noxfile.py'],
  comments: true,
  generated: false,
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  if (inlineScript.mayContain?.(text)) {
    addManifest(inlineScript.parse(text), into);
  }
  const file = Slice.of(text);
  const tokens = tokenizePython(text);
  const literals = new LiteralReader(tokens);
  const calls = new ManifestBuilder();
  for (let i = 1; i < tokens.length; i++) {
    const method = tokens[i]!;
    const begin = method.kind === 'name' && isOperator(tokens[i - 1], '.') ? METHODS.get(method.text) : undefined;
    if (begin === undefined || !isOperator(tokens[i + 1], '(')) {
      continue;
    }
    const { start } = method.span;
    const words = begin.map((word): Word => ({ text: word, start, end: start }));
    const unknown: PythonValue[] = [];
    for (const { key, value } of literals.argumentsAt(i + 1)) {
      if (key === undefined) {
        addWords(value, words, unknown);
      }
    }
    const before = calls.requirements.length;
    readCommand(file, words, calls, () => undefined);
    if (begin.length > 0 || calls.requirements.length > before) {
      calls.unchecked.push(...unknown.map(({ span }) => knownWhenRun(text, span)));
    }
    i = literals.behind(i + 1) - 1;
  }
  // The commas of a call are not the blanks of a command: nothing is offered to be removed.
  const requirements = calls.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined }));
  addManifest({ ...calls, requirements }, into);
  return into;
}

/** The texts of an argument, also those in a list with a star before it. */
function addWords(value: PythonValue, words: Word[], unknown: PythonValue[]): void {
  if (value.kind === 'string') {
    words.push({ text: value.value.text, ...value.span, unquoted: value.value });
  } else if (value.kind === 'list') {
    for (const item of value.items) {
      addWords(item.value, words, unknown);
    }
  } else {
    unknown.push(value);
  }
}
