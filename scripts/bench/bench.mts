/**
 * `npm run bench` runs every benchmark, `npm run bench -- NAME… [OPTION…]` the named ones. Options after the names are passed to each of them.
 * Every benchmark prints ratios to a program that runs in parallel, so a busy machine slows both.
 */
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root, run, tsx } from '../run.mjs';

interface Benchmark {
  readonly file: string;
  /** Bundled first, as the product is: `tsx` alone would time its own loader. Absent: run from the source, because it starts the product as a process of its own. */
  readonly bundle?: 'cjs' | 'esm';
  readonly nodeOptions?: readonly string[];
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  names: { file: 'scripts/bench/names.mts', bundle: 'esm' },
  performance: { file: 'scripts/bench/performance.mts' },
  completion: { file: 'test/bench/completion.mts', bundle: 'cjs' },
  advisories: { file: 'scripts/bench/advisories.mts' },
  parse: {
    file: 'scripts/bench/parse.mts',
    nodeOptions: ['--expose-gc', '--no-flush-bytecode', '--min-semi-space-size=256', '--max-semi-space-size=256'],
  },
  scan: { file: 'scripts/bench/scan.mts' },
  waits: { file: 'scripts/bench/waits.mts' },
};

const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('-'));
const named = firstOption < 0 ? words : words.slice(0, firstOption);
const options = words.slice(named.length);
const unknown = named.filter((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}: the names are ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(2);
}
for (const [name, benchmark] of Object.entries(BENCHMARKS)) {
  if (named.length === 0 || named.includes(name)) {
    console.log(`\n━━ ${name}`);
    if ((await runBenchmark(name, benchmark)) !== 0) {
      process.exitCode = 1;
    }
  }
}

async function runBenchmark(name: string, { file, bundle, nodeOptions = [] }: Benchmark): Promise<number> {
  if (bundle === undefined) {
    return run(process.execPath, [...nodeOptions, ...tsx, file, ...options]);
  }
  // One folder below the root, like test/, so the in-memory host finds data/.
  const outfile = path.join(root, 'out', `bench-${name}.${bundle === 'esm' ? 'mjs' : 'cjs'}`);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: bundle,
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return run(process.execPath, [...nodeOptions, outfile, ...options]);
}
