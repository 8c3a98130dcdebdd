import { URI, Utils } from 'vscode-uri';
import type { Include, Manifest } from '../formats/format';
import type { Lookup } from '../lookup';
import type { IncludeFact } from './manifestFacts';

/** How far `-r` is followed. */
export const MAX_INCLUDE_DEPTH = 10;
export const MAX_INCLUDED_FILES = 100;

export interface IncludeReader {
  /** `unavailable` where the file is outside the workspace, a folder, too large or not readable. */
  readFile(uri: string): Promise<Lookup<string>>;
  isInside(uri: string): boolean;
}

/** The file that an include names, or undefined where that is no file: a URL, or a name that only the environment completes. */
export function includeUri(fromUri: string, include: Include): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:/i.test(include.path) || include.path.includes('${') || include.path === '') {
    return undefined;
  }
  const from = URI.parse(fromUri);
  return Utils.resolvePath(Utils.dirname(from), include.path.replace(/\\/g, '/')).toString();
}

/**
 * Looks at the files that `manifest` includes, and at theirs: says which are missing, unreadable, outside the workspace or
 * lead back. `parse` reads an included file; each file is read once.
 */
export async function followIncludes(
  uri: string,
  manifest: Manifest,
  reader: IncludeReader,
  parse: (text: string) => Manifest,
): Promise<IncludeFact[]> {
  let budget = MAX_INCLUDED_FILES;
  const leadsBack = async (to: string, depth: number, seen: Set<string>): Promise<IncludeFact['failure']> => {
    if (!reader.isInside(to)) {
      return 'outside';
    }
    if (depth > MAX_INCLUDE_DEPTH || budget-- <= 0) {
      return 'too-deep';
    }
    const text = await reader.readFile(to);
    if (text.kind !== 'found') {
      return text.kind === 'missing' ? 'missing' : 'unreadable';
    }
    for (const include of parse(text.value).includes) {
      const next = includeUri(to, include);
      if (next === uri) {
        return 'cycle';
      }
      // What goes wrong further down is reported in the file where it stands; only a way back to here concerns this line.
      if (next !== undefined && !seen.has(next)) {
        seen.add(next);
        const failure = await leadsBack(next, depth + 1, seen);
        if (failure === 'cycle' || failure === 'too-deep') {
          return failure;
        }
      }
    }
    return undefined;
  };

  const facts: IncludeFact[] = [];
  for (const include of manifest.includes) {
    const to = includeUri(uri, include);
    if (to === undefined) {
      facts.push({ include });
    } else if (to === uri) {
      facts.push({ include, uri: to, failure: 'cycle' });
    } else {
      facts.push({ include, uri: to, failure: await leadsBack(to, 1, new Set([uri, to])) });
    }
  }
  return facts;
}
