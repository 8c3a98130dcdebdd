import * as l10n from '@vscode/l10n';
import { formatList, formatNumber } from '../../../protocol/language';
import type { Style } from '../terminal/style';
import type { PrintedNotChecked } from './finding';
import { escapeForTerminal } from './terminalEscape';

/** Maximum number of names per reason. */
const NAMED = 5;

interface NotCheckedOptions {
  /** One line per name. */
  readonly verbose: boolean;
  readonly style: Style;
}

/** The unchecked names, by reason: a reason for many names, such as a service that does not respond, is printed once. */
export function notCheckedLines(notChecked: readonly PrintedNotChecked[], { verbose, style }: NotCheckedOptions): string[] {
  const reasons = new Map<string, PrintedNotChecked[]>();
  for (const each of notChecked) {
    const group = reasons.get(each.why) ?? [];
    reasons.set(each.why, group);
    group.push(each);
  }
  return [...reasons].flatMap(([why, group]) => {
    const text = escapeForTerminal(why.replace(/\.$/, ''));
    const title = style(
      'yellow',
      l10n.t({ message: 'Not checked ({0}): {1}', args: [formatNumber(group.length), text], comment: ['{0} is a number, {1} the reason'] }),
    );
    return [title, ...(verbose ? group.map(entry) : [shortList(group)])];
  });
}

function entry({ path, name }: PrintedNotChecked): string {
  return `  ${escapeForTerminal(name === undefined ? path : `${path}: ${name}`)}`;
}

/** `requirements.txt: flask, idna and 4 more`; names of several files without their files. */
function shortList(group: readonly PrintedNotChecked[]): string {
  const paths = new Set(group.map(({ path }) => path));
  const names = [...new Set(group.map(({ path, name }) => name ?? path))].map(escapeForTerminal);
  const [path = ''] = paths;
  const isOneFile = paths.size === 1 && names[0] !== escapeForTerminal(path);
  const list =
    names.length > NAMED
      ? l10n.t({
          message: '{0} and {1} more',
          args: [formatList(names.slice(0, NAMED), 'unit'), formatNumber(names.length - NAMED)],
          comment: ['{0} is a list of names, {1} a number'],
        })
      : formatList(names, 'unit');
  return isOneFile ? `  ${escapeForTerminal(path)}: ${list}` : `  ${list}`;
}
