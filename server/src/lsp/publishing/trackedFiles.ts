import type { Diagnostic } from 'vscode-languageserver';
import type { PassedOver, Workspace } from '../../host';
import type { LanguageService } from '../../languageService';

/** Files that a scan reads. For known malware, also those that git ignores. */
const LOOKED_INTO: ReadonlySet<PassedOver['why'] | undefined> = new Set([undefined, 'ignored']);

/** Files of the last scan (URIs). They stay in the workspace's diagnostics and are kept fresh. */
export class TrackedFiles {
  readonly #service: LanguageService;
  readonly #workspace: Workspace;
  readonly #uris = new Set<string>();
  #exclude: readonly string[] = [];
  /** Diagnostics of the files as they are on disk; dropped when anything changes. */
  #diagnostics = new Map<string, Promise<Diagnostic[]>>();

  constructor(service: LanguageService, workspace: Workspace) {
    this.#service = service;
    this.#workspace = workspace;
  }

  get uris(): ReadonlySet<string> {
    return this.#uris;
  }

  /** Globs that hid files from the last scan. */
  get exclude(): readonly string[] {
    return this.#exclude;
  }

  /** A scan ended. Returns the files that are no longer tracked. */
  replace(uris: readonly string[], exclude: readonly string[]): string[] {
    const before = [...this.#uris];
    this.#exclude = exclude;
    this.#uris.clear();
    for (const uri of uris) {
      this.#uris.add(uri);
    }
    this.forgetAll();
    return before.filter((uri) => !this.#uris.has(uri));
  }

  /** A file changed on disk: a new one is added, a deleted one is removed. False: it was deleted. */
  async update(uri: string): Promise<boolean> {
    if ((await this.#workspace.readFile(uri)).kind === 'missing') {
      this.#uris.delete(uri);
      return false;
    }
    if (
      this.#uris.size > 0 &&
      (await this.#service.isDependencyFile(uri)) &&
      LOOKED_INTO.has((await this.#workspace.passedOver(uri))?.why)
    ) {
      this.#uris.add(uri);
    }
    return true;
  }

  diagnostics(uri: string): Promise<Diagnostic[]> {
    let diagnostics = this.#diagnostics.get(uri);
    if (diagnostics === undefined) {
      diagnostics = this.#service.fileDiagnostics(uri, this.#exclude);
      this.#diagnostics.set(uri, diagnostics);
    }
    return diagnostics;
  }

  /** The file has changed. */
  forget(uri: string): void {
    this.#diagnostics.delete(uri);
  }

  /** Something that affects the findings in these files has changed. */
  forgetAll(): void {
    this.#diagnostics = new Map();
  }
}
