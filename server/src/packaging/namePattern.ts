import { normalizeName } from './name';

/**
 * Maximum number of patterns with a `*` elsewhere than at one end: each of them is tried on every name. Names, and patterns such as
 * `acme-*` and `*-internal`, are looked up in tables, without a limit.
 */
export const MAX_FREE_PATTERNS = 1_000;

/** Whether a pattern has its `*` elsewhere than at one of its ends alone. */
export function isFreePattern(pattern: string): boolean {
  const star = pattern.indexOf('*');
  return star !== -1 && pattern !== '*' && (pattern.indexOf('*', star + 1) !== -1 || (star > 0 && star < pattern.length - 1));
}

/** Whether a normalized name matches one of the given names or patterns (`acme-*`). Only `*` is special. */
export function nameMatcher(patterns: readonly string[]): (normalizedName: string) => boolean {
  const find = patternFinder(patterns);
  return (name) => find(name) !== undefined;
}

/** The same, but returns the index of the first match. The patterns are parsed once. */
export function patternFinder(patterns: readonly string[]): (normalizedName: string) => number | undefined {
  const names = new Map<string, number>();
  const starts = new Affixes();
  const ends = new Affixes();
  const free: { readonly index: number; readonly matches: (name: string) => boolean }[] = [];
  patterns.forEach((pattern, index) => {
    if (!pattern.includes('*')) {
      addFirst(names, normalizeName(pattern), index);
    } else if (isFreePattern(pattern)) {
      if (free.length < MAX_FREE_PATTERNS) {
        free.push({ index, matches: patternMatcher(pattern) });
      }
    } else if (pattern.endsWith('*')) {
      starts.add(normalPart(pattern.slice(0, -1)), index);
    } else {
      ends.add(normalPart(pattern.slice(1)), index);
    }
  });
  return (name) => {
    const first = Math.min(
      names.get(name) ?? Number.POSITIVE_INFINITY,
      starts.first((length) => name.slice(0, length), name.length),
      ends.first((length) => name.slice(name.length - length), name.length),
      free.find(({ matches }) => matches(name))?.index ?? Number.POSITIVE_INFINITY,
    );
    return first === Number.POSITIVE_INFINITY ? undefined : first;
  };
}

/** Prefixes, or suffixes, of names. */
class Affixes {
  readonly #texts = new Map<string, number>();
  readonly #lengths = new Set<number>();

  add(text: string, index: number): void {
    addFirst(this.#texts, text, index);
    this.#lengths.add(text.length);
  }

  /** The least index of the texts among the affixes that `affixOf` gives for each length. */
  first(affixOf: (length: number) => string, longest: number): number {
    let first = Number.POSITIVE_INFINITY;
    for (const length of this.#lengths) {
      if (length <= longest) {
        first = Math.min(first, this.#texts.get(affixOf(length)) ?? first);
      }
    }
    return first;
  }
}

function addFirst(into: Map<string, number>, text: string, index: number): void {
  if (!into.has(text)) {
    into.set(text, index);
  }
}

function normalPart(part: string): string {
  return part.replace(/[-_.]+/g, '-').toLowerCase();
}

/** Greedy over the literal parts, which costs linear time on any pattern. */
function patternMatcher(pattern: string): (name: string) => boolean {
  const [first = '', ...middle] = pattern.split('*').map(normalPart);
  const last = middle.pop() ?? '';
  return (name) => {
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) {
      return false;
    }
    let from = first.length;
    const to = name.length - last.length;
    for (const part of middle) {
      const at = name.indexOf(part, from);
      if (at === -1 || at + part.length > to) {
        return false;
      }
      from = at + part.length;
    }
    return true;
  };
}
