import * as l10n from '@vscode/l10n';
import { formatDate } from '../../../protocol/language';
import type { PrintedSuppressed, PrintedUnneeded, ScanOutput } from './finding';
import { placeOf } from './place';
import { escapeForTerminal } from './terminalEscape';

/** One line for each suppressed finding, and for each file or folder that was left out. */
export function suppressedLines({ suppressed, skipped }: Pick<ScanOutput, 'suppressed' | 'skipped'>): string[] {
  return [
    ...suppressed.map(({ rule, message, by, ...finding }) => {
      return escapeForTerminal(
        l10n.t({
          message: '{0}: suppressed ({1}): {2} [{3}]',
          args: [placeOf(finding), suppressorOf(by), message, rule],
          comment: ['{0} is a file with a position, {1} what suppresses the finding, {2} its message, {3} its rule'],
        }),
      );
    }),
    ...skipped.map(({ path, why }) =>
      escapeForTerminal(l10n.t({ message: '{0}: left out: {1}', args: [path, why], comment: ['{0} is a file or folder, {1} the reason'] })),
    ),
  ];
}

/** One line for each entry of the baseline without a finding. */
export function unneededLines({ unneeded = [] }: Pick<ScanOutput, 'unneeded'>): string[] {
  return unneeded.map(unneededText).map(escapeForTerminal);
}

export function unneededText({ path, name, message, rule }: PrintedUnneeded): string {
  return l10n.t({
    message: '{0}: unused baseline entry: {1} [{2}]',
    args: [path, name ?? message, rule],
    comment: ['{0} is a file, {1} a package name or a message, {2} a rule'],
  });
}

/** What suppresses a finding: `comment, requirements.txt:4`; `trust, lookalike.toml:1; our fork; until Jan 31, 2027`. */
export function suppressorOf({ kind, path, range, reason, until }: PrintedSuppressed['by']): string {
  const place = path === undefined ? kind : `${kind}, ${path}${range === undefined ? '' : `:${range.start.line + 1}`}`;
  const end = until === undefined ? undefined : l10n.t({ message: 'until {0}', args: [formatDate(until)], comment: ['{0} is a date'] });
  return [place, reason, end].filter((part) => part !== undefined).join('; ');
}
