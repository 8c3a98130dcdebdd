import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ADVISORIES_FILE, type AdvisoryIndex, openAdvisories } from '../advisories/compact';
import type { Clock, DataUpdate, PackageData } from '../host';
import { FILES } from '../names/compile';
import type { NameData } from '../names/data';
import { dataReader, loadNameDataFrom } from './data';
import { newestDataFolder } from './updateData';
import type { UpdateMessage, UpdateTask } from './updateWorker';

export interface PackageDataOptions {
  /** The data that came with the program. */
  readonly bundled: string;
  /** Where refreshed data go. */
  readonly refreshed: string;
  /** The script that does the work, `runUpdateTask`. */
  readonly worker: string;
  readonly task: () => Promise<Omit<UpdateTask, 'current' | 'out' | 'now'>>;
  readonly clock: Clock;
}

/** The data in use: loaded when first asked for, and again after a refresh. */
export interface LoadedData extends PackageData {
  nameData(): Promise<NameData>;
  advisoryIndex(): Promise<AdvisoryIndex>;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;

export function openPackageData({ bundled, refreshed, worker, task, clock }: PackageDataOptions): LoadedData {
  let loaded = load();

  function load() {
    const folder = once(() => newestDataFolder(refreshed, bundled));
    return {
      folder,
      names: once(async () => loadNameDataFrom(await folder())),
      advisories: once(async () => openAdvisories(new TextDecoder().decode(await dataReader(await folder())(ADVISORIES_FILE)))),
    };
  }

  async function refreshedAt(): Promise<number | undefined> {
    const manifest = JSON.parse(await readFile(path.join(await loaded.folder(), FILES.manifest), 'utf8')) as { refreshed?: string };
    const time = Date.parse(manifest.refreshed ?? '');
    return Number.isNaN(time) ? undefined : time;
  }

  return {
    nameData: () => loaded.names(),
    advisoryIndex: () => loaded.advisories(),
    refreshed: refreshedAt,
    async isDue() {
      const now = clock.now();
      const last = await refreshedAt();
      return (last === undefined || now - last >= WEEK) && now - (await lastAttempt(refreshed)) >= DAY;
    },
    async update(signal, progress) {
      signal.throwIfAborted();
      await noteAttempt(refreshed, clock);
      const update = await runWorker(
        worker,
        { ...(await task()), current: await loaded.folder(), out: refreshed, now: clock.now() },
        signal,
        progress,
      );
      loaded = load();
      return update;
    },
  };
}

/** Every window of the editor has a server of its own; one of them tries, and not again at once when it fails. */
function attemptFile(refreshed: string): string {
  return `${refreshed}.attempted`;
}

async function lastAttempt(refreshed: string): Promise<number> {
  try {
    return Number(await readFile(attemptFile(refreshed), 'utf8')) || 0;
  } catch {
    return 0;
  }
}

async function noteAttempt(refreshed: string, clock: Clock): Promise<void> {
  await mkdir(path.dirname(refreshed), { recursive: true });
  await writeFile(attemptFile(refreshed), String(clock.now()));
}

function runWorker(script: string, task: UpdateTask, signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task });
    // It stops where it can without leaving anything half done.
    const stop = (): void => {
      worker.postMessage('stop');
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: UpdateMessage) => {
      switch (message.kind) {
        case 'progress':
          progress(message.message);
          break;
        case 'done':
          resolve(message.update);
          break;
        case 'failed':
          reject(new Error(message.why));
          break;
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the worker ended with ${code}`));
    });
  });
}

export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
