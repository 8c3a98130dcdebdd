import * as l10n from '@vscode/l10n';
import { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest, mapManifest } from '../manifest/mapManifest';
import { tooLarge } from '../manifest/unchecked';
import { findPythonExpansion } from '../manifest/variables';
import { lengthOfKnownFolder } from '../pip/commandInclude';
import { readIndexSettings } from '../pip/indexCommands';
import { INDEX_WORDS } from '../pip/indexVariables';
import { joinPaths } from '../syntax/paths';
import type { ShellCommand, ShellDialect } from '../syntax/shell/command';
import { readShell } from '../syntax/shell/readShell';
import { sliceOfWord, type Word } from '../syntax/words';
import { type InstallContext, readInstall } from './arguments';
import type { Assignment } from './assignments/assignment';
import { assignmentsOf } from './assignments/assignments';
import { noteRead } from './assignments/readLoops';
import { BlockTracker, endsOfLoops, isAfterTest } from './blocks';
import { isInstallCall } from './callReading';
import { calledScript } from './calls/calledScripts';
import { makeVariables } from './calls/makeVariables';
import { PowershellParameters } from './calls/powershellParameters';
import { ShellFunctions } from './functions';
import { inputsOf, outputOf } from './output';
import { programOf, startOfProgram } from './programs';
import { pythonCommands } from './pythonCommands';
import { ShellScope } from './scope';
import { addOnce, spellingsOf } from './spellings';
import type { Step } from './step';
import { stepsOf } from './steps';
import { fillSubstitutions } from './substitutions';
import { kindOfWritten, readWrittenLines, withLineBreaks } from './writtenFile';

/** A text with a command for `readScript` contains one of these. A quick test for files that mostly have other commands. */
export const INSTALL_WORDS: readonly string[] = [
  ...[
    'pip',
    'uv',
    'install',
    ' add ',
    'PIP',
    'UV',
    'requirements',
    'poetry',
    'pdm',
    'rye',
    'pex',
    'shiv',
    'Pipfile',
    'pyproject',
    'environment.y',
    'env create',
    'env update',
    'mamba create',
    'mamba update',
    ...INDEX_WORDS,
  ],
];

/** Whether a text can contain such a command: a quick test. */
export function mayInstall(text: string): boolean {
  return INSTALL_WORDS.some((word) => text.includes(word));
}

/** Maximum depth of `sh -c 'sh -c …'`, `$(… $(…))` and `uv run uv run …`. */
const MAX_DEPTH = 6;
/** The context of a command. All of it may be absent. */
export interface CommandContext extends InstallContext {
  readonly dialect?: ShellDialect | undefined;
  /** Number of enclosing scripts. */
  readonly depth?: number;
  /** The id of GitHub's step. */
  readonly step?: string | undefined;
  /** The variables of the surroundings. */
  readonly scope?: ShellScope;
}

/** Reads the packages that the commands of a shell script install, and which files they name. Returns the folder in which the next command would run. */
export function readScript(script: Slice, into: ManifestBuilder, context: CommandContext = {}): string {
  const { depth = 0, dialect = 'posix' } = context;
  let { folder = '' } = context;
  if (depth > MAX_DEPTH) {
    if (mayInstall(script.text)) {
      addTooDeep(script, into);
    }
    return folder;
  }
  const parts = readShell(script, dialect);
  const commands = parts.flatMap((part) => ('words' in part ? [part] : []));
  const parameters = dialect === 'powershell' ? new PowershellParameters(script, commands) : undefined;
  const assigned = new Map(
    commands.map((command) => [command, parameters?.defaultsIn(command) ?? assignmentsOf(script, command, dialect)]),
  );
  const outer = context.scope?.dialect;
  const scope = new ShellScope(outer === 'make' || outer === 'just' ? outer : dialect, context.scope);
  for (const assignment of [...assigned.values()].flat()) {
    if (assignment.how !== 'each') {
      for (const value of assignment.values) {
        scope.expect(assignment.name, value);
      }
    }
  }
  for (const [name, values] of parameters?.values ?? []) {
    for (const value of values) {
      scope.set(name, value, 'add');
    }
  }
  const functions = new ShellFunctions(script, dialect === 'posix' ? commands : []);
  const blocks = new BlockTracker((name) => {
    const leave = scope.enterFunction();
    functions.enter(name, scope);
    return () => {
      functions.leave();
      leave();
    };
  });
  const ends = dialect === 'posix' ? endsOfLoops(commands) : undefined;
  for (const part of parts) {
    if ('substitution' in part) {
      readScript(part.substitution, into, { ...context, folder, scope, depth: depth + 1 });
      continue;
    }
    folder = folderAfter(script, part.words, folder, scope);
    blocks.pass(part);
    const own = part.words.slice(startOfProgram(part.words));
    const mayRun = part.isEnclosed === true || isAfterTest(script, part);
    if (own[0]?.text === 'shift') {
      functions.shift(own, blocks.isInBlock, scope);
    } else if (own[0]?.text === 'set' && own[1]?.text === '--') {
      functions.replace(
        own.slice(2).map((word) => sliceOfWord(script, word)),
        blocks.isInBlock || mayRun,
        scope,
      );
    }
    noteRead(script, part, ends?.get(part), scope);
    for (const assignment of assigned.get(part) ?? []) {
      // The default of a parameter.
      const isParameter = parameters?.values.has(assignment.name.toLowerCase()) === true;
      assign(assignment, blocks.isConditional || mayRun || isParameter, scope);
    }
    noteAlias(script, part.words, scope);
    if (dialect === 'powershell' && assigned.get(part)?.some(({ how, values }) => how !== 'each' && values[0] !== undefined)) {
      // A text is read where the variable is used.
      readIndexSettings(script, part.words, into);
      continue;
    }
    readWords(script, part.words, into, { ...context, dialect, folder, scope }, part);
  }
  return folder;
}

/** Reads one command from its words: the packages that it installs, and its index options. */
export function readCommand(line: Slice, words: readonly Word[], into: ManifestBuilder, context: CommandContext = {}): void {
  readWords(line, words, into, context);
}

function assign({ name, values, how }: Assignment, isConditional: boolean, scope: ShellScope): void {
  if (how === 'each') {
    scope.setEach(name, values);
    return;
  }
  for (const value of values) {
    scope.set(name, value, how === 'add' || isConditional ? 'add' : 'replace');
  }
}

/** `alias NAME='COMMAND'` */
function noteAlias(script: Slice, words: readonly Word[], scope: ShellScope): void {
  if (words[0]?.text === 'alias') {
    for (const word of words.slice(1)) {
      const name = /^([\w.-]{1,1000})=/.exec(word.text.slice(0, 1_002))?.[1];
      if (name !== undefined) {
        scope.setAlias(name, sliceOfWord(script, word, name.length + 1));
      }
    }
  }
}

/** The working directory after `cd FOLDER`. An unknown folder may be any: paths are then looked up as written. */
function folderAfter(script: Slice, [first, second]: readonly Word[], folder: string, scope: ShellScope): string {
  if ((first?.text !== 'cd' && first?.text !== 'pushd') || second === undefined) {
    return folder;
  }
  const { text } = onlyValueOf(script, second, scope);
  const known = lengthOfKnownFolder(text);
  const path = text.slice(known);
  return /[$`%~]|^-/.test(path) ? folder : joinPaths(known > 0 ? '' : folder, path);
}

/** A word with its variables filled in. The word itself if they may have several values. */
function onlyValueOf(line: Slice, word: Word, scope: ShellScope | undefined): Word {
  const [value, ...more] = scope?.expand(line, word) ?? [];
  return value === undefined || more.length > 0 ? word : value;
}

function readWords(line: Slice, words: readonly Word[], into: ManifestBuilder, context: CommandContext, command?: ShellCommand): void {
  const scripts = new Set<Word>();
  const judged = new Set<string>();
  const before = into.unchecked.length;
  for (const filled of spellingsOf(line, words, context)) {
    const spelling = context.dialect === 'cmd' ? filled : fillSubstitutions(line, filled, command);
    const isLiteral = spelling === words;
    const found = isLiteral ? into : new ManifestBuilder();
    for (const step of stepsOf(line, spelling, command)) {
      takeStep(line, step, found, context);
      if ('word' in step && step.word !== undefined) {
        scripts.add(step.word);
      }
    }
    addCalled(line, spelling, into, context);
    if (!isLiteral) {
      const kept = new Set(spelling);
      const literal = new Set(words.filter((word) => kept.has(word)).map((word) => sliceOfWord(line, word).span().start));
      addOnce(found as ManifestBuilder, literal, into, { literals: judged, values: context.scope?.judged ?? judged });
    }
  }
  const [first] = words;
  if (first !== undefined && context.scope?.takeEnd()) {
    into.unchecked.push(tooLarge(sliceOfWord(line, first)));
  }
  if (first !== undefined && context.scope?.takeTooDeep() && into.unchecked.length === before) {
    addTooDeep(line.sub(first.start, words.at(-1)?.end), into);
  }
  readWritten(line, command, into, context);
  for (const { slice, words: names, ...input } of makeVariables(line, words, context.folder ?? '')) {
    const value = new ManifestBuilder();
    const install: Word = { text: 'install', start: 0, end: 0 };
    readInstall(slice, 'pip', [install, ...names], value, context);
    into.addHanded({ ...input, value });
  }
  readIndexSettings(line, scripts.size === 0 ? words : words.filter((word) => !scripts.has(word)), into);
}

/** The script that a command runs, once for each place where it may be. */
function addCalled(
  line: Slice,
  words: readonly Word[],
  into: ManifestBuilder,
  { dialect = 'posix', folder = '', scope }: CommandContext,
): void {
  const called = dialect === 'posix' ? calledScript(line, words, folder) : undefined;
  const key = `${called?.path}\n${folder}`;
  if (called !== undefined && scope?.called.has(key) !== true) {
    scope?.called.add(key);
    into.includes.push(called);
  }
}

function takeStep(line: Slice, step: Step, into: ManifestBuilder, context: CommandContext): void {
  const { depth = 0 } = context;
  const inner = { ...context, depth: depth + 1 };
  switch (step.kind) {
    case 'install':
      readInstall(line, step.program, step.words, into, context);
      return;
    case 'script':
      readScript(step.script, into, { ...inner, dialect: step.dialect ?? 'posix' });
      return;
    case 'python':
      readPython(step.script, into, inner);
      return;
    case 'command':
      if (depth <= MAX_DEPTH) {
        for (const one of stepsOf(line, step.words)) {
          takeStep(line, one, into, inner);
        }
      } else if (step.words.some(({ text }) => mayInstall(text))) {
        const [first] = step.words;
        addTooDeep(first === undefined ? line : sliceOfWord(line, first), into);
      }
      return;
    case 'unknown-packages':
      into.unchecked.push({ text: step.text, why: l10n.t('The packages come from the output of another command.'), span: step.span });
      return;
    case 'unknown-program':
      into.unchecked.push({ text: step.text, why: l10n.t('It is not known which program this runs.'), span: step.span });
      return;
    case 'unknown-script':
      into.unchecked.push({ text: step.text, why: l10n.t('It is not known whether this text runs as a command.'), span: step.span });
  }
}

function addTooDeep(script: Slice, into: ManifestBuilder): void {
  into.unchecked.push({ text: script.text.slice(0, 100), why: l10n.t('It is nested too deeply to be read.'), span: script.span() });
}

/** The output of `cat > FILE <<END`, `echo NAME >> FILE` and `tee FILE`. */
function readWritten(line: Slice, command: ShellCommand | undefined, into: ManifestBuilder, context: CommandContext): void {
  const words = command?.words.slice(startOfProgram(command.words)) ?? [];
  const isTee = programOf(words[0]?.text) === 'tee';
  const word = isTee ? words.slice(1).find(({ text }) => !text.startsWith('-')) : command?.outputFile;
  if (command === undefined || word === undefined) {
    return;
  }
  const file = onlyValueOf(line, word, context.scope);
  for (const text of isTee ? inputsOf(line, command) : (outputOf(line, command)?.texts ?? [])) {
    readWrittenFile(file.text, text, into, context);
    noteForLater(file.text, text, context);
  }
}

/** `echo NAME=VALUE >> $GITHUB_ENV`, and the outputs of a step. */
function noteForLater(file: string, text: Slice, { scope, step }: CommandContext): void {
  const place = /^\$\{?GITHUB_(ENV|OUTPUT)\}?$/.exec(file)?.[1];
  const name = /^([A-Za-z_][\w-]{0,100})=(?!\s*$)[^\n]*$/.exec(text.text.trim())?.[1];
  if (place !== undefined && name !== undefined && (place === 'ENV' || step !== undefined)) {
    const value = text.sub(text.text.indexOf('=') + 1).trim();
    scope?.setForLater(place === 'ENV' ? name : `steps.${step}.outputs.${name}`, value);
  }
}

/** Reads the text of a file that a program writes, if its name shows its format. */
export function readWrittenFile(name: string, text: Slice, into: ManifestBuilder, context: CommandContext = {}): void {
  const inner = { ...context, depth: (context.depth ?? 0) + 1 };
  switch (kindOfWritten(name)) {
    case 'requirements':
      readWrittenLines(name, text, into);
      return;
    case 'shell':
      readScript(text, into, { ...inner, dialect: 'posix' });
      return;
    case 'python':
      readPython(text, into, inner);
      return;
    case 'other': {
      const written = withLineBreaks(text);
      into.innerFiles.push({ path: name, text: written.text, spanOf: (start, end) => written.span(start, end) });
    }
  }
}

/** Reads the install commands of a Python program: `os.system("pip install NAME")` and the like. */
export function readPython(source: Slice, into: ManifestBuilder, context: CommandContext = {}): void {
  if (!mayInstall(source.text)) {
    return;
  }
  if ((context.depth ?? 0) > MAX_DEPTH) {
    addTooDeep(source, into);
    return;
  }
  const found = new ManifestBuilder();
  const guesses = new ManifestBuilder();
  const whole = Slice.of(source.text);
  const inner: CommandContext = { folder: context.folder, depth: (context.depth ?? 0) + 1, findVariable: findPythonExpansion };
  for (const { script, code, words, unknown, isGuess } of pythonCommands(whole)) {
    const target = isGuess ? guesses : found;
    if (script !== undefined) {
      readScript(script, target, inner);
    } else if (code !== undefined) {
      readPython(code, target, inner);
    } else {
      readCommand(whole, words, target, inner);
    }
    if (isInstallCall(words)) {
      for (const slice of unknown) {
        target.unchecked.push({ text: slice.text.slice(0, 100), why: l10n.t('Its value is only known at run time.'), span: slice.span() });
      }
    }
  }
  addManifest(onlyNew(guesses, found), found);
  // Commas separate the arguments of a call instead of spaces, so no removal is proposed.
  const requirements = found.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined }));
  addManifest(
    mapManifest({ ...found, requirements }, ({ start, end }) => source.span(start, end)),
    into,
  );
}

/** What is at no place where something was read before. */
export function onlyNew(manifest: ManifestBuilder, known: ManifestBuilder): ManifestBuilder {
  const isNew = <T extends { readonly span: Span }>(items: readonly T[], before: readonly T[]): T[] => {
    const places = new Set(before.map(({ span }) => span.start));
    return items.filter(({ span }) => !places.has(span.start));
  };
  const fresh = new ManifestBuilder();
  addManifest(
    {
      ...manifest,
      requirements: isNew(manifest.requirements, known.requirements),
      includes: isNew(manifest.includes, known.includes),
      indexes: isNew(manifest.indexes, known.indexes),
      problems: isNew(manifest.problems, known.problems),
      unchecked: isNew(manifest.unchecked, known.unchecked),
    },
    fresh,
  );
  return fresh;
}
