import type { Configuration } from '../../configuration/configuration';
import type { Clock } from '../../host';
import type { PackageNews } from './answers';
import type { PackageFacts } from './packageFacts';

/** Maximum number of names per configuration. */
const MAX_NAMES = 5_000;
/** Milliseconds. */
const KEPT_FOR = 3_600_000;

/** Facts, and the number of news at that time. */
interface Kept {
  readonly facts: PackageFacts;
  readonly revision: number;
  readonly at: number;
}

/** Facts that do not depend on the file. Only those of popular names are kept, which recur: someone may be typing the others. */
export class KeptFacts {
  readonly #clock: Clock;
  readonly #news: PackageNews;
  readonly #kept = new WeakMap<Configuration, Map<string, Kept>>();

  constructor(clock: Clock, news: PackageNews) {
    this.#clock = clock;
    this.#news = news;
  }

  /** The facts about a normalized name, gathered if they are not known or out of date. */
  of(name: string, configuration: Configuration, gather: () => PackageFacts): PackageFacts {
    const kept = this.#kept.get(configuration) ?? new Map<string, Kept>();
    this.#kept.set(configuration, kept);
    const known = kept.get(name);
    const at = this.#clock.now();
    if (known !== undefined && at - known.at < KEPT_FOR && !this.#news.since(name, known.revision)) {
      return known.facts;
    }
    const facts = gather();
    if (facts.rank !== undefined) {
      if (kept.size >= MAX_NAMES) {
        kept.clear();
      }
      kept.set(name, { facts, revision: this.#news.revision, at });
    }
    return facts;
  }
}
