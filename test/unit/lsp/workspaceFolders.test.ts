import { expect, it } from 'vitest';
import { WorkspaceFolders } from '../../../server/src/lsp/workspaceFolders';

const open = (...uris: string[]) => ({ keys: () => uris });

it('reads the folders of the workspace, whatever is open', () => {
  const folders = new WorkspaceFolders(['file:///a']);
  expect(folders.readable(open('file:///b/x.txt'))).toEqual(['file:///a/']);
  folders.change({ added: [{ uri: 'file:///c/', name: 'c' }], removed: [{ uri: 'file:///a', name: 'a' }] });
  expect(folders.readable(open())).toEqual(['file:///c/']);
});

it('reads the folders of the open files without a folder, each once', () => {
  const folders = new WorkspaceFolders([]);
  expect(folders.readable(open('file:///b/x.txt', 'untitled:Untitled-1', 'file:///b/y.txt', 'file:///z.txt'))).toEqual([
    'file:///b/',
    'file:///',
  ]);
});

it('gives the same list as long as the folders of the open files are the same', () => {
  const folders = new WorkspaceFolders([]);
  const first = folders.readable(open('file:///b/x.txt', 'file:///c/y.txt'));
  expect(folders.readable(open('file:///b/z.txt', 'file:///c/y.txt'))).toBe(first);
  const others = [open('file:///b/z.txt'), open('file:///d/z.txt'), open()];
  expect(others.map((documents) => folders.readable(documents))).toEqual([['file:///b/'], ['file:///d/'], []]);
});
