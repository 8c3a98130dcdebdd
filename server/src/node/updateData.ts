import { randomUUID } from 'node:crypto';
import { access, cp, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { ADVISORIES_FILE, type CompiledAdvisories, compileAdvisories, openAdvisories } from '../advisories/compact';
import type { Clock, DataCounts, DataUpdate } from '../host';
import { compileData, type DataManifest, FILES, moduleNames } from '../names/compile';
import { compare, decodePopularNames } from '../names/popularNames';
import { decodeProjectList } from '../names/projectList';
import { readSnapshot, type Snapshot } from '../names/snapshot';
import { dataReader } from './data';
import type { DataSources, Progress } from './dataSources';

export interface UpdateOptions {
  readonly sources: DataSources;
  /** The data in use now: what is absent in the sources comes from here, and the new data are compared with it. */
  readonly current: string;
  /** The folder that the new data replace; it may be `current`, and need not exist. */
  readonly out: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** The share of its entries that a list must keep. A list that lost more was cut off, or somebody wants it to be short. */
const MIN_KEPT = 0.8;
/** Unreadable records among an advisory dump's. */
const MAX_UNREADABLE = 0.01;
/** Good enough for a user's own machine, in a tenth of the time of the best. */
const BROTLI_QUALITY = 9;

/**
 * Compiles fresh package data and puts them in the place of the old, whole or not at all. The old data stay beside them as `<out>.previous`.
 * Rejects, and changes nothing, when the new data are older, much shorter or damaged.
 */
export async function updateData({ sources, current, out, clock, progress, signal }: UpdateOptions): Promise<DataUpdate> {
  const before = await readCounts(current);
  progress(l10n.t('Compiling the package data…'));
  signal.throwIfAborted();
  const advisories = sources.advisories === undefined ? undefined : compileAdvisories(sources.advisories);
  const snapshot = await freshSnapshot(sources, advisories, current, before, clock);
  const after: DataCounts = {
    asOf: snapshot.asOf,
    projects: snapshot.projects.length,
    popular: snapshot.popular.length,
    malicious: snapshot.malicious.length,
    advisories: advisories?.records ?? before.advisories,
    advisoriesAsOf: advisories?.asOf ?? before.advisoriesAsOf,
  };
  checkPlausible(before, after, advisories, sources.advisories?.length ?? 0);
  signal.throwIfAborted();
  const files = compileData(snapshot, compress, moduleNames(await dataReader(current)(FILES.standardLibrary)));
  files.set(FILES.manifest, manifestOf(after, clock));
  if (advisories !== undefined) {
    files.set(ADVISORIES_FILE, compress(new TextEncoder().encode(advisories.text)));
  }
  signal.throwIfAborted();
  const newProjects = await countNew(snapshot, current);
  await replaceFolder(current, out, files);
  return { before, after, newProjects };
}

/** What a data folder holds, from its own files. */
export async function readCounts(folder: string): Promise<DataCounts> {
  const read = dataReader(folder);
  const decoder = new TextDecoder();
  const { asOf, projects, popular, malicious } = await readManifest(folder);
  const advisories = openAdvisories(decoder.decode(await read(ADVISORIES_FILE)));
  return { asOf, projects, popular, malicious, advisories: advisories.records, advisoriesAsOf: advisories.asOf };
}

async function freshSnapshot(
  sources: DataSources,
  advisories: CompiledAdvisories | undefined,
  current: string,
  before: DataCounts,
  clock: Clock,
): Promise<Snapshot> {
  const read = dataReader(current);
  const known = new TextDecoder().decode(await read(FILES.malicious));
  const malicious = [sources.malicious ?? known, ...(advisories?.maliciousNames ?? [])].join('\n');
  const projects = sources.projectTable ?? (await projectTable(sources.projectNames, current));
  const snapshot = readSnapshot({ projects, downloads: sources.downloads ?? (await downloadsOf(current)), malicious });
  // A list without months of release says nothing of its own age: it is of today.
  const asOf = sources.projectNames === undefined ? snapshot.asOf : new Date(clock.now()).toISOString().slice(0, 7);
  return { ...snapshot, asOf: sources.projectTable === undefined && sources.projectNames === undefined ? before.asOf : asOf };
}

/** The table that the compiler reads, of the given names (or those in use) with what is known of their releases. */
async function projectTable(names: readonly string[] | undefined, current: string): Promise<string> {
  const list = decodeProjectList(await dataReader(current)(FILES.projects), (bytes) => brotliDecompressSync(bytes));
  const lines = ['name\tversion\tmonth\trank'];
  for (const name of names === undefined ? list.names() : new Set(names)) {
    const known = list.get(name);
    lines.push(`${name}\t${known?.latestVersion ?? ''}\t${known?.latestMonth ?? ''}\t`);
  }
  return lines.join('\n');
}

async function downloadsOf(current: string): Promise<string> {
  const popular = decodePopularNames(await dataReader(current)(FILES.popular));
  return JSON.stringify({ rows: popular.byRank.map((project) => ({ project, download_count: popular.downloadsOf(project) })) });
}

/** How many projects the list in use does not have. Both are sorted in the same way. */
async function countNew({ projects }: Snapshot, current: string): Promise<number> {
  const known = decodeProjectList(await dataReader(current)(FILES.projects), (bytes) => brotliDecompressSync(bytes))
    .names()
    [Symbol.iterator]();
  let added = 0;
  let old = known.next();
  for (const { name } of projects) {
    while (!old.done && compare(old.value, name) < 0) {
      old = known.next();
    }
    if (old.done || old.value !== name) {
      added++;
    }
  }
  return added;
}

function checkPlausible(before: DataCounts, after: DataCounts, advisories: CompiledAdvisories | undefined, records: number): void {
  for (const list of ['projects', 'popular', 'malicious', 'advisories'] as const) {
    if (after[list] < before[list] * MIN_KEPT) {
      throw new Error(
        l10n.t('The new data are not used: a list has {0} entries instead of {1}.', String(after[list]), String(before[list])),
      );
    }
  }
  if (after.asOf < before.asOf || after.advisoriesAsOf < before.advisoriesAsOf) {
    throw new Error(l10n.t('The new data are not used: they are older than the data that are there.'));
  }
  if (advisories !== undefined && advisories.unreadable > records * MAX_UNREADABLE) {
    throw new Error(l10n.t('The new data are not used: {0} advisories cannot be read.', String(advisories.unreadable)));
  }
}

function manifestOf({ asOf, projects, popular, malicious }: DataCounts, clock: Clock): Uint8Array {
  const manifest: DataManifest & { readonly refreshed: string } = {
    asOf,
    projects,
    popular,
    malicious,
    refreshed: new Date(clock.now()).toISOString(),
  };
  return new TextEncoder().encode(`${JSON.stringify(manifest)}\n`);
}

/**
 * The new folder is complete and on disk before it takes its place. A kill between the two renames leaves `<out>.previous`, which
 * `newestDataFolder` finds.
 */
async function replaceFolder(current: string, out: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const temporary = `${out}.${randomUUID()}.tmp`;
  try {
    await mkdir(temporary, { recursive: true });
    // Tables that people wrote are not refreshed.
    await cp(current, temporary, { recursive: true, filter: (source) => !files.has(path.basename(source)) });
    for (const [name, bytes] of files) {
      const file = await open(path.join(temporary, name), 'w');
      await file.writeFile(bytes);
      await file.sync();
      await file.close();
    }
    await rm(previousOf(out), { recursive: true, force: true });
    await rename(out, previousOf(out)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') {
        throw error;
      }
    });
    await rename(temporary, out);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function previousOf(folder: string): string {
  return `${folder}.previous`;
}

/**
 * The refreshed folder, or what an interrupted refresh left, or the bundled one: the first that is complete and not older than the bundled.
 * Looks at manifests only; start-up must not read what nobody has asked for.
 */
export async function newestDataFolder(refreshed: string, bundled: string): Promise<string> {
  const { asOf } = await readManifest(bundled);
  for (const folder of [refreshed, previousOf(refreshed)]) {
    try {
      const manifest = await readManifest(folder);
      await Promise.all([...Object.values(FILES), ADVISORIES_FILE].map((file) => access(path.join(folder, file))));
      if (manifest.asOf >= asOf) {
        return folder;
      }
    } catch {
      // Not there, or not complete.
    }
  }
  return bundled;
}

async function readManifest(folder: string): Promise<DataManifest> {
  return JSON.parse(new TextDecoder().decode(await dataReader(folder)(FILES.manifest))) as DataManifest;
}

function compress(bytes: Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
