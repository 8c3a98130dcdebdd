import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Entry, open } from 'yauzl';
import { packageExtension } from '../../scripts/build/packageExtension.mjs';
import { TEXT_FILES } from '../../scripts/build/translations.mjs';
import { TRANSLATIONS } from '../../server/src/node/languages';

const root = path.join(__dirname, '../..');
const MAX_BYTES = 6_500_000;
const MAX_EXTENSION_BYTES = 450_000;
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

/** One file of a zip. */
function text(file: string, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      zip.on('entry', (entry: Entry) => {
        if (entry.fileName !== name) {
          zip.readEntry();
          return;
        }
        zip.openReadStream(entry, (failure, stream) => (failure ? reject(failure) : resolve(readText(stream))));
      });
      zip.once('end', () => reject(new Error(`${name} is not in ${file}`)));
      zip.once('error', reject);
      zip.readEntry();
    });
  });
}

test('the package contains the listed files and nothing else', async () => {
  const rules = fs.readdirSync(path.join(__dirname, '../../docs/rules')).map((page) => `extension/docs/rules/${page}`);
  const listed = fs.readFileSync(path.join(__dirname, 'files.txt'), 'utf8').trim().split('\n');
  const translations = TEXT_FILES.flatMap(({ translation }) => TRANSLATIONS.map(translation)).filter((file) =>
    fs.existsSync(path.join(root, file)),
  );
  expect((await entries(vsix)).sort()).toEqual([...listed, ...rules, ...translations.map((file) => `extension/${file}`)].sort());
});

test("the extension's page embeds its pictures, and has no broken links", async () => {
  const page = await text(vsix, 'extension/readme.md');
  const targets = [...page.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target);
  const pictures = targets.map((target) => /^data:image\/png;base64,(.*)$/.exec(target)?.[1]);
  expect(pictures.filter((picture) => picture !== undefined).length).toBe(5);
  for (const [i, picture] of pictures.entries()) {
    expect(picture, targets[i]).toBeDefined();
    expect(
      Buffer.from(picture ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  }
});

test('the notices have the license of each bundled package', () => {
  const notices = fs.readFileSync(path.join(root, 'dist/ThirdPartyNotices.txt'), 'utf8');
  for (const name of ['@sigstore/verify', '@vscode/l10n', 'vscode-languageclient', 'yauzl']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  expect(notices).toContain('Apache License');
  expect(notices).not.toContain('node_modules');
});

test('the package is at most 6.5 MB', () => {
  expect(fs.statSync(vsix).size).toBeLessThanOrEqual(MAX_BYTES);
});

test('VS Code reads at most 450 KB at each start', () => {
  expect(fs.statSync(path.join(root, 'dist/extension.js')).size).toBeLessThanOrEqual(MAX_EXTENSION_BYTES);
});

test('packaging again produces the same bytes', async () => {
  const again = fs.mkdtempSync(path.join(folder, 'again-'));
  expect(fs.readFileSync(await packageExtension(again)).equals(fs.readFileSync(vsix))).toBe(true);
});
