import type { Clause, Operator } from './specifier';
import { compareVersionKeys, type VersionKey, versionKey } from './versionKey';

/** A place between versions: just before or just after `key`. Undefined keys are the two ends of all versions. */
interface Cut {
  readonly key: VersionKey;
  readonly side: -1 | 1;
}

/** From `low` to `high`; an absent end is open. */
interface Interval {
  readonly low?: Cut | undefined;
  readonly high?: Cut | undefined;
}

/**
 * A set of versions as ordered, disjoint intervals of PEP 440's order. Versions are dense (between any two there may be another), so
 * "every version that this specifier allows" can be answered without a list of what was released.
 */
export class VersionSet {
  static readonly ALL = new VersionSet([{}]);
  static readonly NONE = new VersionSet([]);

  readonly #intervals: readonly Interval[];

  /** `intervals` are in order and do not touch. */
  private constructor(intervals: readonly Interval[]) {
    this.#intervals = intervals;
  }

  /** Versions from `introduced` (absent: from the first) up to, without, `fixed` (absent: to the last); pre-releases of `fixed` are inside. */
  static between(introduced: VersionKey | undefined, fixed: VersionKey | undefined): VersionSet {
    return VersionSet.#interval(introduced && before(introduced), fixed && before(fixed));
  }

  /** Versions from `introduced` up to and including `last` and its local builds. */
  static upTo(introduced: VersionKey | undefined, last: VersionKey): VersionSet {
    return VersionSet.#interval(introduced && before(introduced), afterBuilds(last));
  }

  /** One version; with its local builds unless it names one itself. */
  static exactly(key: VersionKey): VersionSet {
    return VersionSet.#interval(before(key), afterBuilds(key));
  }

  /** The versions that a PEP 440 specifier set allows. Undefined: it compares text that is not a version (`===`). */
  static ofSpecifier(clauses: readonly Clause[]): VersionSet | undefined {
    const excluded: VersionSet[] = [];
    let result = VersionSet.ALL;
    for (const clause of clauses) {
      const key = versionKey(clause.version);
      if (key === undefined) {
        return undefined;
      }
      if (clause.operator === '!=') {
        excluded.push(named(clause, key));
      } else {
        result = result.intersect(ofClause(clause.operator, clause, key));
      }
    }
    return result.intersect(VersionSet.unionOf(excluded).complement());
  }

  static #interval(low: Cut | undefined, high: Cut | undefined): VersionSet {
    return low !== undefined && high !== undefined && compareCuts(low, high) >= 0 ? VersionSet.NONE : new VersionSet([{ low, high }]);
  }

  /** Versions before any of `release`, its development releases included. */
  static beforeRelease(epoch: number, release: readonly number[]): VersionSet {
    return VersionSet.#interval(undefined, startOfRelease(epoch, release));
  }

  /** Versions after the post-releases of `key`. */
  static afterPosts(key: VersionKey): VersionSet {
    return VersionSet.#interval({ key: { ...key, post: INFINITE, dev: INFINITE, local: [] }, side: 1 }, undefined);
  }

  static after(key: VersionKey): VersionSet {
    return VersionSet.#interval(afterBuilds(key), undefined);
  }

  get isEmpty(): boolean {
    return this.#intervals.length === 0;
  }

  has(key: VersionKey): boolean {
    return this.#intervals.some(
      ({ low, high }) => (low === undefined || compareCutTo(low, key) < 0) && (high === undefined || compareCutTo(high, key) > 0),
    );
  }

  intersect(other: VersionSet): VersionSet {
    return new VersionSet([...this.#common(other)]);
  }

  /** Whether the sets have no version in common. */
  isDisjointFrom(other: VersionSet): boolean {
    return this.#common(other).next().done === true;
  }

  /** The intervals of the intersection, in order. Both lists are walked once. */
  *#common(other: VersionSet): Generator<Interval> {
    let i = 0;
    let j = 0;
    for (
      let a = this.#intervals[i], b = other.#intervals[j];
      a !== undefined && b !== undefined;
      a = this.#intervals[i], b = other.#intervals[j]
    ) {
      const low = later(a.low, b.low);
      const high = earlier(a.high, b.high);
      if (low === undefined || high === undefined || compareCuts(low, high) < 0) {
        yield { low, high };
      }
      if (high === a.high) {
        i++;
      } else {
        j++;
      }
    }
  }

  static unionOf(sets: readonly VersionSet[]): VersionSet {
    if (sets.length === 1) {
      return sets[0] as VersionSet;
    }
    const sorted = sets.flatMap((set) => set.#intervals).sort((a, b) => compareLows(a.low, b.low));
    const result: Interval[] = [];
    for (const next of sorted) {
      const last = result.at(-1);
      if (last !== undefined && (last.high === undefined || next.low === undefined || compareCuts(next.low, last.high) <= 0)) {
        const high =
          last.high === undefined || next.high === undefined
            ? undefined
            : earlier(last.high, next.high) === last.high
              ? next.high
              : last.high;
        result[result.length - 1] = { low: last.low, high };
      } else {
        result.push(next);
      }
    }
    return new VersionSet(result);
  }

  complement(): VersionSet {
    const result: Interval[] = [];
    let low: Cut | undefined;
    let open = true;
    for (const interval of this.#intervals) {
      if (interval.low !== undefined) {
        result.push({ low, high: interval.low });
      }
      low = interval.high;
      open = interval.high !== undefined;
    }
    if (open) {
      result.push({ low });
    }
    return new VersionSet(result);
  }

  isSubsetOf(other: VersionSet): boolean {
    return this.intersect(other.complement()).isEmpty;
  }
}

const INFINITE = Number.POSITIVE_INFINITY;
const FIRST: VersionKey = { epoch: 0, release: [0], phase: -INFINITE, phaseNumber: 0, post: -INFINITE, dev: -INFINITE, local: [] };

/** The versions of `==` and `!=`: one version, or all with the same beginning. */
function named({ wildcard, version }: Clause, key: VersionKey): VersionSet {
  return wildcard ? withPrefix(key.epoch, segmentsOf(version)) : VersionSet.exactly(key);
}

function ofClause(operator: Exclude<Operator, '!='>, clause: Clause, key: VersionKey): VersionSet {
  switch (operator) {
    case '===':
      return VersionSet.exactly(key);
    case '==':
      return named(clause, key);
    case '~=':
      return VersionSet.between(key, undefined).intersect(withPrefix(key.epoch, segmentsOf(clause.version).slice(0, -1)));
    case '>=':
      return VersionSet.between(key, undefined);
    case '<=':
      return VersionSet.upTo(undefined, key);
    case '<':
      if (key.phase !== INFINITE || key.dev !== INFINITE) {
        return VersionSet.between(undefined, key);
      }
      // `<1.0` leaves out 1.0's own pre-releases, `<1.0.post1` those of the post-release.
      return key.post === -INFINITE
        ? VersionSet.beforeRelease(key.epoch, key.release)
        : VersionSet.between(undefined, { ...key, dev: -INFINITE, local: [] });
    case '>':
      // `>1.0` leaves out 1.0's own post-releases and local builds; a development release has no post-releases.
      return key.post !== -INFINITE || key.dev !== INFINITE ? VersionSet.after(key) : VersionSet.afterPosts(key);
  }
}

/** The release segment as written, including trailing zeros: `==1.0.*` is not `==1.*`. */
function segmentsOf(version: string): number[] {
  const release = /^v?(?:\d+!)?(\d+(?:\.\d+)*)/i.exec(version)?.[1] ?? '0';
  return release.split('.').map(Number);
}

function withPrefix(epoch: number, prefix: readonly number[]): VersionSet {
  const next = [...prefix.slice(0, -1), (prefix.at(-1) ?? 0) + 1];
  return VersionSet.beforeRelease(epoch, next).intersect(VersionSet.beforeRelease(epoch, prefix).complement());
}

function startOfRelease(epoch: number, release: readonly number[]): Cut {
  return { key: { ...FIRST, epoch, release }, side: -1 };
}

function before(key: VersionKey): Cut {
  return { key, side: -1 };
}

/** After `key` and its local builds; after exactly `key` where that is a local build. */
function afterBuilds(key: VersionKey): Cut {
  return { key: key.local.length > 0 ? key : { ...key, local: [INFINITE] }, side: 1 };
}

function compareCuts(a: Cut, b: Cut): number {
  return compareVersionKeys(a.key, b.key) || a.side - b.side;
}

/** Negative: the cut is before `key`. Never zero. */
function compareCutTo(cut: Cut, key: VersionKey): number {
  return compareVersionKeys(cut.key, key) || cut.side;
}

function compareLows(a: Cut | undefined, b: Cut | undefined): number {
  return a === undefined ? (b === undefined ? 0 : -1) : b === undefined ? 1 : compareCuts(a, b);
}

function later(a: Cut | undefined, b: Cut | undefined): Cut | undefined {
  return compareLows(a, b) >= 0 ? a : b;
}

function earlier(a: Cut | undefined, b: Cut | undefined): Cut | undefined {
  return a === undefined ? b : b === undefined ? a : compareCuts(a, b) <= 0 ? a : b;
}
