import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADVISORIES_FILE, openAdvisories } from '../../../server/src/advisories/compact';
import { updateDataCommand } from '../../../server/src/node/commands/updateData';
import { dataReader, loadNameDataFrom } from '../../../server/src/node/data';
import { type DataSources, downloadSources, PUBLIC_DATA, readSources } from '../../../server/src/node/dataSources';
import { newestDataFolder, readCounts, updateData } from '../../../server/src/node/updateData';
import { readZip } from '../../../server/src/node/zip';
import { FakeClock, NEVER, testClient } from '../../stub/client';
import { project } from '../../stub/packages';
import { startStub } from '../../stub/services';
import { advisories, downloads, malicious, seedData, table } from '../../stub/smallData';
import { zip } from '../../stub/zip';

const clock = new FakeClock();
const quiet = () => undefined;

let folder: string;
let current: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookalike-data-'));
  current = join(folder, 'data');
  await seedData(current);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function update(sources: DataSources, more: Partial<Parameters<typeof updateData>[0]> = {}) {
  return updateData({ sources, current, out: current, clock, progress: quiet, signal: NEVER, ...more });
}

async function snapshotOf(path: string): Promise<Record<string, string>> {
  const names = await readdir(path);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await readFile(join(path, name))).toString('base64')])));
}

describe('fresh data', () => {
  it('take the place of the old, which are kept beside them', async () => {
    const before = await snapshotOf(current);
    const result = await update({
      projectTable: table(12, '2026-11'),
      downloads: downloads(12),
      malicious: malicious(11),
      advisories: advisories(11),
    });
    expect(result).toMatchObject({
      before: { asOf: '2026-10', projects: 10, popular: 10, malicious: 10, advisories: 10 },
      after: { asOf: '2026-11', projects: 12, popular: 12, malicious: 11, advisories: 11 },
      newProjects: 2,
    });
    expect(await readCounts(current)).toEqual(result.after);
    expect(await snapshotOf(`${current}.previous`)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['data', 'data.previous']);
    const data = await loadNameDataFrom(current);
    expect(data.project('project-11')).toBeDefined();
    expect(data.popular.rankOf('project-11')).toBe(12);
    expect(data.isMalicious('evil-10')).toBe(true);
    expect(data.superseded('pycrypto')).toBeDefined();
  });

  it('keep what the sources do not have', async () => {
    await update({ advisories: [...advisories(10, '2026-07-01T00:00:00Z'), ...advisories(1, '2026-07-01T00:00:00Z', 'MAL')] });
    const data = await loadNameDataFrom(current);
    expect(data.asOf).toBe('2026-10');
    expect(data.project('project-3')).toMatchObject({ latestVersion: '1.3', latestMonth: '2026-10' });
    expect(data.popular.rankOf('project-3')).toBe(4);
    expect([data.isMalicious('evil-3'), data.isMalicious('project-0'), data.isMalicious('project-1')]).toEqual([true, true, false]);
    const text = new TextDecoder().decode(await dataReader(current)(ADVISORIES_FILE));
    expect(openAdvisories(text).advisoriesFor('project-0')).toHaveLength(2);
  });

  it.each<[string, DataSources]>([
    ['a project list that was cut off', { projectTable: table(7, '2026-11') }],
    ['few popular names', { projectTable: table(10, '2026-11').replaceAll(/\t\d+$/gm, '\t'), downloads: downloads(3) }],
    ['few malicious names', { malicious: malicious(2) }],
    ['few advisories', { advisories: advisories(3) }],
    ['unreadable advisories', { advisories: [...advisories(10), {}, undefined] }],
    ['older projects', { projectTable: table(12, '2026-09') }],
    ['older advisories', { advisories: advisories(12, '2026-05-01T00:00:00Z') }],
    ['no JSON', { downloads: '<html>' }],
  ])('are refused: %s', async (_what, sources) => {
    const before = await snapshotOf(current);
    await expect(update(sources)).rejects.toThrow();
    expect(await snapshotOf(current)).toEqual(before);
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('leave everything as it was when cancelled', async () => {
    const before = await snapshotOf(current);
    await expect(update({ malicious: malicious(20) }, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await snapshotOf(current)).toEqual(before);
  });

  it('can go to another folder', async () => {
    const out = join(folder, 'cache', 'data');
    await mkdir(join(folder, 'cache'));
    await update({ malicious: malicious(20) }, { out });
    expect((await readCounts(out)).malicious).toBe(20);
    expect((await readCounts(current)).malicious).toBe(10);
  });
});

describe('the command', () => {
  it('prints what changed', async () => {
    const from = join(folder, 'from');
    await mkdir(from);
    await writeFile(join(from, 'pypi-malicious-names.txt'), malicious(12));
    const [printed, progress]: string[][] = [[], []];
    const code = await updateDataCommand({
      from,
      out: current,
      current,
      urls: PUBLIC_DATA,
      connect: () => Promise.reject(new Error('offline')),
      clock,
      signal: NEVER,
      write: (text) => printed?.push(text),
      writeError: (text) => progress?.push(text),
    });
    expect(code).toBe(0);
    expect(printed?.join('')).toContain('malicious names: 10 → 12\n');
    expect(printed?.join('')).toContain('projects: 10\n');
    expect(progress).toHaveLength(1);
  });
});

describe('which data are used', () => {
  it('the refreshed, then what an interrupted refresh left, then the bundled', async () => {
    const refreshed = join(folder, 'refreshed');
    expect(await newestDataFolder(refreshed, current)).toBe(current);
    await update({ malicious: malicious(11) }, { out: refreshed });
    expect(await newestDataFolder(refreshed, current)).toBe(refreshed);
    await rename(refreshed, `${refreshed}.previous`);
    expect(await newestDataFolder(refreshed, current)).toBe(`${refreshed}.previous`);
    await rm(join(`${refreshed}.previous`, 'projects.bin'));
    expect(await newestDataFolder(refreshed, current)).toBe(current);
  });

  it('not what is older than the bundled', async () => {
    const refreshed = join(folder, 'refreshed');
    await update({ malicious: malicious(11) }, { out: refreshed });
    await update({ projectTable: table(10, '2026-11') });
    expect(await newestDataFolder(refreshed, current)).toBe(current);
  });
});

describe('sources', () => {
  it('come from a folder, whatever part of them is there', async () => {
    const from = join(folder, 'from');
    await mkdir(from);
    await expect(readSources(from)).rejects.toThrow('no package data');
    await writeFile(
      join(from, 'all.zip'),
      zip([
        { name: 'PYSEC-1.json', content: JSON.stringify(advisories(1)[0]) },
        { name: 'README', content: 'x' },
      ]),
    );
    await writeFile(join(from, 'pypi-projects.tsv.gz'), gzipSync(table(3)));
    expect(await readSources(from)).toEqual({ projectTable: table(3), advisories: advisories(1) });
  });

  it('come from the services', async () => {
    const stub = await startStub();
    const client = await testClient([stub.url]);
    stub.projects.set('project-0', project('project-0', ['1.0']));
    stub.files.set('/top.json', Buffer.from(downloads(1)));
    stub.files.set('/all.zip', zip(advisories(2).map((record) => ({ name: `${record.id}.json`, content: JSON.stringify(record) }))));
    const urls = { projects: `${stub.url}/simple/`, downloads: `${stub.url}/top.json`, advisories: `${stub.url}/all.zip` };
    const steps: string[] = [];
    expect(await downloadSources(client.http, urls, NEVER, (step) => steps.push(step))).toEqual({
      projectNames: ['project-0'],
      downloads: downloads(1),
      advisories: advisories(2),
    });
    expect(steps).toHaveLength(3);
    await expect(downloadSources(client.http, { ...urls, advisories: `${stub.url}/nothing` }, NEVER, quiet)).rejects.toThrow();
    await Promise.all([stub.close(), client.dispose()]);
  });

  it('that are names alone are of today', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `project-${i}`);
    expect((await update({ projectNames: names, downloads: downloads(12) })).after).toMatchObject({
      asOf: '2026-11',
      projects: 12,
      popular: 12,
    });
    expect((await loadNameDataFrom(current)).project('project-3')).toMatchObject({ latestVersion: '1.3', latestMonth: '2026-10' });
  });
});

describe('archives', () => {
  const limits = { maxEntries: 3, maxEntryBytes: 3_000_000, maxTotalBytes: 5_000_000, maxRatio: 100 };
  const read = async (archive: Buffer) => {
    const names: string[] = [];
    for await (const { name } of readZip(archive, limits)) {
      names.push(name);
    }
    return names;
  };
  const entry = (name: string, size: number) => ({ name, content: Buffer.from(Array.from({ length: size }, (_, i) => (i * 7919) >> 3)) });

  it('are read within their limits', async () => {
    expect(await read(zip([entry('a', 10), entry('b/c', 0)]))).toEqual(['a', 'b/c']);
  });

  it.each([
    ['too many entries', zip(['a', 'b', 'c', 'd'].map((name) => entry(name, 1)))],
    ['too large an entry', zip([{ name: 'a', content: Buffer.alloc(3_000_001, 'x') }])],
    ['too large together', zip([entry('a', 2_000_000), entry('b', 2_000_000), entry('c', 2_000_000)])],
    ['a bomb', zip([{ name: 'a', content: Buffer.alloc(2_000_000) }])],
    ['a size that is a lie', zip([{ name: 'a', content: Buffer.alloc(2_000_000), claimedSize: 10 }])],
    ['a size that is too large', zip([{ name: 'a', content: 'x', claimedSize: 10 }])],
    ['no archive', Buffer.from('<html>login</html>')],
    ['half an archive', zip([entry('a', 1000)]).subarray(0, -30)],
    ['climbing names', zip([{ name: '../../x', content: 'x' }])],
  ])('are refused: %s', async (_what, archive) => {
    await expect(read(archive)).rejects.toThrow();
  });
});
