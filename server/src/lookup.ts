/**
 * The answer to a question about the outside world. "It is not there" and "could not ask" are never the same value: a mirror that is
 * down must not read as safe, and an unreachable index must not make a package unknown.
 */
export type Lookup<T> =
  | { readonly kind: 'found'; readonly value: T; readonly stale?: Stale }
  | { readonly kind: 'missing' }
  /** `why` is a localized phrase for people: "offline", "the index answered 503". */
  | { readonly kind: 'unavailable'; readonly why: string };

/** The service could not be contacted now. This is its last known answer. */
export interface Stale {
  /** When it was last confirmed, in milliseconds since the epoch. Absent: just now, but not by all sources. */
  readonly asOf?: number;
  /** A localized phrase, as in `unavailable`. */
  readonly why: string;
}

/** An answer with a value. `stale`: it is an earlier one, because the service did not answer. */
export function found<T>(value: T, stale?: Stale): Lookup<T> {
  return stale === undefined ? { kind: 'found', value } : { kind: 'found', value, stale };
}

export const MISSING: Lookup<never> = { kind: 'missing' };

/** There is no answer. `why`: the end of a sentence, for people. */
export function unavailable(why: string): Lookup<never> {
  return { kind: 'unavailable', why };
}

/** A moment, in milliseconds since the epoch, as an ISO date. */
export function dayOf(time: number | undefined): string {
  return new Date(time ?? 0).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Why the answer is not current: `unavailable` or `stale`. */
export function notCheckedWhy(lookup: Lookup<unknown>): string | undefined {
  switch (lookup.kind) {
    case 'found':
      return lookup.stale?.why;
    case 'missing':
      return undefined;
    case 'unavailable':
      return lookup.why;
  }
}

/** The value of an answer. Undefined: it is missing, or there is no answer. */
export function foundValue<T>(lookup: Lookup<T>): T | undefined {
  return lookup.kind === 'found' ? lookup.value : undefined;
}
