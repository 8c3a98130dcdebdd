/**
 * A scan of 10,000 dependency files among 200,000 files, as the command line runs it: `npm run bench -- scan [--part 0.1]`, after
 * `npm run build -- --production`. Prints time, processor time, the time to the first finding, and peak memory.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../run.mjs';
import { ALL_PROJECTS, measureScan } from './scanTime.mjs';
import { popularNames } from './texts.mjs';

const { values } = parseArgs({ options: { part: { type: 'string', default: '1' } }, strict: false });
const projects = Math.max(1, Math.round(ALL_PROJECTS * Number(values.part)));
const { corpus, seconds, cpu, firstSeconds, memory } = await measureScan(
  [process.execPath, path.join(root, 'dist/cli.js')],
  await popularNames(),
  projects,
);
const amount = (count: number): string => count.toLocaleString('en');
console.log(
  `${amount(corpus.dependencyFiles)} dependency files (${(corpus.text / 1e6).toFixed(0)} MB, ${amount(corpus.requirements)} requirements) among ${amount(corpus.files)} files`,
);
console.log(
  `time ${seconds.toFixed(1)} s, processor time ${cpu.toFixed(1)} s, first finding ${firstSeconds.toFixed(2)} s, peak ${(memory / 1e6).toFixed(0)} MB`,
);
