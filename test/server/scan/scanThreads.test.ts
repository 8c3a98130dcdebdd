import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LARGE, processors, write, writeLargeProject } from './largeProject';

const ROOT = path.join(__dirname, '../../..');
const CLI = path.join(ROOT, 'dist/cli.js');

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'threads-')));
const project = path.join(folder, 'project');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  // Every format, twice, with includes and indexes from one end of the walk to the other.
  cpSync(path.join(ROOT, 'test/fixtures'), path.join(project, 'm/fixtures'), { recursive: true });
  cpSync(path.join(ROOT, 'test/fixtures'), path.join(project, 'n/fixtures'), { recursive: true });
  writeLargeProject(project);
  write(project, 'a/requirements.txt', 'acme-internal\nreqeusts\n');
  write(
    project,
    'z/deploy/far/away/Dockerfile',
    'FROM python\nRUN pip install --extra-index-url https://pypi.corp.example/simple -r ../../../../a/requirements.txt\n',
  );
  write(project, 'a/deps.txt', 'pycryptoenv\n');
  write(project, 'z/requirements.txt', '-r ../a/deps.txt\n');
  write(project, '.gitignore', 'ignored/\n');
  write(project, 'ignored/requirements.txt', 'pycryptoenv\nreqeusts\n');
  write(
    project,
    'lookalike.toml',
    'private = ["acme-*"]\nexclude = ["p/3/**"]\n[[accept]]\nid = "CVE-2018-1000656"\nreason = "internal"\n[[accept]]\nid = "CVE-1999-0001"\nreason = "gone"\n',
  );
  write(folder, 'one.cjs', processors(1));
  write(folder, 'two.cjs', processors(2));
});

async function scan(format: string, ...nodeOptions: string[]): Promise<string> {
  const args = [...nodeOptions, CLI, 'scan', project, '--offline', '--fail-on', 'never', '--format', format, '--show-suppressed'];
  return (await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 })).stdout;
}

it.each(['json', 'jsonl', 'text'])('a large scan prints the same %s with and without other threads', async (format) => {
  expect(readdirSync(path.join(project, 'p'))).toHaveLength(LARGE);
  const [alone, together] = await Promise.all([
    scan(format, '--require', path.join(folder, 'one.cjs')),
    // At least two, even on a machine with one processor.
    scan(format, '--require', path.join(folder, 'two.cjs')),
  ]);
  expect(together).toBe(alone);
  expect(together).toContain('known-malicious');
});

it('ends immediately when it is interrupted, and not like a scan without findings', async () => {
  const plain = path.join(folder, 'plain');
  for (let i = 0; i < 6 * LARGE; i++) {
    write(plain, `${i}/requirements.txt`, 'reqeusts\n');
  }
  const args = ['--require', path.join(folder, 'two.cjs'), CLI, 'scan', plain, '--offline', '--fail-on', 'never', '--format', 'jsonl'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  // It cannot finish, because no one reads its output.
  child.stdout.pause();
  child.kill('SIGINT');
  expect(await ended).toEqual([null, 'SIGINT']);
});
