import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = path.join(__dirname, '../../..');
const CLI = path.join(ROOT, 'dist/cli.js');
/** This number of files makes a large scan (analysis/scan/scanner.ts), in which other threads take part. */
const LARGE = 500;
/** Sets the number of processors for Node.js: with one, the command line starts no threads. */
const processors = (count: number): string => `require('node:os').availableParallelism = () => ${count};\n`;

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'threads-')));
const project = path.join(folder, 'project');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  // Every format, twice, with includes and indexes from one end of the walk to the other.
  cpSync(path.join(ROOT, 'test/fixtures'), path.join(project, 'm/fixtures'), { recursive: true });
  cpSync(path.join(ROOT, 'test/fixtures'), path.join(project, 'n/fixtures'), { recursive: true });
  for (let i = 0; i < LARGE; i++) {
    write(`p/${i}/requirements.txt`, `flask==1.0\nreqeusts\nacme-private-${i}\n-r ../${(i * 7) % LARGE}/more.dat\n`);
    write(`p/${i}/more.dat`, 'pycryptoenv\n');
  }
  write('a/requirements.txt', 'acme-internal\nreqeusts\n');
  write(
    'z/deploy/far/away/Dockerfile',
    'FROM python\nRUN pip install --extra-index-url https://pypi.corp.example/simple -r ../../../../a/requirements.txt\n',
  );
  write('a/deps.txt', 'pycryptoenv\n');
  write('z/requirements.txt', '-r ../a/deps.txt\n');
  write('.gitignore', 'ignored/\n');
  write('ignored/requirements.txt', 'pycryptoenv\nreqeusts\n');
  write(
    'lookalike.toml',
    'private = ["acme-*"]\nexclude = ["p/3/**"]\n[[accept]]\nid = "CVE-2018-1000656"\nreason = "internal"\n[[accept]]\nid = "CVE-1999-0001"\nreason = "gone"\n',
  );
  write('one.cjs', processors(1));
  write('two.cjs', processors(2));
});

function write(file: string, text: string): void {
  const full = path.join(file.endsWith('.cjs') ? folder : project, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

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
    mkdirSync(path.join(plain, String(i)), { recursive: true });
    writeFileSync(path.join(plain, String(i), 'requirements.txt'), 'reqeusts\n');
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
