import * as l10n from '@vscode/l10n';
import type { ConfigurationItem, Connection } from 'vscode-languageserver';
import { cachePromise } from '../promiseCache';
import { DEFAULT_SETTINGS, type ProxySettings, readProxySettings, readSettings, type Settings } from '../settings';
import type { WorkspaceFolders } from './workspaceFolders';

/** The settings of the user and of the open folders, as received from the editor. Missing settings have their defaults. */
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

  /** The workspace has left Restricted Mode. `changed` applies this. */
  grantTrust(): void {
    this.#trusted = true;
  }

  /** The settings for a file. One lookup per folder, not per file. */
  of(uri: string): Promise<Settings> {
    const scope = scopeOf(uri, this.#folders.uris);
    let known = this.#ofFolders.get(scope);
    if (known === undefined) {
      known = cachePromise(this.#ofFolders, scope, this.#fetch(scope));
    }
    return known;
  }

  /** The settings for the whole workspace: those of its first folder. */
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

  /** The settings by scope: see `scopeOf`. */
  async byScope(): Promise<ReadonlyMap<string, Settings>> {
    const scopes = [...this.#folders.uris, ''];
    return new Map(await Promise.all(scopes.map(async (scope) => [scope, await this.of(scope)] as const)));
  }

  /** Globs of the files that the user hides from the explorer. */
  async hiddenFiles(): Promise<string[]> {
    const raw: unknown = this.#canConfigure
      ? await this.#connection.workspace.getConfiguration(configurationItem('files.exclude', this.#folders.uris[0]))
      : {};
    return Object.entries(raw ?? {}).flatMap(([glob, on]) => (on === true ? glob : []));
  }

  /** The settings have changed. */
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

/** Settings are for all files of a folder (URIs). The scope of the files elsewhere is the empty text. */
export function scopeOf(uri: string, folders: Iterable<string>): string {
  return [...folders].find((folder) => folder !== '' && uri.startsWith(folder)) ?? '';
}

/** A section as a folder has it. Without a folder: as the window has it. */
function configurationItem(section: string, scopeUri: string | undefined): ConfigurationItem {
  return { section, ...(scopeUri && { scopeUri }) };
}
