import { skipBlanks } from '../packaging/characters';
import { scanExtras, scanName } from '../packaging/requirement';
import type { Slice } from '../packaging/slice';
import type { Span } from '../packaging/span';
import { INSTALL_COMMANDS, type InstallCommand } from './installCommands';
import type { Declaration, ManifestBuilder } from './manifestBuilder';
import { namedRequirement } from './manifestBuilder';
import { type Option, readOptions } from './pipOptions';
import { addIndexOption, addReferences, parseEditable, parseInstallTarget } from './requirementLine';
import { readShell } from './shell';
import { addVariable } from './unchecked';
import { findShellExpansion, type VariableFinder } from './variables';
import { sliceOfWord, type Word } from './words';

/** Words that may stand before a command without changing which one it is. */
const BEFORE: ReadonlySet<string> = new Set([
  'then',
  'do',
  'else',
  'elif',
  'if',
  'while',
  'until',
  '!',
  '{',
  'time',
  'exec',
  'command',
  'nohup',
  'env',
  'sudo',
  'doas',
  'builtin',
  'eval',
  'nice',
  'ionice',
  'setsid',
  'timeout',
  'retry',
  'xargs',
]);
/** Those among them that have options, and numbers before the command. */
const WITH_OPTIONS: ReadonlySet<string> = new Set(['sudo', 'env', 'doas', 'exec', 'time', 'nice', 'ionice', 'timeout', 'retry', 'xargs']);
/** Programs that run another one in their environment, with `run` between them. */
const RUNNERS: ReadonlySet<string> = new Set(['poetry', 'pipenv', 'pdm', 'hatch', 'rye', 'uv', 'conda', 'mamba', 'micromamba']);

/** Whether a text can hold a command that `readScript` knows: a cheap test for files that mostly hold others. */
export function mayInstall(text: string): boolean {
  return text.includes('pip') || text.includes('uv') || text.includes(' add ');
}

/** Programs that run the command which follows somewhere among their arguments, or as somebody else. */
const CARRIERS: ReadonlySet<string> = new Set(
  (
    'docker docker-compose podman podman-compose nerdctl kubectl oc lxc singularity apptainer ' +
    'chroot gosu su-exec setpriv flock unshare nsenter fakeroot dumb-init tini'
  ).split(' '),
);
/** Programs that take a script behind `-c`. */
const SHELL = /^(?:(?:ba|z|da|a|k)?sh|su|runuser)$/;
/** Programs of the commands that install. */
const INSTALLERS: ReadonlySet<string> = new Set(INSTALL_COMMANDS.map(({ program }) => program));
const PYTHON = /^(?:python|pypy|py)[\d.]*$/;

/** How deep `sh -c 'sh -c …'`, `$(… $(…))` and `uv run uv run …` are followed. */
const MAX_DEPTH = 3;

/** Reads the packages that the commands of a shell script install. Files that they name are not followed: nobody knows their folder. */
export function readScript(script: Slice, into: ManifestBuilder, findVariable: VariableFinder = findShellExpansion, depth = 0): void {
  for (const part of readShell(script)) {
    if ('words' in part) {
      readCommand(script, part.words, into, findVariable, depth);
    } else if (depth < MAX_DEPTH) {
      readScript(part.substitution, into, findVariable, depth + 1);
    }
  }
}

/** Reads one command, given as its words. */
export function readCommand(
  line: Slice,
  words: readonly Word[],
  into: ManifestBuilder,
  findVariable = findShellExpansion,
  depth = 0,
): void {
  let rest = words.slice(startOfProgram(words));
  const runAt = RUNNERS.has(programOf(rest[0]?.text)) && rest[1]?.text === 'run' ? endOfRunner(rest) : 0;
  if (runAt > 0 && programOf(rest[0]?.text) !== 'uv') {
    rest = rest.slice(runAt);
  }
  if (CARRIERS.has(programOf(rest[0]?.text))) {
    rest = rest.slice(startOfCarried(rest));
  }
  const program = programOf(rest[0]?.text);
  const script = depth < MAX_DEPTH ? innerScript(program, rest) : undefined;
  if (script) {
    readScript(sliceOfWord(line, script), into, findVariable, depth + 1);
    return;
  }
  const inModule = PYTHON.test(program) || /^[$%{`]/.test(program) ? startOfModule(rest) : undefined;
  if (inModule) {
    readInstall(line, inModule.program, rest.slice(inModule.next), into, findVariable);
    return;
  }
  readInstall(line, installerOf(program), rest.slice(1), into, findVariable);
  if (program === 'uv' && runAt > 0 && depth < MAX_DEPTH) {
    // `uv run --with NAME pip install OTHER` names packages in both halves.
    readCommand(line, rest.slice(runAt), into, findVariable, depth + 1);
  }
}

/** The text that a shell runs (`sh -c '…'`, `su ann -c '…'`); or the only word, if it has blanks: then `eval` stood before it. */
function innerScript(program: string, words: readonly Word[]): Word | undefined {
  const [first] = words;
  if (words.length === 1 && first && /[ \t\n]/.test(first.text)) {
    return first;
  }
  return SHELL.test(program) ? words[words.findIndex((word) => /^-\w*c$/.test(word.text)) + 1 || words.length] : undefined;
}

/** `pip3.11` is `pip`. */
function installerOf(program: string): string {
  return program.replace(/^(pip|pipx)[\d.]+$/, '$1');
}

/**
 * Where the command begins that `docker run … IMAGE` or its like runs. An image may be named like Python, but not like an installer; and
 * `~/.cache/pip:/root/.cache/pip` is the value of an option.
 */
function startOfCarried(words: readonly Word[]): number {
  const programs = words.map(({ text }) => (/[:=]/.test(text) ? '' : programOf(text)));
  const isRun = (program: string): boolean => SHELL.test(program) || INSTALLERS.has(installerOf(program));
  const first = programs.findIndex((program, i) => i > 0 && isRun(program));
  return first > 0 ? first : programs.reduce((last, program, i) => (i > 0 && PYTHON.test(program) ? i : last), 0);
}

function startOfProgram(words: readonly Word[]): number {
  let i = 0;
  let mayHaveOptions = false;
  for (; i < words.length; i++) {
    const { text } = words[i]!;
    const isAssignment = /^[A-Za-z_]\w*=/.test(text);
    if (!isAssignment && !BEFORE.has(text) && !(mayHaveOptions && /^-|^[\d.]+[smhd]?$/.test(text))) {
      break;
    }
    mayHaveOptions ||= WITH_OPTIONS.has(text);
    if (mayHaveOptions && /^-[ugCnPk]$/.test(text)) {
      i++;
    }
  }
  return i;
}

/** `/opt/venv/bin/Pip3.11.exe` is `pip3.11`, and so is a variable of a name such as `$PIP`: what else could it hold? */
function programOf(word: string | undefined): string {
  if (word === undefined) {
    return '';
  }
  const name = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLowerCase();
  if (/^[$%]\{?(?:\w{1,50}_)?pip3?[}%]?$/.test(name)) {
    return 'pip';
  }
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}

/** Where the command begins that `poetry run` or its like starts: behind its options. */
function endOfRunner(words: readonly Word[]): number {
  let i = 2;
  while (i < words.length && words[i]!.text.startsWith('-')) {
    // `-n ENV`, `--with NAME`: an option whose value does not look like a program.
    i += /^(?:-n|--name|-p|--prefix|--with|--python|--group|--extra|--project|--directory)$/.test(words[i]!.text) ? 2 : 1;
  }
  return i;
}

/** The module that `python -m` (or `$PYTHON -m`) runs, and where its arguments begin. */
function startOfModule(words: readonly Word[]): { program: string; next: number } | undefined {
  for (let i = 1; i < words.length; i++) {
    const { text } = words[i]!;
    if (text === '-m') {
      return { program: words[i + 1]?.text ?? '', next: i + 2 };
    }
    if (text.startsWith('-m')) {
      return { program: text.slice(2), next: i + 1 };
    }
    if (!text.startsWith('-')) {
      return undefined;
    }
    if (text === '-W' || text === '-X') {
      i++;
    }
  }
  return undefined;
}

function readInstall(line: Slice, program: string, words: readonly Word[], into: ManifestBuilder, findVariable: VariableFinder): void {
  for (const command of INSTALL_COMMANDS) {
    if (command.program !== program) {
      continue;
    }
    const { options, positional } = readOptions(line, words, command.options, { lenient: true });
    if (command.subcommand.every((word, i) => positional[i]?.text === word)) {
      const all = positional.slice(command.subcommand.length + (command.skip ?? 0));
      const first = all[0];
      const own = command.runs && first ? options.filter((option) => option.span.end <= line.span(first.start, first.end).start) : options;
      const targets = command.onlyOptions || own.some(namesItsPackage) ? [] : command.runs ? all.slice(0, 1) : all;
      readArguments(line, command, words, targets, own, into, findVariable);
      return;
    }
  }
}

/** `--from PACKAGE command`: then the argument is a program in that package. */
function namesItsPackage(option: Option): boolean {
  return option.name === '--from' || option.name === '--spec';
}

function readArguments(
  line: Slice,
  command: InstallCommand,
  words: readonly Word[],
  targets: readonly Word[],
  options: readonly Option[],
  into: ManifestBuilder,
  findVariable: VariableFinder,
): void {
  const group = [command.program, ...command.subcommand].join(' ');
  const sources = options.filter((option) => option.kind === 'requirement' || option.kind === 'editable' || option.kind === 'package');
  // A command without any package left to install fails: then there is nothing to remove but the command.
  const isRemovable = targets.length + sources.length > 1;
  const before = new Map(words.map((word, i) => [word, words[i - 1]]));
  for (const target of targets) {
    const removeSpan = isRemovable ? spanWithBlanks(line, before.get(target), target) : undefined;
    readTarget(sliceOfWord(line, target), command, into, { group, removeSpan, findVariable });
  }
  for (const option of options) {
    if (option.value === undefined) {
      addIndexOption(option, into);
    } else if (option.kind === 'package') {
      // Without `--from`, the command that it is to run would be the package.
      const removeSpan = namesItsPackage(option) ? undefined : option.spanWithBlanks;
      const values = command.program.startsWith('uv') ? splitAtCommas(option.value) : [option.value];
      for (const value of values) {
        readTarget(value, command, into, { group, removeSpan: values.length === 1 ? removeSpan : undefined, findVariable });
      }
    } else if (option.kind === 'editable') {
      parseEditable(option.value, into, { group, removeSpan: isRemovable ? option.spanWithBlanks : undefined, findVariable });
    } else if (option.kind === 'names') {
      addReferences(option.value, option.name, into);
    } else {
      addIndexOption(option, into);
    }
  }
}

/** uv takes several packages in one `--with a,b`; no comma of extras or between versions parts them. */
function splitAtCommas(value: Slice): readonly Slice[] {
  const { text } = value;
  const parts: Slice[] = [];
  let start = 0;
  let inExtras = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    inExtras = character === '[' || (inExtras && character !== ']');
    if (character === ',' && !inExtras && !'!=<>~'.includes(text.charAt(skipBlanks(text, i + 1)) || ' ')) {
      parts.push(value.sub(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, value.sub(start).trim()];
}

function spanWithBlanks(line: Slice, before: Word | undefined, word: Word): Span {
  const span = line.span(word.start, word.end);
  return { start: before ? line.span(before.start, before.end).end : span.start, end: span.end };
}

function readTarget(target: Slice, command: InstallCommand, into: ManifestBuilder, declaration: Declaration): void {
  const { text } = target;
  if (text === '' || isFilePattern(text)) {
    return;
  }
  if (command.grammar !== 'pip') {
    const version = nameAndVersion(text);
    if (version) {
      const { name, extras, versionAt } = version;
      if (addVariable(target, into, declaration.findVariable)) {
        return;
      }
      const isPinned = versionAt < text.length && text.slice(versionAt) !== 'latest';
      into.requirements.push({
        ...namedRequirement(text.slice(name.start, name.end), target.span(name.start, name.end), declaration),
        extras,
        ...(isPinned && { specifier: text.slice(versionAt), specifierSpan: target.span(versionAt, text.length) }),
        specifierGrammar: command.grammar === 'poetry' ? 'poetry' : 'exact',
        span: target.span(),
      });
      return;
    }
  }
  parseInstallTarget(target, into, declaration);
}

/** `dist/*.whl`: the shell knows what it is. */
function isFilePattern(text: string): boolean {
  return /[*?]/.test(text) && (text.includes('/') || /\.(?:whl|zip|gz)$/.test(text)) && !text.includes('://');
}

/** `name[extra]@version`, as Poetry and uvx take it; undefined for anything else, such as `name @ https://…` or `name@.`. */
function nameAndVersion(text: string): { name: Span; extras: readonly string[]; versionAt: number } | undefined {
  const name = scanName(text, 0);
  if (name === undefined || name.problem) {
    return undefined;
  }
  const extras = scanExtras(text, name.span.end);
  const at = extras?.end ?? name.span.end;
  if (text.charAt(at) !== '@' || text.charAt(at + 1) === '.' || /[:/ ]/.test(text.slice(at))) {
    return undefined;
  }
  return { name: name.span, extras: extras?.extras ?? [], versionAt: at + 1 };
}
