import { describe, expect, it, vi } from 'vitest';
import { type FileResult, fileResult, type ResultFinding } from '../../../server/src/analysis/scan/fileResult';
import type { WorkspaceScan } from '../../../server/src/analysis/scan/scanParts';
import { ReportedSearch, type SearchLimits } from '../../../server/src/providers/reportedSearch';
import type { ReportedScanOptions } from '../../../server/src/providers/scanProvider';
import { documentOf, serviceOn } from '../features/service';

const NO_LIMITS: SearchLimits = { patience: 600_000, files: 1_000, findings: 1_000 };
const LAST = { trustable: ['known-before'], advisories: [['CVE-1', 'known-before']] as const };
const DONE: WorkspaceScan = { results: [], skipped: [], unneeded: new Map() };

function finding(normalizedName: string): ResultFinding {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  return { rule: 'typosquat', severity: 'warning', message: '', range, normalizedName, targets: [], ids: [], fixed: [], isForUser: false };
}

function resultOf(...names: string[]): FileResult {
  return { ...fileResult({ uri: 'file:///project/requirements.txt' }), findings: names.map(finding) };
}

/** A scan that reports the files, then runs `after`. */
function search(files: readonly FileResult[], after: (options: ReportedScanOptions) => Promise<WorkspaceScan>, limits = NO_LIMITS) {
  let told = 0;
  const scans = {
    lastReported: LAST,
    scan: async (_: readonly string[], options: ReportedScanOptions) => {
      for (const file of files) {
        if (options.signal.aborted) {
          break;
        }
        options.onFile?.(file, ++told);
      }
      return after(options);
    },
  };
  return { found: (signal: AbortSignal) => new ReportedSearch(scans, () => ['file:///project'], limits).find(signal), told: () => told };
}

const never = (): Promise<WorkspaceScan> => new Promise(() => undefined);

describe('the findings of a workspace', () => {
  it('are those of all files, if the scan ends', async () => {
    const { found } = search([resultOf('a'), resultOf('b')], async () => DONE);
    expect(await found(new AbortController().signal)).toEqual({ trustable: ['a', 'b'], advisories: [], isComplete: true });
  });

  it('are those so far and earlier ones, if the scan takes too long', async () => {
    const { found } = search([resultOf('a')], never, { ...NO_LIMITS, patience: 1 });
    expect(await found(new AbortController().signal)).toEqual({
      trustable: ['a', 'known-before'],
      advisories: LAST.advisories,
      isComplete: false,
    });
  });

  it.each<[string, Partial<SearchLimits>]>([
    ['files', { files: 3 }],
    ['findings', { findings: 6 }],
  ])('is that of so many %s, and the scan is told to end', async (_, limit) => {
    let signal: AbortSignal | undefined;
    const after = (options: ReportedScanOptions): Promise<WorkspaceScan> => {
      ({ signal } = options);
      return never();
    };
    const { found, told } = search(
      Array.from({ length: 100 }, () => resultOf('a', 'b')),
      after,
      { ...NO_LIMITS, ...limit },
    );
    const { isComplete, trustable } = await found(new AbortController().signal);
    expect([isComplete, told(), trustable.length, signal?.aborted]).toEqual([false, 3, 7, true]);
  });

  it.each(['before it begins', 'while it runs'])('ends with its request: %s', async (when) => {
    const request = new AbortController();
    if (when === 'before it begins') {
      request.abort();
    }
    const { found } = search([resultOf('a')], () => {
      request.abort();
      return never();
    });
    expect(await found(request.signal)).toMatchObject({ isComplete: false });
  });

  it('are incomplete if the scan was stopped', async () => {
    const request = new AbortController();
    const { found } = search([resultOf('a')], async () => {
      request.abort();
      return DONE;
    });
    expect(await found(request.signal)).toMatchObject({ isComplete: false });
  });

  it('fails as the scan does', async () => {
    const { found } = search([], () => Promise.reject(new RangeError('too deep')));
    await expect(found(new AbortController().signal)).rejects.toThrow('too deep');
  });
});

it('come from a part of a large workspace for a list of names in lookalike.toml', async () => {
  const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`${i}/requirements.txt`, i === 0 ? 'reqeusts\n' : 'flask\n']));
  const { host, service } = serviceOn(many);
  // The data is read before anyone waits.
  await service.diagnostics(documentOf('requirements.txt', 'flask\n'));
  const document = documentOf('lookalike.toml', 'trust = [""]\n');
  // The patience does not end: a busy machine finds as much as a quiet one.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const list = await service
    .completion(document, { line: 0, character: 10 }, new AbortController().signal)
    .finally(() => vi.useRealTimers());
  expect(list?.isIncomplete).toBe(true);
  expect(list?.items.map(({ label }) => label)).toEqual(['reqeusts']);
  expect(host.workspace.reads.filter((uri) => uri.endsWith('/requirements.txt')).length).toBeLessThan(1_000);
});
