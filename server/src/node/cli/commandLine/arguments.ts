import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import { didYouMean, nearestWord, withNearest } from '../../../configuration/nearest';
import { UsageError } from '../usage';
import { COMMAND_NAMES, type Command, type CommandName, choicesOf, commandOf, optionsOf } from './commands';
import { COMMON, isOption, OPTIONS, type OptionName, optionOf } from './options';

export type Values = Partial<{ [Name in OptionName]: (typeof OPTIONS)[Name]['type'] extends 'boolean' ? true : string }>;

/** A valid call of the command line, with options and values. */
export interface CommandLineCall {
  /** Absent: no command was given. */
  readonly command?: Command & { readonly name: CommandName };
  readonly values: Values;
  /** The arguments after the command. */
  readonly rest: readonly string[];
}

/** Reads the arguments. Throws a `UsageError` that names what is wrong, and the probable meaning. */
export function readArguments(args: readonly string[]): CommandLineCall {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: false, tokens: true });
  const given = new Map<string, string | true>();
  const positionals: string[] = [];
  const written = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      written.set(token.name, token.rawName);
      given.set(token.name, optionValue(token));
    }
  }
  const [name, ...rest] = positionals;
  const command = name === undefined ? undefined : commandOf(name);
  // Otherwise a value of an unknown option would be read as a command.
  const unknown = [...written.keys()].find((option) => !isOption(option));
  if (unknown !== undefined) {
    throw unknownOption(command, written.get(unknown) ?? unknown);
  }
  if (name !== undefined && name !== 'help' && command === undefined) {
    throw unknownCommand(name);
  }
  for (const [option, rawName] of written) {
    if (isOption(option)) {
      checkOption(command, option, rawName, given.get(option));
    }
  }
  const values = Object.fromEntries(given) as Values;
  if (values.quiet && values.verbose) {
    throw excludeEachOther('--quiet', '--verbose');
  }
  if (name === 'help') {
    return { ...(rest[0] !== undefined && { command: commandNamed(rest[0]) }), values: { ...values, help: true }, rest: [] };
  }
  if (command?.atMost !== undefined && rest.length > command.atMost && !values.help) {
    const [extra = ''] = rest.slice(command.atMost);
    throw new UsageError(
      l10n.t({ message: "Unexpected argument '{0}'.", args: [extra], comment: ['{0} is an argument that a command does not take'] }),
      command.name,
    );
  }
  return { ...(command !== undefined && { command }), values, rest };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function optionValue({ name, rawName, value, inlineValue }: OptionToken): string | true {
  if (!isOption(name) || optionOf(name).type === 'boolean') {
    if (inlineValue && isOption(name)) {
      throw new UsageError(l10n.t({ message: "'{0}' takes no value.", args: [rawName], comment: ['{0} is an option such as --offline'] }));
    }
    return true;
  }
  // `--format --offline`: the value is missing. A single '-' is standard input.
  if (value === undefined || value === '' || (!inlineValue && /^-./.test(value))) {
    throw new UsageError(l10n.t({ message: "'{0}' needs a value.", args: [rawName], comment: ['{0} is an option such as --format'] }));
  }
  return value;
}

function unknownOption(command: Command | undefined, rawName: string): UsageError {
  const names = command === undefined ? (Object.keys(OPTIONS) as OptionName[]) : optionsOf(command);
  const said = l10n.t({ message: "Unknown option '{0}'.", args: [rawName], comment: ['{0} is what the user typed'] });
  const nearest = nearestWord(
    rawName,
    names.map((name) => `--${name}`),
  );
  return new UsageError(nearest === undefined ? said : didYouMean(said, nearest), command?.name);
}

function checkOption(command: Command | undefined, option: OptionName, rawName: string, value: string | true | undefined): void {
  const known = command === undefined ? COMMON : optionsOf(command);
  if (!known.includes(option)) {
    throw new UsageError(
      l10n.t({
        message: "'{0}' has no option '{1}'.",
        args: [command === undefined ? 'lookalike' : `lookalike ${command.name}`, rawName],
        comment: ['{0} is a command such as lookalike scan, {1} an option such as --offline'],
      }),
      command?.name,
    );
  }
  const choices = command === undefined ? optionOf(option).choices : choicesOf(command, option);
  if (choices !== undefined && typeof value === 'string' && !choices.includes(value) && !optionOf(option).accepts?.(value)) {
    const said = l10n.t({
      message: "'{0}' is not a value of '{1}'.",
      args: [value, rawName],
      comment: ['{0} is what the user typed, {1} an option such as --format'],
    });
    throw new UsageError(withNearest(said, value, choices), command?.name);
  }
}

function commandNamed(name: string): Command & { readonly name: CommandName } {
  const command = commandOf(name);
  if (command === undefined) {
    throw unknownCommand(name);
  }
  return command;
}

function unknownCommand(name: string): UsageError {
  const said = l10n.t({ message: "Unknown command '{0}'.", args: [name], comment: ['{0} is what the user typed'] });
  return new UsageError(existsSync(name) ? didYouMean(said, `lookalike scan ${name}`) : withNearest(said, name, COMMAND_NAMES));
}

/** The error for two options that cannot be combined. */
export function excludeEachOther(one: string, other: string): UsageError {
  return new UsageError(
    l10n.t({ message: "'{0}' and '{1}' cannot be combined.", args: [one, other], comment: ['{0} and {1} are options such as --quiet'] }),
  );
}
