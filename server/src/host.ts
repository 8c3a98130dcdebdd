import type { Advisory } from './advisories/advisory';
import type { AdvisoryIndex } from './advisories/compact';
import type { FileFormat, Manifest, Problem } from './formats/manifest/format';
import type { Written } from './formats/manifest/pieces';
import type { Project, ProjectMetadata, ReleaseFile } from './index/project';
import type { Provenance } from './index/provenance';
import type { SafeUrl } from './index/safeUrl';
import type { IndexSource } from './index/source';
import type { Lookup } from './lookup';
import type { DataManifest } from './names/files/compile';
import type { DataDates, NameData } from './names/nameData';
import type { Settings } from './settings';

/** The world, as interfaces. `node/` has the real one, `test/inMemoryHost.ts` one that records what was asked of it. */
export interface Host {
  /** The package data in use; the same promise each time until they are updated, loaded at the first call. */
  nameData(): Promise<NameData>;
  /** The advisories in use; likewise. */
  advisoryIndex(): Promise<AdvisoryIndex>;
  readonly packageData: PackageData;
  /** The editor's settings (or the command line's options) for a file, checked. */
  settings(uri: string): Promise<Settings>;
  /** False in Restricted Mode: what the workspace says of itself then counts for nothing. */
  trustsWorkspace(): boolean;
  readonly workspace: Workspace;
  /** What a text says, and what the limits left out (`read` of analysis/limits.ts). A long text is read in another thread, where that is possible. */
  read(text: string, format: FileFormat): Promise<readonly [manifest: Manifest, leftOut: readonly Problem[], written: Written]>;
  /**
   * A client of the package index at an address. `isPublicName`: what it may tell to hosts other than that one; a private index that redirects
   * what it lacks to the public one would otherwise publish the names of private packages.
   */
  indexAt(url: SafeUrl, isPublicName: (normalizedName: string) => boolean): PackageIndex;
  /** The indexes of the user's own configuration; the same promise each time. */
  userIndexes(): Promise<UserIndexes>;
  /** Settings or credentials of the user are not what they were. */
  userConfigurationChanged(): void;
  readonly advisories: AdvisoryDatabase;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Files below the workspace's folders. URIs are strings, as LSP has them. */
export interface Workspace {
  folders(): readonly string[];
  /** Whether a file is below one of the folders; true for a file beside the only open one where there are no folders. */
  isInside(uri: string): boolean;
  /** Why a scan would pass the file over; undefined where it would not. */
  passedOver(uri: string): Promise<PassedOver | undefined>;
  /** `missing` when there is no such file; `unavailable` when it is a folder, no text, not readable, or outside the workspace. A very long file is cut after what is judged. */
  readFile(uri: string): Promise<Lookup<string>>;
  /** The same as it is on disk, where an editor may have another text. Absent: there is no editor. */
  readSaved?(uri: string): Promise<Lookup<string>>;
  /**
   * The folders in which a file's project can begin: from its own upwards to the top of the workspace or of the repository, which may lie above it; a few
   * where there is neither. Nearest first. What they say is read for the project's layout and its indexes alone (`entries`, `readAround`).
   */
  foldersAbove(uri: string): Promise<readonly FolderAbove[]>;
  /** What is in such a folder or below it, at most `MAX_SUBFOLDERS` each; nothing of a virtual environment. */
  entries(folder: string): Promise<FolderEntries>;
  /** Like `readFile`, also for files in and below the folders above. */
  readAround(uri: string): Promise<Lookup<string>>;
  /** Files below `root` that match; `root` itself if it is a file. Stops at `signal`. */
  findFiles(root: string, options: FindOptions): AsyncIterable<FoundFile>;
}

/** A folder above a file. */
export interface FolderAbove {
  /** Without a slash at its end. */
  readonly uri: string;
  /** It is outside of workspace and repository: uv alone looks for its settings there. */
  readonly onlyForUv: boolean;
}

/** Names, sorted, without links and other people's folders. */
export interface FolderEntries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** So many folders of one folder are told. */
export const MAX_SUBFOLDERS = 2_000;

/**
 * Why a scan passes a file or folder over: `ignored` by a `.gitignore`, a virtual `environment`, a folder of `installed` packages. `too-many`: a folder
 * that git ignores has more files than are looked at.
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
  /** Tells which files directly in a folder (URI) are of interest, by their paths. Called once a folder. */
  matcherOf(folder: string): Promise<(path: string) => boolean>;
  readonly signal: AbortSignal;
  /** Called with the URI of each folder that cannot be opened, and of each folder and matching file that is a link out of the workspace, and the reason. */
  onUnreadable(uri: string, reason: string, kind: 'folder' | 'file'): void;
  /** Called with the URI of each folder that is not looked into. */
  onPassedOver(folder: string, passedOver: PassedOver): void;
}

/** A Python package index. No call rejects: what goes wrong is `unavailable`. */
export interface PackageIndex {
  /** The Simple page: it decides whether a project exists and what its status is. */
  project(normalizedName: string, signal: AbortSignal): Promise<Lookup<Project>>;
  /** The project JSON, for people: summary, author, links. */
  metadata(normalizedName: string, signal: AbortSignal): Promise<Lookup<ProjectMetadata>>;
  /** PEP 740: who published a file, in the index's words. `missing`: published without attestations. */
  provenance(normalizedName: string, version: string, file: ReleaseFile, signal: AbortSignal): Promise<Lookup<Provenance>>;
}

/** Refreshes of the package data. */
export interface PackageData {
  /** What each part of the data in use knows; the data themselves need not be loaded for that. */
  dates(): Promise<DataDates>;
  /** When the data in use were refreshed, in milliseconds since the epoch; undefined: they are those that came with the program. */
  refreshed(): Promise<number | undefined>;
  /** Whether a week has passed, and no one has tried just now. */
  isDue(): Promise<boolean>;
  /** Fetches fresh data, which `nameData` and `advisoryIndex` give from then on. Rejects, with nothing changed, when that cannot be done. */
  update(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate>;
}

export interface DataUpdate {
  readonly before: DataManifest;
  readonly after: DataManifest;
  /** Projects that the list before did not have. */
  readonly newProjects: number;
}

/** What the user's tools are configured with, outside of any workspace. */
export interface UserIndexes {
  /** What pip asks where no file says otherwise. */
  readonly pip: readonly IndexSource[];
  /** What uv asks. */
  readonly uv: readonly IndexSource[];
  /** Further indexes that Poetry, PDM and Pipenv know: their hosts are the user's own choice. */
  readonly others: readonly IndexSource[];
}

/** A package, or one version of it, to ask an advisory database about. */
export interface AdvisoryQuery {
  /** Normalized. */
  readonly name: string;
  readonly version?: string;
}

/** A database of advisories. No call rejects: what goes wrong is `unavailable`. */
export interface AdvisoryDatabase {
  /** What the database says of each package, in the order asked; with a version, only what affects that version. */
  query(packages: readonly AdvisoryQuery[], signal: AbortSignal): Promise<readonly Lookup<readonly Advisory[]>[]>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Nothing secret reaches it: URLs are redacted before they become text. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
