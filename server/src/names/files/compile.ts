import { normalizeName } from '../../packaging/name';
import { buildNameTables } from '../engine/tables/nameTables';
import type { DataDates } from '../nameData';
import { deceivingNames, encodeMalicious } from './maliciousList';
import { encodePopularNames } from './popularNames';
import { type Codec, encodeProjectList, type ProjectRow, UNCOMPRESSED } from './projectList';
import { packSections } from './sections';
import type { Snapshot } from './snapshot';

/**
 * Names of the compiled files below the data folder. The number is the format: a file of an older version must not be read as the file of this
 * version.
 */
export const FILES = {
  manifest: 'manifest.json',
  popular: 'popular.bin',
  engine: 'engine.4.bin',
  projects: 'projects.3.bin',
  popularProjects: 'popular-projects.2.bin',
  removed: 'removed.2.bin',
  malicious: 'malicious.2.txt',
  importNames: 'import-names.json',
  standardLibrary: 'stdlib-names.json',
  superseded: 'superseded.json',
} as const;

/** Number of entries in each part of the data. */
export interface DataSizes {
  readonly projects: number;
  /** Projects of earlier lists that are gone. */
  readonly removed: number;
  readonly popular: number;
  readonly malicious: number;
  readonly advisories: number;
}

/** The manifest: the contents of the data, for people and for the check that a refresh is not older. */
export interface DataManifest {
  readonly dates: DataDates;
  readonly sizes: DataSizes;
  /** When the data was refreshed, ISO 8601. Absent: it is the bundled data. */
  readonly refreshed?: string;
}

/** What each compiled file is, by its name: one that is not as it was written is not used, because a list that was cut off would miss names. */
export type FileStates = Readonly<Record<string, FileState>>;

export interface FileState {
  readonly bytes: number;
  readonly crc32: number;
}

/** The manifest as stored. */
export interface StoredManifest extends DataManifest {
  readonly files: FileStates;
}

/** Shorter modules (`os`, `re`, `json`) occur in names by chance. */
const MIN_MODULE = 5;

/**
 * Compiles a snapshot into the files of the data folder, all but the advisories and the manifest. `compress` is brotli, for the blocks of the long lists. What each start
 * needs is not compressed: to decompress it took a tenth of a start, and packages of the program are compressed anyway. `standardLibrary`: normalized names of
 * modules, which are imitated like popular projects.
 */
export function compileData(snapshot: Snapshot, compress: Codec, standardLibrary: readonly string[] = []): Map<string, Uint8Array> {
  const popular = new Set(snapshot.popular.map((entry) => entry.name));
  // Months are kept for all projects, versions only for popular ones: those of all projects would add 800 KB to a 5 MB extension.
  const keepVersion = (row: ProjectRow): boolean => popular.has(row.name);
  const { projects, removed, listings } = snapshot;
  return new Map([
    [FILES.popular, encodePopularNames(snapshot.popular)],
    [FILES.engine, packSections(engineTables(snapshot, popular, standardLibrary))],
    [FILES.projects, encodeProjectList(projects, listings, keepVersion, compress)],
    [FILES.popularProjects, encodeProjectList(projects.filter(keepVersion), listings, keepVersion, UNCOMPRESSED)],
    [FILES.removed, encodeProjectList(removed, listings, () => false, compress)],
    [FILES.malicious, encodeMalicious(snapshot.malicious)],
  ]);
}

/** Normalized names of the modules in `stdlib-names.json` that can be misspelled. No one types those that were removed with Python 2. */
export function moduleNames(standardLibrary: Uint8Array): string[] {
  const { modules } = JSON.parse(new TextDecoder().decode(standardLibrary)) as { modules: Record<string, { readonly until?: string }> };
  return Object.entries(modules)
    .filter(([, { until }]) => until !== '3.0')
    .map(([name]) => normalizeName(name));
}

function engineTables(snapshot: Snapshot, popular: ReadonlySet<string>, standardLibrary: readonly string[]) {
  const modules = standardLibrary.filter((name) => name.length >= MIN_MODULE && !popular.has(name));
  return buildNameTables({
    popular: snapshot.popular.map((entry) => entry.name),
    standardLibrary: [...new Set(modules)].sort(),
    projects: snapshot.projects.map((project) => project.name),
    malicious: deceivingNames(snapshot.malicious),
  });
}
