import { URI, Utils } from 'vscode-uri';
import type { Workspace } from '../host';
import { uriPath } from '../packaging/uris';

/** The path of a file relative to its workspace folder, for people. Outside of all folders: only its name. */
export function workspacePath(workspace: Pick<Workspace, 'folders'>, uri: string): string {
  const path = uriPath(uri);
  const folder = workspace
    .folders()
    .map((it) => withSlash(uriPath(it)))
    .filter((it) => path.startsWith(it))
    .sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? Utils.basename(URI.parse(uri)) : path.slice(folder.length);
}

/** The URI of a folder, as a prefix of the URIs of its files. */
export function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
