import type { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import type { Word } from '../../syntax/words';
import { inputsOf } from '../output/output';
import { readFiltered, unknownScripts } from './filtered';
import { languageOf } from './interpreters';
import { CARRIERS, isSpeaker, PYTHON, SHELL, TAKES_SCRIPTS } from './programs';
import type { Step } from './step';

// What programs do with the text that they get as their input: a here-document, `<<< TEXT`, or the output of `echo` and the like.

/** Programs that copy, change, count or show their input. */
const FILTER =
  /^(?:cat|head|tail|sort|uniq|tac|rev|tr|cut|nl|fold|fmt|column|paste|less|more|wc|pbcopy|xclip|xsel|wl-copy|clip|boxes|cowsay|figlet|lolcat|base64|gzip|xz|jq|yq|patch|mail|mailx|sendmail|wall|[a-z\d]*sum|out-[a-z]+|(?:set|add)-content|(?:foreach|where|select|measure)-[a-z]+|[%?])$/i;

/** A name of a file that IPython runs. */
const IPYTHON = 'code.ipy';
/** A name of a file of containers with their commands. That of Kubernetes is read like one of compose. */
const CONTAINERS = 'compose.yml';

/** The input of a program that has no steps of its own: a script, if it runs those of its arguments, and else a text that it may run. */
export function readInput(line: Slice, program: string, command: ShellCommand | undefined): readonly Step[] {
  const inputs = inputsOf(line, command);
  if (TAKES_SCRIPTS.has(program) && !CARRIERS.has(program)) {
    return inputs.length === 0 ? readFiltered(line, command) : inputs.map((script): Step => ({ kind: 'script', script }));
  }
  const readsFiles = (): boolean => SHELL.test(program) || PYTHON.test(program) || languageOf(program) !== undefined;
  return inputs.length === 0 || program === '' || readsFiles() || isSpeaker(program) || FILTER.test(program) ? [] : unknownScripts(inputs);
}

/** Programs that get a file as their input, the words with which they do, and a name of such a file. */
const TAKES_INPUT: readonly (readonly [program: RegExp, words: RegExp, path: string])[] = [
  [/^uv$/, /^run$/, 'script.py'],
  [/^(?:kubectl|oc)$/, /^(?:apply|create|replace)$/, CONTAINERS],
  [/^(?:docker|docker-compose|podman|podman-compose|nerdctl)$/, /^(?:up|deploy|play|kube)$/, CONTAINERS],
];

/** The Dockerfile that `docker build -` gets, the containers of `kubectl apply -f -`, and the script of `uv run -`. */
export function readInputFile(line: Slice, program: string, words: readonly Word[], command: ShellCommand | undefined): readonly Step[] {
  const isInput = words.some(({ text }) => /^(?:-|-[fc]-|--(?:file|filename)=-|\/dev\/stdin)$/.test(text));
  const isBuild = CARRIERS.has(program) && words.some(({ text }) => text === 'build');
  const [, , path = isBuild ? 'Dockerfile' : undefined] =
    TAKES_INPUT.find(([name, wanted]) => !isBuild && name.test(program) && words.some(({ text }) => wanted.test(text))) ?? [];
  return isInput && path !== undefined ? inputsOf(line, command).map((script): Step => ({ kind: 'file', path, script })) : [];
}

/** Python code. That for IPython is read like a cell of a notebook. */
export function readPythonCode(program: string, script: Slice, word?: Word): Step {
  const place = { script, ...(word !== undefined && { word }) };
  return program.startsWith('ipython') ? { kind: 'file', path: IPYTHON, ...place } : { kind: 'python', ...place };
}
