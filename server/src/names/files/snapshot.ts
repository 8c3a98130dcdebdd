import type { NameEngine } from '../judgement';
import type { DataDates } from '../nameData';
import type { MaliciousList, MaliciousRecords } from './maliciousList';
import { readMalicious, type SourceRecord } from './maliciousSources';
import { readPopularity } from './popularity';
import type { DecodedPopularNames, PopularName } from './popularNames';
import type { ProjectList, ProjectRow } from './projectList';
import { readProjects } from './projectSources';

/** The input of the compiled data files. */
export interface Snapshot {
  readonly dates: Omit<DataDates, 'advisories'>;
  /** The months of the project lists so far, oldest first. */
  readonly listings: readonly string[];
  /** Every project, sorted by name. */
  readonly projects: readonly ProjectRow[];
  /** Every project that an earlier list has and a later one does not, sorted by name, even if it was registered again. */
  readonly removed: readonly ProjectRow[];
  /** Most downloaded first. */
  readonly popular: readonly PopularName[];
  readonly malicious: MaliciousRecords;
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

/**
 * Reads the sources into a snapshot that continues `previous`. Rejects with a plain `Error` if a part is in neither.
 * `today`: an ISO date. Later dates in the sources count as this one.
 */
export function readSnapshot(sources: SnapshotSources, today: string, previous?: PreviousData): Snapshot {
  const projects = readProjects(sources, today, previous);
  const popularity = readPopularity(sources, projects, today, previous);
  const malicious = readMalicious(sources, projects, today, previous);
  const { listings, rows, removed, date } = projects;
  return {
    dates: {
      projects: date,
      popularity: popularity.date,
      malicious: malicious.date,
    },
    listings,
    projects: rows,
    removed,
    popular: popularity.popular,
    malicious: malicious.records,
  };
}
