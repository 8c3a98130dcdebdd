import type { YamlNode } from './node';

/** A reader looks at a node that nothing shares at most as often. */
const MAX_OWN = 12;
/** What may be read more often than that, in a file: characters of texts, and items. */
const MAX_SHARED = 1_000_000;
/** An item costs as much as a text of this length. */
export const ITEM_COST = 10;

/**
 * Counts how often the nodes of a file are read. Through aliases and merges, a short file can lead a reader to a long list or text thousands of times: it is
 * empty from some time on.
 */
export class SharedReads {
  readonly #counts = new Map<YamlNode, number>();
  readonly #onEnd: (node: YamlNode) => void;
  #left = MAX_SHARED;
  #isAtEnd = false;

  /** @param onEnd gets the first node that is empty */
  constructor(onEnd: (node: YamlNode) => void) {
    this.#onEnd = onEnd;
  }

  /** Whether a node may be read once more. */
  allows(node: YamlNode, cost: number): boolean {
    const count = (this.#counts.get(node) ?? 0) + 1;
    this.#counts.set(node, count);
    if (count <= MAX_OWN) {
      return true;
    }
    this.#left -= cost;
    if (this.#left < 0 && !this.#isAtEnd) {
      this.#isAtEnd = true;
      this.#onEnd(node);
    }
    return this.#left >= 0;
  }
}
