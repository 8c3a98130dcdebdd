import { closeSync, openSync, readSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { FileError } from './usage';

/** No baseline and no configuration of a project is as long. A link in a repository may lead to a device without an end. */
const MAX_BYTES = 256 * 1024 * 1024;
const CHUNK = 64 * 1024;

/** The text of a file that the command line names. It may be a pipe. Throws the system's error, or a `FileError` if the file is too large. */
export function readNamedFile(file: string, most = MAX_BYTES): string {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; ; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const count = readSync(descriptor, chunk);
      if (count === 0) {
        return Buffer.concat(chunks).toString('utf8');
      }
      length += count;
      if (length > most) {
        throw new FileError(l10n.t('it is too large'));
      }
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
}
