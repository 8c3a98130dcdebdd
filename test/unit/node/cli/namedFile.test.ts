import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readNamedFile } from '../../../../server/src/node/cli/namedFile';

function fileWith(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lookalike-named-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a.json');
  writeFileSync(file, text);
  return file;
}

it.each(['', 'a', 'é'.repeat(100_000)])('a file that the command line names is read whole', (text) => {
  expect(readNamedFile(fileWith(text))).toBe(text);
});

it('but no more than a limit', () => {
  expect(() => readNamedFile(fileWith('a'.repeat(1_001)), 1_000)).toThrow('it is too large');
  expect(readNamedFile(fileWith('a'.repeat(1_000)), 1_000)).toHaveLength(1_000);
});

it.skipIf(process.platform === 'win32')('even of a device without an end', () => {
  expect(() => readNamedFile('/dev/zero', 1_000_000)).toThrow('it is too large');
});

it('and an error of the system is thrown', () => {
  expect(() => readNamedFile(tmpdir())).toThrow('EISDIR');
  expect(() => readNamedFile(path.join(tmpdir(), 'lookalike-nothing'))).toThrow('ENOENT');
});
