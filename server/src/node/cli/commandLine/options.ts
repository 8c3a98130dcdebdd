import * as l10n from '@vscode/l10n';
import { SEVERITIES } from '../../../configuration/ruleLevels';
import { languageOfTag, TRANSLATIONS } from '../../languages';

export interface CommandLineOption {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** The name of its value in the help. */
  readonly value?: string;
  /** Its values, if they do not depend on the command. */
  readonly choices?: readonly string[];
  /** Whether it takes another value too. */
  accepts?(value: string): boolean;
  /** The kind of path in its value. */
  readonly completes?: 'file' | 'folder';
  /** Its description in the help. */
  does(): string;
}

const COLORS = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLORS)[number];

/** Every option of the command line. */
export const OPTIONS = {
  format: {
    type: 'string',
    short: 'f',
    value: 'FORMAT',
    does: () => l10n.t('output format'),
  },
  output: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    completes: 'file',
    does: () => l10n.t('write to this file instead of standard output'),
  },
  offline: { type: 'boolean', does: () => l10n.t('do not contact online services') },
  refresh: { type: 'boolean', does: () => l10n.t('refresh the package data first if it is older than a week') },
  'fail-on': {
    type: 'string',
    value: 'SEVERITY',
    choices: [...SEVERITIES, 'never'],
    does: () => l10n.t('exit with 1 for findings of this severity or a higher one (default: warning)'),
  },
  strict: { type: 'boolean', does: () => l10n.t('exit with 1 if anything was not checked') },
  baseline: { type: 'string', value: 'FILE', completes: 'file', does: () => l10n.t('ignore the findings of an earlier JSON report') },
  config: { type: 'string', value: 'FILE', completes: 'file', does: () => l10n.t('use this configuration instead of that of the project') },
  'no-project-config': { type: 'boolean', does: () => l10n.t('use no project configuration') },
  'show-suppressed': { type: 'boolean', does: () => l10n.t('list suppressed findings and files that were left out') },
  'relative-to': { type: 'string', value: 'FOLDER', completes: 'folder', does: () => l10n.t('print paths relative to this folder') },
  as: {
    type: 'string',
    value: 'NAME',
    does: () => l10n.t('read the named files and standard input as a file of this name, such as requirements.txt'),
  },
  from: {
    type: 'string',
    value: 'FOLDER',
    completes: 'folder',
    does: () => l10n.t('read the data from this folder instead of the network'),
  },
  out: {
    type: 'string',
    value: 'FOLDER',
    completes: 'folder',
    does: () => l10n.t('write the data to this folder instead of the user cache'),
  },
  quiet: { type: 'boolean', short: 'q', does: () => l10n.t('print only findings and what was not checked') },
  verbose: {
    type: 'boolean',
    short: 'v',
    does: () => l10n.t('print everything: all names that were not checked, suppressed findings and log messages'),
  },
  color: { type: 'string', value: 'WHEN', choices: COLORS, does: () => l10n.t('use colors: auto (default), always or never') },
  language: {
    type: 'string',
    value: 'LANGUAGE',
    choices: ['en', ...TRANSLATIONS],
    // For example, `pt_PT` uses the nearest translation.
    accepts: (tag) => languageOfTag(tag) !== undefined,
    does: () => l10n.t('language of the messages (default: from the environment)'),
  },
  help: { type: 'boolean', short: 'h', does: () => l10n.t('show help') },
  version: { type: 'boolean', short: 'V', does: () => l10n.t('show the version') },
} as const satisfies Readonly<Record<string, CommandLineOption>>;

export type OptionName = keyof typeof OPTIONS;

/** The options that every command has. */
export const COMMON: readonly OptionName[] = ['quiet', 'verbose', 'color', 'language', 'help', 'version'];

export function optionOf(name: OptionName): CommandLineOption {
  return OPTIONS[name];
}

export function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}
