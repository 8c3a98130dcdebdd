import { execSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Entry, open } from 'yauzl';
import { packageExtension } from '../../scripts/packageExtension.mjs';

const root = path.join(__dirname, '../..');
const MAX_BYTES = 5_000_000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lookalike-package-'));
let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension(folder);
}, 60_000);
afterAll(() => fs.rmSync(folder, { recursive: true }));

function entries(file: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      const names: string[] = [];
      zip.on('entry', ({ fileName }: Entry) => {
        names.push(fileName);
        zip.readEntry();
      });
      zip.once('end', () => resolve(names));
      zip.once('error', reject);
      zip.readEntry();
    });
  });
}

test('the package holds the listed files and nothing else', async () => {
  const rules = fs.readdirSync(path.join(__dirname, '../../docs/rules')).map((page) => `extension/docs/rules/${page}`);
  const listed = fs.readFileSync(path.join(__dirname, 'files.txt'), 'utf8').trim().split('\n');
  expect((await entries(vsix)).sort()).toEqual([...listed, ...rules].sort());
});

test("the npm package holds the command line, what it reads, and npm's own files", () => {
  // Under `npm test` they say how npm was called, which does not concern this call.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  const listed = execSync('npm pack --dry-run --json --ignore-scripts', {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = Object.values(JSON.parse(listed)) as [{ files: { path: string }[] }];
  const data = fs.readFileSync(path.join(__dirname, 'files.txt'), 'utf8').match(/(?<=^extension\/)data\/.*/gm) ?? [];
  expect(files.map(({ path: file }) => file).sort()).toEqual(
    [
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'dist/ThirdPartyNotices.txt', 'dist/cli.js', 'l10n/bundle.l10n.json', 'package.json'],
      ...data,
    ].sort(),
  );
});

test('the notices name what is bundled, each with its terms', () => {
  const notices = fs.readFileSync(path.join(root, 'dist/ThirdPartyNotices.txt'), 'utf8');
  for (const name of ['@sigstore/verify', '@vscode/l10n', 'vscode-languageclient', 'yauzl']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  expect(notices).toContain('Apache License');
  expect(notices).not.toContain('node_modules');
});

test('the package is at most 5 MB', () => {
  expect(fs.statSync(vsix).size).toBeLessThanOrEqual(MAX_BYTES);
});

test('packaging again gives the same bytes', async () => {
  const again = fs.mkdtempSync(path.join(folder, 'again-'));
  expect(fs.readFileSync(await packageExtension(again)).equals(fs.readFileSync(vsix))).toBe(true);
});
