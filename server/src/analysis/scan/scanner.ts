import * as l10n from '@vscode/l10n';
import { ahead } from '../../ahead';
import type { AcceptEntry, Configuration } from '../../configuration/configuration';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import type { PassedOver } from '../../host';
import { encodeComponent } from '../../packaging/escapes';
import { uriPath } from '../../packaging/uris';
import { Turns } from '../../slices';
import { withSlash } from '../workspacePath';
import { type FileResult, fileResult, isEmpty, withOwn, withoutFindings } from './fileResult';
import { leftOutBy, leftOutWhy, limitSkipped, WHY } from './leftOut';
import { ScanConfigurations } from './scanConfigurations';
import type { FileJudge, ReadFile, ReadOrder, ScanOptions, ScanParts, WorkspaceScan } from './scanParts';
import type { Skipped } from './workspaceScan';

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
  /** Files that were read again because another file includes them. */
  readonly #readAgain = new Set<string>();
  readonly #configurations: ScanConfigurations;
  /** Results that were passed to `onResult`, as they are kept. */
  readonly #told = new Set<FileResult>();
  readonly #turns = new Turns();
  #isHeldBack = false;
  #done = 0;

  constructor(parts: ScanParts, options: ScanOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#configurations = new ScanConfigurations(parts);
  }

  async scan(roots: readonly string[]): Promise<WorkspaceScan> {
    const unknown: string[] = [];
    const found = this.#find(roots, unknown)[Symbol.asyncIterator]();
    const first: string[] = [];
    let count = 0;
    for (let next = await found.next(); !next.done; next = await found.next()) {
      first.push(next.value);
      count += this.#isOftenAnother(next.value) ? 0 : 1;
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
    const unneeded = await this.#judgeConfigurations(roots);
    this.#isHeldBack = false;
    for (const result of this.#results.values()) {
      this.#tell(result);
    }
    const results = [...this.#results.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    return { results, skipped: limitSkipped(this.#skipped, roots), unneeded };
  }

  /** The files in folders that are to be read. `unknown` gets those that are not known to be dependency files yet. */
  async *#find(roots: readonly string[], unknown: string[]): AsyncIterable<string> {
    for (const root of roots) {
      yield* this.#findIn(root, unknown);
    }
  }

  async *#findIn(root: string, unknown: string[]): AsyncIterable<string> {
    const { signal, exclude } = this.#options;
    const isNamedSo = (path: string): boolean => this.#parts.kindOf(path) !== undefined;
    const options = {
      signal,
      matcherOf: async (folder: string): Promise<(path: string) => boolean> => {
        const configuration = await this.#configurations.of(withSlash(folder));
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
      const configuration = await this.#configurations.of(uri);
      if (!isRoot && (await this.#isCertainlyAnother(uri, configuration))) {
        continue;
      }
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

  /** Whether most files with that name are something else, such as a Python script. */
  #isOftenAnother(uri: string): boolean {
    return this.#parts.kindOf(uriPath(uri))?.hints !== undefined;
  }

  /** Whether the text of such a file shows that it is something else. */
  async #isCertainlyAnother(uri: string, configuration: Configuration | undefined): Promise<boolean> {
    const kind = this.#parts.kindOf(uriPath(uri));
    return kind?.hints !== undefined && !configuration?.namesFile(uri) && !(await this.#parts.workspace.mayContain(uri, kind));
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
        await this.#configurations.of(uri);
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
      const { onResult } = this.#options;
      onResult?.(result);
      const kept = onResult === undefined ? result : withoutFindings(result);
      this.#results.set(kept.uri, kept);
      this.#told.add(kept);
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

  /** Reports problems in the configurations that applied to the files. Returns the entries of each that no file needed. */
  async #judgeConfigurations(roots: readonly string[]): Promise<WorkspaceScan['unneeded']> {
    const unneeded = new Map<string, readonly AcceptEntry[]>();
    for await (const { result, unneeded: entries } of this.#configurations.judge([...this.#results.values()], roots)) {
      if (entries !== undefined) {
        unneeded.set(result.uri, entries);
      }
      if (!isEmpty(result)) {
        this.#addOwn(result);
      }
    }
    return unneeded;
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
