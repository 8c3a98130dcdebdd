import * as l10n from '@vscode/l10n';
import type { ConfigurationItem, Connection } from 'vscode-languageserver';
import { cachePromise } from '../promiseCache';
import { DEFAULT_SETTINGS, type ProxySettings, readProxySettings, readSettings, type Settings } from '../settings';
import type { WorkspaceFolders } from './workspaceFolders';

/** The settings of the user and of the open folders, as the editor tells them; the defaults where it has none to tell. */
export class EditorSettings {
  readonly #connection: Connection;
  readonly #folders: WorkspaceFolders;
  readonly #canConfigure: boolean;
  #trusted: boolean;
  #ofFolders = new Map<string, Promise<Settings>>();
  #ofProxy: Promise<ProxySettings> | undefined;

  /** `trusted`: false in Restricted Mode. `canConfigure`: whether the client answers `workspace/configuration`. */
  constructor(
    connection: Connection,
    folders: WorkspaceFolders,
    { trusted, canConfigure }: { readonly trusted: boolean; readonly canConfigure: boolean },
  ) {
    this.#connection = connection;
    this.#folders = folders;
    this.#trusted = trusted;
    this.#canConfigure = canConfigure;
  }

  /** False in Restricted Mode. */
  get trusted(): boolean {
    return this.#trusted;
  }

  /** The workspace is not in Restricted Mode any more; `changed` makes it count. */
  grantTrust(): void {
    this.#trusted = true;
  }

  /** What counts for a file. One look-up a folder, not one a file. */
  of(uri: string): Promise<Settings> {
    const scope = this.#folders.uris.find((folder) => uri.startsWith(folder)) ?? '';
    let known = this.#ofFolders.get(scope);
    if (known === undefined) {
      known = cachePromise(this.#ofFolders, scope, this.#fetch(scope));
    }
    return known;
  }

  /** What counts for the workspace as a whole: what its first folder says. */
  ofWorkspace(): Promise<Settings> {
    return this.of(this.#folders.uris[0] ?? '');
  }

  /** The editor's own section `http`. */
  proxy(): Promise<ProxySettings> {
    this.#ofProxy ??= this.#canConfigure
      ? this.#connection.workspace.getConfiguration('http').then(readProxySettings)
      : Promise.resolve({});
    return this.#ofProxy;
  }

  /** What the user hides from the explorer, as globs. */
  async hiddenFiles(): Promise<string[]> {
    const raw: unknown = this.#canConfigure
      ? await this.#connection.workspace.getConfiguration(configurationItem('files.exclude', this.#folders.uris[0]))
      : {};
    return Object.entries(raw ?? {}).flatMap(([glob, on]) => (on === true ? glob : []));
  }

  /** They are not what they were. */
  changed(): void {
    this.#ofFolders = new Map();
    this.#ofProxy = undefined;
  }

  async #fetch(scope: string): Promise<Settings> {
    const raw = this.#canConfigure ? await this.#connection.workspace.getConfiguration(configurationItem('lookalike', scope)) : {};
    const { settings, problems } = readSettings(raw);
    for (const problem of problems) {
      this.#connection.console.warn(
        l10n.t({ message: 'Invalid setting, using the default: {0}', args: [problem], comment: ['{0} is a reason.'] }),
      );
    }
    // Restricted Mode: nothing that the folder could have set reaches the network.
    const { indexUrl, advisoriesUrl } = DEFAULT_SETTINGS;
    return this.#trusted ? settings : { ...settings, offline: true, indexUrl, advisoriesUrl };
  }
}

/** A section as a folder has it, or where no folder is named, as the window has it. */
function configurationItem(section: string, scopeUri: string | undefined): ConfigurationItem {
  return { section, ...(scopeUri && { scopeUri }) };
}
