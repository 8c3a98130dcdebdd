import { MAX_LETTERS } from './rollingHash';

/**
 * The names that may be imitated, without their separators, as flat arrays: target `id` has the letters
 * `letters[starts[id] .. starts[id + 1])`. Popular names come first, most downloaded first, so `id + 1` is the rank;
 * behind them the modules of the standard library.
 */
export interface Targets {
  readonly names: readonly string[];
  readonly popularCount: number;
  readonly letters: Uint8Array;
  readonly starts: Uint32Array;
  /** Number of words of each name. */
  readonly words: Uint8Array;
}

export const HYPHEN = 45;
/** Modules of the standard library have no downloads; they are imitated about as often as projects of this rank. */
export const LIBRARY_RANK = 500;

export function createTargets(popular: readonly string[], standardLibrary: readonly string[]): Targets {
  const names = [...popular, ...standardLibrary];
  const starts = new Uint32Array(names.length + 1);
  const letters = new Uint8Array(names.reduce((sum, name) => sum + name.length, 0));
  const words = new Uint8Array(names.length).fill(1);
  let at = 0;
  for (let id = 0; id < names.length; id++) {
    const name = names[id]!;
    const end = Math.min(name.length, MAX_LETTERS);
    for (let i = 0; i < end; i++) {
      const unit = name.charCodeAt(i);
      if (unit !== HYPHEN) {
        letters[at++] = unit;
      } else {
        words[id]!++;
      }
    }
    starts[id + 1] = at;
  }
  return { names, popularCount: popular.length, letters, starts, words };
}
