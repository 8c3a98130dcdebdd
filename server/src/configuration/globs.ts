import { lastAnswers } from '../lastAnswers';
import { uriPath } from '../packaging/uris';
import { compileGlob, type GlobMatcher } from './glob';

/** The path of a file below a folder (both URIs), `/` separated. Undefined: it is not below it. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const base = uriPath(folder).replace(/\/?$/, '/');
  const path = uriPath(uri);
  return path.startsWith(base) ? path.slice(base.length) : undefined;
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
