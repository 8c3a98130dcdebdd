import * as vscode from 'vscode';
import { formatList } from '../../server/src/protocol/language';
import { contextOf, type Entry, type Group, type Grouping, type Kind, type Totals } from './dependencyTree';

/** Icon and color of the problems, as in VS Code's own lists. */
const ICONS: Readonly<Record<Kind, readonly [icon: string, color?: string]>> = {
  error: ['error', 'problemsErrorIcon.foreground'],
  warning: ['warning', 'problemsWarningIcon.foreground'],
  information: ['info', 'problemsInfoIcon.foreground'],
  hint: ['lightbulb'],
  notChecked: ['question'],
};

function iconOf(kind: Kind): vscode.ThemeIcon {
  const [icon, color] = ICONS[kind];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** One entry, for people. */
function kindName(kind: Kind): string {
  switch (kind) {
    case 'error':
      return vscode.l10n.t('Error');
    case 'warning':
      return vscode.l10n.t('Warning');
    case 'information':
      return vscode.l10n.t('Information');
    case 'hint':
      return vscode.l10n.t('Hint');
    case 'notChecked':
      return vscode.l10n.t('Not checked');
  }
}

function groupName(kind: Kind): string {
  switch (kind) {
    case 'error':
      return vscode.l10n.t('Errors');
    case 'warning':
      return vscode.l10n.t('Warnings');
    case 'information':
      return vscode.l10n.t('Information');
    case 'hint':
      return vscode.l10n.t('Hints');
    case 'notChecked':
      return vscode.l10n.t('Not checked');
  }
}

/** `errors: 2, warnings: 1`, without counts of 0. */
export function totalsText({ error, warning, information, hint, notChecked }: Totals): string {
  const parts = [
    error > 0 && vscode.l10n.t({ message: 'errors: {0}', args: [error], comment: ['{0} is a count.'] }),
    warning > 0 && vscode.l10n.t({ message: 'warnings: {0}', args: [warning], comment: ['{0} is a count.'] }),
    information > 0 && vscode.l10n.t({ message: 'information: {0}', args: [information], comment: ['{0} is a count.'] }),
    hint > 0 && vscode.l10n.t({ message: 'hints: {0}', args: [hint], comment: ['{0} is a count.'] }),
    notChecked > 0 && vscode.l10n.t({ message: 'not checked: {0}', args: [notChecked], comment: ['{0} is a count.'] }),
  ].filter((part) => part !== false);
  return formatList(parts, 'unit');
}

export function groupItem({ key, kind, entries }: Group, grouping: Grouping): vscode.TreeItem {
  const label = grouping === 'severity' ? groupName(kind) : grouping === 'package' ? key || vscode.l10n.t('No package') : pathOf(key);
  // Errors and warnings are expanded at first, other groups are not.
  const isOpen = kind === 'error' || kind === 'warning';
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState[isOpen ? 'Expanded' : 'Collapsed']);
  item.id = `${grouping}:${key}`;
  item.description = String(entries.length);
  item.contextValue = 'group';
  if (grouping === 'file') {
    item.resourceUri = vscode.Uri.parse(key);
    item.iconPath = vscode.ThemeIcon.File;
  } else {
    item.iconPath = iconOf(kind);
  }
  item.accessibilityInformation = {
    label: vscode.l10n.t({
      message: '{0}, entries: {1}',
      args: [label, entries.length],
      comment: ['{0} is a severity, or the name of a package or a file. {1} is a count.'],
    }),
  };
  return item;
}

export function entryItem(entry: Entry, grouping: Grouping): vscode.TreeItem {
  const { kind, of } = entry;
  const text = kind === 'notChecked' ? of.why : of.message;
  const line = (of.range?.start.line ?? 0) + 1;
  const path = pathOf(of.uri);
  const name = of.name ?? path;
  const item = new vscode.TreeItem(grouping === 'package' || name === '' ? text : name);
  item.iconPath = iconOf(kind);
  const place = `${path}:${line}`;
  item.description = grouping === 'severity' ? place : grouping === 'package' ? place : text;
  // Plain text: text from a file is not Markdown.
  item.tooltip = [text, ...(kind === 'notChecked' ? [] : (of.details ?? [])), place].join('\n');
  item.contextValue = contextOf(entry);
  item.command = { command: 'lookalike.openFinding', title: vscode.l10n.t('Open'), arguments: [entry] };
  item.accessibilityInformation = {
    // {0}: severity. {1}: message. {2}: path of a file.
    label: vscode.l10n.t({
      message: '{0}: {1} {2}, line {3}',
      args: [kindName(kind), text, path, line],
      comment: ['{0} is a severity, such as: Warning. {1} is a message. {2} is the path of a file. {3} is a line number.'],
    }),
  };
  return item;
}

export function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}
