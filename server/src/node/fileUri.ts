import { URI } from 'vscode-uri';
import { wellFormed } from '../packaging/escapes';

/** The URI of a file with any name: names on Windows can contain half surrogate pairs, which no URI can hold. */
export function fileUri(file: string): string {
  return URI.file(wellFormed(file)).toString();
}
