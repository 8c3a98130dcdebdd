import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ahead } from '../ahead';
import type { AcceptEntry, Configuration } from '../configuration/configuration';
import type { SuppressedBy } from '../configuration/suppressedBy';
import type { PassedOver, Workspace } from '../host';
import { encodeComponent } from '../packaging/escapes';
import { Turns } from '../slices';
import { configurationFindings, placeKey } from './configurationFindings';
import { type FileResult, fileResult, isEmpty, withOwn } from './fileResult';
import { leftOutBy, leftOutWhy, limitSkipped, WHY } from './leftOut';
import { withSlash } from './workspacePath';
import type { Skipped } from './workspaceScan';

/** A file that a scan is to read. */
export interface ReadOrder {
  readonly uri: string;
  /** A user named it: if it is not a dependency file, that is reported. */
  readonly isNamed: boolean;
  /** Another file includes it. */
  readonly isIncluded: boolean;
  /** What leaves it out: only known malware in it is reported. */
  readonly by?: SuppressedBy | undefined;
}

/** The result of reading a file. */
export interface ReadFile {
  readonly uri: string;
  /** It has something to judge. */
  readonly hasText: boolean;
  /** Files (URIs) that it includes. */
  readonly includes: readonly string[];
  /** Absent: nothing to report, or not judged yet. */
  readonly result?: FileResult | undefined;
  /** No other file can change the result. */
  readonly isFinal: boolean;
}

/** Reads and judges files, one at a time or several. */
export interface FileJudge {
  /** The number of orders to give at a time. */
  readonly atOnce: number;
  /** Also judges the file with the facts so far, if no service is to be contacted. */
  read(order: ReadOrder): Promise<ReadFile>;
  /** Judges a file after all files are read. Undefined: the result of `read` is still valid. */
  settle(order: ReadOrder): Promise<FileResult | undefined>;
}

/** The parts of the language service that a scan needs. */
export interface ScanParts {
  readonly workspace: Pick<Workspace, 'findFiles'>;
  /** `isLarge`: there are so many files that other threads are worth starting. */
  judgeFor(isLarge: boolean): Promise<FileJudge>;
  /** The one that applies to a file. Undefined: unknown. */
  configurationOf(uri: string): Promise<Configuration | undefined>;
  /** Whether the path alone says that it is a dependency file. */
  isNamedSo(path: string): boolean;
  /** Whether most files (URIs) with that name are something else, such as a Python script. */
  isOftenAnother(uri: string): boolean;
  /** Whether it is one for another reason, such as an include in another file. */
  isDependencyFile(uri: string): Promise<boolean>;
  /** The text of a configuration file. */
  readConfiguration(uri: string): Promise<string | undefined>;
  pathOf(uri: string): string;
}

export interface ScanOptions {
  /** Globs that hide files in the editor, relative to the root: such files are checked for known malware only. */
  readonly exclude: readonly string[];
  readonly signal: AbortSignal;
  /** Whether names that the bundled data leaves open are looked up in the index before a file is reported. */
  readonly online: boolean;
  /** Called with the number of judged files, and the last of them. */
  onFile?(result: FileResult, done: number): void;
  /** Called with each result once, as soon as nothing can change it and those before it have been reported. */
  onResult?(result: FileResult): void;
}

export interface WorkspaceScan {
  /** In the order of their URIs. */
  readonly results: readonly FileResult[];
  readonly skipped: readonly Skipped[];
  /** By the URI of a configuration: its entries for advisories that no file needed. Absent: unknown. */
  readonly unneeded: ReadonlyMap<string, readonly AcceptEntry[]>;
}

/** A scan of so many files with unambiguous names, or of so many files of any name, is a large one. */
const LARGE = 500;
const MAX_FIRST = 20_000;

/** One walk through folders and files, and the files that they include. Keeps results, not their input. */
export class Scanner {
  readonly #parts: ScanParts;
  readonly #options: ScanOptions;
  /** In the order in which they were first reported. */
  readonly #results = new Map<string, FileResult>();
  /** Files that were read, and whether there is something in them. */
  readonly #files = new Map<string, boolean>();
  /** Files with results that other files can change, in the order of reading. */
  readonly #open = new Set<string>();
  readonly #skipped: Skipped[] = [];
  /** Files that are left out, and what leaves each one out. */
  readonly #hidden = new Map<string, SuppressedBy>();
  /** By the URI of a configuration. */
  readonly #unneeded = new Map<string, readonly AcceptEntry[]>();
  /** Files that were read again because another file includes them. */
  readonly #readAgain = new Set<string>();
  /** The configurations that applied to files, by URI. */
  readonly #configurations = new Map<string, Configuration>();
  /** Number of results that were passed to `onResult`. */
  readonly #told = new Set<FileResult>();
  readonly #turns = new Turns();
  #isHeldBack = false;
  #done = 0;

  constructor(parts: ScanParts, options: ScanOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  async scan(roots: readonly string[]): Promise<WorkspaceScan> {
    const unknown: string[] = [];
    const found = this.#find(roots, unknown)[Symbol.asyncIterator]();
    const first: string[] = [];
    let count = 0;
    for (let next = await found.next(); !next.done; next = await found.next()) {
      first.push(next.value);
      count += this.#parts.isOftenAnother(next.value) ? 0 : 1;
      if (count === LARGE || first.length === MAX_FIRST) {
        break;
      }
    }
    const judge = await this.#parts.judgeFor(count === LARGE);
    await this.#read(chained(first, found), judge, roots);
    // A named file may also be included by another one.
    await this.#read(unknown, judge, roots);
    await this.#read([...this.#hidden.keys()], judge, roots);
    await this.#settle(judge, roots);
    await this.#judgeConfigurations(roots);
    this.#isHeldBack = false;
    for (const result of this.#results.values()) {
      this.#tell(result);
    }
    const results = [...this.#results.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    return { results, skipped: limitSkipped(this.#skipped, roots), unneeded: this.#unneeded };
  }

  /** The files in folders that are to be read. `unknown` gets those that are not known to be dependency files yet. */
  async *#find(roots: readonly string[], unknown: string[]): AsyncIterable<string> {
    for (const root of roots) {
      yield* this.#findIn(root, unknown);
    }
  }

  async *#findIn(root: string, unknown: string[]): AsyncIterable<string> {
    const { signal, exclude } = this.#options;
    const isNamedSo = (path: string): boolean => this.#parts.isNamedSo(path);
    const options = {
      signal,
      matcherOf: async (folder: string): Promise<(path: string) => boolean> => {
        const configuration = await this.#configurationOf(withSlash(folder));
        return configuration === undefined || configuration.files.length === 0
          ? isNamedSo
          : (path) => isNamedSo(path) || configuration.namesFile(`${withSlash(folder)}${encodeComponent(baseOf(path))}`);
      },
      onUnreadable: (uri: string, reason: string, kind: 'folder' | 'file'): void => {
        const failure =
          kind === 'file' ? reason : l10n.t({ message: 'The folder was skipped: {0}.', args: [reason], comment: ['{0} is a reason.'] });
        this.#report(fileResult({ uri, failure }), true);
      },
      onPassedOver: (uri: string, { why }: PassedOver): void => this.#skip(uri, WHY[why](), why === 'too-many' || why === 'ignored'),
    };
    for await (const { uri, ignoredBy } of this.#parts.workspace.findFiles(root, options)) {
      const isRoot = uri === root;
      const configuration = await this.#configurationOf(uri);
      const by = isRoot ? undefined : leftOutBy({ uri, root, ignoredBy, exclude, configuration });
      if (by !== undefined) {
        this.#hidden.set(uri, by);
      } else if (!isRoot || (await this.#parts.isDependencyFile(uri))) {
        yield uri;
      } else {
        unknown.push(uri);
      }
    }
  }

  async #configurationOf(uri: string): Promise<Configuration | undefined> {
    const configuration = await this.#parts.configurationOf(uri);
    if (configuration?.project !== undefined) {
      this.#configurations.set(configuration.project.uri, configuration);
    }
    return configuration;
  }

  /** Reads files, then the files that they include, and so on. If a file is left out, the files that only it includes are left out, too. */
  async #read(uris: AsyncIterable<string> | Iterable<string>, judge: FileJudge, roots: readonly string[]): Promise<void> {
    let included = new Map<string, SuppressedBy | undefined>();
    for (let next: AsyncIterable<string> | Iterable<string> = uris, isFirst = true; isFirst || included.size > 0; isFirst = false) {
      const before = included;
      included = new Map();
      const orders = this.#orders(next, isFirst ? undefined : before, roots);
      for await (const read of ahead(orders, judge.atOnce, (order) => judge.read(order))) {
        this.#take(read);
        const by = this.#hidden.get(read.uri);
        for (const target of read.includes) {
          included.set(target, included.has(target) && included.get(target) === undefined ? undefined : by);
        }
        await this.#turns.pause();
      }
      next = [...included.keys()].sort();
    }
  }

  /** `included`: the files are included by others. The value is what leaves out the including files. */
  async *#orders(
    uris: AsyncIterable<string> | Iterable<string>,
    included: ReadonlyMap<string, SuppressedBy | undefined> | undefined,
    roots: readonly string[],
  ): AsyncIterable<ReadOrder> {
    for await (const uri of uris) {
      if (this.#options.signal.aborted) {
        return;
      }
      if (this.#files.has(uri) && !(included !== undefined && this.#becomesRequirements(uri))) {
        continue;
      }
      if (included !== undefined) {
        const leftOut = included.get(uri);
        if (leftOut === undefined) {
          this.#hidden.delete(uri);
        } else {
          this.#hidden.set(uri, leftOut);
        }
        await this.#configurationOf(uri);
      }
      this.#files.set(uri, false);
      yield { uri, isNamed: roots.includes(uri), isIncluded: included !== undefined, by: this.#hidden.get(uri) };
    }
  }

  /** Whether a file has to be read again, because an include shows that it is a dependency file. */
  #becomesRequirements(uri: string): boolean {
    if (this.#files.get(uri) !== false || this.#results.has(uri) || this.#readAgain.has(uri)) {
      return false;
    }
    this.#readAgain.add(uri);
    return true;
  }

  #take({ uri, hasText, result, isFinal }: ReadFile): void {
    this.#files.set(uri, hasText);
    if (hasText && !isFinal) {
      this.#open.add(uri);
    }
    if (result !== undefined) {
      this.#report(result, isFinal);
    }
  }

  #report(result: FileResult, isFinal: boolean): void {
    if (isEmpty(result)) {
      return;
    }
    this.#results.set(result.uri, result);
    this.#options.onFile?.(result, ++this.#done);
    this.#isHeldBack ||= !isFinal;
    this.#tell(result);
  }

  #tell(result: FileResult): void {
    if (!this.#isHeldBack && !this.#told.has(result)) {
      this.#told.add(result);
      this.#options.onResult?.(result);
    }
  }

  /** Files that include others, or set variables for them, may be read after them. Only now is it known which index may learn which name. */
  async #settle(judge: FileJudge, roots: readonly string[]): Promise<void> {
    const settled = ahead(this.#open, judge.atOnce, async (uri) =>
      this.#options.signal.aborted
        ? undefined
        : { uri, result: await judge.settle({ uri, isNamed: roots.includes(uri), isIncluded: false, by: this.#hidden.get(uri) }) },
    );
    for await (const each of settled) {
      if (each === undefined) {
        return;
      }
      if (each.result !== undefined) {
        this.#report(each.result, false);
      }
      const { hiddenBy } = this.#results.get(each.uri) ?? {};
      if (hiddenBy !== undefined) {
        this.#skip(each.uri, leftOutWhy(hiddenBy, this.#parts.pathOf), !hiddenBy.outside);
      }
      await this.#turns.pause();
    }
  }

  #skip(uri: string, why: string, isOpen: boolean): void {
    this.#skipped.push({ uri, why, ...(isOpen && { isOpen }) });
  }

  /** Problems in the configurations that applied to the files. */
  async #judgeConfigurations(roots: readonly string[]): Promise<void> {
    const results = [...this.#results.values()];
    const used = new Set(results.flatMap(({ usedEntries }) => usedEntries));
    const isSettledNow = results.every(({ isSettled }) => isSettled);
    for (const [uri, configuration] of this.#configurations) {
      const text = await this.#parts.readConfiguration(uri);
      if (text === undefined && !configuration.project?.broken) {
        continue;
      }
      const document = TextDocument.create(uri, 'toml', 0, text ?? '');
      // A scan of a part of the project cannot tell what the other parts need.
      if (isSettledNow && roots.some((root) => configuration.isConfiguredBelow(root))) {
        const entries = configuration.project?.accept.filter(({ range }) => !used.has(placeKey(uri, range))) ?? [];
        this.#unneeded.set(
          uri,
          entries.map(({ value }) => value),
        );
      }
      const own = configurationFindings(document, configuration, this.#parts.pathOf, this.#unneeded.get(uri));
      own.findings.sort((a, b) => a.span.start - b.span.start);
      if (own.findings.length + own.suppressed.length > 0) {
        this.#addOwn(fileResult({ uri, own: { document, ...own } }));
      }
    }
  }

  /** If a configuration is also a dependency file, its results as a configuration come first. */
  #addOwn(own: FileResult): void {
    const result = this.#results.get(own.uri);
    const whole = result === undefined ? own : withOwn(result, own);
    this.#results.set(own.uri, whole);
    if (result !== undefined && this.#told.has(result)) {
      this.#told.add(whole);
      this.#options.onResult?.(own);
    }
  }
}

async function* chained<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncIterable<T> {
  yield* first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    yield next.value;
  }
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
