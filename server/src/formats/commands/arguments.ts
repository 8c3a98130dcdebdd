import { skipBlanks } from '../../packaging/characters';
import { scanExtras, scanName } from '../../packaging/requirement';
import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import type { Declaration, ManifestBuilder } from '../manifest/manifestBuilder';
import { namedRequirement } from '../manifest/manifestBuilder';
import { addVariable } from '../manifest/unchecked';
import { findShellExpansion, type VariableFinder } from '../manifest/variables';
import { addCommandInclude } from '../pip/commandInclude';
import { addIndexOption, addReferences } from '../pip/optionEffects';
import { type Option, readOptions } from '../pip/pipOptions';
import { parseEditable, parseInstallTarget } from '../pip/requirementLine';
import { sliceOfWord, spanWithBlanks, type Word } from '../syntax/words';
import { INSTALL_COMMANDS, type InstallCommand } from './programs/installCommands';
import { endOfSubcommand } from './programs/subcommands';

/** The context in which an install command runs. */
export interface InstallContext {
  /** Values that are filled into the words before the command runs. Default: those of a shell. */
  readonly findVariable?: VariableFinder;
  /** Its working directory, relative to that of the file, or to one above it. Default: the folder of the file. */
  readonly folder?: string | undefined;
}

/** Reads the packages and files in the arguments of a program, if it is an install command. */
export function readInstall(line: Slice, program: string, words: readonly Word[], into: ManifestBuilder, context: InstallContext): void {
  for (const command of INSTALL_COMMANDS) {
    if (command.program !== program) {
      continue;
    }
    const dashes = command.endsAtDashes ? words.findIndex(({ text }) => text === '--') : -1;
    const own = dashes < 0 ? words : words.slice(0, dashes);
    const { options, positional } = readOptions(line, own, command.options, { lenient: true });
    const end = endOfSubcommand(command, positional);
    if (end !== undefined && hasOption(options, command.needs)) {
      const targets = positional.slice(end + (command.skip ?? 0));
      const first = targets[0];
      const ownOptions =
        command.runs && first ? options.filter((option) => option.span.end <= line.span(first.start, first.end).start) : options;
      const named = command.onlyOptions || ownOptions.some(namesItsPackage) ? [] : command.runs ? targets.slice(0, 1) : targets;
      readArguments(line, command, own, named, ownOptions, into, context);
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
  { findVariable = findShellExpansion, folder = '' }: InstallContext,
): void {
  const group = [command.program, ...command.subcommand].join(' ');
  const sources = options.filter((option) => option.kind === 'requirement' || option.kind === 'editable' || option.kind === 'package');
  // A command without any package fails, so the whole command would have to be removed.
  const isRemovable = targets.length + sources.length > 1;
  const before = new Map(words.map((word, i) => [word, words[i - 1]]));
  for (const target of targets) {
    if (command.takesFiles && target.isLine !== true) {
      addCommandInclude('requirement', sliceOfWord(line, target), into, folder, findVariable);
      continue;
    }
    const { prefix = '' } = command;
    if (!target.text.startsWith(prefix)) {
      continue;
    }
    const removeSpan = isRemovable ? spanWithBlanks(line, target, before.get(target)) : undefined;
    readTarget(sliceOfWord(line, target, prefix.length), command, into, { group, removeSpan, findVariable });
  }
  for (const option of options) {
    if (option.value === undefined) {
      addIndexOption(option, into);
    } else if (option.kind === 'package') {
      // Without `--from`, the command to run would be the package.
      const removeSpan = namesItsPackage(option) ? undefined : option.spanWithBlanks;
      const values = command.program.startsWith('uv') ? splitAtCommas(option.value) : [option.value];
      for (const value of values) {
        readTarget(value, command, into, { group, removeSpan: values.length === 1 ? removeSpan : undefined, findVariable });
      }
    } else if (option.kind === 'editable') {
      parseEditable(option.value, into, { group, removeSpan: isRemovable ? option.spanWithBlanks : undefined, findVariable });
    } else if (option.kind === 'names') {
      addReferences(option.value, option.name, into);
    } else if (option.kind === 'requirement' || option.kind === 'constraint') {
      // Other files of conda list packages of its own.
      if (!command.ofConda || isYaml(option.value.text) || findVariable(option.value.text) !== undefined) {
        addCommandInclude(option.kind, option.value, into, folder, findVariable, command.ofConda && 'environment-yml');
      }
    } else {
      addIndexOption(option, into);
    }
  }
}

function hasOption(options: readonly Option[], name: string | undefined): boolean {
  return name === undefined || options.some((option) => option.name === name);
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** uv accepts several packages in one `--with a,b`. The commas of extras and between versions do not separate packages. */
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

/** `dist/*.whl`: the shell expands it. */
function isFilePattern(text: string): boolean {
  return /[*?]/.test(text) && (text.includes('/') || /\.(?:whl|zip|gz)$/.test(text)) && !text.includes('://');
}

/** `name[extra]@version`, as Poetry and uvx accept it. Undefined for anything else, such as `name @ https://…` or `name@.`. */
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
