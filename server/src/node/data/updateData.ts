import * as l10n from '@vscode/l10n';
import type { Clock, DataUpdate } from '../../host';
import { FILES, moduleNames } from '../../names/files/compile';
import type { ProjectList } from '../../names/files/projectList';
import type { Snapshot } from '../../names/files/snapshot';
import { compileFiles, readDataSources } from './compileSources';
import { dataReader, readManifest } from './dataFiles';
import { openPreviousData, replaceFolder } from './dataFolder';
import type { DataSources, Progress } from './dataSources';
import { checkPlausible } from './plausible';

export interface UpdateOptions {
  readonly sources: DataSources;
  /** The data in use now. It fills absent sources, and the new data is compared with it. */
  readonly current: string;
  /** The folder that the new data replaces. It may be `current`, and need not exist. */
  readonly out: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Brotli's. Default: good enough for a user's own machine, in a tenth of the time of the best quality. */
  readonly quality?: number;
  /** The data will be bundled with the program: it does not count as refreshed by the user. */
  readonly isRelease?: boolean;
}

const BROTLI_QUALITY = 9;

/**
 * Compiles fresh package data and replaces the old data, completely or not at all. The old data stays next to it as `<out>.previous`.
 * Rejects, and changes nothing, if the new data is not plausible compared to the data in use.
 */
export async function updateData(options: UpdateOptions): Promise<DataUpdate> {
  const { sources, current, out, clock, progress, signal, quality = BROTLI_QUALITY, isRelease = false } = options;
  const before = readManifest(current);
  const previous = await openPreviousData(current);
  progress(l10n.t('Compiling the package data…'));
  signal.throwIfAborted();
  const now = clock.now();
  const read = readDataSources({ sources, previous: { data: previous, manifest: before }, now });
  const newProjects = countNew(read.snapshot, previous.projects);
  checkPlausible({ ...read, before, after: read.manifest, previous, newProjects, now });
  signal.throwIfAborted();
  const after = isRelease ? read.manifest : { ...read.manifest, refreshed: new Date(now).toISOString() };
  const modules = moduleNames(await dataReader(current)(FILES.standardLibrary));
  const files = compileFiles({ ...read, manifest: after }, quality, modules, before);
  signal.throwIfAborted();
  await replaceFolder(current, out, files);
  return { before, after, newProjects };
}

/** The number of projects that the previous list does not have. */
function countNew({ projects }: Snapshot, before: ProjectList): number {
  return projects.reduce((count, { name }) => (before.has(name) ? count : count + 1), 0);
}
