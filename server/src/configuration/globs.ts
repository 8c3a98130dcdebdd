import { lastAnswers } from '../lastAnswers';
import { uriPath } from '../packaging/uris';
import { compileGlob, type GlobMatcher } from './glob';

/** The path of a file below a folder (both URIs), `/` separated. Undefined: it is not below it. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const base = uriPath(folder).replace(/\/?$/, '/');
  const path = uriPath(uri);
  return path.startsWith(base) ? path.slice(base.length) : undefined;
}

const byPath = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** The innermost of some folders that a file is below (all URIs). The time does not depend on how many there are, if the list is the same as before. */
export function innermostFolder(folders: readonly string[], uri: string): string | undefined {
  const known = byPath.get(folders) ?? new Map(folders.map((folder) => [uriPath(folder).replace(/\/$/, ''), folder]));
  byPath.set(folders, known);
  const path = uriPath(uri);
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = known.get(path.slice(0, at));
    if (folder !== undefined) {
      return folder;
    }
  }
  return path.startsWith('/') ? known.get('') : undefined;
}

const matcherOf = lastAnswers((glob): GlobMatcher => compileGlob(glob) ?? (() => false));

/** Whether a glob matches a path. An invalid glob matches none. */
export function matchesGlob(glob: string, path: string): boolean {
  return matcherOf(glob)(path);
}

/** Whether a glob matches a path or one of its folders. */
export function coversPath(glob: string, path: string): boolean {
  return matcherOf(glob)(path, true);
}
