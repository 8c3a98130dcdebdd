import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { formatAge, formatDate } from '../../server/src/protocol/language';
import { type Status, StatusNotification } from '../../server/src/protocol/messages';
import { plainText } from '../../server/src/protocol/plainText';
import { selector } from './client';

/** The status item: the age of the data, and current failures. It is visible with a dependency file in the active editor. */
export class StatusItem implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #item = vscode.languages.createLanguageStatusItem('lookalike.status', selector);
  readonly #listeners: vscode.Disposable;
  /** The last status from the server. Undefined: none yet. */
  #current: Status | undefined;
  #wasStarted = false;

  constructor(client: LanguageClient) {
    this.#client = client;
    this.#item.name = 'Lookalike';
    const show = (): void => this.#show();
    this.#listeners = vscode.Disposable.from(
      client.onDidChangeState(show),
      client.onNotification(StatusNotification, (status) => {
        this.#current = status;
        show();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(show),
    );
    show();
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const item = this.#item;
    const { state } = this.#client;
    this.#wasStarted ||= state !== State.Stopped;
    const stopped = this.#wasStarted && state === State.Stopped;
    const status = state === State.Running ? this.#current : undefined;
    item.busy = state === State.Starting;
    item.severity =
      stopped || status?.problem !== undefined ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.command = stopped
      ? { command: 'lookalike.restartServer', title: vscode.l10n.t('Restart') }
      : { command: 'lookalike.showReport', title: vscode.l10n.t('Show Report') };
    item.text = stopped ? vscode.l10n.t('Lookalike is not running') : status === undefined ? 'Lookalike' : textOf(status);
    item.detail = status === undefined ? '' : plainText(detailOf(status));
  }
}

/** The age of the data: only the two most important parts, because VS Code cuts a long line. The report has all of them. */
function textOf({ dates }: Status): string {
  return dates === undefined
    ? 'Lookalike'
    : vscode.l10n.t({
        message: 'Lookalike: package list {0}, advisories {1}',
        args: [formatDate(dates.projects), formatDate(dates.advisories)],
        comment: ['{0} and {1} are dates, such as: Nov 2026.'],
      });
}

/** One short line: failures, and what they leave open. */
function detailOf({ offline, problem, notChecked, refreshed }: Status): string {
  if (problem === undefined && offline) {
    return vscode.workspace.isTrusted ? vscode.l10n.t('offline') : vscode.l10n.t('offline (Restricted Mode)');
  }
  const open =
    notChecked === 0 ? undefined : vscode.l10n.t({ message: 'names not checked: {0}', args: [notChecked], comment: ['{0} is a count.'] });
  const parts = [problem, open].filter((part) => part !== undefined);
  if (parts.length === 0 && refreshed !== undefined) {
    return vscode.l10n.t({
      message: 'updated {0}',
      args: [formatAge(refreshed, Date.now())],
      comment: ['{0} is an age, such as: 12 days ago.'],
    });
  }
  return parts.join('; ');
}
