import type { NearestNames } from '../../names/nameData';
import { nextTurn } from '../../slices';

/** Maximum number of absent names in one file that get a suggestion. A file with more of them is not a list of dependencies. */
export const MAX_AT_ONCE = 40;
const MAX_KEPT = 10_000;

/** The projects that absent names may have meant, cached: the search takes one or two milliseconds per name. */
export class NearNames {
  readonly #nearest: NearestNames;

  readonly #known = new Map<string, readonly string[]>();

  constructor(nearest: NearestNames) {
    this.#nearest = nearest;
  }

  /** Empty: there is no similar project, or none has been searched for yet. */
  of(name: string): readonly string[] {
    return this.#known.get(name) ?? [];
  }

  /** Searches for the names that are not cached, and yields between two names. Returns those with similar projects. */
  async look(names: readonly string[], signal?: AbortSignal): Promise<readonly string[]> {
    const news: string[] = [];
    const open = [...new Set(names)].slice(0, MAX_AT_ONCE).filter((name) => !this.#known.has(name));
    for (const name of open) {
      await nextTurn();
      if (signal?.aborted) {
        break;
      }
      const [oldest] = this.#known.size >= MAX_KEPT ? this.#known.keys() : [];
      if (oldest !== undefined) {
        this.#known.delete(oldest);
      }
      const near = this.#nearest(name);
      this.#known.set(name, near);
      if (near.length > 0) {
        news.push(name);
      }
    }
    return news;
  }
}
