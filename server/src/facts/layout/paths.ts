import { URI, Utils } from 'vscode-uri';
import { uriFolder, uriPath } from '../../packaging/uris';

/** Whether a file or folder is below the topmost folder that may be read, the last of `above`. */
export function isReachable(uri: string, above: readonly string[]): boolean {
  const top = above.at(-1);
  return top !== undefined && (uri === top || uri.startsWith(`${top.replace(/\/$/, '')}/`));
}

/** A folder's or file's URI without a trailing slash. Undefined: the path is a URL, or cannot be part of one. */
export function resolvePath(folder: string, path: string): string | undefined {
  const posix = path.replace(/\\/g, '/');
  if (/^[a-z][a-z0-9+.-]+:/i.test(posix) || /\0|\p{Surrogate}/u.test(posix)) {
    return undefined;
  }
  return Utils.resolvePath(URI.parse(folder), posix).toString().replace(/\/+$/, '');
}

/** The path of a folder below another one (both URIs), without a slash at its ends. */
export function relativePath(top: string, folder: string): string {
  return uriPath(folder).slice(uriPath(top).length + 1);
}

/** The folder that a file or folder (URI) is in, without a slash at its end. */
export function parentOf(uri: string): string {
  return uriFolder(uri).replace(/\/+$/, '');
}
