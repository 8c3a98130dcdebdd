import type { NearestNames } from '../names/nearest';
import { nextTurn } from '../slices';

/** So many absent names of one file get a suggestion; what has more of them is not a list of dependencies. */
const MAX_AT_ONCE = 40;
const MAX_KEPT = 2000;

/** The projects that absent names may have been meant for, remembered: looking takes a millisecond or two a name. */
export class NearNames {
  readonly #nearest: NearestNames;

  readonly #known = new Map<string, readonly string[]>();

  constructor(nearest: NearestNames) {
    this.#nearest = nearest;
  }

  /** Empty for a name that nothing is near, or that has not been looked for. */
  of(name: string): readonly string[] {
    return this.#known.get(name) ?? [];
  }

  /** Looks for those that were not looked for yet, letting others have a turn between two names. Returns those that something is near. */
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
