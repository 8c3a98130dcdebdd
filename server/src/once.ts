/** Makes a value at the first call, and returns the same one at each further call. If that failed, each further call fails in the same way. */
export function once<T>(make: () => T): () => T {
  let made: (() => T) | undefined;
  return () => {
    made ??= outcomeOf(make);
    return made();
  };
}

function outcomeOf<T>(make: () => T): () => T {
  try {
    const value = make();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** The same for a promise, except that a failure is tried again at the next call. */
export function onceUnlessFailed<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
