/**
 * Measures how many small faults in the code make a unit test fail: `npm run mutate -- [--seed N] [--count N] [FOLDER…]`.
 *
 * Each FOLDER (of server/src; by default all of FOLDERS) gets COUNT mutants, chosen by the seed from all possible ones in its modules. A mutant is killed if
 * a test fails or does not end. A mutant that survives all tests but does not compile is ignored: its author would have noticed. The survivors
 * are printed for review, because some of them have no effect that a test could detect.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../../fuzz/random.mjs';
import { root, tsx } from '../../run.mjs';
import { type Mutant, mutantsOf } from './mutants.mjs';
import { TypeCheck } from './typeCheck.mjs';
import type { Outcome, SentOutcome, Trial } from './worker.mjs';

/** The folders with a score, and where their tests are, besides the test folder of the same name. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  rules: ['analyzer/typing', 'analysis/checkName', 'features/codeActions', 'features/diagnostics'],
  configuration: ['settings', 'rules/answers', 'rules/suppression', 'rules/files'],
  facts: ['analyzer/typing', 'rules/answers', 'rules/versions', 'rules/indexes', 'rules/names', 'features/index'],
  advisories: ['rules/answers', 'rules/versions', 'node/services/osv'],
  formats: [],
  packaging: ['rules/answers', 'rules/versions', 'formats/members', 'formats/namelessUrl'],
  names: ['rules/answers', 'rules/names'],
  'node/cli': ['node/baseline', 'node/dataAge', 'node/output', 'node/sarif', 'node/terminal'],
};

/**
 * Tests of all formats, of time or of other texts than the code, and of programs that run the code on disk: they take longer than the rest
 * together and detect few faults of their own.
 */
const LEFT_OUT =
  /\/(?:linear|longText|popular|imports|translations|manifest|mutatedTexts|anyText|prefixes|properties|hostile|detectorProgram|training|nameSearch)\.test\.ts$/;

/** Timeout, as a multiple of the time without a mutant, plus one minute. */
const HANGS = 3;

const NO_END = 'no end';

/** Maximum memory of a mutant, in megabytes. */
const MOST_MEMORY = 2_048;

/** Length of the end of a process's output that is kept, in UTF-16 units. */
const MOST_TRACE = 4_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '25' },
    verbose: { type: 'boolean', default: false },
  },
});

interface Place extends Mutant {
  /** Relative to the root of the project. */
  readonly file: string;
  readonly text: string;
}

async function main(): Promise<number> {
  const seed = Number(values.seed);
  console.log(`seed ${seed}`);
  const unknown = positionals.find((folder) => mutantsIn(folder).length === 0);
  if (unknown !== undefined) {
    console.error(`server/src/${unknown} has no code.`);
    return 1;
  }
  const scores: string[] = [];
  for (const folder of positionals.length > 0 ? positionals : Object.keys(FOLDERS)) {
    const score = await scoreOf(folder, new Random(seed));
    console.log(score);
    scores.push(score);
  }
  console.log(['', ...scores].join('\n'));
  return 0;
}

async function scoreOf(folder: string, random: Random): Promise<string> {
  const all = [...mutantsIn(folder)];
  const chosen = Array.from({ length: Math.min(Number(values.count), all.length) }, () => all.splice(random.below(all.length), 1)).flat();
  const worker = new Worker();
  const types = new TypeCheck();
  try {
    const started = Date.now();
    const { failures: failing, durations } = await worker.run({ tests: testsOf(folder) });
    for (const failure of failing.values()) {
      console.log(`left out, because it fails without any mutant: ${failure}`);
    }
    const limit = HANGS * (Date.now() - started) + 60_000;
    let killed = 0;
    let hanging = 0;
    let refused = 0;
    for (const mutant of chosen) {
      const { file, text, start, end, replacement } = mutant;
      const code = text.slice(0, start) + replacement + text.slice(end);
      const tests = inOrder(
        testsOf(folder).filter((test) => !failing.has(test)),
        file,
        durations,
      );
      const [killer] = (await worker.run({ file: path.join(root, file), code, tests }, limit)).failures.values();
      if (killer !== undefined) {
        killed += 1;
        hanging += killer === NO_END ? 1 : 0;
        sayMore(`killed ${describe(mutant)}\n    by ${killer}`);
      } else if (await types.accepts(file, code, text)) {
        console.log(`survived ${describe(mutant)}`);
      } else {
        refused += 1;
        sayMore(`refused by the type checker ${describe(mutant)}`);
      }
    }
    const counted = Math.max(1, chosen.length - refused);
    const ended = hanging === 0 ? '' : `, ${hanging} of them because the tests did not end`;
    return `${folder}: ${killed} of ${counted} killed (${Math.round((100 * killed) / counted)} %)${ended}; ${refused} more refused by the type checker`;
  } finally {
    worker.end();
    types.end();
  }
}

function sayMore(text: string): void {
  if (values.verbose) {
    console.log(text);
  }
}

function mutantsIn(folder: string): readonly Place[] {
  return globSync(`server/src/${folder}/**/*.ts`, { cwd: root })
    .sort()
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      return mutantsOf(text).map((mutant) => ({ ...mutant, file, text }));
    });
}

/** The test files for a mutant of the folder, as absolute paths. */
function testsOf(folder: string): readonly string[] {
  const [, beside = []] = Object.entries(FOLDERS).find(([each]) => folder === each || folder.startsWith(`${each}/`)) ?? [];
  return globSync(
    [folder, ...beside].map((place) => `test/unit/${place}{/**/*,*}.test.ts`),
    { cwd: root },
  )
    .filter((test) => !LEFT_OUT.test(test))
    .map((test) => path.join(root, test));
}

/** First the test of the file itself, then the quickest. */
function inOrder(tests: readonly string[], file: string, durations: Outcome['durations']): readonly string[] {
  const own = path.basename(file).replace(/\.ts$/, '.test.ts');
  const rank = (test: string): number => (path.basename(test) === own ? -1 : (durations.get(test) ?? 0));
  return [...tests].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** `server/src/file.ts:12:5: '<' -> '<='`, with the line. */
function describe({ file, text, start, end, replacement }: Place): string {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  const column = start - before.lastIndexOf('\n');
  const written = text.slice(start, end).replace(/\s+/g, ' ');
  return `${file}:${line}:${column}: ${written} -> ${replacement || '(nothing)'}\n    ${text.split('\n')[line - 1]?.trim()}`;
}

/** A process with the tests in memory. It is replaced when a mutant keeps it from ending. */
class Worker {
  #process: ChildProcess | undefined;

  /** `limit`: in milliseconds. */
  async run(trial: Trial, limit?: number): Promise<Outcome> {
    this.#process ??= await start();
    const process = this.#process;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome): void => {
        clearTimeout(timer);
        process.removeAllListeners();
        resolve(outcome);
      };
      const fail = (killer: string): void => {
        this.end();
        finish({ failures: new Map([['', killer]]), durations: new Map() });
      };
      const timer = limit === undefined ? undefined : setTimeout(() => fail(NO_END), limit);
      process.once('message', ({ failures, durations }: SentOutcome) =>
        finish({ failures: new Map(failures), durations: new Map(durations) }),
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
function start(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('worker.mts', import.meta.url)), {
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

process.exitCode = await main();
