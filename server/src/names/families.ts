import { once } from '../once';
import type { FamilyOf, PopularNames } from './nameData';

/** A family has at least this many popular members, and this share of all its members. */
const LEAST_POPULAR = 15;
const LEAST_SHARE = 0.18;
/** A single word is too little: `azure-…` and `apache-…` have many owners. */
const LEAST_WORDS = 2;

/** `extensions`: as in `NameData`. Counts the popular names at the first call. */
export function createFamilyOf(popular: PopularNames, extensions: (name: string, limit: number) => number): FamilyOf {
  const popularMembers = once(() => countMembers(popular));
  const known = new Map<string, boolean>();

  function isFamily(prefix: string): boolean {
    const members = popularMembers().get(prefix) ?? 0;
    if (members < LEAST_POPULAR) {
      return false;
    }
    const most = Math.floor(members / LEAST_SHARE);
    const isOne = known.get(prefix) ?? extensions(prefix, most + 1) <= most;
    known.set(prefix, isOne);
    return isOne;
  }

  return (name) => prefixesOf(name).findLast(isFamily);
}

/** All beginnings of a name that end before a hyphen and have two words or more, shortest first. */
function prefixesOf(name: string): string[] {
  const prefixes: string[] = [];
  let words = 1;
  for (let at = name.indexOf('-'); at > 0; at = name.indexOf('-', at + 1)) {
    if (words++ >= LEAST_WORDS) {
      prefixes.push(name.slice(0, at));
    }
  }
  return prefixes;
}

function countMembers(popular: PopularNames): Map<string, number> {
  const counts = new Map<string, number>();
  for (let rank = 1; rank <= popular.size; rank++) {
    for (const prefix of prefixesOf(popular.nameAt(rank) ?? '')) {
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  return counts;
}
