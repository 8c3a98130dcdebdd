import * as l10n from '@vscode/l10n';
import type { Clock, DataUpdate } from '../../host';
import { FILES, moduleNames } from '../../names/files/compile';
import type { ProjectList } from '../../names/files/projectList';
import type { Snapshot } from '../../names/files/snapshot';
import { compileFiles, readDataSources } from './compileSources';
import { dataReader } from './dataFiles';
import { openPreviousData, readManifest, replaceFolder } from './dataFolder';
import type { DataSources, Progress } from './dataSources';
import { checkPlausible } from './plausible';

export interface UpdateOptions {
  readonly sources: DataSources;
  /** The data in use now: what is absent in the sources comes from here, and the new data are compared with it. */
  readonly current: string;
  /** The folder that the new data replace; it may be `current`, and need not exist. */
  readonly out: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Brotli's. Default: good enough for a user's own machine, in a tenth of the time of the best. */
  readonly quality?: number;
  /** The data are to be shipped with the program: they do not count as refreshed by its user. */
  readonly isRelease?: boolean;
}

const BROTLI_QUALITY = 9;

/**
 * Compiles fresh package data and puts them in the place of the old, whole or not at all. The old data stay beside them as `<out>.previous`.
 * Rejects, and changes nothing, when the new data are not plausible after those in use.
 */
export async function updateData(options: UpdateOptions): Promise<DataUpdate> {
  const { sources, current, out, clock, progress, signal, quality = BROTLI_QUALITY, isRelease = false } = options;
  const [before, previous] = await Promise.all([readManifest(current), openPreviousData(current)]);
  progress(l10n.t('Compiling the package data…'));
  signal.throwIfAborted();
  const now = clock.now();
  const read = readDataSources({ sources, previous: { data: previous, manifest: before }, now });
  const newProjects = countNew(read.snapshot, previous.projects);
  checkPlausible({ ...read, before, after: read.manifest, previous, newProjects, now });
  signal.throwIfAborted();
  const after = isRelease ? read.manifest : { ...read.manifest, refreshed: new Date(now).toISOString() };
  const modules = moduleNames(await dataReader(current)(FILES.standardLibrary));
  const files = compileFiles({ ...read, manifest: after }, quality, modules);
  signal.throwIfAborted();
  await replaceFolder(current, out, files);
  return { before, after, newProjects };
}

/** How many projects the list before does not have. */
function countNew({ projects }: Snapshot, before: ProjectList): number {
  return projects.reduce((count, { name }) => (before.has(name) ? count : count + 1), 0);
}
