import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, tsx } from '../run.mjs';
import { add, type Counts, countsLine, NONE } from './counts.mjs';

/**
 * All tests, cheapest first: lint and types, the unit, server and package tests of vitest, then real editors. Everything runs, even after
 * failures. The last line is the sum.
 */
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'lookalike-counts-'));
/** An additional version of Node.js. The rest runs on the oldest supported one. */
const NEWER_NODE = '24.21.0';
const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };
let total = NONE;

/** Runs one part. If it has no counts, a failure counts as one failed test. */
async function part(title: string, command: readonly string[], counts?: () => Counts, env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  console.log(`\n━━ ${title}`);
  const [program, ...args] = command as [string, ...string[]];
  const code = await run(program, args, { env: { ...process.env, ...env } });
  let result = NONE;
  try {
    result = counts?.() ?? NONE;
  } catch {
    console.log(`${title} left no results`);
  }
  total = add(total, code !== 0 && result.failed === 0 ? add(result, FAILED) : result);
  return code === 0;
}

const vitestResults = path.join(scratch, 'vitest.json');
const vitestCounts = (): Counts => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(fs.readFileSync(vitestResults, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
};
const editorResults = path.join(scratch, 'editor.json');

await part('Lint and types', ['npm', 'run', '--silent', 'lint']);
// The tests use the shipped files.
if (await part('Build', [process.execPath, ...tsx, 'scripts/build/build.mts', '--production'])) {
  const reporters = ['--no-color', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestResults}`];
  await part('Unit, server and package tests', ['npx', 'vitest', 'run', ...reporters], vitestCounts);
  await part(
    'Package tests on Node.js 24',
    ['node', 'scripts/node.mjs', 'vitest', 'run', '--project', 'package', ...reporters],
    vitestCounts,
    {
      LOOKALIKE_NODE: NEWER_NODE,
    },
  );
  const editorCounts = (): Counts => JSON.parse(fs.readFileSync(editorResults, 'utf8'));
  const editors = [process.execPath, ...tsx, 'test/editor/run.mts', '--counts', editorResults];
  await part('Editor tests', editors, editorCounts);
  if (process.platform === 'linux') {
    const oldest = { LOOKALIKE_EDITOR: 'code-server', LOOKALIKE_CODE_SERVER: 'oldest' };
    await part('Extension host of the oldest VS Code', [...editors, 'extension'], editorCounts, oldest);
  }
}
fs.rmSync(scratch, { recursive: true });
console.log(`\n${countsLine(total)}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
