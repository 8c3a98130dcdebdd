import { URI, Utils } from 'vscode-uri';
import { innermostFolder, pathBelow } from '../configuration/globs';
import type { Workspace } from '../host';

/** The path of a file relative to its workspace folder, for people. Outside of all folders: only its name. */
export function workspacePath(workspace: Pick<Workspace, 'folders'>, uri: string): string {
  const folder = innermostFolder(workspace.folders(), uri);
  const path = folder === undefined ? undefined : pathBelow(folder, uri);
  return path ?? Utils.basename(URI.parse(uri));
}

/** The URI of a folder, as a prefix of the URIs of its files. */
export function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
