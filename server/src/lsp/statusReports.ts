import * as l10n from '@vscode/l10n';
import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { messageOf } from '../errors';
import type { Host } from '../host';
import type { LanguageService } from '../languageService';
import { type Status, StatusNotification } from '../protocol/messages';
import type { EditorSettings } from './editorSettings';

export interface StatusReportsParts {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly settings: EditorSettings;
  readonly service: LanguageService;
  readonly packageData: Host['packageData'];
}

/** The content of the client's status item. */
export class StatusReports {
  readonly #parts: StatusReportsParts;
  /** The last status that was sent, as JSON. */
  #sent = '';

  constructor(parts: StatusReportsParts) {
    this.#parts = parts;
  }

  /** Sends the current status to the client, if it has changed. */
  async send(): Promise<void> {
    const status = await this.#current();
    const text = JSON.stringify(status);
    if (text !== this.#sent) {
      this.#sent = text;
      await this.#parts.connection.sendNotification(StatusNotification, status);
    }
  }

  async #current(): Promise<Status> {
    const { connection, settings, service, packageData } = this.#parts;
    const { offline } = await settings.ofWorkspace();
    try {
      const [dates, refreshed] = await Promise.all([service.dates(), packageData.refreshed()]);
      const [unasked, notChecked] = offline ? [undefined, 0] : await Promise.all([service.problem(), this.#notChecked()]);
      const problem = [service.failure, unasked].filter((part) => part !== undefined).join('; ') || undefined;
      return { dates, refreshed, offline, problem, notChecked };
    } catch (error) {
      const problem = l10n.t({
        message: 'The package data could not be read: {0}',
        args: [messageOf(error)],
        comment: ['{0} is a reason.'],
      });
      connection.console.error(problem);
      return { offline, problem, notChecked: 0 };
    }
  }

  /** The number of names in open documents that were judged with incomplete facts. */
  async #notChecked(): Promise<number> {
    const names = new Set<string>();
    for (const document of this.#parts.documents.all()) {
      for (const { requirement } of await this.#parts.service.unanswered(document)) {
        names.add(requirement.normalizedName);
      }
    }
    return names.size;
  }
}
