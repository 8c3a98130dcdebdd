import * as l10n from '@vscode/l10n';
import { RULE_IDS } from '../../../configuration/ruleLevels';
import { COMMON, type OptionName, optionOf } from './options';

export interface Command {
  readonly name: string;
  /** The arguments after its name, for the help. */
  readonly takes: string;
  readonly options: readonly OptionName[];
  /** The values of `--format`, the default first. */
  readonly formats?: readonly string[];
  /** The number of arguments besides options. Absent: any number. */
  readonly atMost?: number;
  /** The kind of completion that shells offer for its arguments. */
  readonly completes?: 'path' | 'file' | 'folder' | readonly string[];
  /** Its description in one line. */
  summary(): string;
  /** A longer description. */
  details?(): string;
  /** Example calls. */
  readonly examples: readonly string[];
}

const JUDGING: readonly OptionName[] = ['format', 'offline', 'refresh', 'fail-on', 'strict', 'config', 'no-project-config'];

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type CompletionShell = (typeof SHELLS)[number];

export const COMMANDS = [
  {
    name: 'scan',
    takes: '[PATH… | -]',
    options: [...JUDGING, 'output', 'baseline', 'relative-to', 'show-suppressed', 'as'],
    formats: ['text', 'json', 'jsonl', 'sarif', 'github'],
    completes: 'path',
    summary: () => l10n.t('check the dependency files of folders, or single files'),
    details: () => l10n.t('Without a path, the current folder is checked; - reads a file from standard input.'),
    examples: ['lookalike scan', 'lookalike scan requirements.txt --offline', 'lookalike scan --format sarif --output lookalike.sarif'],
  },
  {
    name: 'check',
    takes: 'NAME… | -',
    options: JUDGING,
    formats: ['text', 'jsonl'],
    completes: [],
    summary: () => l10n.t('check package names'),
    details: () => l10n.t('- reads one name per line from standard input.'),
    examples: ['lookalike check reqeusts', 'pip list --format freeze | cut -d= -f1 | lookalike check -'],
  },
  {
    name: 'explain',
    takes: 'RULE | NAME… | -',
    options: ['offline', 'config', 'no-project-config'],
    completes: RULE_IDS,
    summary: () => l10n.t('explain a rule, or what is known about a package'),
    examples: ['lookalike explain typosquat', 'lookalike explain pycryptoenv'],
  },
  {
    name: 'rules',
    takes: '',
    options: ['format'],
    formats: ['text', 'json'],
    atMost: 0,
    completes: [],
    summary: () => l10n.t('list the rules'),
    examples: ['lookalike rules'],
  },
  {
    name: 'init',
    takes: '[FOLDER]',
    options: [],
    atMost: 1,
    completes: 'folder',
    summary: () => l10n.t('write a commented lookalike.toml'),
    examples: ['lookalike init'],
  },
  {
    name: 'parse',
    takes: 'FILE… | -',
    options: ['as'],
    completes: 'file',
    summary: () => l10n.t('print the parsed requirements as JSON'),
    examples: ['lookalike parse pyproject.toml', 'lookalike parse - --as Pipfile < Pipfile'],
  },
  {
    name: 'update-data',
    takes: '',
    options: ['from', 'out'],
    atMost: 0,
    completes: [],
    summary: () => l10n.t('refresh the package data'),
    examples: ['lookalike update-data'],
  },
  {
    name: 'lsp',
    takes: '[--stdio]',
    options: [],
    completes: [],
    summary: () => l10n.t('run the language server for an editor'),
    examples: ['lookalike lsp --stdio'],
  },
  {
    name: 'completion',
    takes: SHELLS.join(' | '),
    options: [],
    atMost: 1,
    completes: SHELLS,
    summary: () => l10n.t('print a completion script for a shell'),
    examples: [
      'lookalike completion bash > ~/.local/share/bash-completion/completions/lookalike',
      'lookalike completion zsh > ~/.zfunc/_lookalike',
      'lookalike completion fish > ~/.config/fish/completions/lookalike.fish',
      'lookalike completion powershell >> $PROFILE',
    ],
  },
] as const satisfies readonly Command[];

export type CommandName = (typeof COMMANDS)[number]['name'];

export function commandOf(name: string): (Command & { readonly name: CommandName }) | undefined {
  return COMMANDS.find((command) => command.name === name);
}

export const COMMAND_NAMES: readonly string[] = COMMANDS.map(({ name }) => name);

/** All options of a command. */
export function optionsOf({ options }: Command): readonly OptionName[] {
  return [...options, ...COMMON];
}

/** The values of an option for a command. Undefined: any. */
export function choicesOf(command: Command, option: OptionName): readonly string[] | undefined {
  return option === 'format' ? command.formats : optionOf(option).choices;
}
