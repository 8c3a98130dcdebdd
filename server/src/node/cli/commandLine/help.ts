import * as l10n from '@vscode/l10n';
import type { Style } from '../terminal/style';
import { padEnd, widest, wrap } from '../terminal/width';
import { COMMANDS, type Command, choicesOf, optionsOf } from './commands';
import { COMMON, type OptionName, optionOf } from './options';

export interface HelpOptions {
  readonly style: Style;
  /** Width of the terminal. */
  readonly columns: number;
}

/** The text to type, and its description. */
type Row = readonly [call: string, does: string];

/** `lookalike --help`. */
export function generalHelp(options: HelpOptions): string {
  const { style } = options;
  const rows = COMMANDS.map((command): Row => [command.name, command.summary()]);
  return [
    ...wrap(l10n.t('Lookalike checks Python dependency files for look-alike packages, malware and vulnerable versions.'), options.columns),
    '',
    usageLine('lookalike COMMAND', options),
    '',
    style('bold', l10n.t('Commands:')),
    ...table(rows, options),
    '',
    style('bold', l10n.t('Options of all commands:')),
    ...table(
      COMMON.map((name) => optionRow(name)),
      options,
    ),
    '',
    ...environment(options),
    '',
    ...wrap(l10n.t("'lookalike COMMAND --help' shows the options of a command."), options.columns),
    '',
  ].join('\n');
}

/** `lookalike scan --help`. */
export function commandHelp(command: Command, options: HelpOptions): string {
  const { style } = options;
  const call = `lookalike ${command.name} ${command.takes}`.trimEnd();
  const details = command.details === undefined ? [] : wrap(command.details(), options.columns);
  return [
    ...wrap(`lookalike ${command.name}: ${command.summary()}`, options.columns),
    ...details,
    '',
    usageLine(call, options),
    '',
    style('bold', l10n.t('Options:')),
    ...table(
      optionsOf(command).map((name) => optionRow(name, choicesOf(command, name))),
      options,
    ),
    '',
    style('bold', l10n.t('Examples:')),
    ...command.examples.map((example) => `  ${example}`),
    ...(command.options.includes('fail-on') ? ['', ...exitCodes(options)] : []),
    '',
  ].join('\n');
}

function usageLine(call: string, { style }: HelpOptions): string {
  return `${style('bold', l10n.t('Usage:'))} ${call} [${l10n.t('OPTIONS')}]`;
}

function optionRow(name: OptionName, choices?: readonly string[]): Row {
  const { short, value, does } = optionOf(name);
  const call = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return [call, choices === undefined || name === 'color' ? does() : `${does()} [${choices.join(', ')}]`];
}

function exitCodes({ columns }: HelpOptions): string[] {
  return wrap(l10n.t('Exit codes: 0 no findings at or above --fail-on, 1 findings, 2 usage or I/O error.'), columns);
}

function environment(options: HelpOptions): string[] {
  const rows: readonly Row[] = [
    ['LOOKALIKE_INDEX_URL', l10n.t('package index to use instead of PyPI, such as a mirror')],
    ['LOOKALIKE_ADVISORIES_URL', l10n.t('advisory database to use instead of OSV')],
    ['LOOKALIKE_LANGUAGE', l10n.t('language of the messages')],
    ['NO_COLOR, FORCE_COLOR', l10n.t('never or always use colors')],
  ];
  return [
    options.style('bold', l10n.t('Environment variables:')),
    ...table(rows, options),
    ...wrap(l10n.t('Settings of pip and uv, and proxy variables, are respected.'), options.columns - 2).map((line) => `  ${line}`),
  ];
}

const GAP = 2;

function table(rows: readonly Row[], { style, columns }: HelpOptions): string[] {
  const first = widest(rows.map(([call]) => call));
  const indent = ' '.repeat(2 + first + GAP);
  return rows.flatMap(([call, does]) => {
    const [head = '', ...rest] = wrap(does, Math.max(24, columns - indent.length));
    return [`  ${style('cyan', padEnd(call, first))}${' '.repeat(GAP)}${head}`, ...rest.map((line) => indent + line)];
  });
}
