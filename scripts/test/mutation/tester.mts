import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root, tsx } from '../../run.mjs';
import type { Outcome, SentOutcome, Trial } from './worker.mjs';

/** What killed a mutant after which the tests did not end. */
export const NO_END = 'no end';

/** Maximum memory of a mutant, in megabytes. */
const MOST_MEMORY = 2_048;

/** Length of the end of a process's output that is kept, in UTF-16 units. */
const MOST_TRACE = 4_000;

/** A process with the tests in memory. It is replaced when a mutant keeps it from ending. */
export class Tester {
  readonly #args: readonly string[];
  #process: ChildProcess | undefined;

  /** `args`: of the process (worker.mts). */
  constructor(...args: readonly string[]) {
    this.#args = args;
  }

  /** `limit`: in milliseconds. */
  async run(trial: Trial, limit?: number): Promise<Outcome> {
    this.#process ??= await start(this.#args);
    const process = this.#process;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome): void => {
        clearTimeout(timer);
        process.removeAllListeners();
        resolve(outcome);
      };
      const fail = (killer: string): void => {
        this.end();
        finish({ failures: new Map([['', killer]]), durations: new Map(), entered: new Map() });
      };
      const timer = limit === undefined ? undefined : setTimeout(() => fail(NO_END), limit);
      process.once('message', ({ failures, durations, entered }: SentOutcome) =>
        finish({ failures: new Map(failures), durations: new Map(durations), entered: new Map(entered) }),
      );
      process.once('exit', () => fail('the process ended'));
      process.send(trial);
    });
  }

  end(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }
}

/** Resolves when the tests can begin. */
function start(args: readonly string[]): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('worker.mts', import.meta.url)), args, {
    execArgv: [...tsx, `--max-old-space-size=${MOST_MEMORY}`],
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // A mutant may end the process with a long trace, which counts as killed. Only a failure to start is reported.
  let why = '';
  child.stderr?.on('data', (text) => {
    why = `${why}${text}`.slice(-MOST_TRACE);
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => {
      child.removeAllListeners();
      resolve(child);
    });
    child.once('exit', () => reject(new Error(`The tests cannot be started.\n${why}`)));
  });
}
