import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../../server/src/formats/index';
import type { FileFormat, Manifest, Written } from '../../../../server/src/formats/manifest/format';
import { readTouched, readWhole } from '../../../../server/src/formats/manifest/pieces';

const FIXTURES = join(__dirname, '../../../fixtures');

/** Line breaks of every kind, everything that joins lines, and everything that makes one piece depend on another. */
const TYPED = [
  'a',
  'reqeusts==1.0',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\\',
  '\\\n',
  '# ',
  '#',
  ' --hash=sha256:ab',
  '-r x.txt\n',
  '--index-url https://x.test\n',
  '\ufeff',
  '# coding: utf-16\n',
  '<<<<<<< a\n',
  '=======\n',
  '>>>>>>> b\n',
  'Package Version\n',
  'pip  1.0\n',
  '{% if x %}\n',
  '\n[[package]]\n',
  '\n[[package]]\nname = "b"\nversion = "2"\n',
  '[[packages]]\nname = "c"\n',
  '[[package',
  ']]',
  '[package.source]\n',
  '[metadata]\n',
  'package = []\n',
  '"""',
  "'''",
  '"',
  '=',
  'x = [',
  '{',
] as const;

const LINES: Readonly<Record<string, readonly string[]>> = {
  requirements: [
    'requests==2.0\n',
    'flask>=1 \\\n  --hash=sha256:00 \\\n  --hash=sha256:11\n',
    '# c \\\n',
    '\n',
    '-c c.txt\n',
    'a b\n',
    '\tdjango # x\n',
  ],
  lock: [
    '[[package]]\nname = "a"\nversion = "1"\n\n',
    '[[package]]\nname = "b-c"\nversion = "2.0"\nsource = { registry = "https://pypi.org/simple" }\n',
    '[[packages]]\nname = "d"\nversion = "1"\n[packages.archive]\nurl = "https://x.test/d.zip"\n',
    '[package.dependencies]\nx = "*"\n',
    '[metadata]\nx = 1\n',
    'version = 1\n',
  ],
  pyproject: [
    '[project]\nname = "own"\ndependencies = [\n',
    '[project.optional-dependencies]\nall = [\n',
    '[dependency-groups]\ndev = [\n',
    '  "requests>=2",\n',
    '  "Flask_X ~=3.0; python_version > \'3\'",\n',
    '\t"a b",  \r\n',
    '"own[all]",\n',
    '"own",\n',
    '  "last"\n',
    '"one", "two",\n',
    ', "before"\n',
    '"x", # c\n',
    '  # c\n',
    '""" "multi",\n',
    '"""\n',
    ']\n',
    '[tool.uv.sources]\nrequests = { path = "x" }\n',
    '[tool.poetry.dependencies]\nrequests = { version = "1", source = "s" }\n',
    '[tool.coverage.run]\nsource = ["src"]\n',
    '[tool.pdm.dev-dependencies]\ndev = [\n',
    '[[tool.uv.index]]\nname = "n"\nurl = "https://x.test/simple"\n',
    '{% if x %}\n',
  ],
};

/** Texts of which most edits touch one item. */
const cleanItems = fc
  .array(fc.constantFrom('  "requests>=2",\n', '  "flask~=3.0",\n', '  "numpy ; python_version > \'3\'",\n', '  "a-b.c@ 1",\n'), {
    minLength: 20,
    maxLength: 40,
  })
  .map((items) => `[project]\nname = "own"\ndependencies = [\n${items.join('')}]\n[tool.x]\n`);

const edit = fc.record({ at: fc.nat(), length: fc.oneof(fc.constant(0), fc.nat({ max: 30 })), text: fc.constantFrom('', ...TYPED) });

function read(before: (Written & { text: string }) | undefined, text: string, format: FileFormat): Written & { text: string } {
  return { ...((before && readTouched(before, text, format)) ?? readWhole(text, format)), text };
}

/** Types into a text, and compares the result for each version with a full reading. Returns how many versions were not read as a whole. */
function checkTyping(start: string, edits: readonly { at: number; length: number; text: string }[], format: FileFormat): number {
  let last = read(undefined, start, format);
  let inPieces = 0;
  for (const { at, length, text: typed } of edits) {
    const offset = at % (last.text.length + 1);
    const text = last.text.slice(0, offset) + typed + last.text.slice(offset + length);
    inPieces += readTouched(last, text, format) === undefined ? 0 : 1;
    last = read(last, text, format);
    expect(plain(last.manifest), JSON.stringify(text)).toEqual(plain(format.parse(text)));
  }
  return inPieces;
}

const plain = ({ requirements, includes, indexes, problems, unchecked, links }: Manifest) => ({
  requirements,
  includes,
  indexes,
  problems,
  unchecked,
  links,
});

const inPieces = formats.filter(({ pieces, items }) => pieces !== undefined || items !== undefined);

test('hand-written lists of requirements, and lock files of tables, are read in pieces or items', () => {
  expect(inPieces.map(({ id }) => id).sort()).toEqual([
    'constraints',
    'pdm-lock',
    'poetry-lock',
    'pylock',
    'pyproject',
    'requirements',
    'requirements-like',
    'uv-lock',
  ]);
});

describe.each(inPieces.map((format) => [format.id, format] as const))('%s', (id, format) => {
  const lines = LINES[id] ?? LINES[id.includes('lock') ? 'lock' : 'requirements'] ?? [];

  test('reading the edited pieces gives the same as reading the whole text', () => {
    const start = fc.array(fc.constantFrom(...lines, ...TYPED), { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 10 }), (text, edits) => {
        checkTyping(text, edits, format);
      }),
      { numRuns: 300 },
    );
  });

  test('the same in valid files, which are hardly ever read as a whole', () => {
    const clean = lines.filter((line) => !line.startsWith('[package.') && !line.startsWith('[meta') && !line.startsWith('version'));
    const cleanPieces = fc.array(fc.constantFrom(...clean), { minLength: 20, maxLength: 40 }).map((pieces) => pieces.join(''));
    const start = id === 'pyproject' ? cleanItems : cleanPieces;
    const harmless = fc.record({ at: fc.nat(), length: fc.constant(0), text: fc.constantFrom('a', ' ', '1', '.') });
    let typed = 0;
    let touched = 0;
    fc.assert(
      fc.property(start, fc.array(harmless, { maxLength: 10 }), (text, edits) => {
        typed += edits.length;
        touched += checkTyping(text, edits, format);
      }),
      { numRuns: 50 },
    );
    // A letter outside a string is not TOML, and such a lock file is read as a whole. Half of the edits of a pyproject.toml touch one.
    expect(touched).toBeGreaterThan(id.includes('lock') ? 0 : typed / 3);
  });

  test('its fixtures, with a letter typed anywhere', () => {
    // A file that is read as a requirements file is one, whatever its name.
    const folder = join(FIXTURES, id === 'requirements-like' ? 'requirements' : id);
    for (const file of safeList(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      for (let at = 0; at <= text.length; at += 1 + Math.floor(text.length / 50)) {
        checkTyping(
          text,
          [
            { at, length: 0, text: 'x' },
            { at, length: 1, text: '' },
            { at, length: 0, text: '\n' },
          ],
          format,
        );
      }
    }
  });
});

function safeList(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() && entry.name !== 'expected.json' ? [join(entry.parentPath, entry.name).slice(folder.length + 1)] : [],
  );
}
