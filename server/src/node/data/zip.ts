import { inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';

export interface ZipLimits {
  readonly maxEntries: number;
  /** Maximum decompressed size of each file. */
  readonly maxEntryBytes: number;
  /** Maximum decompressed size of all files. */
  readonly maxTotalBytes: number;
  /** Maximum ratio of decompressed to compressed size, for entries above 1 MiB. Smaller ones are harmless. */
  readonly maxRatio: number;
}

export interface ZipFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const STORED = 0;
const DEFLATED = 8;
const RATIO_MATTERS = 1024 * 1024;

/**
 * The files of an archive in memory, one after the other. Rejects at the first sign of a bomb or of damage. Names are never used as paths.
 * Announced sizes are checked before anything is decompressed, and decompression stops at the announced size.
 */
export async function* readZip(archive: Buffer, limits: ZipLimits): AsyncGenerator<ZipFile> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  if (zip.entryCount > limits.maxEntries) {
    throw new Error(`the archive has ${zip.entryCount} entries`);
  }
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) {
      continue;
    }
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.maxEntryBytes || total > limits.maxTotalBytes) {
      throw new Error('the archive is too large');
    }
    if (entry.uncompressedSize > RATIO_MATTERS && entry.uncompressedSize > entry.compressedSize * limits.maxRatio) {
      throw new Error('the archive is compressed too much');
    }
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    yield { name: entry.fileName, content: inflate(entry, archive.subarray(fileDataStart, fileDataStart + entry.compressedSize)) };
  }
}

function inflate({ compressionMethod, uncompressedSize, generalPurposeBitFlag }: Entry, data: Buffer): Uint8Array {
  const encrypted = (generalPurposeBitFlag & 1) !== 0;
  if (encrypted || (compressionMethod !== STORED && compressionMethod !== DEFLATED)) {
    throw new Error('the archive cannot be read');
  }
  const content = compressionMethod === STORED ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, uncompressedSize) });
  if (content.length !== uncompressedSize) {
    throw new Error('the archive is damaged');
  }
  return content;
}
