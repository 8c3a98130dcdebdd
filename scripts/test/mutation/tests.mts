import path from 'node:path';
import type { Mutant } from './mutants.mjs';
import { placeOf } from './probes.mjs';
import type { Tester } from './tester.mjs';
import type { Outcome } from './worker.mjs';

/** Most processor time of a test file: a multiple of what it needs without a mutant, and what it may take to load (milliseconds). */
const HANGS = 5;
const START = 20_000;

interface Measured extends Pick<Outcome, 'durations' | 'entered'> {
  /** Absolute paths of the tests that pass without a mutant. */
  readonly sound: readonly string[];
  /** Whether all of them run for each mutant. */
  readonly whole: boolean;
}

interface Place extends Mutant {
  readonly file: string;
  readonly text: string;
}

/** The tests of a folder: which ones can see a mutant, and which of them probably do. */
export class Tests {
  readonly #measured: Measured;
  readonly #entered: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lists of tests that pass one after the other. */
  readonly #passing = new Set<string>();
  /** By module, the tests that have killed a mutant of it. */
  readonly #killers = new Map<string, Set<string>>();

  constructor(measured: Measured) {
    this.#measured = measured;
    this.#entered = new Map([...measured.entered].map(([test, names]) => [test, new Set(names)]));
  }

  /** Milliseconds of processor time after which a test file counts as hanging. */
  limitOf(test: string): number {
    return START + HANGS * (this.#measured.durations.get(test) ?? 0);
  }

  /** Whether tests pass in this order without a mutant. */
  async passWithout(tests: readonly string[], tester: Tester): Promise<boolean> {
    const list = tests.join('\n');
    if (!this.#passing.has(list) && (await tester.run({ tests })).failures.size === 0) {
      this.#passing.add(list);
    }
    return this.#passing.has(list);
  }

  /** `killer`: the path of a test; empty if none can be named. */
  remember({ file }: Place, killer: string): void {
    if (killer !== '') {
      this.#killers.set(file, (this.#killers.get(file) ?? new Set()).add(killer));
    }
  }

  /**
   * The tests that enter the function of the mutant, or load its module if it is in no function. First the test of the module itself, then those that have
   * killed another mutant of it, then the quickest; last those that call no function of the module.
   */
  for({ file, text, ...mutant }: Place): readonly string[] {
    const { sound, whole, durations } = this.#measured;
    const place = placeOf(file, text, mutant);
    const own = path.basename(file).replace(/\.ts$/, '.test.ts');
    const rank = (test: string): number => {
      if (path.basename(test) === own) {
        return -2;
      }
      if (this.#killers.get(file)?.has(test) === true) {
        return -1;
      }
      return (durations.get(test) ?? 0) + (this.#calls(test, file) ? 0 : 1e9);
    };
    return sound
      .filter((test) => whole || this.#entered.get(test)?.has(place) === true)
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  }

  /** Whether a test calls a function of the module. */
  #calls(test: string, file: string): boolean {
    return [...(this.#entered.get(test) ?? [])].some((name) => name.startsWith(`${file}:`));
  }
}
