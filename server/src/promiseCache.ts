/** Puts a promise into a cache, and removes it if it rejects, so a failed request is tried again. Returns the promise. */
export function cachePromise<K, V>(cache: Map<K, V | Promise<V>>, key: K, promise: Promise<V>): Promise<V> {
  cache.set(key, promise);
  promise.catch(() => {
    if (cache.get(key) === promise) {
      cache.delete(key);
    }
  });
  return promise;
}
