import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import { DEFAULT_SETTINGS, type ProxySettings, readProxySettings, readSettings, type Settings } from './settings';

/** The settings of the user and of the open folders, as the editor tells them; the defaults where it has none to tell. */
export class EditorSettings {
  /** False in Restricted Mode. */
  trusted = true;
  /** Whether the client answers `workspace/configuration`. */
  canConfigure = false;
  private ofFolders = new Map<string, Promise<Settings>>();
  private ofProxy: Promise<ProxySettings> | undefined;

  /** `folders`: URIs that end with a slash. */
  constructor(
    private readonly connection: Connection,
    private readonly folders: () => readonly string[],
  ) {}

  /** What counts for a file. One look-up a folder, not one a file. */
  of(uri: string): Promise<Settings> {
    const scope = this.folders().find((folder) => uri.startsWith(folder)) ?? '';
    let known = this.ofFolders.get(scope);
    if (known === undefined) {
      known = this.fetch(scope);
      this.ofFolders.set(scope, known);
    }
    return known;
  }

  /** What counts for the workspace as a whole: what its first folder says. */
  ofWorkspace(): Promise<Settings> {
    return this.of(this.folders()[0] ?? '');
  }

  /** The editor's own section `http`. */
  proxy(): Promise<ProxySettings> {
    this.ofProxy ??= this.canConfigure ? this.connection.workspace.getConfiguration('http').then(readProxySettings) : Promise.resolve({});
    return this.ofProxy;
  }

  /** What the user hides from the explorer, as globs. */
  async hiddenFiles(): Promise<string[]> {
    const raw: unknown = this.canConfigure
      ? await this.connection.workspace.getConfiguration({ scopeUri: this.folders()[0], section: 'files.exclude' })
      : {};
    return Object.entries(raw ?? {}).flatMap(([glob, on]) => (on === true ? glob : []));
  }

  /** They are not what they were. */
  changed(): void {
    this.ofFolders = new Map();
    this.ofProxy = undefined;
  }

  private async fetch(scope: string): Promise<Settings> {
    const raw = this.canConfigure
      ? await this.connection.workspace.getConfiguration({ scopeUri: scope || undefined, section: 'lookalike' })
      : {};
    const { settings, problems } = readSettings(raw);
    for (const problem of problems) {
      this.connection.console.warn(l10n.t('A setting does not fit, its default is used: {0}', problem));
    }
    // Restricted Mode: nothing that the folder could have set reaches the network.
    const { indexUrl, advisoriesUrl } = DEFAULT_SETTINGS;
    return this.trusted ? settings : { ...settings, offline: true, indexUrl, advisoriesUrl };
  }
}
