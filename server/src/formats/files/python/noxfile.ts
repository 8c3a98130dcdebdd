import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import { mayContain } from '../../../protocol/fileKinds';
import { CallReading } from '../../commands/python/callReading';
import { collectVariables } from '../../commands/python/collectedVariables';
import { mayInstallUnknown } from '../../commands/python/installCalls';
import { assignedFunctions, textOf } from '../../commands/python/runningFunctions';
import { readCommand, readPython } from '../../commands/script';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest } from '../../manifest/mapManifest';
import { onlyNew } from '../../manifest/onlyNew';
import { knownWhenRun, tooLarge, withoutEnd } from '../../manifest/unchecked';
import { findPythonField } from '../../manifest/variables';
import { readPythonVariables } from '../../pip/pythonVariables';
import { encodingProblem } from '../../syntax/declaredEncoding';
import { LiteralReader } from '../../syntax/python/literals';
import { isOperator, tokenizePython } from '../../syntax/python/tokens';
import { inlineMetadata, inlineScript } from './inlineScript';

/** Methods of nox's sessions that run a command, and the beginning of that command (nox, "Configuration & API"). */
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
    addManifest(inlineMetadata(text), into);
  } else {
    into.addProblem(encodingProblem(text, 'python'));
  }
  const file = Slice.of(text);
  const tokens = tokenizePython(text);
  readPythonVariables(text, tokens, into);
  const literals = new LiteralReader(tokens);
  const variables = collectVariables(tokens, literals);
  const calls = new ManifestBuilder();
  const aliases = assignedFunctions(tokens, METHODS);
  let i = 0;
  for (let method = tokens[i]; method !== undefined; method = tokens[++i]) {
    const name = textOf(method);
    const begin = METHODS.get((isOperator(tokens[i - 1], '.') ? name : aliases.get(name)) ?? '');
    if (begin === undefined || !isOperator(tokens[i + 1], '(')) {
      continue;
    }
    const reading = new CallReading(file, variables);
    for (const word of begin) {
      reading.addProgram(word, method);
    }
    const positional = literals.argumentsAt(i + 1).filter(({ key }) => key === undefined);
    reading.addEach(
      positional.map(({ value }) => value),
      false,
    );
    for (const { words, unknown } of reading.commands()) {
      const before = calls.requirements.length;
      readCommand(file, words, calls, { findVariable: findPythonField });
      if (begin.length > 0 || calls.requirements.length > before || mayInstallUnknown(file, words, unknown)) {
        addAll(
          calls.unchecked,
          unknown.map((one) => knownWhenRun(text, one.span())),
        );
      }
    }
    // In an unclosed call, the next one may begin.
    i = literals.behind(i + 1) < tokens.length || literals.unclosed === undefined ? literals.behind(i + 1) - 1 : i + 1;
  }
  if (variables.cutAt !== undefined) {
    calls.unchecked.push(tooLarge(file.sub(variables.cutAt.start, variables.cutAt.end)));
  }
  if (literals.unclosed) {
    calls.unchecked.push(withoutEnd(text, literals.unclosed));
  }
  const others = new ManifestBuilder();
  readPython(file, others);
  addManifest(onlyNew(others, calls), calls);
  // The commas of a call are not the blanks of a command: nothing is offered to be removed.
  const requirements = calls.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined }));
  addManifest({ ...calls, requirements }, into);
  return into;
}
