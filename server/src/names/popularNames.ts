import type { PopularNames } from './data';
import { decodeFrontCoded, encodeFrontCoded } from './frontCoding';
import { asUint16, bytesOf, packSections, section, unpackSections } from './sections';

export interface PopularName {
  /** Normalised. */
  readonly name: string;
  /** In 30 days; undefined where the list has no count. */
  readonly downloads?: number;
}

/** `byRank`: most downloaded first. The names are stored sorted, for size and for prefix search. */
export function encodePopularNames(byRank: readonly PopularName[]): Uint8Array {
  const ranked = byRank.map((entry, i) => ({ ...entry, rank: i + 1 }));
  ranked.sort((a, b) => compare(a.name, b.name));
  return packSections({
    names: encodeFrontCoded(ranked.map((entry) => entry.name)),
    ranks: bytesOf(Uint16Array.from(ranked, (entry) => entry.rank)),
    downloads: bytesOf(Uint16Array.from(ranked, (entry) => encodeCount(entry.downloads))),
  });
}

export interface DecodedPopularNames extends PopularNames {
  /** Sorted by code unit. */
  readonly sorted: readonly string[];
  /** `ranks[i]` is the rank of `sorted[i]`. */
  readonly ranks: Uint16Array;
  completions(prefix: string, limit: number): readonly string[];
}

export function decodePopularNames(file: Uint8Array): DecodedPopularNames {
  const sections = unpackSections(file);
  const sorted = decodeFrontCoded(section(sections, 'names'));
  const ranks = asUint16(section(sections, 'ranks'));
  const downloads = asUint16(section(sections, 'downloads'));
  const indexAt = new Uint16Array(sorted.length + 1);
  ranks.forEach((rank, i) => {
    indexAt[rank] = i;
  });

  const indexOf = (name: string): number | undefined => {
    const i = lowerBound(sorted, name);
    return sorted[i] === name ? i : undefined;
  };
  return {
    sorted,
    ranks,
    size: sorted.length,
    rankOf: (name) => {
      const i = indexOf(name);
      return i === undefined ? undefined : ranks[i];
    },
    downloadsOf: (name) => {
      const i = indexOf(name);
      return i === undefined ? undefined : decodeCount(downloads[i]!);
    },
    nameAt: (rank) => (rank >= 1 && rank <= sorted.length ? sorted[indexAt[rank]!] : undefined),
    completions: (prefix, limit) => {
      const found: number[] = [];
      for (let i = lowerBound(sorted, prefix); i < sorted.length && sorted[i]!.startsWith(prefix); i++) {
        found.push(i);
      }
      found.sort((a, b) => ranks[a]! - ranks[b]!);
      return found.slice(0, limit).map((i) => sorted[i]!);
    },
  };
}

/** Index of the first entry that is not before `name`. */
export function lowerBound(sorted: readonly string[], name: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const MANTISSA = 1000;

/** Three significant digits in 16 bits (`exponent * 1000 + mantissa`): people read "1.88 billion", not the last digit. 0: no count. */
function encodeCount(count: number | undefined): number {
  if (count === undefined || count <= 0) {
    return 0;
  }
  let exponent = 0;
  let mantissa = count;
  while (Math.round(mantissa) >= MANTISSA) {
    mantissa /= 10;
    exponent++;
  }
  return exponent * MANTISSA + Math.round(mantissa);
}

function decodeCount(code: number): number | undefined {
  return code === 0 ? undefined : (code % MANTISSA) * 10 ** Math.floor(code / MANTISSA);
}
