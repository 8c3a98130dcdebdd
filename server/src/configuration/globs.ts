import { uriPath } from '../packaging/uris';
import { compileGlob, type GlobMatcher } from './glob';

/** The path of a file below a folder (both URIs), `/` separated. Undefined: it is not below it. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const base = uriPath(folder).replace(/\/?$/, '/');
  const path = uriPath(uri);
  return path.startsWith(base) ? path.slice(base.length) : undefined;
}

const matchers = new Map<string, GlobMatcher>();
const MAX_MATCHERS = 2_000;

function matcherOf(glob: string): GlobMatcher {
  let matcher = matchers.get(glob);
  if (matcher === undefined) {
    if (matchers.size >= MAX_MATCHERS) {
      matchers.clear();
    }
    matcher = compileGlob(glob) ?? (() => false);
    matchers.set(glob, matcher);
  }
  return matcher;
}

/** Whether a glob matches a path. An invalid glob matches none. */
export function matchesGlob(glob: string, path: string): boolean {
  return matcherOf(glob)(path);
}

/** Whether a glob matches a path or one of its folders. */
export function coversPath(glob: string, path: string): boolean {
  return matcherOf(glob)(path, true);
}
