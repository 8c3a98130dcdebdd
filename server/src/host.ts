import type { Advisory } from './advisories/advisory';
import type { AdvisoryIndex } from './advisories/compact';
import type { IndexSource } from './facts/indexRoute';
import type { Project, ProjectMetadata } from './facts/project';
import type { SafeUrl } from './facts/safeUrl';
import type { Lookup } from './lookup';
import type { NameData } from './names/data';
import type { Settings } from './settings';

/** The world, as interfaces. `node/` has the real one, `test/inMemoryHost.ts` one that records what was asked of it. */
export interface Host {
  /** The bundled data; the same promise each time, loaded at the first call. */
  nameData(): Promise<NameData>;
  /** The bundled advisories; likewise. */
  advisoryIndex(): Promise<AdvisoryIndex>;
  /** The editor's settings (or the command line's options) for a file, checked. */
  settings(uri: string): Promise<Settings>;
  /** False in Restricted Mode: what the workspace says of itself then counts for nothing. */
  trustsWorkspace(): boolean;
  readonly workspace: Workspace;
  /** A client of the package index at an address; the same one each time. */
  indexAt(url: SafeUrl): PackageIndex;
  /** The indexes of the user's own configuration; the same promise each time. */
  userIndexes(): Promise<UserIndexes>;
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
}

/** A Python package index. No call rejects: what goes wrong is `unavailable`. */
export interface PackageIndex {
  /** The Simple page: it decides whether a project exists and what its status is. */
  project(normalizedName: string, signal: AbortSignal): Promise<Lookup<Project>>;
  /** The project JSON, for people: summary, author, links. */
  metadata(normalizedName: string, signal: AbortSignal): Promise<Lookup<ProjectMetadata>>;
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
