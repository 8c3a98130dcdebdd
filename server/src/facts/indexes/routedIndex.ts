import * as l10n from '@vscode/l10n';
import type { PackageIndex } from '../../host';
import { mergeProjects } from '../../index/releases';
import type { SafeUrl } from '../../index/safeUrl';
import { found, type Lookup, MISSING, notCheckedWhy, unavailable } from '../../lookup';
import type { IndexRoutes, Withheld } from './indexRoutes';

/** A package index that follows the routes. `indexName`: the index that the file pins the names to. */
export function routedIndex(routes: IndexRoutes, open: (url: SafeUrl) => PackageIndex, indexName?: string): PackageIndex {
  /** The answer of the first index that has the name. */
  async function along<T>(name: string, ask: (index: PackageIndex) => Promise<Lookup<T>>): Promise<Lookup<T>> {
    const { urls, withheld } = routes.of(name, indexName);
    const before: Lookup<T>[] = [];
    for (const url of urls) {
      const lookup = await ask(open(url));
      if (lookup.kind === 'found') {
        return inPart(lookup, before, withheld);
      }
      before.push(lookup);
    }
    return notFound(before, withheld);
  }

  /** The merged answers of all indexes that have the name. */
  async function together<T>(
    name: string,
    ask: (index: PackageIndex) => Promise<Lookup<T>>,
    merge: (values: readonly T[]) => T,
  ): Promise<Lookup<T>> {
    const { urls, withheld } = routes.of(name, indexName);
    const lookups = await Promise.all(urls.map((url) => ask(open(url))));
    const hits = lookups.flatMap((lookup) => (lookup.kind === 'found' ? [lookup] : []));
    const [first] = hits;
    if (first === undefined) {
      return notFound(lookups, withheld);
    }
    const oldest = hits.flatMap(({ stale }) => stale ?? []).sort((a, b) => (a.asOf ?? 0) - (b.asOf ?? 0))[0];
    return inPart(found(hits.length === 1 ? first.value : merge(hits.map(({ value }) => value)), oldest), lookups, withheld);
  }

  return {
    project: (name, signal) => {
      const ask = (index: PackageIndex) => index.project(name, signal);
      return routes.indexStrategy === 'best-match' ? together(name, ask, mergeProjects) : along(name, ask);
    },
    metadata: (name, signal) => along(name, (index) => index.metadata(name, signal)),
    provenance: (name, version, file, signal) => along(name, (index) => index.provenance(name, version, file, signal)),
  };
}

/** An answer is only partial if an index that matters did not respond. */
function inPart<T>(lookup: Lookup<T>, others: readonly Lookup<T>[], withheld: Withheld | undefined): Lookup<T> {
  const unheard = others.flatMap((other) => (other.kind === 'unavailable' ? other.why : []))[0];
  // If the private index has a private name, the public one is not needed.
  const why = unheard ?? (withheld?.cause === 'untrusted-host' ? withheld.why : undefined);
  return lookup.kind !== 'found' || lookup.stale !== undefined || why === undefined ? lookup : found(lookup.value, { why });
}

function notFound(lookups: readonly Lookup<unknown>[], withheld: Withheld | undefined): Lookup<never> {
  if (lookups.length === 0 && withheld === undefined) {
    return unavailable(l10n.t('no index is in use'));
  }
  const why = lookups.map(notCheckedWhy).find((one) => one !== undefined) ?? withheld?.why;
  return why === undefined ? MISSING : unavailable(why);
}
