import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { formats } from '../../../server/src/formats';
import { createPathSorter } from '../../../server/src/formats/pathMatcher';

const globs = formats.flatMap((format) => format.globs);
const FIXTURES = readdirSync(path.join(__dirname, '../../fixtures'), { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replace(/\\/g, '/'),
);

/** Texts for a glob, and similar ones: the glob with each special part replaced in some way. */
const nearPath = fc
  .tuple(
    fc.constantFrom(...globs),
    fc.array(fc.constantFrom('', 'a', '.', 'A.b', 'x/y', 'İ', 'ſ', 'K', '\n'), { minLength: 6, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([glob, fills, isUpper]) => {
    const filled = glob
      .replace(/\{([^{}]*)\}/g, (_, parts: string) => parts.split(',')[fills[0]!.length % parts.split(',').length] as string)
      .replace(/\[(.)[^\]]*\]/g, '$1')
      .replace(/\*\*\//g, fills[1]!.includes('/') ? 'x/' : '')
      .replace(/\*/g, () => fills[2]!);
    return isUpper ? filled.toUpperCase() : filled;
  });

it('matches like each glob by itself', () => {
  const check = (file: string): void => {
    const matching = globs.filter((glob) => createPathSorter([[glob]])(file) === 0);
    expect(matching).toEqual(globs.filter((glob) => picomatch(glob, { dot: true, flags: 'is' })(file)));
  };
  FIXTURES.slice(0, 300).forEach(check);
  fc.assert(fc.property(nearPath, check));
});

it('ignores ends without information', () => {
  const placeOf = createPathSorter([['**/Makefile.*', '**/{a,b.*}', 'deep/**', '**/*.{txt,in}']]);
  const files = ['x/makefile.am', 'a', 'b.c', 'deep/any/file', 'NOTES.TXT', 'notes.md', 'makefile', 'b'];
  expect(files.map((file) => placeOf(file) === 0)).toEqual([true, true, true, true, true, false, false, false]);
});

it('returns the first matching list, however often it is asked', () => {
  const placeOf = createPathSorter([['**/a.txt'], ['**/*.txt', '**/b'], ['b/**']]);
  const files = ['a.txt', 'x/A.TXT', 'x/c.txt', 'b', 'b/c', 'c'];
  const places = [0, 0, 1, 1, 2, -1];
  expect(files.map(placeOf)).toEqual(places);
  for (let i = 0; i < 10_000; i++) {
    placeOf(`folder${i}/name${i}`);
  }
  expect(files.map(placeOf)).toEqual(places);
});
