import type { Advisory } from './advisory';

type FlawNames = ReadonlyMap<Advisory, ReadonlySet<string>>;

const known = new WeakMap<readonly Advisory[], FlawNames>();

/**
 * For each record, all ids of its vulnerability in any database. Records that share an id or an alias are about the same vulnerability, also through a
 * third record. In capital letters.
 */
export function flawNames(advisories: readonly Advisory[]): FlawNames {
  let names = known.get(advisories);
  if (names === undefined) {
    names = computeNames(advisories);
    known.set(advisories, names);
  }
  return names;
}

function computeNames(advisories: readonly Advisory[]): FlawNames {
  const groups = new Map<string, Set<string>>();
  for (const { id, aliases } of advisories) {
    const names = [id, ...aliases].map((name) => name.toUpperCase());
    const group = new Set(names);
    for (const known of new Set(names.flatMap((name) => groups.get(name) ?? []))) {
      for (const name of known) {
        group.add(name);
      }
    }
    for (const name of group) {
      groups.set(name, group);
    }
  }
  return new Map(advisories.map((advisory) => [advisory, groups.get(advisory.id.toUpperCase()) ?? new Set()]));
}
