import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, constants } from 'node:zlib';
import { FILES, type FileStates, type StoredManifest } from '../../names/files/compile';
import { loadNameData } from '../../names/files/loadNameData';
import { shareable } from '../../names/files/sections';
import type { NameData, OpenData, ReadData, SharedTables } from '../../names/nameData';
import { once } from '../../once';
import { isUndamaged } from './fileState';

/** Maximum decompressed size of a part of a project list. A larger one is not ours. */
const MAX_BYTES = 64 * 1024 * 1024;

/** More than a block of a project list: zlib copies the pieces of a longer text. Memory that is not written to costs nothing. */
const CHUNK = 256 * 1024;

/** The package data next to `dist/`, in the build and in the .vsix. */
export function bundledDataFolder(): string {
  return path.join(__dirname, '..', 'data');
}

/** The manifest of a data folder. Throws for a folder of another format. */
export function readManifest(folder: string): StoredManifest {
  const manifest = JSON.parse(readFileSync(path.join(folder, FILES.manifest), 'utf8')) as Partial<StoredManifest>;
  const { dates, sizes, files } = manifest;
  if (dates === undefined || sizes === undefined || files === undefined) {
    throw new Error(`not a folder of package data: ${folder}`);
  }
  return { ...manifest, dates, sizes, files };
}

/** Reads files. Rejects if one is not as it was written. */
export function dataReader(folder: string): ReadData {
  const states = once(() => readManifest(folder).files);
  return async (file) => {
    const place = path.join(folder, file);
    return undamaged(place, readFileSync(place), states());
  };
}

function undamaged(place: string, bytes: Uint8Array, states: FileStates): Uint8Array {
  if (!isUndamaged(path.basename(place), bytes, states)) {
    throw new Error(`damaged package data (update the data, or reinstall Lookalike): ${place}`);
  }
  return bytes;
}

/**
 * Opens files. Another process may refresh the folder before a file is read: an open file keeps its content. On Windows an open file would lock the folder, so
 * there the file is read at once.
 */
function dataOpener(folder: string): OpenData {
  const states = readManifest(folder).files;
  return (file) => {
    const place = path.join(folder, file);
    if (process.platform === 'win32') {
      const bytes = shareable(undamaged(place, readFileSync(place), states));
      return () => bytes;
    }
    const descriptor = openSync(place, 'r');
    return once(() => {
      try {
        return shareable(undamaged(place, readFileSync(descriptor), states));
      } finally {
        closeSync(descriptor);
      }
    });
  };
}

export async function loadNameDataFrom(folder: string, shared?: SharedTables): Promise<NameData> {
  return loadNameData(dataOpener(folder), decompress, shared);
}

/** Decompresses a part of a project list. */
export function decompress(bytes: Uint8Array): Uint8Array {
  return brotliDecompressSync(bytes, {
    maxOutputLength: MAX_BYTES,
    chunkSize: CHUNK,
    params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 0 },
  });
}
