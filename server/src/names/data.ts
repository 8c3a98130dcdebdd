import type { NameEngine } from './engine';

/** What the bundled list says of an existing project. */
export interface ListedProject {
  /** The newest version when the list was made. */
  readonly latestVersion?: string;
  /** Month of the latest release, `2024-06`. */
  readonly latestMonth?: string;
}

export interface PopularNames {
  readonly size: number;
  /** 1 for the most downloaded project; undefined for one that is not in the list. */
  rankOf(name: string): number | undefined;
  /** Downloads in 30 days, as published with the list. */
  downloadsOf(name: string): number | undefined;
  /** Normalised name at `rank` (from 1). */
  nameAt(rank: number): string | undefined;
}

/** The compiled data of one snapshot. All names are normalised. */
export interface NameData {
  /** Month of the snapshot, `2026-11`. */
  readonly asOf: string;
  readonly popular: PopularNames;
  readonly engine: NameEngine;
  /** Known malicious by name, whatever the version. */
  isMalicious(name: string): boolean;
  /** Exact. Undefined: not in the package list of `asOf`. */
  project(name: string): ListedProject | undefined;
  /** Whether `project` would find it; a little faster, for whole lists of names. */
  exists(name: string): boolean;
  /** How many listed projects extend `name` by further words (`name-…`); counts no further than `limit`. */
  extensions(name: string, limit: number): number;
  /** Popular names that begin with `prefix`, most downloaded first: for completion. */
  completions(prefix: string, limit: number): readonly string[];
  /** The project that continues this one, from a reviewed table. */
  superseded(name: string): Superseded | undefined;
  /**
   * What `name` is as a module's name, where that is not the name of the project that provides it; as written in code (`PIL`,
   * `google.protobuf`) or normalised. Says nothing about whether a project of that name exists as well (`yaml` does not, `jwt` does).
   */
  importName(name: string): ImportName | undefined;
}

/** A module's name that people type for a project's. */
export interface ImportName {
  /** The module as code spells it: `PIL`, `google.protobuf`. */
  readonly module: string;
  /** Part of Python itself: nothing to install. */
  readonly standardLibrary: boolean;
  /** Projects that provide the module, most usual first; of the standard library's, what has it for the versions of Python that have it not. */
  readonly projects: readonly string[];
  /** First Python version that has this module of the standard library, `3.11`; undefined for all that matter. */
  readonly since?: string;
  /** First Python version that has it no longer, `3.12`. */
  readonly until?: string;
}

export interface Superseded {
  readonly successor: string;
  /** Month of the last release, `2013-10`. */
  readonly lastRelease?: string;
  /** Where this is said: https only. */
  readonly source: string;
}

/** Reads one file of the bundled data folder, decompressing a `.br` file. Rejects when it cannot be read. */
export type ReadData = (file: string) => Promise<Uint8Array>;
