import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Configuration } from '../configuration/configuration';
import { IncludedFiles } from '../facts/includedFiles';
import { followIncludes, type IncludeReader, includeReader, readableTarget, readingOnce } from '../facts/includes';
import { type IncludeFact, NO_MANIFEST_FACTS } from '../facts/manifestFacts';
import {
  calledScript,
  formatById,
  formatOf,
  formatOfIncluded,
  formatOfLanguage,
  formatOfNamed,
  notebookCell,
  REQUIREMENTS_FORMATS,
} from '../formats';
import { EMPTY_MANIFEST, type FileFormat, type Manifest } from '../formats/manifest/format';
import type { Host } from '../host';
import { isUntitled, uriPath } from '../packaging/uris';
import { NOTEBOOK_CELL_SCHEME } from '../protocol/notebookUri';
import type { News } from './news';
import type { ProjectContext } from './projectContext';

/** Determines the format of a file: by its path, by the language that the editor gives it, by the configuration, or because another file includes it. */
export class FileResolver {
  readonly #context: ProjectContext;
  readonly #news: News;
  /** URIs of files that are read as if they had another name. */
  readonly #readAs: ReadonlyMap<string, string> | undefined;
  readonly #included = new IncludedFiles();
  /** Files that are called as scripts. */
  readonly #called = new IncludedFiles();
  /** URIs of files that a command line names, and that can be requirements files. */
  readonly #named = new Set<string>();
  readonly #includeReader: IncludeReader;
  /** For the files of a scan: the reader of their includes. Other files are read anew each time. */
  readonly #scanReaders = new WeakMap<TextDocument, IncludeReader>();

  constructor(
    host: Pick<Host, 'workspace' | 'read'>,
    context: ProjectContext,
    news: News,
    readAs: ReadonlyMap<string, string> | undefined,
  ) {
    this.#context = context;
    this.#news = news;
    this.#readAs = readAs;
    this.#includeReader = includeReader(host.workspace, async (text) => {
      const requirements = formatById('requirements');
      return requirements === undefined ? EMPTY_MANIFEST : (await host.read(text, requirements))[0];
    });
  }

  /** `configuration`: the one that applies to the file. Undefined: not a dependency file. */
  formatOf(uri: string, configuration: Configuration | undefined, languageId?: string): FileFormat | undefined {
    const path = uriPath(uri);
    const own =
      formatOfNamed(this.#readAs?.get(uri) ?? '') ??
      (uri.startsWith(`${NOTEBOOK_CELL_SCHEME}:`) ? notebookCell : formatOf(path)) ??
      (languageId === undefined ? undefined : formatOfLanguage(languageId));
    const isOpen = own === undefined || own.recognizes !== undefined;
    if (isOpen && this.isIncluded(uri)) {
      return this.#included.has(uri) ? formatOfIncluded(path) : calledScript;
    }
    return isOpen && (this.#named.has(uri) || configuration?.namesFile(uri)) ? formatById('requirements') : own;
  }

  async isDependencyFile(uri: string): Promise<boolean> {
    return this.formatOf(uri, await this.#context.configurationIfAny(uri)) !== undefined;
  }

  /** A file with a name that is not only used by pip is a requirements file if a command line names it and its text can be one. */
  takeForRequirements(uri: string): void {
    this.#named.add(uri);
  }

  /** Whether a file that was read includes this one. */
  isIncluded(uri: string): boolean {
    return this.#included.has(uri) || this.#called.has(uri);
  }

  /** The files (URIs) that a file includes, as of its last reading. */
  includedBy(uri: string): ReadonlySet<string> {
    return new Set([...this.#included.of(uri), ...this.#called.of(uri)]);
  }

  /** Those of them that it calls as scripts. */
  calledBy(uri: string): ReadonlySet<string> {
    return this.#called.of(uri);
  }

  /** Globs of the included files with names that no editor takes for those of dependency files, such as `deps.yml`. */
  includedNames(): readonly string[] {
    const paths = [...this.#included.uris(), ...this.#called.uris()]
      .map((uri) => uriPath(uri))
      .filter((path) => formatOfNamed(path) === undefined);
    return paths.map((path) => `**/${path.slice(path.lastIndexOf('/') + 1).replace(/[*?[\]{}()!+@\\,]/g, '?')}`);
  }

  /** Another thread has read the includes of a file. */
  learnIncludes(uri: string, targets: readonly string[], called: readonly string[]): void {
    const scripts = new Set(called);
    this.#note(
      uri,
      targets.filter((target) => !scripts.has(target)),
      scripts,
    );
  }

  /** A reader of includes for one scan. It reads each file once. */
  scanReader(): IncludeReader {
    return readingOnce(this.#includeReader);
  }

  /** The includes of a document in a scan are read by the scan's own reader. */
  readBy(document: TextDocument, reader: IncludeReader): void {
    this.#scanReaders.set(document, reader);
  }

  /** Looks at the includes of a document. An included file is a dependency file from then on. */
  async follow(document: TextDocument, manifest: Manifest): Promise<readonly IncludeFact[]> {
    const { uri } = document;
    if (manifest.includes.length === 0 || isUntitled(uri)) {
      this.#note(uri, [], []);
      return NO_MANIFEST_FACTS.includes;
    }
    const followed = await followIncludes(uri, manifest, this.#scanReaders.get(document) ?? this.#includeReader);
    const facts = followed.map((fact): IncludeFact => (isReadOtherwise(fact) ? { ...fact, failure: 'other-kind' } : fact));
    const targetsOf = (some: readonly IncludeFact[]): readonly string[] => some.flatMap((fact) => readableTarget(fact) ?? []);
    const isCalled = ({ include }: IncludeFact): boolean => include.isCalled === true;
    this.#note(uri, targetsOf(facts.filter((fact) => !isCalled(fact))), targetsOf(facts.filter(isCalled)));
    return facts;
  }

  #note(uri: string, targets: Iterable<string>, called: Iterable<string>): void {
    // A file with an unambiguous name keeps its format.
    const changed = [...this.#included.note(uri, targets), ...this.#called.note(uri, called)].filter((target) => {
      const own = formatOf(uriPath(target));
      return own === undefined || own.recognizes !== undefined;
    });
    if (changed.length > 0) {
      this.#news.documentsChanged(changed);
    }
  }
}

/** Commands of uv and pip-tools take these tables of dependencies as well as requirements files. */
const TABLES: ReadonlySet<string> = new Set(['pyproject', 'setup-cfg', 'setup-py', 'pylock', 'inline-script']);

/** Whether the name of an included file gives it another format, although pip reads it as a requirements file. */
function isReadOtherwise({ uri, failure, include }: IncludeFact): boolean {
  const id = uri === undefined || include.isCalled || failure !== undefined ? undefined : formatOf(uriPath(uri))?.id;
  return id !== undefined && !REQUIREMENTS_FORMATS.has(id) && id !== include.readAs && !(include.tries !== undefined && TABLES.has(id));
}
