import * as l10n from '@vscode/l10n';
import { Slice } from '../../packaging/slice';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest, mapManifest } from '../manifest/mapManifest';
import { onlyNew } from '../manifest/onlyNew';
import { addVariable, beginningOf, mayRun, tooDeep, tooLarge } from '../manifest/unchecked';
import { findPythonExpansion, findShellExpansion, type VariableFinder } from '../manifest/variables';
import { readIndexSettings } from '../pip/indexCommands';
import type { CodeLanguage } from '../syntax/code/codeTokens';
import type { ShellCommand, ShellDialect } from '../syntax/shell/command';
import { readShell } from '../syntax/shell/readShell';
import { sliceOfWord, type Word } from '../syntax/words';
import { type InstallContext, readInstall } from './arguments';
import { addCalledScript } from './calls/calledScripts';
import { DotNetCalls } from './calls/dotNet';
import { addMakeVariables } from './calls/makeVariables';
import { codeCommands } from './code/codeCommands';
import { mayInstall } from './installWords';
import { fillSubstitutions } from './output/substitutions';
import { writtenBy } from './output/writers';
import { kindOfWritten, noteForLater, readWrittenLines, withLineBreaks } from './output/writtenFile';
import type { ProgramCommand } from './programCommand';
import { withArguments, withoutResult } from './programs/plainWords';
import type { Step } from './programs/step';
import { stepsOf } from './programs/steps';
import { mayInstallUnknown } from './python/installCalls';
import { pythonCommands } from './python/pythonCommands';
import { ScriptState } from './scriptState';
import type { ShellScope } from './variables/scope';
import { addOnce, spellingsOf } from './variables/spellings';

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
  const { depth = 0, dialect = 'posix', folder = '' } = context;
  if (depth > MAX_DEPTH) {
    if (mayInstall(script.text)) {
      into.unchecked.push(tooDeep(script));
    }
    return folder;
  }
  const parts = readShell(script, dialect);
  const state = new ScriptState(
    script,
    parts.flatMap((part) => ('words' in part ? [part] : [])),
    context,
  );
  const calls = dialect === 'powershell' ? new DotNetCalls(script) : undefined;
  for (const part of parts) {
    const inner = { ...context, dialect, scope: state.scope };
    if ('substitution' in part) {
      readScript(part.substitution, into, { ...inner, folder: state.folder, depth: depth + 1 });
      continue;
    }
    state.pass(part);
    if (state.isText(part)) {
      // It is read where the variable is used.
      readIndexSettings(script, part.words, into);
    } else {
      const words = dialect === 'powershell' ? withArguments(script, withoutResult(part.words)) : part.words;
      readWords(script, words, into, { ...inner, folder: state.folder }, part);
    }
    for (const command of calls?.pass(part) ?? []) {
      readWords(script, command.words, into, { ...inner, folder: state.folder }, command);
    }
  }
  for (const command of calls?.end() ?? []) {
    readWords(script, command.words, into, { ...context, dialect, scope: state.scope }, command);
  }
  return state.folder;
}

/** Reads one command from its words, and from what it gets as its input: the packages that it installs, and its index options. */
export function readCommand(line: Slice, words: readonly Word[], into: ManifestBuilder, context: CommandContext = {}, input?: Slice): void {
  readWords(line, words, into, context, input && { words, input });
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
      if ('script' in step && step.word !== undefined) {
        scripts.add(step.word);
      }
    }
    if (context.dialect === undefined || context.dialect === 'posix') {
      addCalledScript(line, spelling, into, context);
    }
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
    into.unchecked.push(tooDeep(line.sub(first.start, words.at(-1)?.end)));
  }
  readWritten(line, command, into, context);
  addMakeVariables(line, words, into, context);
  readIndexSettings(line, scripts.size === 0 ? words : words.filter((word) => !scripts.has(word)), into);
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
    case 'code':
      readCode(step.script, step.language, into, inner);
      return;
    case 'command':
      if (depth <= MAX_DEPTH) {
        for (const one of stepsOf(line, step.words, step.input)) {
          takeStep(line, one, into, inner);
        }
      } else if (step.words.some(({ text }) => mayInstall(text))) {
        const [first] = step.words;
        into.unchecked.push(tooDeep(first === undefined ? line : sliceOfWord(line, first)));
      }
      return;
    case 'file':
      into.innerFiles.push({
        path: step.path,
        text: step.script.text,
        isInput: true,
        spanOf: (start, end) => step.script.span(start, end),
      });
      return;
    case 'unknown-packages':
      into.unchecked.push({ text: step.text, why: l10n.t('The packages come from the output of another command.'), span: step.span });
      return;
    case 'unknown-subcommand':
      // One with values was too deep in others.
      if (context.scope === undefined || context.scope.valuesOf(step.word.text).length === 0) {
        addVariable(sliceOfWord(line, step.word), into, context.findVariable ?? findShellExpansion);
      }
      return;
    case 'unknown-program':
      into.unchecked.push({ text: step.text, why: l10n.t('It is not known which program this runs.'), span: step.span });
      return;
    case 'unknown-value':
      into.unchecked.push({ text: step.text, why: l10n.t('Its value is only known at run time.'), span: step.span });
      return;
    case 'unknown-script':
      into.unchecked.push(mayRun(step.text, step.span));
  }
}

/** The output of `cat > FILE <<END`, `echo NAME >> FILE`, `tee FILE` and the like. */
function readWritten(line: Slice, command: ShellCommand | undefined, into: ManifestBuilder, context: CommandContext): void {
  const written = command && writtenBy(line, command, context.dialect);
  if (written === undefined) {
    return;
  }
  const file = (context.scope?.onlyValueOf(line, written.file) ?? written.file).text;
  for (const text of written.texts) {
    readWrittenFile(file, text, into, context);
    noteForLater(file, text, context);
  }
}

/** Reads the text of a file that a program writes, if its name shows its format. */
export function readWrittenFile(name: string, text: Slice, into: ManifestBuilder, context: CommandContext = {}): void {
  const inner = { ...context, depth: (context.depth ?? 0) + 1 };
  switch (kindOfWritten(name, text.text)) {
    case 'requirements':
      readWrittenLines(name, text, into, context.findVariable);
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
  readProgram(source, pythonCommands, into, { ...context, findVariable: findPythonExpansion });
}

/** Reads those of a program in another programming language. */
export function readCode(source: Slice, language: CodeLanguage, into: ManifestBuilder, context: CommandContext = {}): void {
  readProgram(source, (whole) => codeCommands(whole, language), into, { ...context, findVariable: undefined });
}

function readProgram(
  source: Slice,
  commandsOf: (source: Slice) => readonly ProgramCommand[],
  into: ManifestBuilder,
  context: Omit<CommandContext, 'findVariable'> & { readonly findVariable: VariableFinder | undefined },
): void {
  if (!mayInstall(source.text)) {
    return;
  }
  if ((context.depth ?? 0) > MAX_DEPTH) {
    into.unchecked.push(tooDeep(source));
    return;
  }
  const found = new ManifestBuilder();
  const guesses = new ManifestBuilder();
  const whole = Slice.of(source.text);
  const { folder, depth = 0, findVariable } = context;
  const inner: CommandContext = { folder, depth: depth + 1, ...(findVariable !== undefined && { findVariable }) };
  for (const { script, code, cut, open, written, words, input, unknown, isGuess } of commandsOf(whole)) {
    const target = isGuess ? guesses : found;
    if (cut !== undefined) {
      found.unchecked.push(tooLarge(cut));
    } else if (open !== undefined) {
      found.unchecked.push(mayRun(beginningOf(open.text), open.span()));
    } else if (script !== undefined) {
      readScript(script, target, inner);
    } else if (written !== undefined) {
      for (const text of written.texts) {
        readWrittenFile(written.path, text, target, inner);
      }
    } else if (code !== undefined) {
      readProgram(code, commandsOf, target, { ...inner, findVariable });
    } else {
      readCommand(whole, words, target, inner, input);
    }
    const isList = written !== undefined && kindOfWritten(written.path, '') === 'requirements';
    if (isList || mayInstallUnknown(whole, words, unknown)) {
      for (const slice of unknown) {
        target.unchecked.push({ text: beginningOf(slice.text), why: l10n.t('Its value is only known at run time.'), span: slice.span() });
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
