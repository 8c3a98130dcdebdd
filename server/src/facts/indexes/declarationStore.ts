import { formatOf, formatOfIncluded, formatOfNamed } from '../../formats/index';
import { EMPTY_MANIFEST, type FileFormat, type Manifest } from '../../formats/manifest/format';
import { mentionsIndexes, readIndexMentions } from '../../formats/pip/indexMentions';
import type { Workspace } from '../../host';
import { uriPath } from '../../packaging/uris';
import { mayContain } from '../../protocol/fileKinds';
import { EMPTY, type IndexDeclarations, MAX_TEXT, OWN_INDEXES, readingOf, UNREAD, withSignature } from './indexDeclarations';

/** Reads a text in a format. */
export type Parse = (text: string, format: FileFormat) => Promise<readonly [manifest: Manifest, ...unknown[]]>;

/** Number of files that are read at the same time: the contents of large ones take much memory. */
const AT_ONCE = 8;

/** The file was read, and has nothing that concerns other files. */
const NOTHING_READ: Promise<undefined> = Promise.resolve(undefined);

/** The index options and includes of files, as far as these were read. Open documents are read as they are in the editor. */
export class DeclarationStore {
  #readings = new Map<string, Promise<IndexDeclarations | undefined>>();
  /** Files that are being read now. */
  readonly #underWay = new Set<string>();
  readonly #known = new Map<string, IndexDeclarations>();
  /** Those of `known` that name indexes. */
  readonly #speaking = new Set<string>();
  readonly #includers = new Map<string, Set<string>>();
  #isReadByScan: ((uri: string) => boolean) | undefined;
  /** Lists of files that were all read, or left to the scan: every file of a folder needs the same ones. */
  #readLists = new WeakSet<readonly string[]>();
  /** Files with a new text that was not read since. */
  readonly #outdated = new Set<string>();
  #version = 0;
  #changes = 0;

  readonly #reader: Pick<Workspace, 'readAround'>;
  readonly #parse: Parse;

  constructor(reader: Pick<Workspace, 'readAround'>, parse: Parse) {
    this.#reader = reader;
    this.#parse = parse;
  }

  /** A number that changes with each news about any file. */
  get version(): number {
    return this.#version;
  }

  /** A number that changes whenever something may have changed. */
  get state(): number {
    return this.#version + this.#changes;
  }

  /** The files with index options. */
  get speaking(): ReadonlySet<string> {
    return this.#speaking;
  }

  /** Something else has changed that the results depend on. */
  noteChange(): void {
    this.#version++;
  }

  known(): Iterable<IndexDeclarations> {
    return this.#known.values();
  }

  includersOf(uri: string): ReadonlySet<string> | undefined {
    return this.#includers.get(uri);
  }

  /** Whether a file is a part of a run: it includes others, or others include it. */
  hasRun(uri: string): boolean {
    return (this.#includers.get(uri)?.size ?? 0) > 0 || (this.#known.get(uri)?.includes.length ?? 0) > 0;
  }

  /** Reads the documents again that have changed. */
  async update(): Promise<void> {
    for (const outdated of [...this.#outdated]) {
      await this.reading(outdated);
    }
  }

  /** An analysis has read a file. True: its index options have changed, so other files must be judged again. */
  note(uri: string, format: FileFormat, manifest: Manifest, text: string): boolean {
    this.#outdated.delete(uri);
    const reading = readingOf(uri, format, manifest, text);
    this.#readings.set(uri, Promise.resolve(reading));
    return this.#tellsOthers(reading);
  }

  /** The index options of a file that was read. Undefined: none that concern other files. */
  about(uri: string): IndexDeclarations | undefined {
    const known = this.#known.get(uri);
    return known === undefined || known.signature === '' ? undefined : known;
  }

  /** Whether the file was read, or is being read. */
  hasRead(uri: string): boolean {
    return this.#readings.has(uri);
  }

  /** Stores what another thread has read in a file. True if that affects other files, as for `note`. */
  learn(uri: string, declarations: IndexDeclarations | undefined): boolean {
    this.#readings.set(uri, Promise.resolve(declarations));
    return declarations !== undefined && this.#tellsOthers(declarations);
  }

  /**
   * A scan reads the files that `isRead` accepts, so they are not read for other files until it has ended. Undefined: the scan has ended.
   */
  leaveToScan(isRead: ((uri: string) => boolean) | undefined): void {
    this.#isReadByScan = isRead;
    this.#readLists = new WeakSet();
    this.#version++;
  }

  /** Forgets everything that can be found again, but not the index options of files. */
  trim(): void {
    for (const uri of this.#readings.keys()) {
      const known = this.#known.get(uri);
      if (!this.#underWay.has(uri) && (known?.signature ?? '') === '' && !known?.isUnread) {
        this.#readings.set(uri, NOTHING_READ);
        this.#known.delete(uri);
      }
    }
  }

  /** The text of an open document has changed. */
  changed(uri: string): void {
    if (this.#readings.delete(uri)) {
      this.#readLists = new WeakSet();
      this.#outdated.add(uri);
      this.#changes++;
    }
  }

  /** Files or folders on disk have changed. */
  clear(): void {
    this.#readings = new Map();
    this.#readLists = new WeakSet();
    // Facts that a scan found far from a file cannot be found again from there.
    for (const { uri, signature } of this.#known.values()) {
      if (signature !== '') {
        this.#outdated.add(uri);
      }
    }
    this.#version++;
  }

  /** What a file says. It is read if it was not. */
  reading(uri: string): Promise<IndexDeclarations | undefined> {
    let reading = this.#readings.get(uri);
    if (reading === undefined) {
      this.#outdated.delete(uri);
      this.#underWay.add(uri);
      const mine = this.#read(uri)
        // An unreadable file may name any index: if in doubt, names stay private.
        .catch((): IndexDeclarations => ({ ...EMPTY, ...withSignature(uri, [UNREAD], []), isUnread: true }))
        .then((read) => {
          this.#underWay.delete(uri);
          // Unless the document was changed or judged in the meantime.
          if (this.#readings.get(uri) === mine) {
            this.#store(read ?? { ...EMPTY, uri });
          }
          return read;
        });
      reading = mine;
      this.#readings.set(uri, reading);
    }
    return reading;
  }

  /** Reads files, unless a scan will. */
  async readAll(uris: readonly string[]): Promise<void> {
    const lists = this.#readLists;
    if (lists.has(uris)) {
      return;
    }
    const open = uris.filter((uri) => this.#underWay.has(uri) || (!this.#readings.has(uri) && this.#isReadByScan?.(uri) !== true));
    for (let start = 0; start < open.length; start += AT_ONCE) {
      await Promise.all(open.slice(start, start + AT_ONCE).map((uri) => this.reading(uri)));
    }
    lists.add(uris);
  }

  /** The files with index options that also apply to other files. */
  async speakers(uris: readonly string[]): Promise<readonly IndexDeclarations[]> {
    await this.readAll(uris);
    const speakers: IndexDeclarations[] = [];
    for (const uri of this.#speaking.size === 0 ? [] : uris) {
      const reading = this.#speaking.has(uri) ? this.#known.get(uri) : undefined;
      if (reading !== undefined && !OWN_INDEXES.has(reading.formatId)) {
        speakers.push(reading);
      }
    }
    return speakers;
  }

  /** Stores what a file says. True if that affects other files. */
  #tellsOthers(reading: IndexDeclarations): boolean {
    const before = this.#known.get(reading.uri);
    const isHeard = reading.formatId === 'notebook-cell' || !OWN_INDEXES.has(reading.formatId);
    const isNews = this.#store(reading) && isHeard;
    // Without index options in any file, includes have no effect.
    return isNews && (this.#speaking.size > 0 || (before?.indexes.length ?? 0) > 0);
  }

  #store(reading: IndexDeclarations): boolean {
    const before = this.#known.get(reading.uri);
    if (before?.signature === reading.signature) {
      return false;
    }
    for (const target of before?.includes ?? []) {
      this.#includers.get(target)?.delete(reading.uri);
    }
    for (const target of reading.includes) {
      const includers = this.#includers.get(target) ?? new Set();
      includers.add(reading.uri);
      this.#includers.set(target, includers);
    }
    this.#known.set(reading.uri, reading);
    if (reading.indexes.length > 0) {
      this.#speaking.add(reading.uri);
    } else {
      this.#speaking.delete(reading.uri);
    }
    const isNews = before !== undefined || reading.indexes.length + reading.includes.length > 0;
    if (isNews) {
      this.#version++;
    }
    return isNews;
  }

  async #read(uri: string): Promise<IndexDeclarations | undefined> {
    const text = await this.#reader.readAround(uri);
    const path = uriPath(uri);
    const format = formatOfNamed(path) ?? (this.#includers.has(uri) ? formatOfIncluded(path) : undefined);
    if (text.kind !== 'found') {
      // What is not there may be written before it is installed.
      return { ...EMPTY, uri, isUnread: true };
    }
    const judged = text.value.slice(0, MAX_TEXT);
    // A text file of any name may be a requirements file, if it has options.
    const isOfConcern = format !== undefined && mayContain(format, judged) && (formatOf(path) !== undefined || /^[ \t]*-/m.test(judged));
    if (format === undefined || (!isOfConcern && mentionsIndexes(path.slice(path.lastIndexOf('/') + 1)))) {
      // An index may be in the part of a text that is not read.
      const cut = text.value.length > MAX_TEXT ? [UNREAD] : [];
      return { ...EMPTY, ...withSignature(uri, [...readIndexMentions(path, judged), ...cut], []) };
    }
    return readingOf(uri, format, isOfConcern ? (await this.#parse(judged, format))[0] : EMPTY_MANIFEST, text.value);
  }
}
