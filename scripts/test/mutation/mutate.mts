/**
 * Measures how many small faults in the code make a unit test fail: `npm run mutate -- [--seed N…] [--count N] [--jobs N] [FOLDER…]`.
 *
 * Each FOLDER (of server/src; by default all of FOLDERS) gets COUNT mutants for each seed, chosen by it from all possible ones in its modules. A mutant is
 * killed if a test fails or does not end because of it. Only tests that enter the function with the mutant run (with `--whole` all tests of the folder): the
 * others cannot see it. A mutant that survives them but does not compile is ignored: its author would have noticed. The survivors
 * are printed for review, because some of them have no effect that a test could detect.
 */
import { globSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../fuzz/random.mjs';
import { root } from '../../run.mjs';
import { killOf } from './kill.mjs';
import { type Mutant, mutantsOf } from './mutants.mjs';
import { NO_END, Tester } from './tester.mjs';
import { Tests } from './tests.mjs';
import { TypeCheck } from './typeCheck.mjs';

/** The folders with a score, and where their tests are, besides the test folder of the same name. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  rules: ['analyzer/typing', 'analysis/checkName', 'features/codeActions', 'features/diagnostics'],
  configuration: ['settings', 'rules/answers', 'rules/suppression', 'rules/files'],
  facts: ['analyzer/typing', 'rules/answers', 'rules/versions', 'rules/indexes', 'rules/names', 'features/index'],
  advisories: ['rules/answers', 'rules/versions', 'node/services/osv'],
  formats: ['configuration', 'facts/indexes', 'facts/layout', 'features/indexPinFixes'],
  packaging: ['rules/answers', 'rules/versions', 'formats/members', 'formats/namelessUrl'],
  names: ['rules/answers', 'rules/names'],
  'node/cli': [],
};

/**
 * Tests of all formats, of time or of other texts than the code, and of programs that run the code on disk: they take longer than the rest
 * together and detect few faults of their own.
 */
const LEFT_OUT =
  /\/(?:linear|longText|popular|imports|translations|manifest|mutatedTexts|anyText|prefixes|properties|hostile|detectorProgram|training|nameSearch)\.test\.ts$/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', multiple: true, default: [String(Date.now() % 1_000_000)] },
    count: { type: 'string', default: '25' },
    jobs: { type: 'string', default: String(Math.min(os.availableParallelism(), 4)) },
    whole: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

interface Place extends Mutant {
  /** Relative to the root of the project. */
  readonly file: string;
  readonly text: string;
}

async function main(): Promise<number> {
  const unknown = positionals.find((folder) => mutantsIn(folder).length === 0);
  if (unknown !== undefined) {
    console.error(`server/src/${unknown} has no code.`);
    return 1;
  }
  const scores: string[] = [];
  for (const folder of positionals.length > 0 ? positionals : Object.keys(FOLDERS)) {
    for (const score of await scoresOf(folder)) {
      scores.push(score);
    }
  }
  console.log(['', ...scores].join('\n'));
  return 0;
}

/** The score of a folder for each seed. */
async function scoresOf(folder: string): Promise<readonly string[]> {
  const first = new Tester();
  const testers = [first, ...Array.from({ length: Number(values.jobs) - 1 }, () => new Tester())];
  const types = new TypeCheck();
  try {
    const tests = await measured(folder, first);
    const scores: string[] = [];
    for (const seed of values.seed) {
      const score = `${folder}, seed ${seed}: ${await scoreOf(chosenFrom(folder, new Random(Number(seed))), { testers, types, tests })}`;
      console.log(score);
      scores.push(score);
    }
    return scores;
  } finally {
    for (const tester of testers) {
      tester.end();
    }
    types.end();
  }
}

function chosenFrom(folder: string, random: Random): readonly Place[] {
  const all = [...mutantsIn(folder)];
  return Array.from({ length: Math.min(Number(values.count), all.length) }, () => all.splice(random.below(all.length), 1)).flat();
}

/** Runs the tests of a folder without a mutant: each alone, to see what it enters, and together, as they run with a mutant. */
async function measured(folder: string, tester: Tester): Promise<Tests> {
  const all = testsOf(folder);
  const measure = new Tester('measure');
  const [{ durations, entered, failures }, together] = await Promise.all([measure.run({ tests: all }), tester.run({ tests: all })]);
  measure.end();
  const lost = failures.get('') ?? together.failures.get('');
  if (lost !== undefined) {
    throw new Error(`The tests of ${folder} do not run without any mutant: ${lost}.`);
  }
  const failing = new Map([...failures, ...together.failures]);
  for (const failure of failing.values()) {
    console.log(`left out, because it fails without any mutant: ${failure}`);
  }
  return new Tests({
    durations,
    entered,
    sound: all.filter((test) => !failing.has(test)),
    whole: values.whole,
  });
}

interface Means {
  readonly testers: readonly Tester[];
  readonly types: TypeCheck;
  readonly tests: Tests;
}

async function scoreOf(mutants: readonly Place[], { testers, types, tests }: Means): Promise<string> {
  const started = Date.now();
  const left = [...mutants];
  let killed = 0;
  let hanging = 0;
  let refused = 0;
  const tryAll = async (tester: Tester): Promise<void> => {
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      const { file, text, start, end, replacement } = mutant;
      const code = text.slice(0, start) + replacement + text.slice(end);
      const chosen = tests.for(mutant);
      const kill = await killOf({ file: path.join(root, file), code, tests: chosen }, { tester, tests });
      if (kill !== undefined) {
        killed += 1;
        hanging += kill.killer === NO_END ? 1 : 0;
        tests.remember(mutant, kill.test);
        sayMore(`killed ${describe(mutant)}\n    by ${kill.killer}`);
      } else if (await types.accepts(file, code, text)) {
        console.log(`survived ${describe(mutant)}\n    ${chosen.length} files of tests enter its function`);
      } else {
        refused += 1;
        sayMore(`refused by the type checker ${describe(mutant)}`);
      }
    }
  };
  await Promise.all(testers.map(tryAll));
  const counted = Math.max(1, mutants.length - refused);
  const ended = hanging === 0 ? '' : `, ${hanging} of them because the tests did not end`;
  const seconds = ((Date.now() - started) / 1000 / mutants.length).toFixed(1);
  return `${killed} of ${counted} killed (${Math.round((100 * killed) / counted)} %)${ended}; ${refused} more refused by the type checker; ${seconds} s for each`;
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

/** The test files for a mutant of the folder, as absolute paths: for a part of a folder with a score, those of the whole. */
function testsOf(folder: string): readonly string[] {
  const [whole, beside] = Object.entries(FOLDERS).find(([each]) => folder === each || folder.startsWith(`${each}/`)) ?? [folder, []];
  return globSync(
    [whole, ...beside].map((place) => `test/unit/${place}{/**/*,*}.test.ts`),
    { cwd: root },
  )
    .filter((test) => !LEFT_OUT.test(test))
    .map((test) => path.join(root, test));
}

/** `server/src/file.ts:12:5: '<' -> '<='`, with the line. */
function describe({ file, text, start, end, replacement }: Place): string {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  const column = start - before.lastIndexOf('\n');
  const written = text.slice(start, end).replace(/\s+/g, ' ');
  return `${file}:${line}:${column}: ${written} -> ${replacement || '(nothing)'}\n    ${text.split('\n')[line - 1]?.trim()}`;
}

process.exitCode = await main();
