import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ADVISORIES_FILE, type AdvisoryIndex, openAdvisories } from '../../advisories/compact';
import type { Clock, DataUpdate, PackageData } from '../../host';
import type { NameData, SharedTables } from '../../names/nameData';
import { onceUnlessFailed } from '../../once';
import { Turns } from '../../slices';
import { makeFolder } from '../makeFolder';
import { dataReader, loadNameDataFrom, readManifest } from './dataFiles';
import { newestDataFolder, soundDataFolder } from './dataFolder';
import type { UpdateMessage, UpdateTask } from './updateWorker';

export interface PackageDataOptions {
  /** The bundled data. */
  readonly bundled: string;
  /** The folder for refreshed data. */
  readonly refreshed: string;
  /** The script for the worker, `runUpdateTask`. */
  readonly worker: string;
  readonly task: () => Promise<Omit<UpdateTask, 'current' | 'out' | 'now'>>;
  readonly clock: Clock;
  /** What another thread has loaded. */
  readonly shared?: SharedData | undefined;
}

/** The data in use: loaded at the first use, and again after a refresh. */
export interface LoadedData extends PackageData {
  nameData(): Promise<NameData>;
  advisoryIndex(): Promise<AdvisoryIndex>;
  /** Other work continues meanwhile. */
  share(): Promise<SharedData>;
}

/** Loaded data for another thread. */
export interface SharedData {
  /** The manifest of the folder: another process may replace that. */
  readonly stamp: string;
  readonly tables: SharedTables;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;

export function openPackageData({ bundled, refreshed, worker, task, clock, shared }: PackageDataOptions): LoadedData {
  let loaded = load();

  function load() {
    const folder = onceUnlessFailed(() => newestDataFolder(refreshed, bundled, clock.now()));
    return {
      folder,
      /** Milliseconds since the epoch. Undefined: the bundled data. */
      refreshed: onceUnlessFailed(async () => {
        const time = Date.parse(readManifest(await folder()).refreshed ?? '');
        return Number.isNaN(time) ? undefined : time;
      }),
      names: onceUnlessFailed(async () => {
        const current = await folder();
        const stamp = JSON.stringify(readManifest(current));
        return { stamp, data: await loadNameDataFrom(current, stamp === shared?.stamp ? shared.tables : undefined) };
      }),
      advisories: onceUnlessFailed(async () => openAdvisories(new TextDecoder().decode(await dataReader(await folder())(ADVISORIES_FILE)))),
    };
  }

  return {
    nameData: async () => (await loaded.names()).data,
    async share() {
      const { stamp, data } = await loaded.names();
      const turns = new Turns();
      return { stamp, tables: await data.share(() => turns.pause()) };
    },
    advisoryIndex: () => loaded.advisories(),
    dates: async () => readManifest(await loaded.folder()).dates,
    refreshed: () => loaded.refreshed(),
    async isDue() {
      const now = clock.now();
      return isPast(await loaded.refreshed(), now, WEEK) && isPast(await lastAttempt(refreshed), now, DAY);
    },
    async update(signal, progress) {
      signal.throwIfAborted();
      await noteAttempt(refreshed, clock);
      const update = await runWorker(
        worker,
        { ...(await task()), current: await soundDataFolder(refreshed, bundled, clock.now()), out: refreshed, now: clock.now() },
        signal,
        progress,
      );
      loaded = load();
      return update;
    },
  };
}

/** Every window of the editor has its own server. Only one of them tries, and not again immediately after a failure. */
function attemptFile(refreshed: string): string {
  return `${refreshed}.attempted`;
}

async function lastAttempt(refreshed: string): Promise<number | undefined> {
  try {
    return Number(await readFile(attemptFile(refreshed), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** Whether something was at least this long ago. A moment in the future, from a wrong clock, was not. Milliseconds. */
function isPast(moment: number | undefined, now: number, duration: number): boolean {
  return moment === undefined || moment > now || now - moment >= duration;
}

async function noteAttempt(refreshed: string, clock: Clock): Promise<void> {
  await makeFolder(path.dirname(refreshed));
  await writeFile(attemptFile(refreshed), String(clock.now()));
}

function runWorker(script: string, task: UpdateTask, signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task });
    // It stops at a point where nothing is half done.
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
