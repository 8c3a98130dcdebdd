import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { crc32 } from './crc32';

/** Number of compiled versions for other versions of the program or of Node.js to keep. */
const MAX_FILES = 4;
const CHECKSUM_BYTES = 4;
/** Maximum size of a compiled bundle. */
const MAX_BYTES = 64 * 1024 * 1024;

/** A script, and a way to keep its compiled code. */
export interface CompiledScript {
  readonly script: vm.Script;
  /** Keeps the compiled code, with all functions that have run so far. Absent: it is already kept, or must not be. */
  save?(): void;
}

/**
 * Compiles a program, from its compiled code if that was kept. `id` distinguishes versions of the program text: V8 itself only
 * compares their lengths. Anyone who can write the kept file can run code as this user, so only a file that belongs to the user alone is used, and a checksum
 * finds a damaged one. Without `kept`, nothing is read and nothing is kept.
 */
export function compile(source: string, filename: string, kept?: { readonly folder: string; readonly id: string }): CompiledScript {
  const file = kept && path.join(kept.folder, `${path.basename(filename, '.js')}-${kept.id}-${process.versions.v8}.bin`);
  const cachedData = file === undefined ? undefined : readOwn(file);
  const script = new vm.Script(source, {
    filename,
    ...(cachedData !== undefined && { cachedData }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return file === undefined || (cachedData !== undefined && script.cachedDataRejected === false)
    ? { script }
    : { script, save: () => writeOwn(file, script.createCachedData()) };
}

/** Undefined: there is none that may be used. */
function readOwn(file: string): Buffer | undefined {
  try {
    const { uid, mode, size } = fs.lstatSync(file);
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    if (!isOwn || size > MAX_BYTES) {
      return undefined;
    }
    const bytes = fs.readFileSync(file);
    const data = bytes.subarray(CHECKSUM_BYTES);
    return crc32(data) === bytes.readUInt32LE() ? data : undefined;
  } catch {
    return undefined;
  }
}

/** If it cannot be kept, the next start compiles again. */
function writeOwn(file: string, data: Buffer): void {
  const folder = path.dirname(file);
  const part = `${file}.${randomUUID()}`;
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(part, Buffer.concat([checksumOf(data), data]), { mode: 0o600, flag: 'wx' });
    fs.renameSync(part, file);
    removeOldest(folder);
  } catch {
    remove(part);
  }
}

function remove(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // If nothing can be written, there is nothing to remove.
  }
}

function removeOldest(folder: string): void {
  const files = fs.readdirSync(folder).map((name) => {
    const file = path.join(folder, name);
    return { file, time: fs.lstatSync(file).mtimeMs };
  });
  for (const { file } of files.sort((a, b) => b.time - a.time).slice(MAX_FILES)) {
    fs.rmSync(file, { force: true });
  }
}

function checksumOf(data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(CHECKSUM_BYTES);
  bytes.writeUInt32LE(crc32(data));
  return bytes;
}
