import * as l10n from '@vscode/l10n';
import type { Severity } from '../configuration/ruleLevels';
import { SEVERITIES } from '../configuration/ruleLevels';
import { escapeMarkdown } from '../protocol/markdown';
import type { Finding } from '../rules/rule';

/** The kind of the first line of a hover: as severe as the worst finding, or without findings, with or without all checks done. */
type Mood = Severity | 'fine' | 'open';

/** The names of VS Code's icons, and the signs for editors that have none. */
const SIGNS: Readonly<Record<Mood, readonly [icon: string, sign: string]>> = {
  error: ['error', '✖'],
  warning: ['warning', '⚠'],
  information: ['info', 'ℹ'],
  hint: ['lightbulb', 'ℹ'],
  fine: ['pass', '✓'],
  open: ['question', '?'],
};

/**
 * `⚠ **reqeusts** Look-alike`: the verdict, with the name that it is about: a name, or that in the file name of its archive. `isChecked`: all checks are
 * done, so no finding is also a verdict.
 */
export function headline(name: string, findings: readonly Finding[], isChecked: boolean, themeIcons: boolean): string {
  const [worst] = [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const mood = worst?.severity ?? (isChecked ? 'fine' : 'open');
  const [icon, sign] = SIGNS[mood];
  const label = worst === undefined ? emptyLabel(isChecked) : worst.label;
  const parts = [
    themeIcons ? `$(${icon})` : sign,
    `**${escapeMarkdown(worst?.requirement?.name ?? name)}**`,
    ...(label === undefined ? [] : [escapeMarkdown(label)]),
  ];
  return parts.join(' ');
}

function emptyLabel(isChecked: boolean): string {
  return isChecked ? l10n.t('No problems found') : l10n.t('No problems found, but not everything was checked');
}
