import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Configuration } from '../configuration/configuration';
import { IncludedFiles } from '../facts/includedFiles';
import { followIncludes, type IncludeReader, includeReader, readableTarget, readingOnce } from '../facts/includes';
import { type IncludeFact, NO_MANIFEST_FACTS } from '../facts/manifestFacts';
import { formatById, formatOf, formatOfIncluded, formatOfLanguage, formatOfNamed } from '../formats';
import { notebookCell } from '../formats/files/notebook';
import { EMPTY_MANIFEST, type FileFormat, type Manifest } from '../formats/manifest/format';
import type { Host } from '../host';
import { NOTEBOOK_CELL_SCHEME } from '../protocol/notebookUri';
import type { News } from './news';
import type { ProjectContext } from './projectContext';

/** Which format a file has: by its path, by the language that the editor gives it, by the configuration, or because another file includes it. */
export class FileResolver {
  readonly #context: ProjectContext;
  readonly #news: News;
  /** URIs of files that are read as if they had another name. */
  readonly #readAs: ReadonlyMap<string, string> | undefined;
  readonly #included = new IncludedFiles();
  /** URIs of files that a command line names, and that can be requirements files. */
  readonly #named = new Set<string>();
  readonly #includeReader: IncludeReader;
  /** For the files of a scan, what reads what they include; others are read anew each time. */
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

  /** `configuration`: the one that holds for the file. Undefined: it is not a dependency file. */
  formatOf(uri: string, configuration: Configuration | undefined, languageId?: string): FileFormat | undefined {
    const { scheme, path } = URI.parse(uri);
    const own =
      formatOfNamed(this.#readAs?.get(uri) ?? '') ??
      (scheme === NOTEBOOK_CELL_SCHEME ? notebookCell : formatOf(path)) ??
      (languageId === undefined ? undefined : formatOfLanguage(languageId));
    const isOpen = own === undefined || own.recognizes !== undefined;
    if (isOpen && this.isIncluded(uri)) {
      return formatOfIncluded(path);
    }
    return isOpen && (this.#named.has(uri) || configuration?.namesFile(uri)) ? formatById('requirements') : own;
  }

  async isDependencyFile(uri: string): Promise<boolean> {
    return this.formatOf(uri, await this.#context.configurationIfAny(uri)) !== undefined;
  }

  /** A file with a name that others than pip use too is a requirements file: a command line names it, and its text can be one. */
  takeForRequirements(uri: string): void {
    this.#named.add(uri);
  }

  /** Whether a file that was read includes this one. */
  isIncluded(uri: string): boolean {
    return this.#included.has(uri);
  }

  /** What a file includes (URIs), as it was read last. */
  includedBy(uri: string): ReadonlySet<string> {
    return this.#included.of(uri);
  }

  /** Another thread has read what a file includes. */
  learnIncludes(uri: string, targets: readonly string[]): void {
    this.#note(uri, targets);
  }

  /** What reads includes for one scan: each file once. */
  scanReader(): IncludeReader {
    return readingOnce(this.#includeReader);
  }

  /** The includes of a document of a scan are read by the scan's own reader. */
  readBy(document: TextDocument, reader: IncludeReader): void {
    this.#scanReaders.set(document, reader);
  }

  /** Looks at what a document includes. What it includes is a dependency file from then on. */
  async follow(document: TextDocument, manifest: Manifest): Promise<readonly IncludeFact[]> {
    const { uri } = document;
    if (manifest.includes.length === 0 || URI.parse(uri).scheme === 'untitled') {
      this.#note(uri, []);
      return NO_MANIFEST_FACTS.includes;
    }
    const followed = await followIncludes(uri, manifest, this.#scanReaders.get(document) ?? this.#includeReader);
    const facts = followed.map((fact): IncludeFact => (isReadOtherwise(fact) ? { ...fact, failure: 'other-kind' } : fact));
    const targets = facts.flatMap((fact) => readableTarget(fact) ?? []);
    this.#note(uri, targets);
    return facts;
  }

  #note(uri: string, targets: Iterable<string>): void {
    // A file with a name that says what it is stays that.
    const changed = this.#included.note(uri, targets).filter((target) => {
      const own = formatOf(URI.parse(target).path);
      return own === undefined || own.recognizes !== undefined;
    });
    if (changed.length > 0) {
      this.#news.documentsChanged(changed);
    }
  }
}

/** What `-r` and `-c` may lead to; commands of uv and pip-tools take tables of dependencies too. */
const REQUIREMENTS: ReadonlySet<string> = new Set(['requirements', 'constraints', 'requirements-like']);
const TABLES: ReadonlySet<string> = new Set(['pyproject', 'setup-cfg', 'setup-py', 'pylock', 'inline-script']);

/** Whether the name of an included file makes it another kind of file, while pip reads requirements in it. */
function isReadOtherwise({ uri, failure, include }: IncludeFact): boolean {
  const id = uri === undefined || failure !== undefined ? undefined : formatOf(URI.parse(uri).path)?.id;
  return id !== undefined && !REQUIREMENTS.has(id) && id !== include.readAs && !(include.tries !== undefined && TABLES.has(id));
}
