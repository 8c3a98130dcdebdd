/** Puts a promise into a cache, and takes it out again where it rejects: what failed once is tried again. Gives the promise back. */
export function cachePromise<K, V>(cache: Map<K, Promise<V>>, key: K, promise: Promise<V>): Promise<V> {
  cache.set(key, promise);
  promise.catch(() => {
    if (cache.get(key) === promise) {
      cache.delete(key);
    }
  });
  return promise;
}
