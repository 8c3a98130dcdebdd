import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root, tsx } from '../../run.mjs';
import type { Beat, Outcome, SentOutcome, Trial } from './worker.mjs';

/** What killed a mutant after which the tests did not end. */
export const NO_END = 'no end';

/** What killed a mutant that ended the process of the tests. */
const END = 'the process ended';

/** Beats in which tests that go on use more than this processor time, however busy the machine is (milliseconds). Tests that wait for nothing do not. */
const IDLE_BEATS = 60;
const IDLE_USE = 300;

/** A process without a beat for this time is stuck (milliseconds). */
const MOST_SILENCE = 300_000;

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

  /** `limitOf`: milliseconds of processor time for a test file. Time on the clock says nothing: on a busy machine it passes without any work. */
  async run(trial: Trial, limitOf?: (test: string) => number): Promise<Outcome> {
    this.#process ??= await start(this.#args);
    const process = this.#process;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome): void => {
        clearTimeout(silence);
        process.removeAllListeners();
        resolve(outcome);
      };
      const fail = (killer: string, test = ''): void => {
        this.end();
        finish({ failures: new Map([[test, killer]]), durations: new Map(), entered: new Map() });
      };
      const silence = setTimeout(() => fail(NO_END), MOST_SILENCE);
      const hangs = limitOf === undefined ? (): boolean => false : hangingAfter(limitOf);
      process.on('message', (message: SentOutcome | Beat) => {
        if (!('used' in message)) {
          const { failures, durations, entered } = message;
          finish({ failures: new Map(failures), durations: new Map(durations), entered: new Map(entered) });
        } else if (hangs(message)) {
          fail(NO_END, message.test);
        } else {
          silence.refresh();
        }
      });
      process.once('exit', () => fail(END));
      process.send(trial);
    });
  }

  end(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }
}

/** Whether a test file does not end, as each beat tells: it uses more processor time than its limit, or has used almost none for a while. */
function hangingAfter(limitOf: (test: string) => number): (beat: Beat) => boolean {
  let recent: readonly Beat[] = [];
  return (beat) => {
    recent = [...recent.filter(({ test }) => test === beat.test), beat].slice(-IDLE_BEATS);
    const [first = beat] = recent;
    return beat.used > limitOf(beat.test) || (recent.length === IDLE_BEATS && beat.used - first.used < IDLE_USE);
  };
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
