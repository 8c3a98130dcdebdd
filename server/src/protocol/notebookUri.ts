import { URI } from 'vscode-uri';
import { wellFormed } from '../packaging/escapes';
import { plainPath } from '../packaging/uris';

/** The scheme of the documents that VS Code makes for a notebook's cells. */
export const NOTEBOOK_CELL_SCHEME = 'vscode-notebook-cell';

/** The URI of the file that a document belongs to: the notebook of a cell, otherwise the document itself. */
export function fileUriOf(uri: string): string {
  if (plainPath(uri) !== undefined) {
    return uri;
  }
  const parsed = URI.parse(wellFormed(uri));
  if (parsed.scheme !== NOTEBOOK_CELL_SCHEME) {
    return wellFormed(uri);
  }
  const scheme = schemeOfNotebook(parsed.fragment);
  // For an extension that runs on a remote machine, a folder of that machine is a local folder.
  const isLocal = scheme === 'vscode-remote';
  return parsed.with({ scheme: isLocal ? 'file' : scheme, authority: isLocal ? '' : parsed.authority, fragment: '' }).toString();
}

/** A cell's fragment is its number, `s`, and the scheme of its notebook in base 64 for URLs. */
function schemeOfNotebook(fragment: string): string {
  const encoded = fragment
    .slice(fragment.indexOf('s') + 1)
    .replace(/-/g, '+')
    .replace(/_/g, '/');
  try {
    const scheme = atob(encoded);
    return /^[a-z][a-z0-9+.-]{0,50}$/.test(scheme) ? scheme : 'file';
  } catch {
    return 'file';
  }
}
