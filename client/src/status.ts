import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { type Status, StatusNotification } from '../../server/src/protocol';
import { selector } from './client';

/** What the server last said of itself; undefined before it has. */
export interface StatusSource {
  readonly current: Status | undefined;
}

/** The one status item: how old the data is, and what does not work. It shows with a dependency file in front. */
export function createStatus(client: LanguageClient, context: vscode.ExtensionContext): StatusSource {
  const item = vscode.languages.createLanguageStatusItem('lookalike.status', selector);
  item.name = 'Lookalike';
  const source: { current: Status | undefined } = { current: undefined };
  let wasStarted = false;

  const show = (): void => {
    const { state } = client;
    wasStarted ||= state !== State.Stopped;
    const stopped = wasStarted && state === State.Stopped;
    const status = state === State.Running ? source.current : undefined;
    item.busy = state === State.Starting;
    item.severity =
      stopped || status?.problem !== undefined ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.command = stopped
      ? { command: 'lookalike.restartServer', title: vscode.l10n.t('Restart') }
      : { command: 'lookalike.showReport', title: vscode.l10n.t('Show Report') };
    item.text = stopped ? vscode.l10n.t('Lookalike is not running') : status === undefined ? 'Lookalike' : textOf(status);
    item.detail = status && detailOf(status);
  };

  context.subscriptions.push(
    item,
    client.onDidChangeState(show),
    client.onNotification(StatusNotification, (status) => {
      source.current = status;
      show();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(show),
  );
  show();
  return source;
}

function textOf({ asOf, refreshed }: Status): string {
  if (asOf === '') {
    return 'Lookalike';
  }
  return refreshed === undefined
    ? vscode.l10n.t('Lookalike: package list of {0}', monthOf(asOf))
    : vscode.l10n.t('Lookalike: package list of {0}, refreshed {1}', monthOf(asOf), ago(refreshed));
}

/** One quiet line: what does not work, and what that leaves open. */
function detailOf({ offline, problem, notChecked }: Status): string | undefined {
  if (problem === undefined && offline) {
    return vscode.workspace.isTrusted ? vscode.l10n.t('offline') : vscode.l10n.t('offline, because the workspace is not trusted');
  }
  const open = notChecked === 0 ? undefined : vscode.l10n.t('names not checked: {0}', notChecked);
  return [problem, open].filter((part) => part !== undefined).join('; ') || undefined;
}

const DAY = 86_400_000;

/** "today", "3 days ago", in the editor's language. */
function ago(time: number): string {
  const days = Math.max(0, Math.floor((Date.now() - time) / DAY));
  return new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' }).format(-days, 'day');
}

/** `2026-11` as "November 2026" in the editor's language. */
export function monthOf(asOf: string): string {
  const date = new Date(asOf);
  return Number.isNaN(date.getTime())
    ? asOf
    : new Intl.DateTimeFormat(vscode.env.language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}
