import { expect, it } from 'vitest';
import { IncludedFiles } from '../../../server/src/facts/includedFiles';

it('tells which files became included, each once', () => {
  const files = new IncludedFiles();
  expect(files.note('a', ['x', 'x', 'y'])).toEqual(['x', 'y']);
  expect(files.note('a', ['x', 'x', 'y'])).toEqual([]);
  expect(files.note('b', ['x', 'z'])).toEqual(['z']);
  expect([...files.of('a')]).toEqual(['x', 'y']);
  expect([...files.uris()]).toEqual(['x', 'y', 'z']);
});

it('keeps a file included as long as one file includes it', () => {
  const files = new IncludedFiles();
  files.note('a', ['x', 'y']);
  files.note('b', ['x']);
  expect(files.note('a', [])).toEqual(['y']);
  expect([files.has('x'), files.has('y')]).toEqual([true, false]);
  expect(files.note('b', ['z'])).toEqual(['z', 'x']);
  expect([...files.of('a')]).toEqual([]);
});
