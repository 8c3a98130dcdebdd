import { normalizeName } from '../packaging/name';
import { buildNameTables } from './nameTables';
import { encodePopularNames } from './popularNames';
import type { Codec, ProjectRow } from './projectList';
import { encodeProjectList } from './projectList';
import { packSections } from './sections';
import type { Snapshot } from './snapshot';

/** Names of the compiled files below the data folder. */
export const FILES = {
  manifest: 'manifest.json',
  popular: 'popular.bin.br',
  /** The number is the format: tables that an older program made must not be read as the ones that this program means. */
  engine: 'engine.2.bin.br',
  projects: 'projects.bin',
  malicious: 'malicious.txt.br',
  importNames: 'import-names.json',
  standardLibrary: 'stdlib-names.json',
  superseded: 'superseded.json',
} as const;

/** `manifest.json`: what the data are, for people and for the check that a refresh is not older. */
export interface DataManifest {
  readonly asOf: string;
  readonly projects: number;
  readonly popular: number;
  readonly malicious: number;
}

/** Shorter modules (`os`, `re`, `json`) are found in names by chance. */
const MIN_MODULE = 5;

/**
 * Compiles a snapshot into the files of the data folder. `compress` is brotli at its best quality; a `.br` file is compressed as a whole.
 * `standardLibrary`: normalised names of modules, which are imitated like popular projects.
 */
export function compileData(snapshot: Snapshot, compress: Codec, standardLibrary: readonly string[] = []): Map<string, Uint8Array> {
  const text = new TextEncoder();
  const popular = new Set(snapshot.popular.map((entry) => entry.name));
  // Months are kept for all, versions for the popular: those of all projects would cost another 800 KB of a 5 MB extension.
  const keepVersion = (row: ProjectRow): boolean => popular.has(row.name);
  const manifest: DataManifest = {
    asOf: snapshot.asOf,
    projects: snapshot.projects.length,
    popular: snapshot.popular.length,
    malicious: snapshot.malicious.length,
  };
  return new Map([
    [FILES.manifest, text.encode(`${JSON.stringify(manifest)}\n`)],
    [FILES.popular, compress(encodePopularNames(snapshot.popular))],
    [FILES.engine, compress(packSections(engineTables(snapshot, popular, standardLibrary)))],
    [FILES.projects, encodeProjectList(snapshot.projects, keepVersion, compress)],
    [FILES.malicious, compress(text.encode(snapshot.malicious.join('\n')))],
  ]);
}

/** Normalised names of the modules in `stdlib-names.json` that somebody may misspell: nobody types those that went with Python 2. */
export function moduleNames(standardLibrary: Uint8Array): string[] {
  const { modules } = JSON.parse(new TextDecoder().decode(standardLibrary)) as { modules: Record<string, { readonly until?: string }> };
  return Object.entries(modules)
    .filter(([, { until }]) => until !== '3.0')
    .map(([name]) => normalizeName(name));
}

function engineTables(snapshot: Snapshot, popular: ReadonlySet<string>, standardLibrary: readonly string[]) {
  const modules = standardLibrary.filter((name) => name.replaceAll('-', '').length >= MIN_MODULE && !popular.has(name));
  return buildNameTables(
    snapshot.popular.map((entry) => entry.name),
    [...new Set(modules)].sort(),
    snapshot.projects.map((project) => project.name),
  );
}
