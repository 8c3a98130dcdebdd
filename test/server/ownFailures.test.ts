import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** The command line when Lookalike itself fails: the shipped program, in which a function of JavaScript throws at one name. */

const CLI = path.join(__dirname, '../../dist/cli.js');
const POISON = `
const lower = String.prototype.toLowerCase;
String.prototype.toLowerCase = function () {
  if (String(this).includes('Poisoned')) throw new RangeError('too deep');
  return lower.call(this);
};`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lookalike(args: readonly string[], script = POISON, input = '') {
  const node = ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
  return spawnSync(process.execPath, [...node, CLI, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, LOOKALIKE_CACHE: path.join(folder, 'cache') },
  });
}

it('affects one file of parse, with its name, its stack and exit code 2', () => {
  writeFileSync(path.join(folder, 'a.requirements.txt'), 'Poisoned\n');
  writeFileSync(path.join(folder, 'b.requirements.txt'), 'flask\n');
  const { status, stdout, stderr } = lookalike(['parse', 'a.requirements.txt', 'b.requirements.txt', '--as', 'requirements.txt']);
  expect(status).toBe(2);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({ path: 'b.requirements.txt', requirements: [{ name: 'flask' }] });
  expect(stderr).toMatch(
    /^lookalike: a\.requirements\.txt: This file was not checked because Lookalike failed on it: too deep\nRangeError: /,
  );
});

it.each([
  ['arguments', ['pycryptoenv', 'Poisoned', 'requests'], ''],
  ['standard input', ['-'], 'pycryptoenv\nPoisoned\nrequests\n'],
])('costs one name of check, with exit code 2: %s', (_, names, input) => {
  const { status, stdout, stderr } = lookalike(['check', ...names, '--offline', '--format', 'jsonl'], POISON, input);
  expect(status).toBe(2);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['pycryptoenv', 'malicious'],
    ['Poisoned', 'unknown'],
    ['requests', 'ok'],
  ]);
  expect(answers[1]).toMatchObject({ failed: true, notChecked: 'Lookalike failed on this name: too deep' });
  expect(stderr).toMatch(/RangeError: too deep\n {4}at /);
  expect(lookalike(['check', 'Poisoned', '--offline', '--fail-on', 'never']).stdout).toBe(
    'Poisoned: unknown: not checked: Lookalike failed on this name: too deep\n',
  );
});

it('affects one file of scan, with exit code 2', () => {
  const { status, stdout } = lookalike([
    'scan',
    'a.requirements.txt',
    'b.requirements.txt',
    '--as',
    'requirements.txt',
    '--offline',
    '--fail-on',
    'never',
  ]);
  expect(status).toBe(2);
  expect(stdout).toContain(
    'a.requirements.txt:1:1: warning: This file was not checked because Lookalike failed on it: too deep [not-checked]',
  );
  expect(stdout).toMatch(/Requirements: 1\. Files: 1\./);
});

it.each([
  ['it failed on a file', ['a.requirements.txt', 'b.requirements.txt', '--as', 'requirements.txt'], POISON, 'a.requirements.txt'],
  ['a named file is none that it reads', ['picture.png'], '', 'picture.png'],
])('is said in SARIF, too, where %s', (_, args, script, file) => {
  writeFileSync(path.join(folder, 'picture.png'), 'x');
  const { status, stdout } = lookalike(['scan', ...args, '--offline', '--fail-on', 'never', '--format', 'sarif'], script);
  const [invocation] = JSON.parse(stdout).runs[0].invocations;
  expect([status, invocation.executionSuccessful]).toEqual([2, false]);
  const failures = invocation.toolExecutionNotifications.filter(({ level }: { level: string }) => level === 'error');
  expect(failures).toHaveLength(1);
  expect(failures[0].locations[0].physicalLocation.artifactLocation.uri).toBe(file);
});

it.each([
  ['thrown', "setTimeout(() => { throw new RangeError('too deep'); }, 1);"],
  ['of a promise', "setTimeout(() => Promise.reject(new RangeError('too deep')), 1);"],
])('is exit code 2, not that of findings, where nothing caught it: %s', (_, script) => {
  const { status, stderr } = lookalike(['scan', '--offline', '.'], script);
  expect([status, stderr.split('\n')[0]]).toEqual([2, 'lookalike: RangeError: too deep']);
});

it('is exit code 2, not that of a clean answer, if the work never ends', () => {
  const never = 'globalThis.Promise.prototype.finally = undefined; process.nextTick(() => undefined); process.exitCode = 0;';
  const { status } = lookalike(
    ['parse', '-'],
    `${never} Object.defineProperty(process, 'stdin', { value: { async *[Symbol.asyncIterator]() { await new Promise(() => undefined); } } });`,
  );
  expect(status).toBe(2);
});
