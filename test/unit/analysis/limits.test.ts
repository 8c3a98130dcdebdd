import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LimitedManifest, read, readChanged } from '../../../server/src/analysis/limits';
import { formatOf } from '../../../server/src/formats';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

/** Texts that have reached a limit, or nearly. Each has an item that edits can change without the rest. */
const TEXTS: readonly (readonly [what: string, path: string, text: string])[] = [
  ['a long group', 'pyproject.toml', `[dependency-groups]\n${'x'.repeat(300)} = [\n${lines(3, '  "requests>=2",')}]\n`],
  ['a group of the maximum length', 'pyproject.toml', `[dependency-groups]\n${'x'.repeat(181)} = [\n${lines(3, '  "requests>=2",')}]\n`],
  ['a long name', 'requirements.txt', `requests\n${'a'.repeat(200)}\nflask==1\n`],
  ['many extras', 'requirements.txt', `requests[${'a,'.repeat(99)}a]\nflask==1\n`],
  ['many requirements', 'requirements.txt', lines(5_000, 'a')],
  ['many problems', 'requirements.txt', lines(500, '!')],
  ['many includes', 'requirements.txt', lines(500, '-r a.txt')],
  ['many packages', 'uv.lock', `version = 1\n${lines(5_000, '[[package]]\nname = "a"\nversion = "1"')}`],
  ['a long package', 'uv.lock', `version = 1\n[[package]]\nname = "${'a'.repeat(200)}"\nversion = "1"\n[[package]]\nname = "b"\n`],
];

const edit = fc.record({
  at: fc.nat(),
  length: fc.constantFrom(0, 0, 1, 3),
  typed: fc.constantFrom(
    '',
    'a',
    'aa',
    '\n',
    '\na\n',
    ',a',
    '[a,a]',
    '!\n',
    '"',
    '\n-r b.txt\n',
    '[[package]]\nname = "c"\n',
    '  "c>=1",\n',
  ),
});

const contents = ([manifest, leftOut]: LimitedManifest): string => JSON.stringify([manifest, leftOut]);

test.each(TEXTS)('%s: an edit gives the same as a fresh reading, within the limits', (_, path, start) => {
  const format = formatOf(path)!;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let text = start;
      let last = read(text, format);
      for (const { at, length, typed } of edits) {
        const offset = at % (text.length + 1);
        const next = text.slice(0, offset) + typed + text.slice(offset + length);
        const changed = readChanged({ ...last[2], text }, next, format);
        const fresh = read(next, format);
        if (changed !== undefined) {
          expect(JSON.parse(contents(changed)), JSON.stringify({ at: offset, length, typed })).toEqual(JSON.parse(contents(fresh)));
        }
        [text, last] = [next, changed ?? fresh];
      }
    }),
    { numRuns: 15 },
  );
});

test.each<readonly [path: string, before: string, after: string]>([
  ['requirements.txt', `flask\n${'a'.repeat(200)}\n`, `flask\n${'a'.repeat(201)}\n`],
  ['requirements.txt', lines(5_000, 'a'), lines(5_001, 'a')],
  ['requirements.txt', lines(500, '!'), lines(501, '!')],
  ['uv.lock', `version = 1\n${lines(5_000, '[[package]]\nname = "a"')}`, `version = 1\n${lines(5_001, '[[package]]\nname = "a"')}`],
])('%s: an edit that goes beyond a limit is read in pieces, and says so as a fresh reading does', (path, before, after) => {
  const format = formatOf(path)!;
  const changed = readChanged({ ...read(before, format)[2], text: before }, after, format);
  expect(changed).toBeDefined();
  expect(contents(changed!)).toBe(contents(read(after, format)));
});
