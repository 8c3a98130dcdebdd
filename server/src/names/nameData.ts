import type { SharedList } from './files/nameBlock';
import type { NameEngine } from './judgement';

/** The entry of an existing project in the bundled list. */
export interface ListedProject {
  /** The newest version at the time of the list. */
  readonly latestVersion?: string | undefined;
  /** Month of the latest release, `2024-06`. */
  readonly latestMonth?: string | undefined;
  /**
   * The month of the first project list that has it: `2026-11`. `before-2024-12` for a project of the oldest list, because its age before that is not
   * known.
   */
  readonly firstListed: string;
  /** The month of the list before that, which does not have it: the project was registered between the two. Absent for `before-…`. */
  readonly notListedIn?: string | undefined;
}

/** The source of the record: the PyPI malregistry data set, kam193/package-campaigns, the OSV database. */
export type MaliciousSource = 'registry' | 'campaigns' | 'osv';

/** The category of the record. The first two are harmful, proven or highly likely. The others are unwanted. */
export type MaliciousCategory = 'malicious' | 'suspicious' | 'pentest' | 'spam' | 'hacking-tool';

/** A record of a malicious package: facts only. */
export interface MaliciousRecord {
  readonly source: MaliciousSource;
  readonly category: MaliciousCategory;
  /** When it was recorded, `2026-05`. */
  readonly month?: string | undefined;
  /** The record's id, or that of its campaign. */
  readonly id?: string | undefined;
  /** The versions that it covers. Absent: all. */
  readonly versions?: readonly string[] | undefined;
}

/** The date of each part of the data: a month, `2026-11`, or a day, `2026-07-23`. */
export interface DataDates {
  /** The list of all projects. */
  readonly projects: string;
  /** The most downloaded. */
  readonly popularity: string;
  readonly malicious: string;
  readonly advisories: string;
}

export interface PopularNames {
  readonly size: number;
  /** 1 is the most downloaded project. Undefined: not in the list. */
  rankOf(name: string): number | undefined;
  /** Downloads in 30 days, as published with the list. */
  downloadsOf(name: string): number | undefined;
  /** Normalized name at `rank` (from 1). */
  nameAt(rank: number): string | undefined;
}

/**
 * Families of projects that one owner publishes (`google-cloud-…`, `opentelemetry-instrumentation-…`), found from the lists: the share of popular
 * projects among the names with this beginning is larger than for words that anyone may use. Returns the words before the last hyphen of the longest family that
 * `name` would belong to. Undefined: no family.
 */
export type FamilyOf = (name: string) => string | undefined;

/**
 * Projects that a name which does not exist may mean, best first. Takes some milliseconds, much longer than a judgment: it must not be
 * called during a keystroke.
 */
export type NearestNames = (name: string) => readonly string[];

/** The compiled data of one snapshot. All names are normalized. */
export interface NameData {
  /** Month of the project list, `2026-11`. */
  readonly asOf: string;
  readonly dates: DataDates;
  readonly popular: PopularNames;
  readonly engine: NameEngine;
  /** Whether a record covers every version of the project, so no one should install any. */
  isMalicious(name: string): boolean;
  /** The records of malicious packages with this name, empty for most names. The array is the same as long as few other names are asked for. */
  maliciousRecords(name: string): readonly MaliciousRecord[];
  /** Exact. Undefined: not in the package list of `asOf`. */
  project(name: string): ListedProject | undefined;
  /** Whether `project` would find it. A little faster, for whole lists of names. */
  exists(name: string): boolean;
  /**
   * Whether an earlier project list has it and a later one does not: anyone could register the name again. If `project` finds it, this has happened.
   */
  wasRemoved(name: string): boolean;
  /** Up to `limit` listed projects with names that begin with `prefix`, in alphabetical order. */
  namesStartingWith(prefix: string, limit: number): string[];
  /** The number of listed projects that extend `name` by further words (`name-…`), counted up to `limit`. */
  extensions(name: string, limit: number): number;
  /** The common first words of one owner's family of projects, if `name` begins with them and adds to them: `google-cloud`. */
  readonly familyOf: FamilyOf;
  /** The projects that a name which does not exist may mean. Takes milliseconds. */
  readonly nearest: NearestNames;
  /** The project that continues this one, from a reviewed table. */
  superseded(name: string): Superseded | undefined;
  /**
   * The module with the name `name`, if its project has another name. As written in code (`PIL`,
   * `google.protobuf`) or normalized. Does not tell whether there is also a project with that name (`yaml` does not exist, `jwt` does).
   */
  importName(name: string): ImportName | undefined;
  /** Makes the large tables, for other threads. `pause`: called every few milliseconds. */
  share(pause: () => Promise<void>): Promise<SharedTables>;
}

/** Large tables, in memory that threads share. */
export interface SharedTables {
  readonly projects: SharedList;
  readonly engine: Uint8Array;
}

/** A module's name that people type in place of a project's. */
export interface ImportName {
  /** The module as code spells it: `PIL`, `google.protobuf`. */
  readonly module: string;
  /** Part of Python itself, so there is nothing to install. */
  readonly standardLibrary: boolean;
  /** Projects that provide the module, most common first. For a module of the standard library: its backports. */
  readonly projects: readonly string[];
  /** First Python version with this module of the standard library, `3.11`. Undefined: all relevant versions have it. */
  readonly since?: string;
  /** First version without it: of Python, `3.12`, or of the one project that had the module, `82`. */
  readonly until?: string;
}

export interface Superseded {
  readonly successor: string;
  /** Month of the last release, `2013-10`. */
  readonly lastRelease?: string;
  /** The source of this fact: https only. */
  readonly source: string;
}

/** Reads one file of the bundled data folder. Rejects when it cannot be read. */
export type ReadData = (file: string) => Promise<Uint8Array>;

/** Opens one file of the data folder. Throws if it does not exist. The returned function reads the file once, as it was when it was opened. */
export type OpenData = (file: string) => () => Uint8Array;
