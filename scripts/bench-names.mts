/**
 * How long a name takes to judge: `npm run bench:names`.
 *
 * The honest and the squatting names of data/training, each judged by the engine; beside it the yardstick, the edit distance
 * (fastest-levenshtein) to every popular name, which is what most detectors do at their core.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { distance } from 'fastest-levenshtein';
import { loadNameDataFrom } from '../server/src/node/data';

const ROUNDS = 5;
const BRUTE_FORCE = 200;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const lines = (file: string): string[] =>
  readFileSync(path.join(root, 'data/training', file), 'utf8')
    .trim()
    .split('\n');
const names = [
  ...lines('legit-tail-dev.txt'),
  ...lines('squats-dev.csv')
    .slice(1)
    .map((line) => line.split(',')[0] as string),
];

const started = performance.now();
const { engine, popular } = await loadNameDataFrom(path.join(root, 'data'));
console.log(`data ready in ${(performance.now() - started).toFixed(0)} ms`);
const targets = Array.from({ length: popular.size }, (_, i) => popular.nameAt(i + 1) as string);

const ours: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  for (const name of names) {
    const time = timed(() => engine.judge(name));
    // The first round warms up.
    if (round > 0) {
      ours.push(time);
    }
  }
}
const theirs = names.slice(0, BRUTE_FORCE).map((name) => timed(() => targets.filter((target) => distance(name, target) <= 2)));
report('engine', ours);
report('distance to every popular name', theirs);
console.log(`ratio of the means: ${(mean(ours) / mean(theirs)).toFixed(4)}`);

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return (performance.now() - start) * 1000;
}

function mean(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function report(what: string, times: readonly number[]): void {
  const p99 = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] as number;
  console.log(`${what}: mean ${mean(times).toFixed(1)} µs, p99 ${p99.toFixed(1)} µs a name`);
}
