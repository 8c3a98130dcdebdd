/**
 * Runs unit tests on mutants that its parent sends, one at a time, with the transformed modules of the last run still in memory. Nothing on disk
 * changes. With the argument `measure` it runs each test file alone, on modules with probes, and says which functions it enters.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BaseSequencer, createVitest, type Reporter, type TestSpecification } from 'vitest/node';
import { root } from '../../run.mjs';
import { Probes } from './probes.mjs';

/** A module with one mutant, and the tests that should fail. */
export interface Trial {
  /** Absolute; absent for the code as it is. */
  readonly file?: string;
  readonly code?: string;
  /** Absolute paths of test files, in the order in which they run. */
  readonly tests: readonly string[];
}

/** Without a mutant all tests run, otherwise only up to the first failure. */
export interface Outcome {
  /** The failures, by the path of the test file. Empty: the mutant survived. */
  readonly failures: ReadonlyMap<string, string>;
  /** Milliseconds of processor time that the tests of each file took without the loading of their modules, by its path. */
  readonly durations: ReadonlyMap<string, number>;
  /** The functions and modules that each test file enters, by its path; only from `measure`. */
  readonly entered: ReadonlyMap<string, readonly string[]>;
}

/** An `Outcome` in the form that is passed between processes. */
export type SentOutcome = {
  readonly [K in keyof Outcome]: readonly [string, Outcome[K] extends ReadonlyMap<string, infer V> ? V : never][];
};

/** Sent each second while tests run. */
export interface Beat {
  /** The absolute path of the test file that is running. */
  readonly test: string;
  /** Processor time since its modules began to load, in milliseconds. */
  readonly used: number;
}

const BEAT = 1_000;

const measures = process.argv[2] === 'measure';
const probes = new Probes();
let trial: Trial = { tests: [] };

/** Milliseconds of processor time that this process has used: a busy machine does not change it. */
function usedTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The test file that is running, and what the clock of `usedTime` said when its modules began to load, and its tests. */
let running = { test: '', loads: 0, starts: 0 };
const durations = new Map<string, number>();

const follow: Reporter = {
  onTestModuleQueued({ moduleId }) {
    running = { test: moduleId, loads: usedTime(), starts: usedTime() };
  },
  onTestModuleCollected() {
    running = { ...running, starts: usedTime() };
  },
  onTestModuleEnd({ moduleId }) {
    durations.set(moduleId, usedTime() - running.starts);
  },
};

/** The text of a module in place of the one on disk. */
function textOf(id: string): string | undefined {
  const [file = ''] = id.split('?');
  const name = path.relative(root, file);
  return file === trial.file
    ? trial.code
    : measures && /^server\/src\/.*\.ts$/.test(name)
      ? probes.probed(name, readFileSync(file, 'utf8'))
      : undefined;
}

/** Keeps the given order of the tests: those next to the mutant come first. */
class GivenOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.sort((a, b) => trial.tests.indexOf(a.moduleId) - trial.tests.indexOf(b.moduleId));
  }
}

const vitest = await createVitest(
  'test',
  {
    root,
    config: false,
    watch: false,
    // Otherwise it would return the module as it is on disk.
    fsModuleCache: false,
    include: ['test/unit/**/*.test.ts'],
    setupFiles: ['test/propertySeed.ts', ...(measures ? ['scripts/test/mutation/noteEntered.mts'] : [])],
    env: { LC_ALL: 'C', LANGUAGE: '', LOOKALIKE_LANGUAGE: '', CI: '1' },
    // One worker in which the test files share their modules: a module is loaded once per mutant.
    pool: 'threads',
    isolate: measures,
    fileParallelism: false,
    bail: 1,
    testTimeout: 0,
    hookTimeout: 0,
    reporters: [follow],
    sequence: { sequencer: GivenOrder },
  },
  {
    plugins: [{ name: 'mutant', enforce: 'pre', load: textOf }],
  },
);
const specifications = await vitest.globTestSpecifications();

process.on('message', async (message: Trial) => {
  running = { test: '', loads: usedTime(), starts: usedTime() };
  const beats = setInterval(() => process.send?.({ test: running.test, used: usedTime() - running.loads } satisfies Beat), BEAT);
  const { failures, entered } = await outcomeOf(message);
  clearInterval(beats);
  process.send?.({ failures: [...failures], durations: [...durations], entered: [...entered] } satisfies SentOutcome);
});
process.on('disconnect', () => process.exit());
process.send?.([]);

async function outcomeOf(next: Trial): Promise<Omit<Outcome, 'durations'>> {
  for (const file of [trial.file, next.file]) {
    if (file !== undefined) {
      vitest.invalidateFile(file);
    }
  }
  trial = next;
  vitest.state.clearErrors();
  for (const { config } of vitest.projects) {
    config.bail = next.file === undefined ? 0 : 1;
  }
  const chosen = specifications.filter(({ moduleId }) => next.tests.includes(moduleId));
  // The result also has the modules of earlier runs.
  const { testModules, unhandledErrors } = await vitest.rerunTestSpecifications(chosen);
  const failures = new Map<string, string>();
  const entered = new Map<string, readonly string[]>();
  for (const module of testModules) {
    const { entered: numbers = [] } = module.meta() as { readonly entered?: readonly number[] };
    entered.set(module.moduleId, probes.namesOf(numbers));
    if (next.tests.includes(module.moduleId) && module.state() === 'failed') {
      const [test] = [...module.children.allTests('failed')];
      failures.set(module.moduleId, `${module.relativeModuleId}: ${test?.fullName ?? module.errors()[0]?.message ?? 'failed'}`);
    }
  }
  if (failures.size === 0 && unhandledErrors.length > 0) {
    failures.set('', 'an error outside of the tests');
  }
  return { failures, entered };
}
