import * as l10n from '@vscode/l10n';
import type { RemoteConsole } from 'vscode-languageserver';
import { messageOf } from '../errors';
import type { DataUpdate, Host } from '../host';
import type { LanguageService } from '../languageService';
import type { EditorSettings } from './editorSettings';
import type { DiagnosticPublisher } from './publishing/publisher';
import type { StatusReports } from './statusReports';

export interface DataUpdatesParts {
  readonly service: LanguageService;
  readonly settings: EditorSettings;
  readonly publisher: DiagnosticPublisher;
  readonly status: StatusReports;
  readonly host: Pick<Host, 'packageData'>;
  readonly console: RemoteConsole;
}

/** Refreshes of the package data: on request, and weekly in the background. */
export class DataUpdates {
  readonly #parts: DataUpdatesParts;
  #running: Promise<DataUpdate> | undefined;

  constructor(parts: DataUpdatesParts) {
    this.#parts = parts;
  }

  /** One update at a time: a request during an update waits for that one. */
  async update(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate> {
    const { service, settings, publisher, status } = this.#parts;
    if ((await settings.of('')).offline) {
      throw new Error(l10n.t('Lookalike is in offline mode.'));
    }
    this.#running ??= service.updateData(signal, progress).finally(() => {
      this.#running = undefined;
    });
    const update = await this.#running;
    publisher.refresh();
    await status.send();
    return update;
  }

  /** Weekly, unless the user has set something else. It runs in the background, so a failure is not reported. */
  async refreshWhenDue(): Promise<void> {
    const { settings, host, console } = this.#parts;
    const { offline, updateData } = await settings.of('');
    if (offline || updateData !== 'weekly' || this.#running !== undefined || !(await host.packageData.isDue())) {
      return;
    }
    try {
      const { after } = await this.update(new AbortController().signal, () => undefined);
      console.info(l10n.t({ message: 'Package data updated. Projects: {0}.', args: [after.sizes.projects], comment: ['{0} is a count.'] }));
    } catch (error) {
      console.info(
        l10n.t({ message: 'The package data could not be updated: {0}', args: [messageOf(error)], comment: ['{0} is a reason.'] }),
      );
    }
  }
}
