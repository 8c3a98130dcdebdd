import path from 'node:path';
import { URI } from 'vscode-uri';
import { wellFormed } from '../packaging/escapes';
import { plainPath, uriOfPath } from '../packaging/uris';

/** The URI of a file with any name: names on Windows can contain half surrogate pairs, which no URI can hold. */
export function fileUri(file: string): string {
  return uriOfPath(wellFormed(file));
}

/** The path of a file on this system, by its URI. */
export function filePath(uri: string): string {
  return (path.sep === '/' ? plainPath(uri) : undefined) ?? URI.parse(uri).fsPath;
}
