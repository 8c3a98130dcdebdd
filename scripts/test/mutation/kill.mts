import { NO_END, type Tester } from './tester.mjs';
import type { Tests } from './tests.mjs';
import type { Trial } from './worker.mjs';

/** What makes the tests of a mutant fail. */
export interface Kill {
  /** The absolute path of the test file; empty if no test can be named. */
  readonly test: string;
  /** The test that fails, or what else happened. */
  readonly killer: string;
}

/**
 * The first test that fails because of a mutant. The same tests pass in the same order without the mutant, and fail once more with it: a test that
 * depends on others before it, on the time or on chance kills nothing.
 */
export async function killOf(
  trial: Trial,
  { tester, tests }: { readonly tester: Tester; readonly tests: Tests },
): Promise<Kill | undefined> {
  const left = [...trial.tests];
  const failureOf = async (chosen: readonly string[]): Promise<readonly [string, string] | undefined> => {
    const { failures } = await tester.run({ ...trial, tests: chosen }, (test) => tests.limitOf(test));
    return [...failures][0];
  };
  while (left.length > 0) {
    const failure = await failureOf(left);
    if (failure === undefined) {
      return undefined;
    }
    const [test, killer] = failure;
    const upTo = test === '' ? left : left.slice(0, left.indexOf(test) + 1);
    if (killer === NO_END || ((await tests.passWithout(upTo, tester)) && (await failureOf(upTo)) !== undefined)) {
      return { test, killer };
    }
    console.log(`not counted, because it does not depend on the mutant alone: ${killer}`);
    left.splice(0, left.length, ...left.filter((each) => test !== '' && each !== test));
  }
  return undefined;
}
