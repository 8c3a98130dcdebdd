import type { PopularNames } from '../nameData';
import { asUint16, bytesOf, packSections, section, textOf, unpackSections } from './sections';

export interface PopularName {
  /** Normalized. */
  readonly name: string;
  /** In 30 days. Undefined: the list has no count. */
  readonly downloads?: number | undefined;
}

/** `byRank`: most downloaded first, the order in which they are stored. */
export function encodePopularNames(byRank: readonly PopularName[]): Uint8Array {
  return packSections({
    names: new TextEncoder().encode(byRank.map((entry) => entry.name).join('\n')),
    downloads: bytesOf(Uint16Array.from(byRank, (entry) => encodeCount(entry.downloads))),
  });
}

export interface DecodedPopularNames extends PopularNames {
  /** Most downloaded first. */
  readonly byRank: readonly string[];
}

export function decodePopularNames(file: Uint8Array): DecodedPopularNames {
  const sections = unpackSections(file);
  const byRank = textOf(section(sections, 'names')).split('\n');
  const downloads = asUint16(section(sections, 'downloads'));
  const ranks = new Map<string, number>();
  for (let i = 0; i < byRank.length; i++) {
    ranks.set(byRank[i]!, i + 1);
  }
  return {
    byRank,
    size: byRank.length,
    rankOf: (name) => ranks.get(name),
    downloadsOf: (name) => {
      const rank = ranks.get(name);
      return rank === undefined ? undefined : decodeCount(downloads[rank - 1]!);
    },
    nameAt: (rank) => byRank[rank - 1],
  };
}

/** Index of the first entry that is not less than `name`. */
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
