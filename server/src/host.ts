import type { Advisory } from './advisories/advisory';
import type { AdvisoryIndex } from './advisories/compact';
import type { FileFormat, Manifest, Problem, Written } from './formats/manifest/format';
import type { Project, ProjectMetadata, ReleaseFile } from './index/project';
import type { Provenance } from './index/provenance';
import type { SafeUrl } from './index/safeUrl';
import type { IndexSource } from './index/source';
import type { Lookup } from './lookup';
import type { DataManifest } from './names/files/compile';
import type { DataDates, NameData } from './names/nameData';
import type { Hinted } from './protocol/fileKinds';
import type { Settings } from './settings';

/** Interfaces to the outside: files, network, package data. `node/` implements them; `test/inMemoryHost.ts` has a version that records each request. */
export interface Host {
  /** The package data in use, loaded at the first call. The same promise until the data is updated. */
  nameData(): Promise<NameData>;
  /** The advisories in use, loaded in the same way. */
  advisoryIndex(): Promise<AdvisoryIndex>;
  readonly packageData: PackageData;
  /** The editor's settings (or the command line's options) for a file, checked. */
  settings(uri: string): Promise<Settings>;
  /** False in Restricted Mode: what the workspace says about itself is then ignored. */
  trustsWorkspace(): boolean;
  readonly workspace: Workspace;
  /**
   * Reads a text, within the limits (`read` of analysis/limits.ts). A long text is read in another thread, where that is possible.
   * `inBackground`: no request waits for the result, and so every text that is not short is read there.
   */
  read(
    text: string,
    format: FileFormat,
    inBackground?: boolean,
  ): Promise<readonly [manifest: Manifest, leftOut: readonly Problem[], written: Written]>;
  /**
   * A client of the package index at an address. `isPublicName` tells which names may reach other hosts: a private index may redirect
   * a name that it lacks to the public one, and would otherwise publish the names of private packages.
   */
  indexAt(url: SafeUrl, isPublicName: (normalizedName: string) => boolean): PackageIndex;
  /** The indexes in the user's own configuration. The same promise until it changes. */
  userIndexes(): Promise<UserIndexes>;
  /** Called when settings or credentials of the user have changed. */
  userConfigurationChanged(): void;
  readonly advisories: AdvisoryDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Files below the workspace's folders. URIs are strings, as in LSP. */
export interface Workspace {
  folders(): readonly string[];
  /** Whether a file is below one of the folders. Without folders: true for files next to the only open one. */
  isInside(uri: string): boolean;
  /** Why a scan would skip the file. Undefined: it would not. */
  passedOver(uri: string): Promise<PassedOver | undefined>;
  /** `missing`: there is no such file. `unavailable`: it is a folder, not text, not readable, or outside the workspace. A very long file is cut after the part that is checked. */
  readFile(uri: string): Promise<Lookup<string>>;
  /** The file as it is on disk, even if an editor has another text. Absent: there is no editor. */
  readSaved?(uri: string): Promise<Lookup<string>>;
  /**
   * The folders in which a file's project can begin: from its own folder up to the top of the workspace or of the repository, which may be above it. Without
   * either, only a few folders. Nearest first. Their files are only read for the project's layout and its indexes (`entries`, `readAround`).
   */
  foldersAbove(uri: string): Promise<readonly FolderAbove[]>;
  /** The content of such a folder or of one below it, within limits. Virtual environments are left out. */
  entries(folder: string): Promise<FolderEntries>;
  /** Like `readFile`, but also for files in and below the folders above. */
  readAround(uri: string): Promise<Lookup<string>>;
  /**
   * Whether the text of a regular file may contain what a kind of file needs (`hints`). False: it certainly does not. A cheap test, because many files have
   * a name such as `*.py` and nothing to judge.
   */
  mayContain(uri: string, kind: Hinted): Promise<boolean> | boolean;
  /** Files below `root` that match; `root` itself if it is a file. Stops at `signal`. */
  findFiles(root: string, options: FindOptions): AsyncIterable<FoundFile>;
}

/** A folder above a file. */
export interface FolderAbove {
  /** Without a trailing slash. */
  readonly uri: string;
  /** The folder is outside the workspace and the repository. Only uv looks for its settings there. */
  readonly onlyForUv: boolean;
}

/** Sorted names, without links and without folders of installed packages. */
export interface FolderEntries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** There are more. */
  readonly isCut?: boolean;
}

/** Maximum number of subfolders and of files that are listed for one folder. */
export const MAX_SUBFOLDERS = 2_000;
export const MAX_LISTED_FILES = 20_000;

/**
 * Why a scan skips a file or folder: `ignored` by a `.gitignore`, a virtual `environment`, a folder of `installed` packages. `too-many`: a folder
 * that git ignores has too many files to look at.
 */
export interface PassedOver {
  readonly why: 'ignored' | 'environment' | 'installed' | 'too-many';
  /** URI of the `.gitignore`. */
  readonly by?: string | undefined;
}

export interface FoundFile {
  readonly uri: string;
  /** URI of the `.gitignore` that hides a folder above the file. */
  readonly ignoredBy?: string | undefined;
}

export interface FindOptions {
  /** Selects the files of interest directly in a folder (URI), by their paths. Called once per folder. */
  matcherOf(folder: string): Promise<(path: string) => boolean>;
  readonly signal: AbortSignal;
  /** Called with the URI of each folder that cannot be opened, and of each folder and matching file that is a link out of the workspace, and the reason. */
  onUnreadable(uri: string, reason: string, kind: 'folder' | 'file'): void;
  /** Called with the URI of each skipped folder. */
  onPassedOver(folder: string, passedOver: PassedOver): void;
}

/** A Python package index. No call rejects: a failure is `unavailable`. */
export interface PackageIndex {
  /** The Simple page: it decides whether a project exists and what its status is. */
  project(normalizedName: string, signal: AbortSignal): Promise<Lookup<Project>>;
  /** The project JSON, for people: summary, author, links. */
  metadata(normalizedName: string, signal: AbortSignal): Promise<Lookup<ProjectMetadata>>;
  /** PEP 740: who published a file, according to the index. `missing`: published without attestations. */
  provenance(normalizedName: string, version: string, file: ReleaseFile, signal: AbortSignal): Promise<Lookup<Provenance>>;
}

/** Refreshes of the package data. */
export interface PackageData {
  /** The content of each part of the data in use. The data itself need not be loaded for that. */
  dates(): Promise<DataDates>;
  /** When the data in use was refreshed, in milliseconds since the epoch. Undefined: the data is the bundled data. */
  refreshed(): Promise<number | undefined>;
  /** Whether a week has passed since the last refresh, with no attempt in between. */
  isDue(): Promise<boolean>;
  /** Fetches fresh data, which `nameData` and `advisoryIndex` return from then on. Rejects, with nothing changed, if that fails. */
  update(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate>;
}

export interface DataUpdate {
  readonly before: DataManifest;
  readonly after: DataManifest;
  /** Projects that the previous list did not have. */
  readonly newProjects: number;
}

/** The configuration of the user's tools, outside of any workspace. */
export interface UserIndexes {
  /** The indexes that pip uses where no file names others. */
  readonly pip: readonly IndexSource[];
  /** The indexes that uv uses. */
  readonly uv: readonly IndexSource[];
  /** Further indexes that Poetry, PDM and Pipenv know. The user chose their hosts. */
  readonly others: readonly IndexSource[];
}

/** A package, or one version of it, to look up in an advisory database. */
export interface AdvisoryQuery {
  /** Normalized. */
  readonly name: string;
  readonly version?: string;
}

/** A database of advisories. No call rejects: a failure is `unavailable`. */
export interface AdvisoryDatabase {
  /** The records about each package, in the order of the request; with a version, only those that affect that version. */
  query(packages: readonly AdvisoryQuery[], signal: AbortSignal): Promise<readonly Lookup<readonly Advisory[]>[]>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A log that gets no secrets: URLs are redacted before they become text. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
