import * as l10n from '@vscode/l10n';
import type { RemoteConsole } from 'vscode-languageserver';
import type { EditorSettings } from './editorSettings';
import type { DataUpdate, Host } from './host';
import type { LanguageService } from './languageService';
import { messageOf } from './longRequests';

/** Refreshes of the package data: when somebody asks for one, and weekly in the background. */
export class DataUpdates {
  private running: Promise<DataUpdate> | undefined;

  constructor(
    private readonly service: LanguageService,
    private readonly packageData: Host['packageData'],
    private readonly settings: EditorSettings,
    private readonly console: RemoteConsole,
    /** What is to be done when the data are others. */
    private readonly updated: () => Promise<void>,
  ) {}

  /** Once at a time; whoever asks meanwhile waits for the same. */
  async update(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate> {
    if ((await this.settings.of('')).offline) {
      throw new Error(l10n.t('Lookalike is set to work offline.'));
    }
    this.running ??= this.service.updateData(signal, progress).finally(() => {
      this.running = undefined;
    });
    const update = await this.running;
    await this.updated();
    return update;
  }

  /** Weekly, where the user has not decided otherwise. Nobody waits for it, so its failure is no news. */
  async refreshWhenDue(): Promise<void> {
    const { offline, updateData } = await this.settings.of('');
    if (offline || updateData !== 'weekly' || this.running !== undefined || !(await this.packageData.isDue())) {
      return;
    }
    try {
      const { after } = await this.update(new AbortController().signal, () => undefined);
      this.console.info(l10n.t('The package data were refreshed: {0} projects.', after.projects));
    } catch (error) {
      this.console.info(l10n.t('The package data could not be refreshed: {0}', messageOf(error)));
    }
  }
}
