/** Work that can be interrupted wherever it yields. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Milliseconds of work before other tasks get a turn; the second for work in the background, which must not delay a keystroke. */
const SLICE = 10;
export const BACKGROUND_SLICE = 2;

/**
 * Does the work in slices, and lets other tasks (a keystroke, a hover) run in between. Undefined: `isWanted` returned false, and the work was
 * stopped.
 */
export async function inSlices<T>(steps: Steps<T>, isWanted: () => boolean = () => true, slice = SLICE): Promise<T | undefined> {
  for (let end = performance.now() + slice; ; ) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    if (performance.now() >= end) {
      await nextTurn();
      if (!isWanted()) {
        return undefined;
      }
      end = performance.now() + slice;
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

/** Gives each of several tasks a turn of its own. Whatever else waits is done between two of them. */
export class SingleTurns {
  #last = Promise.resolve();

  next(): Promise<void> {
    this.#last = this.#last.then(nextTurn);
    return this.#last;
  }
}

/** Resolves when all tasks that wait now have had a turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
