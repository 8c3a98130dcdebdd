/**
 * Compares the server with a minimal one, and with other language servers: `npm run bench -- performance`, after `npm run build -- --production`.
 *
 * Writes docs/performance.md. `--before DIR` adds a comparison with an older version, built in that folder. `--edits N` for each row, `--soak N` edits for the growth of memory, `--scan PART` of the scanned folder (1 is all),
 * `--note TEXT` for a remark about the machine.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { root } from '../run.mjs';
import { linesBeside } from './beside.mjs';
import { measureGrowth, measureKeystrokes, measureMemory, measureStarts, type Server, type Times } from './keystroke.mjs';
import { installPeers } from './peers.mjs';
import { FILES_A_PROJECT } from './scanCorpus.mjs';
import { measureScanKeystrokes } from './scanKeystrokes.mjs';
import { ALL_PROJECTS, measureScan } from './scanTime.mjs';
import { type BenchFile, popularNames, pyprojectFile, requirementsFile, uvLockFile } from './texts.mjs';

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '100' },
    soak: { type: 'string', default: '50000' },
    scan: { type: 'string', default: '1' },
    note: { type: 'string' },
    before: { type: 'string' },
  },
});
const STARTS = 9;
/** Projects of the workspace that is scanned while someone types. */
const SCANNED_WHILE_TYPING = 100;

const server = path.join(root, 'dist/server.js');
if (!existsSync(server)) {
  throw new Error('There is no dist/server.js: build it with `npm run build -- --production`.');
}
const bareFile = path.join(root, 'out/bench/bareServer.cjs');
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['scripts/bench/bareServer.mts'],
  outfile: bareFile,
  bundle: true,
  minify: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  logLevel: 'error',
});
const bare: Server = { command: [process.execPath, bareFile, '--stdio'] };
const ours: Server = { command: [process.execPath, server, '--stdio'], settings: { offline: true } };
const names = await popularNames();
const peers = await installPeers();

const lines: string[] = [];
const print = (line: string): void => {
  lines.push(line);
  console.log(line);
};
const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
const times = (value: number): string => `${value.toFixed(1)} ×`;
const mb = (bytes: number): string => (bytes / 1e6).toFixed(0);

print('# Performance\n');
print(
  `Measured ${new Date().toISOString().slice(0, 10)} on ${os.cpus()[0]?.model.trim()} (${os.cpus().length} cores, Node ${process.versions.node}, ${os.platform()}),`,
);
print(`load average ${os.loadavg()[0]?.toFixed(1)} when it began, at ${commit()}. \`npm run bench -- performance\` writes this page.\n`);
if (values.note !== undefined) {
  print(`${values.note}\n`);
}
print(
  'All servers run side by side and take turns, so ratios hold on a busy machine too; milliseconds do not. "Bare" is a vscode-languageserver that keeps',
);
print(
  'documents and answers each pull with an empty list. Everything is offline: verdicts never wait for the network. Lookalike keeps its compiled code',
);
print('from one start to the next, so all starts but the first one use it.\n');

print('## A keystroke\n');
print('From an edit in the middle of the file to the answer of a pull, over stdio; medians.\n');
print(
  '| file | bare (ms) | Lookalike (ms) | ratio | goal | p95 / median | of the bare one |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
);
const rows: readonly (readonly [what: string, goal: number | undefined, file: BenchFile])[] = [
  ['requirements.txt, 200 requirements', 3, requirementsFile(names, 200)],
  ['pyproject.toml, 200 requirements', 3, pyprojectFile(names, 200)],
  ['requirements.txt, 1,000 requirements', 6, requirementsFile(names, 1_000)],
  ['pyproject.toml, 1,000 requirements', 6, pyprojectFile(names, 1_000)],
  ['requirements.txt, 5,000 requirements', 20, requirementsFile(names, 5_000)],
  ['uv.lock, 5,000 packages', 20, uvLockFile(names, 5_000)],
];
for (const [what, goal, file] of rows) {
  const [base, own] = (await measureKeystrokes(
    [bare, ours].map((each) => ({ server: each, file })),
    Number(values.edits),
  )) as [Times, Times];
  const tail = `${times(own.median / base.median)} | ≤ ${goal} | ${(own.p95 / own.median).toFixed(1)} | ${(base.p95 / base.median).toFixed(1)} |`;
  print(`| ${what} | ${ms(base.median)} | ${ms(own.median)} | ${tail}`);
}

print(
  '\nOther language servers with files of as many lines, beside the same bare server (they push after a delay of their own, which counts):\n',
);
print(
  `| lines | bare (ms) | Lookalike (ms) | ${peers.map(({ name }) => `${name} (ms)`).join(' | ')} |\n| ---: | ---: | ---: |${' ---: |'.repeat(peers.length)}`,
);
for (const count of [200, 1_000]) {
  const jobs = [bare, ours].map((each) => ({ server: each, file: requirementsFile(names, count) }));
  const others = peers.map((peer) => ({ server: peer.server, file: peer.file(count) }));
  const results = await measureKeystrokes([...jobs, ...others], Math.min(30, Number(values.edits)));
  print(`| ${count} | ${results.map(({ median }) => ms(median)).join(' | ')} |`);
}

print('\n## Start and memory\n');
print('| | bare | Lookalike | ratio | goal |\n| --- | ---: | ---: | ---: | ---: |');
const small = requirementsFile(names, 20);
const [bareStart, ourStart] = (await measureStarts([bare, ours], small, STARTS)) as [Times, Times];
print(
  `| start to first diagnostics (ms) | ${ms(bareStart.median)} | ${ms(ourStart.median)} | ${times(ourStart.median / bareStart.median)} | ≤ 1.8 |`,
);
const [bareMemory, ourMemory] = [await measureMemory(bare, small), await measureMemory(ours, small)];
print(`| resident memory (MB) | ${mb(bareMemory)} | ${mb(ourMemory)} | ${times(ourMemory / bareMemory)} | ≤ 1.8 |`);
const soak = [Math.round(Number(values.soak) / 10), Number(values.soak)];
const [bareGrowth, ourGrowth] = [await measureGrowth(bare, small, soak), await measureGrowth(ours, small, soak)];
for (const [i, edits] of soak.entries()) {
  const [base = Number.NaN, own = Number.NaN] = [bareGrowth[i], ourGrowth[i]];
  print(`| after ${edits} edits, garbage collected (MB) | ${mb(base)} | ${mb(own)} | ${times(own / base)} | no growth |`);
}

print('\n## A scan\n');
const scanned = await measureScan(
  [process.execPath, path.join(root, 'dist/cli.js')],
  names,
  Math.max(1, Math.round(ALL_PROJECTS * Number(values.scan))),
);
const { corpus } = scanned;
const amount = (count: number): string => count.toLocaleString('en');
print(
  `${amount(corpus.dependencyFiles)} dependency files (${mb(corpus.text)} MB, ${amount(corpus.requirements)} requirements) among ${amount(corpus.files)} files: ${scanned.seconds.toFixed(1)} s`,
);
print(
  `(${scanned.cpu.toFixed(1)} s of processor time), the first finding after ${scanned.firstSeconds.toFixed(1)} s, ${mb(scanned.memory)} MB at the peak. The goal for 10,000 files is 10 s on two cores, 1 s, and 200 MB.`,
);

print('\n## A keystroke while the workspace is scanned\n');
print('The same server and the same file of 200 requirements, before **Scan Workspace** runs and meanwhile; one keystroke every 20 ms.\n');
const { before, during, edits, scanSeconds } = await measureScanKeystrokes(ours, requirementsFile(names, 200), names, SCANNED_WHILE_TYPING);
print('| | before (ms) | during (ms) | ratio | goal |\n| --- | ---: | ---: | ---: | ---: |');
print(`| median | ${ms(before.median)} | ${ms(during.median)} | ${times(during.median / before.median)} | ≤ 3 |`);
print(`| p95 | ${ms(before.p95)} | ${ms(during.p95)} | ${times(during.p95 / before.p95)} | |`);
print(
  `\n${amount(edits)} keystrokes during the ${scanSeconds.toFixed(0)} s of a scan of ${amount(SCANNED_WHILE_TYPING * FILES_A_PROJECT)} dependency files.`,
);

if (values.before !== undefined) {
  print('\n## Compared with the version that the goals were set with\n');
  print(
    'The goals were set with the version of 26 November 2026 on another machine: 3.7, 14.6 and 58 ms for a keystroke (8.3, 25 and 81 times the',
  );
  print(
    'bare server), 2.9 times the bare server for a start, 20 s and 590 MB for a scan. The table compares that version with this one on this machine.\n',
  );
  const cli = [process.execPath, path.join(root, 'dist/cli.js')];
  for (const line of await linesBeside(values.before, { bare, ours, cli }, names, STARTS)) {
    print(line);
  }
}

writeFileSync(path.join(root, 'docs/performance.md'), `${lines.join('\n')}\n`);

function commit(): string {
  return `commit ${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()}`;
}
