import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, constants } from 'node:zlib';
import type { NameData, ReadData } from '../names/data';
import { loadNameData } from '../names/loadNameData';

/** No data file is larger when unpacked; a larger one is not ours. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The package data next to `dist/`, where the build and the .vsix have it. */
export function bundledDataFolder(): string {
  return path.join(__dirname, '..', 'data');
}

/** Reads at once, since a start waits for nothing else: handing the 4 MB to other threads and back takes 6 ms more than the 14 that it takes. */
export function dataReader(folder: string): ReadData {
  return async (file) => {
    const bytes = readFileSync(path.join(folder, file));
    return file.endsWith('.br') ? brotliDecompressSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
  };
}

export function loadNameDataFrom(folder: string): Promise<NameData> {
  return loadNameData(dataReader(folder), (bytes) =>
    brotliDecompressSync(bytes, { maxOutputLength: MAX_BYTES, params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 0 } }),
  );
}
