import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';
import { withSlash } from '../analysis/workspacePath';
import type { Configuration } from '../configuration/configuration';
import { isConfigurationFile } from '../configuration/projectConfiguration';
import { type ChosenConfiguration, ConfigurationStore } from '../configuration/store';
import { routesOf } from '../facts/fileRoutes';
import { type IndexContext, IndexContexts, ownIndexes } from '../facts/indexContexts';
import type { IndexRoutes } from '../facts/indexRoutes';
import { ProjectLayouts } from '../facts/projectLayout';
import { namesKeptHome } from '../facts/provenSources';
import type { IndexOption } from '../formats/manifest/format';
import type { Host } from '../host';

/** What routes were made of. */
interface RoutesOrigin {
  /** Compared by their identity. */
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

/** What the files around a document say of it: configuration, layout of the project, indexes. Each is kept until a file changes. */
export class ProjectContext {
  readonly configurations: ConfigurationStore;
  readonly layouts: ProjectLayouts;
  readonly indexContexts: IndexContexts;
  readonly #host: Host;
  readonly #origins = new WeakMap<IndexRoutes, RoutesOrigin>();

  /** `chosen`: configures every file, in place of what the repository says; null: nothing does. */
  constructor(host: Host, chosen: ChosenConfiguration | null | undefined) {
    this.#host = host;
    this.configurations = new ConfigurationStore(host, chosen);
    this.layouts = new ProjectLayouts(host.workspace);
    this.indexContexts = new IndexContexts(
      host.workspace,
      (uri) => this.layouts.of(uri),
      (text, format) => host.read(text, format),
    );
  }

  /** Undefined where it cannot be told: whatever is done with the file then fails, and says so. */
  configurationIfAny(uri: string): Promise<Configuration | undefined> {
    return this.configurations.of(uri).catch(() => undefined);
  }

  /**
   * `context`: what other files say of the indexes of this one. `before`: the routes of the version before, which are given again where all is as it was
   * but the places of the file's own options.
   */
  async routes(
    context: IndexContext,
    { document, format, manifest, configuration }: Pick<Analysis, 'document' | 'format' | 'manifest' | 'configuration'>,
    before?: IndexRoutes,
  ): Promise<IndexRoutes> {
    const usesUv = context.usesUv || (format.usesUv?.(document.getText()) ?? false);
    const keptHome = namesKeptHome(manifest, await this.layouts.of(document.uri));
    const own = ownIndexes(manifest);
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

  /** The routes of a name that is in no file. `uri`: the folder it is asked in; empty: none. */
  async routesOfFolder(uri: string, configuration: Configuration): Promise<IndexRoutes> {
    const folders = [...(uri === '' ? [] : [uri]), ...this.#host.workspace.folders()].map(withSlash);
    const context = await this.indexContexts.ofFolders([...new Set(folders)]);
    return routesOf(this.#host, configuration, { own: [], context, usesUv: false });
  }

  /** A document was opened, typed into or closed. True: it is one that others are judged by, and says something else now. */
  async documentChanged({ uri }: TextDocument): Promise<boolean> {
    const isOtherLayout = await this.layouts.changed(uri);
    if (isOtherLayout) {
      this.indexContexts.layoutChanged();
    }
    return (isConfigurationFile(uri) && (await this.configurations.changed(uri))) || isOtherLayout;
  }

  /** Forgets what can be found again. */
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
