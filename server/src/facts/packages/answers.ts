import type { Clock } from '../../host';
import { type Lookup, notCheckedWhy } from '../../lookup';

/** Milliseconds for which an answer is used without a new request; and the same for a failure. */
export const FRESH_FOR = 10 * 60_000;
const RETRY_AFTER = 60_000;

/** Counts the news about names. Others compare the counts to notice which facts have changed. */
export class PackageNews {
  #count = 0;
  /** By normalized name: the count at the last news about it. */
  readonly #last = new Map<string, number>();

  /** A number that changes with each news about any name. */
  get revision(): number {
    return this.#count;
  }

  note(name: string): void {
    this.#last.set(name, ++this.#count);
  }

  /** Whether there was news about a normalized name after that revision. */
  since(name: string, revision: number): boolean {
    return (this.#last.get(name) ?? 0) > revision;
  }
}

/** The answers of a service to one kind of question. */
export class Answers<T> {
  readonly #answers = new Map<string, { readonly lookup: Lookup<T>; readonly at: number }>();
  readonly #clock: Clock;
  readonly #news: PackageNews;

  constructor(clock: Clock, news: PackageNews) {
    this.#clock = clock;
    this.#news = news;
  }

  get isEmpty(): boolean {
    return this.#answers.size === 0;
  }

  get(key: string): Lookup<T> | undefined {
    return this.#answers.get(key)?.lookup;
  }

  /** Whether there is an answer that needs no new request. */
  isFresh(key: string): boolean {
    const answer = this.#answers.get(key);
    return answer !== undefined && this.#clock.now() - answer.at < (notCheckedWhy(answer.lookup) === undefined ? FRESH_FOR : RETRY_AFTER);
  }

  /** True: the answer is news about the normalized name. */
  set(key: string, name: string, lookup: Lookup<T>): boolean {
    const before = this.get(key);
    this.#answers.set(key, { lookup, at: this.#clock.now() });
    const isNews = before === undefined || JSON.stringify(before) !== JSON.stringify(lookup);
    if (isNews) {
      this.#news.note(name);
    }
    return isNews;
  }
}
