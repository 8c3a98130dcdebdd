/** More than the different texts of one kind in most projects. */
const MOST = 4_096;

/** Remembers a limited number of answers. When there are more, all of them are forgotten. `of` is pure, and never returns undefined. */
export function lastAnswers<T extends NonNullable<unknown>, K extends string | number = string>(
  of: (key: K) => T,
  most = MOST,
): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const answer = of(key);
    if (known.size >= most) {
      known.clear();
    }
    known.set(key, answer);
    return answer;
  };
}
