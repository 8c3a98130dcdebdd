import { formatOf, formatOfIncluded, formatOfNamed } from '../../formats/index';
import { EMPTY_MANIFEST, type FileFormat, type IndexOption, type Manifest, type Unchecked } from '../../formats/manifest/format';
import { mentionsIndexes, readIndexMentions } from '../../formats/pip/indexMentions';
import { isPublicIndex } from '../../formats/tables/packageSources';
import type { Workspace } from '../../host';
import { isUntitled, uriPath } from '../../packaging/uris';
import { mayContain } from '../../protocol/fileKinds';
import { fileUriOf } from '../../protocol/notebookUri';
import { includeTargets, isRemote } from '../includes';
import type { ProjectLayout } from '../layout/layout';
import { hiddenIndexes } from './hiddenIndexes';
import { MAX_DEPTH_AROUND, NearbyFileFinder } from './nearbyFiles';

/**
 * How the options of another file affect a file. `run`: an installer reads both at once, so they apply. `install`: another file has commands or
 * tables that install this one. `project`: the file is part of the same project; nothing says that both are used together.
 */
export type IndexRelation = 'run' | 'install' | 'project';

/** The index options of one other file. */
export interface InheritedIndexes {
  readonly uri: string;
  readonly relation: IndexRelation;
  readonly indexes: readonly IndexOption[];
}

/** The index options of other files for one file. The same object as long as they are the same. */
export interface IndexContext {
  readonly inherited: readonly InheritedIndexes[];
  /** uv installs the requirements of the file, according to the files around it. */
  readonly usesUv: boolean;
  /** There are more files around it than were searched: one of them may name an index. */
  readonly isCut?: boolean;
}

export const NO_INDEX_CONTEXT: IndexContext = { inherited: [], usesUv: false };

/** The index options of one file, and its includes: plain data, which can be passed between threads. */
export interface IndexDeclarations {
  readonly uri: string;
  readonly formatId: string;
  readonly indexes: readonly IndexOption[];
  readonly includes: readonly string[];
  /** It exists, but is outside the workspace or not readable. */
  readonly isUnread?: boolean;
  /** A comparable form of all parts above that can change a verdict. */
  readonly signature: string;
}

type ContextReader = Pick<Workspace, 'folders' | 'foldersAbove' | 'entries' | 'readAround'>;

/** Maximum number of files of one run to follow, and of distinct indexes of a file to report. */
const MAX_RUN = 300;
const MAX_INDEXES = 100;
const MAX_TEXT = 2_000_000;
const MAX_ADDRESS = 2_000;

/** Their indexes only apply to the file itself: each script and each notebook is a run of its own. */
const OWN_INDEXES: ReadonlySet<string> = new Set(['inline-script', 'notebook', 'notebook-cell', 'pre-commit', 'setup-py']);
/** Lock files that name the index of each package: other files have no influence. */
const COMPLETE: ReadonlySet<string> = new Set(['uv-lock', 'poetry-lock']);
/** Formats with includes that pip reads in the same run. */
const PIP_FILES: ReadonlySet<string> = new Set(['requirements', 'constraints']);

/** Formats that set the environment in which an inline script may run; files without a format do too. Tables of its project do not apply to it. */
const HEARD_BY_SCRIPTS: ReadonlySet<string> = new Set([
  ...['uv', 'ci-workflow', 'dockerfile', 'shell', 'powershell', 'batch', 'makefile', 'justfile', 'mise', 'devcontainer'],
  ...['jenkinsfile', 'vscode-tasks', 'procfile', 'package-json', 'read-the-docs'],
]);

/** Finds the index options of the files around a file. Contents are kept until they change. Open documents are read as they are in the editor. */
export class IndexContexts {
  #readings = new Map<string, Promise<IndexDeclarations | undefined>>();
  /** Files that are being read now. */
  readonly #underWay = new Set<string>();
  readonly #known = new Map<string, IndexDeclarations>();
  /** Those of `known` that name indexes. */
  readonly #speaking = new Set<string>();
  readonly #includers = new Map<string, Set<string>>();
  #contexts = new Map<string, { readonly version: number; readonly context: Promise<IndexContext> }>();
  readonly #nearby: NearbyFileFinder;
  #isReadByScan: ((uri: string) => boolean) | undefined;
  #reach: { readonly version: number; readonly folders: ReadonlySet<string> } | undefined;
  /** Lists of files that were all read, or left to the scan: every file of a folder needs the same ones. */
  #readLists = new WeakSet<readonly string[]>();
  /** Files with a new text that was not read since. */
  readonly #outdated = new Set<string>();
  #version = 0;
  #changes = 0;

  readonly #reader: ContextReader;
  readonly #layoutOf: (uri: string) => Promise<ProjectLayout>;
  readonly #parse: (text: string, format: FileFormat) => Promise<readonly [manifest: Manifest, ...unknown[]]>;

  constructor(
    reader: ContextReader,
    layoutOf: (uri: string) => Promise<ProjectLayout>,
    parse: (text: string, format: FileFormat) => Promise<readonly [manifest: Manifest, ...unknown[]]>,
  ) {
    this.#reader = reader;
    this.#layoutOf = layoutOf;
    this.#parse = parse;
    this.#nearby = new NearbyFileFinder(reader);
  }

  /** A number that changes whenever something may have changed. */
  get state(): number {
    return this.#version + this.#changes;
  }

  async of(uri: string, format: Pick<FileFormat, 'id'>): Promise<IndexContext> {
    if (uri === '' || COMPLETE.has(format.id)) {
      return NO_INDEX_CONTEXT;
    }
    for (const outdated of [...this.#outdated]) {
      await this.#reading(outdated);
    }
    const known = this.#contexts.get(uri);
    if (known?.version === this.#version) {
      return known.context;
    }
    const version = this.#version;
    const context = this.#find(uri, format.id).then(async (found) => {
      // A failed request does not count as an earlier one.
      const before = await known?.context.catch(() => undefined);
      return before !== undefined && JSON.stringify(before) === JSON.stringify(found) ? before : found;
    });
    this.#contexts.set(uri, { version, context });
    context.catch(() => this.#contexts.delete(uri));
    const found = await context;
    // Files that were read on the way may reveal more, such as a file that includes this one.
    return this.#version === version ? found : this.of(uri, format);
  }

  /** Like `of`, for names that are to be sent: a search that came to a limit goes on. */
  async ofAll(uri: string, format: Pick<FileFormat, 'id'>): Promise<IndexContext> {
    const context = await this.of(uri, format);
    if (uri === '' || COMPLETE.has(format.id)) {
      return context;
    }
    const files = isUntitled(uri) ? this.#reader.folders().map(insideOf) : [fileUriOf(uri)];
    for (const file of files) {
      if (await this.#nearby.searchWidely(file)) {
        this.#version++;
      }
    }
    return this.of(uri, format);
  }

  /** The index options of all files below folders (URIs), for a name that is not in a file: it may belong to any project there. */
  async ofFolders(folders: readonly string[]): Promise<IndexContext> {
    for (const folder of folders) {
      await this.#nearby.searchWidely(insideOf(folder));
    }
    return this.#nearFolders(folders);
  }

  async #nearFolders(folders: readonly string[]): Promise<IndexContext> {
    const inherited = new Map<string, InheritedIndexes>();
    let isCut = false;
    for (const folder of folders) {
      const near = await this.#nearby.around(insideOf(folder));
      isCut ||= near.isCut;
      for (const { uri, indexes } of await this.#speakers([...near.project, ...near.beside])) {
        inherited.set(uri, { uri, relation: 'project', indexes });
      }
    }
    return { inherited: [...inherited.values()], usesUv: false, ...(isCut && { isCut }) };
  }

  /** An analysis has read a file. True: its index options have changed, so other files must be judged again. */
  note(uri: string, format: FileFormat, manifest: Manifest, text: string): boolean {
    this.#outdated.delete(uri);
    const reading = readingOf(uri, format, manifest, text);
    this.#readings.set(uri, Promise.resolve(reading));
    const before = this.#known.get(uri);
    const isHeard = format.id === 'notebook-cell' || !OWN_INDEXES.has(format.id);
    const isNews = this.#store(reading) && isHeard;
    // Without index options in any file, includes have no effect.
    return isNews && (this.#speaking.size > 0 || (before?.indexes.length ?? 0) > 0);
  }

  /** The index options of a file that was read. Undefined: none that concern other files. */
  declarationsOf(uri: string): IndexDeclarations | undefined {
    const known = this.#known.get(uri);
    return known === undefined || known.signature === '' ? undefined : known;
  }

  /** Another thread has read a file. */
  learn(uri: string, declarations: IndexDeclarations | undefined): void {
    this.#readings.set(uri, declarations === undefined ? NOTHING_READ : Promise.resolve(declarations));
    if (declarations !== undefined) {
      this.#store(declarations);
    }
  }

  /**
   * A scan reads the files that `isRead` accepts, so they are not read for other files until it has ended. Until then the answer of `of` is preliminary,
   * and has to be requested again if `mayHaveMore` is true. No name may be sent anywhere because of it. Undefined: the scan has ended.
   */
  leaveToScan(isRead: ((uri: string) => boolean) | undefined): void {
    this.#isReadByScan = isRead;
    this.#readLists = new WeakSet();
    this.#version++;
  }

  /** Whether another file with index options can affect a file: a file around it, or a file of a run that includes it. */
  mayHaveMore(uri: string): boolean {
    if (this.#speaking.size === 0) {
      return false;
    }
    if (this.#reach?.version !== this.#version) {
      this.#reach = { version: this.#version, folders: reachOf(this.#speaking) };
    }
    if ((this.#includers.get(uri)?.size ?? 0) > 0 || (this.#known.get(uri)?.includes.length ?? 0) > 0) {
      return true;
    }
    const file = fileUriOf(uri);
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      if (this.#reach.folders.has(file.slice(0, slash))) {
        return true;
      }
    }
    return false;
  }

  /** Forgets everything that can be found again, but not the index options of files. */
  trim(): void {
    this.#contexts = new Map();
    this.#nearby.clear();
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

  /** Facts about projects and workspaces have changed. */
  layoutChanged(): void {
    this.#version++;
  }

  /** Files or folders on disk have changed. */
  clear(): void {
    this.#readings = new Map();
    this.#readLists = new WeakSet();
    this.#contexts = new Map();
    this.#nearby.clear();
    // Facts that a scan found far from a file cannot be found again from there.
    for (const { uri, signature } of this.#known.values()) {
      if (signature !== '') {
        this.#outdated.add(uri);
      }
    }
    this.#version++;
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

  #reading(uri: string): Promise<IndexDeclarations | undefined> {
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
      return { ...EMPTY, ...withSignature(uri, readIndexMentions(path, judged), []) };
    }
    return readingOf(uri, format, isOfConcern ? (await this.#parse(judged, format))[0] : EMPTY_MANIFEST, judged);
  }

  async #find(uri: string, formatId: string): Promise<IndexContext> {
    const file = fileUriOf(uri);
    if (isUntitled(uri)) {
      return this.#nearFolders(this.#reader.folders());
    }
    const inherited = new Map<string, InheritedIndexes>();
    const add = (reading: IndexDeclarations | undefined, relation: IndexRelation): void => {
      if (reading !== undefined && reading.uri !== uri && reading.indexes.length > 0 && !inherited.has(reading.uri)) {
        inherited.set(reading.uri, { uri: reading.uri, relation, indexes: reading.indexes });
      }
    };
    const usesUv = await this.#addUv(uri, formatId, add);
    const near = await this.#nearby.around(file);
    if (formatId === 'inline-script') {
      for (const reading of await this.#speakers(near.project)) {
        if (reading.formatId === '' || HEARD_BY_SCRIPTS.has(reading.formatId)) {
          add(reading, 'project');
        }
      }
    } else {
      // Reads all of them before the graph is walked: each may include this file.
      await this.#readAll(near.project);
      await this.#readAll(near.beside);
      await this.#addRun(uri, add);
      const folder = file.slice(0, file.lastIndexOf('/') + 1);
      const above = [...this.#speaking].filter((each) => folder.startsWith(each.slice(0, each.lastIndexOf('/') + 1)));
      for (const reading of [...(await this.#speakers(near.project)), ...(await this.#speakers(above))]) {
        add(reading, 'project');
      }
      if (file !== uri) {
        this.#addNotebook(file, await this.#reading(file), add);
      }
    }
    return { inherited: [...inherited.values()], usesUv, ...(near.isCut && { isCut: true }) };
  }

  /** The uv settings that apply to the file. No pyproject.toml affects an inline script. */
  async #addUv(
    uri: string,
    formatId: string,
    add: (reading: IndexDeclarations | undefined, relation: IndexRelation) => void,
  ): Promise<boolean> {
    if (formatId !== 'pyproject' && formatId !== 'inline-script') {
      return false;
    }
    const { uvSettings, workspace } = await this.#layoutOf(uri);
    const root = workspace?.tool === 'uv' ? workspace.root.manifest : undefined;
    const isMember = formatId === 'pyproject' && root !== undefined && root !== uri;
    if (uvSettings !== undefined && uvSettings !== uri && (formatId === 'pyproject' || uvSettings.endsWith('/uv.toml'))) {
      add(ofUv(await this.#reading(uvSettings)), 'run');
    }
    if (isMember) {
      add(ofUv(await this.#reading(root)), 'run');
    }
    return uvSettings !== undefined || isMember;
  }

  /** All files of the runs that read the file: those that include it, at any depth, and what they include. */
  async #addRun(uri: string, add: (reading: IndexDeclarations | undefined, relation: IndexRelation) => void): Promise<void> {
    const above = new Set<string>([uri]);
    for (const each of above) {
      for (const includer of this.#includers.get(each) ?? []) {
        if (above.size < MAX_RUN) {
          above.add(includer);
        }
      }
    }
    const installs: string[] = [];
    const seen = new Set<string>();
    for (const each of above) {
      const reading = await this.#reading(each);
      if (PIP_FILES.has(reading?.formatId ?? '') || each === uri) {
        await this.#addIncluded(each, seen, (one) => add(one, 'run'));
      } else {
        installs.push(each);
      }
    }
    for (const each of installs) {
      await this.#addIncluded(each, new Set(), (one) => add(one, 'install'));
    }
  }

  async #addIncluded(start: string, seen: Set<string>, add: (reading: IndexDeclarations | undefined) => void): Promise<void> {
    const pending: { readonly uri: string; readonly includer?: IndexDeclarations | undefined }[] = [{ uri: start }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { uri, includer } = next;
      if (!seen.has(uri) && seen.size < MAX_RUN) {
        seen.add(uri);
        const reading = await this.#reading(uri);
        // The working directory of a command is a guess: a file that does not exist there is not part of its run.
        const isHidden = reading?.isUnread === true && PIP_FILES.has(includer?.formatId ?? '');
        add(isHidden ? { ...reading, indexes: [UNREAD] } : reading);
        for (const target of reading?.includes ?? []) {
          pending.push({ uri: target, includer: reading });
        }
      }
    }
  }

  /** A cell belongs to the kernel of its notebook, and so do its other cells. */
  #addNotebook(
    file: string,
    reading: IndexDeclarations | undefined,
    add: (reading: IndexDeclarations | undefined, relation: IndexRelation) => void,
  ): void {
    add(reading, 'run');
    for (const other of this.#known.values()) {
      if (other.formatId === 'notebook-cell' && fileUriOf(other.uri) === file) {
        add(other, 'run');
      }
    }
  }

  async #readAll(uris: readonly string[]): Promise<void> {
    const lists = this.#readLists;
    if (lists.has(uris)) {
      return;
    }
    const open: Promise<unknown>[] = [];
    for (const uri of uris) {
      const isUnderWay = this.#underWay.size > 0 && this.#underWay.has(uri);
      if (isUnderWay || (!this.#readings.has(uri) && this.#isReadByScan?.(uri) !== true)) {
        open.push(this.#reading(uri));
      }
    }
    if (open.length > 0) {
      await Promise.all(open);
    }
    lists.add(uris);
  }

  /** The files with index options that also apply to other files. */
  async #speakers(uris: readonly string[]): Promise<readonly IndexDeclarations[]> {
    await this.#readAll(uris);
    const speakers: IndexDeclarations[] = [];
    for (const uri of this.#speaking.size === 0 ? [] : uris) {
      const reading = this.#speaking.has(uri) ? this.#known.get(uri) : undefined;
      if (reading !== undefined && !OWN_INDEXES.has(reading.formatId)) {
        speakers.push(reading);
      }
    }
    return speakers;
  }
}

/** The address of any file directly in a folder. */
function insideOf(folder: string): string {
  return folder.replace(/\/?$/, '/_');
}

/** A file that exists but could not be read may name an index. */
const UNREAD: IndexOption = { kind: 'configuration', span: { start: 0, end: 0 } };
/** The file was read, and has nothing that concerns other files. */
const NOTHING_READ: Promise<undefined> = Promise.resolve(undefined);
const EMPTY: IndexDeclarations = { uri: '', formatId: '', indexes: [], includes: [], signature: '' };

/** The folders in which a file can affect another one: a folder above it, or a folder at most this deep below one of those. */
function reachOf(uris: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    let folder = fileUriOf(uri);
    for (let level = 0; level <= MAX_DEPTH_AROUND && folder.includes('/'); level++) {
      folder = folder.slice(0, folder.lastIndexOf('/'));
      folders.add(folder);
    }
  }
  return folders;
}

/** A variable with such a name holds options rather than packages, and one after `-r` another file. */
const OF_OPTIONS = /^[$%{].{0,20}(?:OPT|ARG|FLAG|INDEX|EXTRA|URL)/i;
const BEFORE_FILE = /(?:^|\s)(?:-[rc]|--(?:requirement|constraint))[\s=]{0,20}[^\s$]{0,100}$/;

/**
 * The index options of a file itself. Those of an included file are unknown if it is on the web, or if the environment completes its name, and so are
 * those in a variable.
 */
export function ownIndexes(manifest: Manifest, format: FileFormat, text: string): readonly IndexOption[] {
  const { indexes, includes, unchecked } = manifest;
  const isOpen = ({ text: said, span }: Unchecked): boolean =>
    OF_OPTIONS.test(said) || (said.startsWith('$') && BEFORE_FILE.test(text.slice(Math.max(0, span.start - 150), span.start)));
  const open = includes.find(({ path }) => isRemote(path)) ?? unchecked.find(isOpen);
  const hidden = hiddenIndexes(format, text, indexes);
  const own = hidden.length === 0 ? indexes : [...indexes, ...hidden];
  return open === undefined ? own : [{ kind: 'configuration', span: open.span }, ...own];
}

function readingOf(uri: string, format: FileFormat, manifest: Manifest, text: string): IndexDeclarations {
  const includes = new Set(manifest.includes.slice(0, MAX_RUN).flatMap((include) => includeTargets(uri, include)));
  const indexes = [...ownIndexes(manifest, format, text).slice(0, MAX_INDEXES), ...lockedIndexes(manifest)];
  return { ...withSignature(uri, indexes, [...includes]), formatId: format.id };
}

function withSignature(uri: string, indexes: readonly IndexOption[], includes: readonly string[]): Omit<IndexDeclarations, 'formatId'> {
  const said = indexes.map(({ kind, url, name, explicit, search }) => [kind, url, name, explicit, search]);
  return { uri, indexes, includes, signature: indexes.length + includes.length === 0 ? '' : JSON.stringify([said, includes]) };
}

/** The indexes in a lock file, and the hosts of its files. */
function lockedIndexes({ requirements }: Manifest): IndexOption[] {
  const urls = new Map<string, IndexOption>();
  for (const { role, source, indexName, url, span } of requirements) {
    const place = source === 'explicit-index' ? indexName : source === 'url' ? url?.slice(0, MAX_ADDRESS) : undefined;
    if (role === 'locked' && place !== undefined && !isPublicIndex(place) && urls.size < MAX_INDEXES) {
      urls.set(place, { kind: 'extra-index', url: place, span });
    }
  }
  return [...urls.values()];
}

/** The index options for uv: its indexes are searched in their order. Those of Poetry and PDM in the same file are not. */
function ofUv(reading: IndexDeclarations | undefined): IndexDeclarations | undefined {
  const isOfUv = ({ kind, search }: IndexOption): boolean => search === 'in-order' || (kind !== 'index' && kind !== 'extra-index');
  return reading && { ...reading, indexes: reading.indexes.filter(isOfUv) };
}
