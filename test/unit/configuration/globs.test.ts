import { expect, it } from 'vitest';
import { pathBelow } from '../../../server/src/configuration/globs';

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
