import type { Advisory } from './advisories/advisory';
import type { AdvisoryIndex } from './advisories/compact';
import type { IndexSource } from './facts/indexRoute';
import type { Project, ProjectMetadata, ReleaseFile } from './facts/project';
import type { Provenance } from './facts/provenance';
import type { SafeUrl } from './facts/safeUrl';
import type { Lookup } from './lookup';
import type { NameData } from './names/data';
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
  /** Whether a scan would pass the file over: `.gitignore`, the `exclude` globs, a virtual environment. */
  isIgnored(uri: string, exclude: readonly string[]): Promise<boolean>;
  /** `missing` when there is no such file; `unavailable` when it is a folder, no text, not readable, or outside the workspace. A very long file is cut behind what is judged. */
  readFile(uri: string): Promise<Lookup<string>>;
  /** Files below `root` that match, without those that `.gitignore`, `exclude` globs and virtual environments hide; `root` itself if it is a file. Stops at `signal`. */
  findFiles(root: string, options: FindOptions): AsyncIterable<string>;
}

export interface FindOptions {
  readonly matches: (path: string) => boolean;
  readonly exclude: readonly string[];
  readonly signal: AbortSignal;
  /** Called with the URI of each folder that cannot be opened, and the reason. */
  onUnreadable(folder: string, reason: string): void;
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
  /** When the data in use were refreshed, in milliseconds since the epoch; undefined: they are those that came with the program. */
  refreshed(): Promise<number | undefined>;
  /** Whether a week has passed, and nobody has tried just now. */
  isDue(): Promise<boolean>;
  /** Fetches fresh data, which `nameData` and `advisoryIndex` give from then on. Rejects, with nothing changed, when that cannot be done. */
  update(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate>;
}

export interface DataCounts {
  /** Month of the project list, `2026-11`. */
  readonly asOf: string;
  readonly projects: number;
  readonly popular: number;
  readonly malicious: number;
  readonly advisories: number;
  /** When the newest advisory was modified, ISO 8601. */
  readonly advisoriesAsOf: string;
}

export interface DataUpdate {
  readonly before: DataCounts;
  readonly after: DataCounts;
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
  /** Normalised. */
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
