import { expect, it } from 'vitest';
import { innermostFolder, pathBelow } from '../../../server/src/configuration/globs';

it.each([
  ['file:///a', 'file:///a/b/c.txt', 'b/c.txt'],
  ['file:///a/', 'file:///a/b.txt', 'b.txt'],
  ['file:///a', 'file:///ab/c.txt', undefined],
  ['file:///a', 'file:///a', undefined],
  ['file:///a%20b', 'file:///a%20b/c%23.txt', 'c#.txt'],
  ['file:///', 'file:///x', 'x'],
])('below %s, %s is %s', (folder, uri, path) => {
  expect(pathBelow(folder, uri)).toBe(path);
});

it.each([
  [['file:///a/', 'file:///a/b/'], 'file:///a/b/c.txt', 'file:///a/b/'],
  [['file:///a/b', 'file:///a'], 'file:///a/b/c/d.txt', 'file:///a/b'],
  [['file:///a', 'file:///a/b'], 'file:///a/bc.txt', 'file:///a'],
  [['file:///a%20b/'], 'file:///a%20b/', 'file:///a%20b/'],
  [['file:///a/'], 'file:///b/c.txt', undefined],
  [['file:///a'], 'file:///a', undefined],
  [['file:///'], 'file:///x', 'file:///'],
  [['file:///'], 'untitled:x', undefined],
  [[], 'file:///x', undefined],
])('innermost of %s around %s is %s', (folders, uri, expected) => {
  expect([innermostFolder(folders, uri), innermostFolder(folders, uri)]).toEqual([expected, expected]);
});
