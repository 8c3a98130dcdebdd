import type { DataDates } from '../nameData';
import type { MaliciousRecords } from './maliciousList';
import { readMalicious } from './maliciousSources';
import { readPopularity } from './popularity';
import type { PopularName } from './popularNames';
import type { ProjectRow } from './projectList';
import { readProjects } from './projectSources';
import type { PreviousData, SnapshotSources } from './sources';

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
