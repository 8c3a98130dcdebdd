import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';
import { withSlash } from '../analysis/workspacePath';
import type { Configuration } from '../configuration/configuration';
import { isConfigurationFile } from '../configuration/configurationFile';
import { type ChosenConfiguration, ConfigurationStore } from '../configuration/store';
import { routesOf } from '../facts/indexes/fileRoutes';
import type { IndexContext } from '../facts/indexes/indexContext';
import { IndexContexts } from '../facts/indexes/indexContexts';
import { ownIndexes } from '../facts/indexes/indexDeclarations';
import type { IndexRoutes } from '../facts/indexes/indexRoutes';
import { ProjectLayouts } from '../facts/layout/projectLayout';
import { namesKeptHome } from '../facts/layout/provenSources';
import type { IndexOption } from '../formats/manifest/format';
import type { Host } from '../host';

/** The input of routes. */
interface RoutesOrigin {
  /** Compared by identity. */
  readonly parts: readonly unknown[];
  readonly own: readonly Omit<IndexOption, 'span'>[];
  readonly keptHome: ReadonlySet<string>;
}

function isSameOrigin(a: RoutesOrigin, b: RoutesOrigin): boolean {
  return (
    a.parts.every((part, i) => part === b.parts[i]) &&
    JSON.stringify(a.own) === JSON.stringify(b.own) &&
    a.keptHome.size === b.keptHome.size &&
    [...a.keptHome].every((name) => b.keptHome.has(name))
  );
}

/** The context of a document, from the files around it: configuration, layout of the project, indexes. Each is kept until a file changes. */
export class ProjectContext {
  readonly configurations: ConfigurationStore;
  readonly layouts: ProjectLayouts;
  readonly indexContexts: IndexContexts;
  readonly #host: Host;
  #scans = 0;
  readonly #origins = new WeakMap<IndexRoutes, RoutesOrigin>();

  /** `chosen`: a configuration for every file, in place of the repository's own ones. Null: no configuration at all. */
  constructor(host: Host, chosen: ChosenConfiguration | null | undefined) {
    this.#host = host;
    this.configurations = new ConfigurationStore(host, chosen);
    this.layouts = new ProjectLayouts(host.workspace);
    this.indexContexts = new IndexContexts(
      host.workspace,
      (uri) => this.layouts.of(uri),
      (text, format) => host.read(text, format, this.#scans > 0),
    );
  }

  /** Reads the files around those of a scan in the background, because the user may type meanwhile. */
  async duringScan<T>(scan: () => Promise<T>): Promise<T> {
    this.#scans++;
    try {
      return await scan();
    } finally {
      this.#scans--;
    }
  }

  /** Undefined: unknown. The work on the file then fails, and reports that. */
  configurationIfAny(uri: string): Promise<Configuration | undefined> {
    return this.configurations.of(uri).catch(() => undefined);
  }

  /**
   * `context`: what other files say about the indexes of this one. `before`: the routes of the previous version. They are returned again if nothing changed
   * except the positions of the file's own options.
   */
  async routes(
    context: IndexContext,
    { document, format, manifest, configuration }: Pick<Analysis, 'document' | 'format' | 'manifest' | 'configuration'>,
    before?: IndexRoutes,
  ): Promise<IndexRoutes> {
    const usesUv = context.usesUv || (format.usesUv?.(document.getText()) ?? false);
    const keptHome = namesKeptHome(manifest, await this.layouts.of(document.uri));
    const own = ownIndexes(manifest, format, document.getText());
    const [data, user] = await Promise.all([this.#host.nameData(), this.#host.userIndexes()]);
    const origin: RoutesOrigin = {
      parts: [context, configuration, data, user, usesUv],
      own: own.map(({ span, ...said }) => said),
      keptHome,
    };
    const known = before && this.#origins.get(before);
    if (before !== undefined && known !== undefined && isSameOrigin(known, origin)) {
      return before;
    }
    const routes = await routesOf(this.#host, configuration, { own, context, usesUv }, keptHome);
    this.#origins.set(routes, origin);
    return routes;
  }

  /** The routes of a name that is not in a file. `uri`: the folder of the request; empty: none. */
  async routesOfFolder(uri: string, configuration: Configuration): Promise<IndexRoutes> {
    const folders = [...(uri === '' ? [] : [uri]), ...this.#host.workspace.folders()].map(withSlash);
    const context = await this.indexContexts.ofFolders([...new Set(folders)]);
    return routesOf(this.#host, configuration, { own: [], context, usesUv: false });
  }

  /** A document was opened, edited or closed. True: it affects how other documents are judged, and its content has changed. */
  async documentChanged({ uri }: TextDocument): Promise<boolean> {
    const isOtherLayout = await this.layouts.changed(uri);
    if (isOtherLayout) {
      this.indexContexts.layoutChanged();
    }
    return (isConfigurationFile(uri) && (await this.configurations.changed(uri))) || isOtherLayout;
  }

  /** Forgets everything that can be found again. */
  trim(): void {
    this.configurations.clear();
    this.layouts.clear();
    this.indexContexts.trim();
  }

  /** Files or settings changed. */
  clear(): void {
    this.configurations.clear();
    this.layouts.clear();
    this.indexContexts.clear();
  }
}
