import type { NameEngine } from '../judgement';
import type { DataDates, MaliciousRecord } from '../nameData';
import type { MaliciousList } from './maliciousList';
import type { DecodedPopularNames } from './popularNames';
import type { ProjectList } from './projectList';

/** A record of a source, with the versions that it names, if any. */
export interface SourceRecord {
  readonly name: string;
  readonly record: MaliciousRecord;
}

/** The source files as text. An absent part stays as in the previous data. */
export interface SnapshotSources {
  /** Tab-separated with a header: normalized name, latest version, month of the latest release, rank by downloads or empty. */
  readonly projectTable?: string | undefined;
  /** Normalized names of every project, if the source has nothing else. */
  readonly projectNames?: readonly string[] | undefined;
  /** An earlier list, one name per line, and its month. Ignored if there is previous data, which contains the earlier lists. */
  readonly earlierNames?: { readonly month: string; readonly names: string } | undefined;
  /** The public format of the top-pypi-packages data set: `{ last_update, rows: [{ project, download_count }] }`. */
  readonly downloads?: string | undefined;
  /** The malregistry data set: one name per line. A name with non-ASCII letters may be quoted as git quotes paths. */
  readonly malicious?: string | undefined;
  /** kam193/package-campaigns, tab-separated with a header: `name category month campaign affected_versions`. */
  readonly campaigns?: string | undefined;
  /** Records of an advisory database. */
  readonly maliciousRecords?: readonly SourceRecord[] | undefined;
  /** Ids of the records that the database has withdrawn. */
  readonly withdrawn?: ReadonlySet<string> | undefined;
}

/** The data that a new snapshot continues. */
export interface PreviousData {
  readonly dates: DataDates;
  readonly projects: ProjectList;
  readonly removed: ProjectList;
  readonly popular: DecodedPopularNames;
  readonly malicious: MaliciousList;
  /** Judges names by this data. */
  readonly engine: NameEngine;
}
