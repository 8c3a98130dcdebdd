/** Work that can be interrupted wherever it yields. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Milliseconds that work goes on before others have their turn. */
const SLICE = 10;

/**
 * Does the work in slices, and lets whatever else waits (a keystroke, a hover) have its turn in between. Undefined: `isWanted` said so, and the work was
 * given up.
 */
export async function inSlices<T>(steps: Steps<T>, isWanted: () => boolean = () => true): Promise<T | undefined> {
  for (let end = performance.now() + SLICE; ; ) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    if (performance.now() >= end) {
      await nextTurn();
      if (!isWanted()) {
        return undefined;
      }
      end = performance.now() + SLICE;
    }
  }
}

/** Lets others have their turn whenever work has gone on for a slice of time. */
export class Turns {
  #end = performance.now() + SLICE;

  async pause(): Promise<void> {
    if (performance.now() >= this.#end) {
      await nextTurn();
      this.#end = performance.now() + SLICE;
    }
  }
}

/** Resolves when all that waits now has had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
