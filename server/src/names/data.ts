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
  /** Popular names that begin with `prefix`, most downloaded first: for completion. */
  completions(prefix: string, limit: number): readonly string[];
  /** The project that continues this one, from a reviewed table. */
  superseded(name: string): Superseded | undefined;
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
