import { ownValue } from '../../json';
import type { FileState, FileStates } from '../../names/files/compile';
import { crc32 } from '../crc32';

/** What the manifest says about a compiled file. */
export function stateOf(bytes: Uint8Array): FileState {
  return { bytes: bytes.length, crc32: crc32(bytes) };
}

/** Whether a file has the length that the manifest says. One that does not is not read. */
export function hasLength(file: string, length: number, states: FileStates): boolean {
  return !isCompiled(file) || ownValue(states, file)?.bytes === length;
}

/** Whether a file is as it was written. */
export function isUndamaged(file: string, bytes: Uint8Array, states: FileStates): boolean {
  return !isCompiled(file) || ownValue(states, file)?.crc32 === crc32(bytes);
}

/** The manifest itself, and tables that are written by hand, are JSON: no part of such a text can be read alone. */
function isCompiled(file: string): boolean {
  return !file.endsWith('.json');
}
