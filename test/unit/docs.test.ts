import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(__dirname, '../..');

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: folder !== '', encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
    .filter((file) => pattern.test(file));
}

const PAGES = ['', 'docs', 'data', 'examples'].flatMap((folder) => filesIn(folder, /\.md$/));
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
/** The text without its fenced blocks, which are examples. */
const prose = (file: string): string => read(file).replace(/^( *)```[\s\S]*?^\1```/gm, '');
const exists = (file: string): boolean => existsSync(path.join(ROOT, file));

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): string[] {
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

/** The Marketplace page is packed as the README of the extension, next to the folder of its pictures. */
const folderOf = (page: string): string => path.posix.dirname(page);

it('has pages to check', () => {
  expect(PAGES.length).toBeGreaterThan(30);
});

describe.each(PAGES)('%s', (page) => {
  it('links to files and headings that exist', () => {
    const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^(?:https?|mailto):/.test(link));
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.posix.join(folderOf(page), file);
      return !exists(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});

/** The folders of the files that a page names by the end of their paths. */
const PLACES = ['', 'server/src/', 'test/unit/', 'data/'];
/** A build makes them, so a fresh clone does not have them. */
const MADE = new Set(read('.gitignore').split('\n'));
/** Code in backticks that looks like a path of the repository: a file of code, a compiled file of data, or a folder. */
const PATH = /`((?:[\w.-]+\/)+(?:[\w.-]+\.(?:ts|mts|mjs|cts|grit|bin))?|[\w.-]+(?:\/[\w.-]+)*\.(?:ts|mts|mjs|cts|grit|bin))`/g;

describe.each(['docs/architecture.md', 'CONTRIBUTING.md', 'docs/data.md', 'data/README.md'])('%s', (page) => {
  const named = [...new Set([...prose(page).matchAll(PATH)].map(([, name = '']) => name))];

  it('names files and folders that exist', () => {
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !MADE.has(name) && !PLACES.some((place) => exists(place + name)))).toEqual([]);
  });
});

it('names a test, or a rule of the linter, for each invariant of the architecture', () => {
  const [, table = ''] = read('docs/architecture.md').split('## Invariants');
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| invariant') && !line.startsWith('| ---'));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const tests = [...(row.split('|')[2] ?? '').matchAll(/`(test\/[^`]+|biome\.json)`/g)].map(([, name = '']) => name);
    expect(tests.filter(exists).length, row).toBeGreaterThan(0);
  }
});

/** Folders with tests of several folders of the code. */
const ACROSS = ['client', 'formats/commands/tables', 'formats/small', 'hostile', 'syntaxes'];

it('has each unit test in the folder of the code that it tests', () => {
  const folders = new Set(filesIn('test/unit', /\.test\.ts$/).map((file) => path.posix.relative('test/unit', path.posix.dirname(file))));
  expect(folders.size).toBeGreaterThan(40);
  expect([...folders].filter((folder) => !exists(`server/src/${folder}`)).sort()).toEqual(ACROSS);
});

it('keeps folders of code small enough to read', () => {
  const code = ['server/src', 'client/src', 'scripts', 'test'].flatMap((folder) => filesIn(folder, /\.m?ts$/));
  const counts = new Map<string, number>();
  for (const file of code.filter((each) => !each.includes('/fixtures/') && !each.includes('/node_modules/'))) {
    counts.set(path.posix.dirname(file), (counts.get(path.posix.dirname(file)) ?? 0) + 1);
  }
  expect(counts.size).toBeGreaterThan(50);
  expect([...counts].filter(([, count]) => count > 22).map(([folder, count]) => `${folder}: ${count} files`)).toEqual([]);
});
