import { expect, it } from 'vitest';
import { type FileResult, fileResult } from '../../../../server/src/analysis/scan/fileResult';
import { Scanner } from '../../../../server/src/analysis/scan/scanner';
import type { FileJudge, ScanParts } from '../../../../server/src/analysis/scan/scanParts';

const ROOT = 'file:///project';
const uriOf = (name: string): string => `${ROOT}/${name}`;

/** A fake judge: `reading` for each file that is read, and `settled` for each that is settled. `isFinal` lists the files that no other file can change. */
function scannerOf(names: readonly string[], isFinal: (uri: string) => boolean) {
  const settled: string[] = [];
  const told: FileResult[] = [];
  const judge: FileJudge = {
    atOnce: 3,
    read: async ({ uri }) => {
      const result = fileResult({ uri, failure: 'reading' });
      return { uri, hasText: true, includes: [], result, isFinal: isFinal(uri) };
    },
    settle: async ({ uri }) => {
      settled.push(uri);
      return fileResult({ uri, failure: 'settled' });
    },
  };
  const parts: ScanParts = {
    workspace: {
      async *findFiles() {
        yield* names.map((name) => ({ uri: uriOf(name) }));
      },
    },
    judgeFor: async () => judge,
    configurationOf: async () => undefined,
    isNamedSo: () => true,
    isOftenAnother: () => false,
    isDependencyFile: async () => true,
    readConfiguration: async () => undefined,
    pathOf: (uri) => uri,
  };
  const options = { exclude: [], signal: new AbortController().signal, online: false, onResult: (result: FileResult) => told.push(result) };
  const said = (results: readonly FileResult[]) => results.map(({ uri, failure }) => `${uri.slice(ROOT.length + 1)} ${failure}`);
  return { settled, told: () => said(told), scan: async () => said((await new Scanner(parts, options).scan([ROOT])).results) };
}

it('reports each result once, and does not settle final results', async () => {
  const { settled, told, scan } = scannerOf(['a', 'b', 'c', 'd'], (uri) => !uri.endsWith('c'));
  expect(await scan()).toEqual(['a reading', 'b reading', 'c settled', 'd reading']);
  expect(settled).toEqual([uriOf('c')]);
  expect(told()).toEqual(['a reading', 'b reading', 'c settled', 'd reading']);
});

it('settles each result that others can change', async () => {
  const { settled, told, scan } = scannerOf(['a', 'b'], () => false);
  expect(await scan()).toEqual(['a settled', 'b settled']);
  expect(settled).toEqual([uriOf('a'), uriOf('b')]);
  expect(told()).toEqual(['a settled', 'b settled']);
});
