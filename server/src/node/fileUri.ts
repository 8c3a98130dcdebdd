import { URI } from 'vscode-uri';
import { wellFormed } from '../packaging/escapes';

/** The URI of a file, whatever its name is: those of Windows can have half surrogate pairs, which no URI can hold. */
export function fileUri(file: string): string {
  return URI.file(wellFormed(file)).toString();
}
