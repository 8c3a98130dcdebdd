/**
 * Does `work` on the items of `source`, in order, and on up to `count` items at a time: while one waits for the disk, others go on. Results come in the
 * order of the items. A failed item rejects when its turn comes.
 */
export async function* ahead<T, R>(
  source: AsyncIterable<T> | Iterable<T>,
  count: number,
  work: (item: T) => R | Promise<R>,
): AsyncIterable<R> {
  const items = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const underWay: Promise<{ readonly done: true } | { readonly done: false; readonly result: R }>[] = [];
  const start = async () => {
    const next = await items.next();
    return next.done ? ({ done: true } as const) : ({ done: false, result: await work(next.value) } as const);
  };
  try {
    for (;;) {
      while (underWay.length < count) {
        const started = start();
        // The failure reaches the caller that awaits the result.
        started.catch(() => undefined);
        underWay.push(started);
      }
      const first = await (underWay.shift() as (typeof underWay)[number]);
      if (first.done) {
        return;
      }
      yield first.result;
    }
  } finally {
    await items.return?.();
  }
}
