import { addAll } from '../../packaging/lists';
import { Slice } from '../../packaging/slice';
import { mayContain } from '../../protocol/fileKinds';
import { collectVariables, isInstallCall, programInExpression } from '../commands/pythonCommands';
import { readCommand } from '../commands/script';
import type { FileFormat, Manifest } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest } from '../manifest/mapManifest';
import { knownWhenRun, withoutEnd } from '../manifest/unchecked';
import { findPythonField } from '../manifest/variables';
import { readPythonVariables } from '../pip/pythonVariables';
import { encodingProblem } from '../syntax/declaredEncoding';
import { isOperator, LiteralReader, type PythonValue } from '../syntax/pythonLiterals';
import { tokenizePython } from '../syntax/pythonTokens';
import type { Word } from '../syntax/words';
import { inlineScript } from './inlineScript';

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
  declaredEncoding: 'python',
  parse,
};

function parse(text: string): Manifest {
  const into = new ManifestBuilder();
  if (mayContain(inlineScript, text)) {
    addManifest(inlineScript.parse(text), into);
  } else {
    into.addProblem(encodingProblem(text, 'python'));
  }
  const file = Slice.of(text);
  const tokens = tokenizePython(text);
  readPythonVariables(text, tokens, into);
  const literals = new LiteralReader(tokens);
  const variables = collectVariables(tokens, literals);
  const calls = new ManifestBuilder();
  let i = 0;
  for (let method = tokens[i]; method !== undefined; method = tokens[++i]) {
    const begin = method.kind === 'name' && isOperator(tokens[i - 1], '.') ? METHODS.get(method.text) : undefined;
    if (begin === undefined || !isOperator(tokens[i + 1], '(')) {
      continue;
    }
    const { start } = method.span;
    const words = begin.map((word): Word => ({ text: word, start, end: start }));
    const unknown: PythonValue[] = [];
    for (const { key, value } of literals.argumentsAt(i + 1)) {
      if (key === undefined) {
        const program = words.length === 0 && value.kind !== 'list' ? programOf(file, value, variables) : undefined;
        if (program === undefined) {
          addWords(value, words, unknown);
        } else {
          words.push({ text: program, ...value.span });
        }
      }
    }
    const before = calls.requirements.length;
    readCommand(file, words, calls, { findVariable: findPythonField });
    const isInstall = isInstallCall(
      words,
      unknown.map(({ span }) => file.sub(span.start, span.end)),
    );
    if (begin.length > 0 || calls.requirements.length > before || isInstall) {
      addAll(
        calls.unchecked,
        unknown.map(({ span }) => knownWhenRun(text, span)),
      );
    }
    // Where nothing closes a call, the next one may begin within it.
    i = literals.behind(i + 1) < tokens.length || literals.unclosed === undefined ? literals.behind(i + 1) - 1 : i + 1;
  }
  if (literals.unclosed) {
    calls.unchecked.push(withoutEnd(text, literals.unclosed));
  }
  // The commas of a call are not the blanks of a command: nothing is offered to be removed.
  const requirements = calls.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined }));
  addManifest({ ...calls, requirements }, into);
  return into;
}

/** The texts of an argument, also those in a list with a star before it. */
function addWords(value: PythonValue, words: Word[], unknown: PythonValue[]): void {
  if (value.kind === 'string' || value.kind === 'template') {
    words.push({ text: value.value.text, ...value.span, unquoted: value.value });
  } else if (value.kind === 'list') {
    for (const item of value.items) {
      addWords(item.value, words, unknown);
    }
  } else {
    unknown.push(value);
  }
}

/** The program that an expression means: the only value of a variable, or what its name tells. Undefined: any, or a literal. */
function programOf(file: Slice, value: PythonValue, variables: ReadonlyMap<string, readonly PythonValue[]>): string | undefined {
  if (value.kind === 'string' || value.kind === 'template') {
    return undefined;
  }
  const [only, ...others] = value.kind === 'name' ? (variables.get(value.name) ?? []) : [];
  return only?.kind === 'string' && others.length === 0
    ? only.value.text
    : programInExpression(file.text.slice(value.span.start, Math.min(value.span.end, value.span.start + 200)));
}
