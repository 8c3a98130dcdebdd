import type { FamilyOf } from './families';
import type { NameEngine } from './judgement';
import type { NearestNames } from './nearest';

/** What the bundled list says of an existing project. */
export interface ListedProject {
  /** The newest version when the list was made. */
  readonly latestVersion?: string | undefined;
  /** Month of the latest release, `2024-06`. */
  readonly latestMonth?: string | undefined;
  /**
   * The month of the first project list that has it: `2026-11`. `before-2024-12` for a project of the oldest list, since nothing tells how long it
   * was there before.
   */
  readonly firstListed: string;
  /** The month of the last list before that, which does not have it: the project was registered between the two. Absent for `before-…`. */
  readonly notListedIn?: string | undefined;
}

/** Who keeps the record: the PyPI malregistry data set, kam193/package-campaigns, the OSV database. */
export type MaliciousSource = 'registry' | 'campaigns' | 'osv';

/** What the record calls the package. The first two do harm, by proof or by all appearances; the others are unwanted. */
export type MaliciousCategory = 'malicious' | 'suspicious' | 'pentest' | 'spam' | 'hacking-tool';

/** A record of a malicious package: facts only. */
export interface MaliciousRecord {
  readonly source: MaliciousSource;
  readonly category: MaliciousCategory;
  /** When it was recorded, `2026-05`. */
  readonly month?: string | undefined;
  /** The record's id, or that of its campaign. */
  readonly id?: string | undefined;
  /** The versions that it is about; absent: all. */
  readonly versions?: readonly string[] | undefined;
}

/** What each part of the data knows: a month, `2026-11`, or a day, `2026-07-23`. */
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
  /** 1 for the most downloaded project; undefined for one that is not in the list. */
  rankOf(name: string): number | undefined;
  /** Downloads in 30 days, as published with the list. */
  downloadsOf(name: string): number | undefined;
  /** Normalized name at `rank` (from 1). */
  nameAt(rank: number): string | undefined;
}

/** The compiled data of one snapshot. All names are normalized. */
export interface NameData {
  /** Month of the project list, `2026-11`. */
  readonly asOf: string;
  readonly dates: DataDates;
  readonly popular: PopularNames;
  readonly engine: NameEngine;
  /** Whether a record names every version of the project: no one should install one. */
  isMalicious(name: string): boolean;
  /** What sources of malicious packages say of the name; the same array each time, empty for most. */
  maliciousRecords(name: string): readonly MaliciousRecord[];
  /** Exact. Undefined: not in the package list of `asOf`. */
  project(name: string): ListedProject | undefined;
  /** Whether `project` would find it; a little faster, for whole lists of names. */
  exists(name: string): boolean;
  /**
   * Whether an earlier project list has it and a later one does not: anyone could register the name again. Where `project` finds it, this has happened.
   */
  wasRemoved(name: string): boolean;
  /** Up to `limit` listed projects with names that begin with `prefix`, in alphabetical order. */
  namesStartingWith(prefix: string, limit: number): string[];
  /** How many listed projects extend `name` by further words (`name-…`); counts no further than `limit`. */
  extensions(name: string, limit: number): number;
  /** The words that all names of a family of one owner's projects begin with, where `name` begins so and adds to them: `google-cloud`. */
  readonly familyOf: FamilyOf;
  /** What a name that does not exist may have been meant for. Takes milliseconds. */
  readonly nearest: NearestNames;
  /** The project that continues this one, from a reviewed table. */
  superseded(name: string): Superseded | undefined;
  /**
   * What `name` is as a module's name, where that is not the name of the project that provides it; as written in code (`PIL`,
   * `google.protobuf`) or normalized. Says nothing about whether a project of that name exists as well (`yaml` does not, `jwt` does).
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
  /** First version that has it no longer: of Python, `3.12`, or of the one project that had the module, `82`. */
  readonly until?: string;
}

export interface Superseded {
  readonly successor: string;
  /** Month of the last release, `2013-10`. */
  readonly lastRelease?: string;
  /** Where this is said: https only. */
  readonly source: string;
}

/** Reads one file of the bundled data folder. Rejects when it cannot be read. */
export type ReadData = (file: string) => Promise<Uint8Array>;

/** Opens one file of the data folder. Throws when there is none. What it returns reads the file, once, as it was when it was opened. */
export type OpenData = (file: string) => () => Uint8Array;
