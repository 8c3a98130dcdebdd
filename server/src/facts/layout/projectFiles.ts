import { PYPROJECT } from '../../configuration/configurationFile';
import { PROJECT_FILES, type ProjectFile, readProjectFile, saysTheSame } from '../../formats/projectFile';
import type { Workspace } from '../../host';
import { uriIn } from '../../packaging/uris';
import { cachePromise } from '../../promiseCache';
import type { ProjectFolder } from './layout';

/** A folder with a manifest, and what its manifests say. */
export interface ManifestFolder {
  readonly project: ProjectFolder;
  readonly file: ProjectFile;
}

/** A file of a project, and its text if it is being edited. */
interface ReadFile {
  readonly text?: string;
  readonly file: ProjectFile;
}

/** The files that projects describe themselves in, and the projects of folders. Contents are kept until `clear`. */
export class ProjectFiles {
  #files = new Map<string, Promise<ReadFile | undefined>>();
  readonly #reader: Pick<Workspace, 'readAround'>;

  constructor(reader: Pick<Workspace, 'readAround'>) {
    this.#reader = reader;
  }

  clear(): void {
    this.#files = new Map();
  }

  /** The text of a file has changed, in the editor or on disk. True: its statements about the project have changed. */
  async changed(uri: string): Promise<boolean> {
    const before = this.#files.get(uri);
    if (before === undefined) {
      return false;
    }
    const after = cachePromise(this.#files, uri, this.#readFile(uri, before));
    const [old, now] = [(await before)?.file, (await after)?.file];
    return old !== now && JSON.stringify(old) !== JSON.stringify(now);
  }

  /** The project of a folder, from all its manifests. For each fact, the first manifest that has it counts. */
  async projectIn(folder: string): Promise<ManifestFolder | undefined> {
    let first: { readonly uri: string; readonly file: ProjectFile } | undefined;
    let name: string | undefined;
    let isProject = false;
    for (const baseName of PROJECT_FILES) {
      const uri = uriIn(folder, baseName);
      const file = name === undefined ? await this.at(uri) : undefined;
      // Tools also keep settings of their own in setup.cfg.
      if (file !== undefined && (file.isProject || baseName === PYPROJECT)) {
        first ??= { uri, file };
        name ??= file.name;
        isProject ||= file.isProject;
      }
    }
    return (
      first && {
        project: { folder, manifest: first.uri, ...(name !== undefined && { name }) },
        file: { ...first.file, isProject },
      }
    );
  }

  /** What a file says. Undefined: it cannot be read. */
  async at(uri: string): Promise<ProjectFile | undefined> {
    return (await (this.#files.get(uri) ?? cachePromise(this.#files, uri, this.#readFile(uri))))?.file;
  }

  /** `before`: the previous contents, if they have changed since. */
  async #readFile(uri: string, before?: Promise<ReadFile | undefined>): Promise<ReadFile | undefined> {
    const read = await this.#reader.readAround(uri);
    if (read.kind !== 'found') {
      return undefined;
    }
    const { value: text } = read;
    const baseName = uri.slice(uri.lastIndexOf('/') + 1);
    if (before === undefined) {
      return { file: readProjectFile(baseName, text) };
    }
    const last = await before.catch(() => undefined);
    const isSame = last?.text !== undefined && saysTheSame(baseName, last.text, text);
    return { text, file: isSame ? last.file : readProjectFile(baseName, text) };
  }
}
