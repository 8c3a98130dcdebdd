/** Work that can be interrupted wherever it yields. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Milliseconds of work before other tasks get a turn. */
const SLICE = 10;

/**
 * Does the work in slices, and lets other tasks (a keystroke, a hover) run in between. Undefined: `isWanted` returned false, and the work was
 * stopped.
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

/** Lets other tasks run whenever work has taken a slice of time. */
export class Turns {
  #end = performance.now() + SLICE;

  async pause(): Promise<void> {
    if (performance.now() >= this.#end) {
      await nextTurn();
      this.#end = performance.now() + SLICE;
    }
  }
}

/** Resolves when all tasks that wait now have had a turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
