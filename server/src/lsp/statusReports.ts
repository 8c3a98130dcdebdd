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

/** What the client shows in its status item. */
export class StatusReports {
  readonly #parts: StatusReportsParts;
  /** What the client was told last, as JSON. */
  #sent = '';

  constructor(parts: StatusReportsParts) {
    this.#parts = parts;
  }

  /** Tells the client how things are, if that is not what it was told last. */
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

  /** How many names of open documents are judged by less than could be known of them. */
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
