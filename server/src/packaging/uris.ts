import { URI, Utils } from 'vscode-uri';

/** The URI of a file that is `file://` and its path: no escapes, no empty segments, no dots. Most URIs are, and need no parser. */
const PLAIN = /^file:\/\/(?:\/(?!\.\.?(?:\/|$))[\w.~-]+)+$/;
const SCHEME = 'file://';

/** The path of such a URI; undefined for all others. */
export function plainPath(uri: string): string | undefined {
  return PLAIN.test(uri) ? uri.slice(SCHEME.length) : undefined;
}

/** The path of a URI, without its escapes. */
export function uriPath(uri: string): string {
  return plainPath(uri) ?? URI.parse(uri).path;
}

/** The URI of the folder that a file or a folder is in. */
export function uriFolder(uri: string): string {
  // The root keeps its slash.
  return PLAIN.test(uri) ? uri.slice(0, Math.max(uri.lastIndexOf('/'), SCHEME.length + 1)) : Utils.dirname(URI.parse(uri)).toString();
}

/** The URI of an entry of a folder. */
export function uriIn(folder: string, name: string): string {
  const joined = `${folder.endsWith('/') ? folder.slice(0, -1) : folder}/${name}`;
  return PLAIN.test(joined) ? joined : Utils.joinPath(URI.parse(folder), name).toString();
}

/** Whether the document is in no file yet. */
export function isUntitled(uri: string): boolean {
  return uri.startsWith('untitled:');
}

/** The URI of a file. */
export function uriOfPath(path: string): string {
  const uri = SCHEME + path;
  return PLAIN.test(uri) ? uri : URI.file(path).toString();
}
