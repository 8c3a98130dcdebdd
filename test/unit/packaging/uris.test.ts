import fc from 'fast-check';
import { expect, it } from 'vitest';
import { URI, Utils } from 'vscode-uri';
import { isUntitled, plainPath, uriFolder, uriIn, uriOfPath, uriPath } from '../../../server/src/packaging/uris';

/** Parts of paths: plain ones, those that lead elsewhere, and those with something to escape. */
const part = fc.constantFrom('a', 'B-2', 'x.y', '_~', '.hidden', '..a', '', '.', '..', 'ä', 'a b', '%41', 'c:', 'q?r', 'h#f', '@', '+');
const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`);
const uri = fc
  .oneof(
    path.map((each) => `file://${each}`),
    path.map((each) => URI.file(each).toString()),
    fc.tuple(fc.constantFrom('untitled:', 'vscode-notebook-cell:', 'http://host', ''), path).map(([start, each]) => start + each),
  )
  .filter(isUri);

/** Two slashes begin no path. */
function isUri(text: string): boolean {
  return said(() => URI.parse(text).toString()) !== undefined;
}

/** Undefined: it is an error. */
function said(work: () => string): string | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

it('reads any URI as the library does', () => {
  fc.assert(
    fc.property(uri, (each) => {
      const parsed = URI.parse(each);
      expect(uriPath(each)).toBe(parsed.path);
      expect(uriFolder(each)).toBe(Utils.dirname(parsed).toString());
      expect(isUntitled(each)).toBe(parsed.scheme === 'untitled');
      if (plainPath(each) !== undefined) {
        expect(parsed.toString()).toBe(each);
        expect(plainPath(each)).toBe(parsed.path);
      }
    }),
    { numRuns: 2_000 },
  );
});

it('joins as the library joins', () => {
  fc.assert(
    fc.property(uri, part, (folder, name) => {
      expect(said(() => uriIn(folder, name))).toBe(said(() => Utils.joinPath(URI.parse(folder), name).toString()));
    }),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(path, (file) => {
      expect(uriOfPath(file)).toBe(URI.file(file).toString());
    }),
  );
});

it('takes most paths as they are', () => {
  expect(plainPath('file:///home/me/project-1/requirements.txt')).toBe('/home/me/project-1/requirements.txt');
  expect(plainPath('file:///c%3A/project')).toBeUndefined();
  expect(plainPath('file:///a//b')).toBeUndefined();
  expect(plainPath('file:///')).toBeUndefined();
  expect(uriFolder('file:///a')).toBe('file:///');
});
