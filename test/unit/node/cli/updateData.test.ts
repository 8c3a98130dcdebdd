import { afterEach, expect, it, vi } from 'vitest';
import { type UpdateDataCall, updateDataCommand } from '../../../../server/src/node/cli/updateData';
import * as dataSources from '../../../../server/src/node/data/dataSources';
import { PUBLIC_DATA } from '../../../../server/src/node/data/dataUrls';
import * as update from '../../../../server/src/node/data/updateData';
import type { HttpClient } from '../../../../server/src/node/http/httpClient';

const BEFORE = {
  dates: { projects: '2026-10', popularity: '2026-09', malicious: '2026-08', advisories: '2026-07-23' },
  sizes: { projects: 1, removed: 2, popular: 3, malicious: 4, advisories: 5 },
};
const AFTER = {
  dates: { projects: '2026-11', popularity: '2026-12', malicious: '2027-01', advisories: '2027-02-01' },
  sizes: { projects: 10, removed: 20, popular: 30, malicious: 40, advisories: 50 },
};

const sources = { projectTable: 'a' };
const client = { a: 'client' } as unknown as HttpClient;

async function updated(more: Partial<UpdateDataCall>, after = AFTER) {
  const files = vi.spyOn(dataSources, 'readSources').mockResolvedValue(sources);
  const live = vi.spyOn(dataSources, 'downloadSources').mockImplementation(async (_client, _urls, _signal, progress) => {
    progress('Downloading.');
    return sources;
  });
  const data = vi.spyOn(update, 'updateData').mockImplementation(async ({ progress }) => {
    progress('Compiling.');
    return { before: BEFORE, after, newProjects: 9 };
  });
  let [text, progress] = ['', ''];
  const call: UpdateDataCall = {
    from: undefined,
    out: '/out',
    current: '/current',
    urls: PUBLIC_DATA,
    connect: async () => client,
    clock: { now: () => 5 },
    signal: new AbortController().signal,
    write: (part) => {
      text += part;
    },
    writeError: (part) => {
      progress += part;
    },
    ...more,
  };
  const code = await updateDataCommand(call);
  return { code, text, progress, files, live, data, call };
}

afterEach(() => {
  vi.restoreAllMocks();
});

it('prints a row for each part of the data, with its previous state', async () => {
  const { code, text } = await updated({});
  expect(code).toBe(0);
  expect(text.split('\n')).toEqual([
    'projects: 1 → 10',
    'removed projects: 2 → 20',
    'most downloaded: 3 → 30',
    'malicious names: 4 → 40',
    'advisories: 5 → 50',
    'project list as of: 2026-10 → 2026-11',
    'popularity as of: 2026-09 → 2026-12',
    'malicious names as of: 2026-08 → 2027-01',
    'advisories as of: 2026-07-23 → 2027-02-01',
    '',
  ]);
});

it('prints unchanged parts once', async () => {
  const { text } = await updated({}, { ...AFTER, sizes: BEFORE.sizes });
  expect(text).toContain('projects: 1\nremoved projects: 2\n');
});

it('downloads, or reads a folder of snapshots, and keeps progress out of the output', async () => {
  const online = await updated({});
  expect(online.live).toHaveBeenCalledWith(client, online.call.urls, online.call.signal, expect.any(Function));
  expect(online.files).not.toHaveBeenCalled();
  expect(online.progress).toBe('Downloading.\nCompiling.\n');
  const { out, current, clock, signal } = online.call;
  expect(online.data).toHaveBeenCalledWith({ sources, current, out, clock, progress: expect.any(Function), signal });
  vi.restoreAllMocks();
  const offline = await updated({ from: '/snapshots' });
  expect(offline.files).toHaveBeenCalledWith('/snapshots');
  expect(offline.live).not.toHaveBeenCalled();
});
