import { brotliCompressSync, constants } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import {
  ADVISORIES_FILE,
  type AdvisoryIndex,
  type CompiledAdvisories,
  compileAdvisories,
  type MaliciousAdvisory,
} from '../../advisories/compact';
import { compileData, type DataManifest, FILES, type StoredManifest } from '../../names/files/compile';
import { readSnapshot, type Snapshot } from '../../names/files/snapshot';
import type { PreviousData, SourceRecord } from '../../names/files/sources';
import type { DataSources } from './dataSources';
import { stateOf } from './fileState';
import { mostOf } from './plausible';

export interface CompileOptions {
  readonly sources: DataSources;
  /** The data to continue. Without it, every source must be present. */
  readonly previous?: { readonly data: PreviousData & { readonly advisories: AdvisoryIndex }; readonly manifest: DataManifest };
  /** Milliseconds since the epoch. Later dates in the sources count as this time. */
  readonly now: number;
}

/** Sources that were read, but not compiled yet. */
export interface ReadSources {
  readonly snapshot: Snapshot;
  /** Absent: those of the previous data stay. */
  readonly advisories?: CompiledAdvisories | undefined;
  readonly manifest: DataManifest;
}

/** Reads fresh sources. Rejects with a plain `Error` if a part is neither in them nor in the previous data. */
export function readDataSources({ sources, previous, now }: CompileOptions): ReadSources {
  const today = new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const records = sources.advisories;
  if (records !== undefined && previous !== undefined && records.length > mostOf('advisories', previous.manifest, today)) {
    // Compilation takes longer with more advisories.
    throw new Error(
      l10n.t({ message: 'Update rejected: too many advisories ({0}).', args: [String(records.length)], comment: ['{0} is a count.'] }),
    );
  }
  const advisories = records && compileAdvisories(records, now, previous?.data.advisories);
  const maliciousRecords = advisories?.malicious.map(sourceRecord);
  const withdrawn = advisories?.withdrawn;
  const snapshot = readSnapshot({ ...sources, maliciousRecords, withdrawn }, today, previous?.data);
  const before = previous?.manifest;
  if (advisories === undefined && before === undefined) {
    throw new Error('no advisories');
  }
  return {
    snapshot,
    advisories,
    manifest: {
      dates: {
        ...snapshot.dates,
        advisories: advisories?.asOf.slice(0, 'YYYY-MM-DD'.length) ?? before?.dates.advisories ?? '',
      },
      sizes: {
        projects: snapshot.projects.length,
        removed: snapshot.removed.length,
        popular: snapshot.popular.length,
        malicious: snapshot.malicious.size,
        advisories: advisories?.records ?? before?.sizes.advisories ?? 0,
      },
    },
  };
}

/** A record that names versions of an existing project stays with the advisories, which have ranges. */
function sourceRecord({ name, id, month, versions }: MaliciousAdvisory): SourceRecord {
  return { name, record: { source: 'osv', category: 'malicious', month, id, versions } };
}

/**
 * Compiles sources into the files of a data folder. `quality`: brotli's. `modules`: normalized names of Python's own modules. `before`: the manifest of the data
 * that gives the files that are not compiled.
 */
export function compileFiles(
  { snapshot, advisories, manifest }: ReadSources,
  quality: number,
  modules: readonly string[],
  before?: StoredManifest,
): Map<string, Uint8Array> {
  const text = new TextEncoder();
  const files = compileData(snapshot, (bytes) => brotli(bytes, quality), modules);
  if (advisories !== undefined) {
    files.set(ADVISORIES_FILE, text.encode(advisories.text));
  }
  const states = Object.fromEntries([...files].map(([file, bytes]) => [file, stateOf(bytes)]));
  files.set(FILES.manifest, text.encode(`${JSON.stringify({ ...manifest, files: { ...before?.files, ...states } })}\n`));
  return files;
}

function brotli(bytes: Uint8Array, quality: number): Uint8Array {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
