import { describe, expect, it } from 'vitest';
import { type FileResult, fileResult } from '../../../../server/src/analysis/scan/fileResult';
import { Scanner } from '../../../../server/src/analysis/scan/scanner';
import type { FileJudge, ScanParts } from '../../../../server/src/analysis/scan/scanParts';
import { Configuration } from '../../../../server/src/configuration/configuration';
import { DEFAULT_SETTINGS } from '../../../../server/src/settings';

const ROOT = 'file:///project';
const uriOf = (name: string): string => `${ROOT}/${name}`;

const FINDING = { rule: 'typosquat', name: 'reqeusts' } as unknown as FileResult['findings'][number];
const SUPPRESSED: FileResult['suppressed'][number] = { ...FINDING, by: { kind: 'trust', outside: true } };

/** A fake judge: `reading` for each file that is read, and `settled` for each that is settled. `isFinal` lists the files that no other file can change. */
function scannerOf(names: readonly string[], isFinal: (uri: string) => boolean, more: Partial<ScanParts> = {}) {
  const settled: string[] = [];
  const told: FileResult[] = [];
  const judge: FileJudge = {
    atOnce: 3,
    read: async ({ uri }) => {
      const result = { ...fileResult({ uri, failure: 'reading' }), findings: [FINDING], suppressed: [SUPPRESSED] };
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
      mayContain: () => true,
    },
    judgeFor: async () => judge,
    configurationOf: async () => undefined,
    kindOf: () => ({}),
    isDependencyFile: async () => true,
    readConfiguration: async () => undefined,
    pathOf: (uri) => uri,
    ...more,
  };
  const options = { exclude: [], signal: new AbortController().signal, online: false };
  const said = (results: readonly FileResult[]) => results.map(({ uri, failure }) => `${uri.slice(ROOT.length + 1)} ${failure}`);
  const scan = (onResult?: (result: FileResult) => void) => new Scanner(parts, { ...options, ...(onResult && { onResult }) }).scan([ROOT]);
  return { settled, told: () => said(told), results: scan, scan: async () => said((await scan((result) => told.push(result))).results) };
}

it('reports each result once, and does not settle final results', async () => {
  const { settled, told, scan } = scannerOf(['a', 'b', 'c', 'd'], (uri) => !uri.endsWith('c'));
  expect(await scan()).toEqual(['a reading', 'b reading', 'c settled', 'd reading']);
  expect(settled).toEqual([uriOf('c')]);
  expect(told()).toEqual(['a reading', 'b reading', 'c settled', 'd reading']);
});

it('keeps no findings that were reported', async () => {
  const counts = (results: readonly FileResult[]) => results.map(({ findings, suppressed }) => [findings.length, suppressed.length]);
  const told: FileResult[] = [];
  const { results } = scannerOf(['a', 'b'], () => true);
  expect(counts((await results((result) => told.push(result))).results)).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(counts(told)).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(counts((await results()).results)).toEqual(counts(told));
});

it('settles each result that others can change', async () => {
  const { settled, told, scan } = scannerOf(['a', 'b'], () => false);
  expect(await scan()).toEqual(['a settled', 'b settled']);
  expect(settled).toEqual([uriOf('a'), uriOf('b')]);
  expect(told()).toEqual(['a settled', 'b settled']);
});

describe('files with names that most other files have, too', () => {
  const scan = (more: Partial<ScanParts> = {}) => {
    const { scan } = scannerOf(['a.py', 'b.py', 'c.txt'], () => true, {
      workspace: {
        async *findFiles() {
          yield* ['a.py', 'b.py', 'c.txt'].map((name) => ({ uri: uriOf(name) }));
        },
        mayContain: (uri) => uri.endsWith('/a.py'),
      },
      kindOf: (path) => (path.endsWith('.py') ? { hints: [['# /// script']] } : {}),
      ...more,
    });
    return scan();
  };

  it('are read if their text may have what the kind needs', async () => {
    expect(await scan()).toEqual(['a.py reading', 'c.txt reading']);
  });

  it('are read if the configuration names them', async () => {
    const configuration = new Configuration({
      settings: { ...DEFAULT_SETTINGS, files: ['b.py'] },
      settingsFolder: ROOT,
      projectFolder: ROOT,
      project: undefined,
      isProjectOutside: false,
      today: '2026-01-01',
      honoursComments: true,
    });
    expect(await scan({ configurationOf: async () => configuration })).toEqual(['a.py reading', 'b.py reading', 'c.txt reading']);
  });
});
