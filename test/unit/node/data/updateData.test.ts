import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADVISORIES_FILE, openAdvisories } from '../../../../server/src/advisories/compact';
import { FILES } from '../../../../server/src/names/files/compile';
import { updateDataCommand } from '../../../../server/src/node/cli/updateData';
import { readDataSources } from '../../../../server/src/node/data/compileSources';
import { dataReader, loadNameDataFrom, readManifest } from '../../../../server/src/node/data/dataFiles';
import { newestDataFolder } from '../../../../server/src/node/data/dataFolder';
import { type DataSources, downloadSources, readSources } from '../../../../server/src/node/data/dataSources';
import { PUBLIC_DATA } from '../../../../server/src/node/data/dataUrls';
import { updateData } from '../../../../server/src/node/data/updateData';
import { readZip } from '../../../../server/src/node/data/zip';
import { FakeClock, NEVER, testClient } from '../../../stub/client';
import { project } from '../../../stub/packages';
import { startStub } from '../../../stub/services';
import { advisories, downloads, malicious, seedData, table } from '../../../stub/smallData';
import { zip } from '../../../stub/zip';

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
  it('replaces the old data, which is kept next to it', async () => {
    const before = await snapshotOf(current);
    const result = await update({
      projectTable: table(12, '2026-11'),
      downloads: downloads(12),
      malicious: malicious(11),
      advisories: advisories(11),
    });
    expect(result).toMatchObject({
      before: { dates: { projects: '2026-10' }, sizes: { projects: 10, popular: 10, malicious: 10, advisories: 10 } },
      after: { dates: { projects: '2026-11' }, sizes: { projects: 12, popular: 10, malicious: 11, advisories: 11 } },
      newProjects: 2,
    });
    expect(readManifest(current)).toMatchObject(result.after);
    expect(await snapshotOf(`${current}.previous`)).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['data', 'data.previous']);
    const data = await loadNameDataFrom(current);
    expect(data.project('project-11')).toBeDefined();
    expect(data.popular.rankOf('project-11')).toBeUndefined();
    expect(data.isMalicious('evil-10')).toBe(true);
    expect(data.superseded('pycrypto')).toBeDefined();
  });

  it('keeps the parts that the sources do not have', async () => {
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
    ['few advisories', { advisories: advisories(3) }],
    ['unreadable advisories', { advisories: [...advisories(10), {}, undefined] }],
    ['older projects', { projectTable: table(12, '2026-09') }],
    ['older advisories', { advisories: advisories(12, '2026-05-01T00:00:00Z') }],
    ['no JSON', { downloads: '<html>' }],
    ['no list', { downloads: '{}' }],
  ])('are refused: %s', async (_what, sources) => {
    const before = await snapshotOf(current);
    await expect(update(sources)).rejects.toThrow();
    expect(await snapshotOf(current)).toEqual(before);
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('forgets no malicious name', async () => {
    const campaigns = 'name\tcategory\tmonth\tcampaign\taffected_versions\nproject-1\tmalicious\t2026-11\tx\t1.0\n';
    const { after } = await update({ malicious: malicious(2), campaigns });
    expect([after.sizes.malicious, after.dates.malicious]).toEqual([11, '2026-11']);
    const data = await loadNameDataFrom(current);
    expect([data.isMalicious('evil-9'), data.isMalicious('project-1')]).toEqual([true, false]);
    expect(data.maliciousRecords('project-1')).toMatchObject([{ versions: ['1.0'] }]);
  });

  it('leaves everything unchanged when canceled', async () => {
    const before = await snapshotOf(current);
    await expect(update({ malicious: malicious(20) }, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await snapshotOf(current)).toEqual(before);
  });

  it('counts as refreshed, unless it is to be bundled', async () => {
    expect((await update({ malicious: malicious(11) })).after.refreshed).toBe(new Date(clock.now()).toISOString());
    await update({ malicious: malicious(11) }, { isRelease: true });
    expect(readManifest(current)).not.toHaveProperty('refreshed');
  });

  it('can go to another folder', async () => {
    const out = join(folder, 'cache', 'data');
    await mkdir(join(folder, 'cache'));
    await update({ malicious: malicious(20) }, { out });
    expect(readManifest(out).sizes.malicious).toBe(20);
    expect(readManifest(current).sizes.malicious).toBe(10);
  });
});

describe('the command', () => {
  it('prints the changes', async () => {
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

describe('the date when a project was first listed', () => {
  const named = (...numbers: number[]) => ({ projectNames: numbers.map((i) => `project-${i}`) });
  const eleven = Array.from({ length: 11 }, (_, i) => i);
  const listed = async (name: string) => (await loadNameDataFrom(current)).project(name);

  it('is kept from refresh to refresh, and is this month for a new name', async () => {
    expect(await listed('project-3')).toMatchObject({ firstListed: 'before-2026-11' });
    await update(named(...eleven));
    expect(await listed('project-3')).toMatchObject({ firstListed: 'before-2026-11' });
    expect(await listed('project-10')).toMatchObject({ firstListed: '2026-11', notListedIn: '2026-10' });
    await update(named(...eleven, 11), { clock: { now: () => Date.UTC(2027, 1, 3) } });
    expect(await listed('project-10')).toMatchObject({ firstListed: '2026-11', notListedIn: '2026-10' });
    expect(await listed('project-11')).toMatchObject({ firstListed: '2027-02', notListedIn: '2026-11' });
  });

  it('is new again for a name that was gone, which is not forgotten', async () => {
    const removed = async (name: string) => (await loadNameDataFrom(current)).wasRemoved(name);
    expect(await removed('project-9')).toBe(false);
    await update(named(...eleven.slice(0, 9)));
    expect([await listed('project-9'), await removed('project-9'), await removed('project-8')]).toEqual([undefined, true, false]);
    await update(named(...eleven.slice(0, 10)), { clock: { now: () => Date.UTC(2026, 11, 3) } });
    expect(await listed('project-9')).toMatchObject({ firstListed: '2026-12' });
    expect(await removed('project-9')).toBe(true);
  });

  it('is not in the future because of a wrong clock', async () => {
    await update(named(...eleven), { clock: { now: () => Date.UTC(2036, 10, 23) } });
    await update(named(...eleven), { clock: { now: () => Date.UTC(2026, 11, 3) } });
    expect(await listed('project-10')).toMatchObject({ firstListed: '2026-12', notListedIn: '2026-10' });
    expect(readManifest(current).dates.projects).toBe('2026-12');
  });

  it('comes from an earlier list if there is no previous data', () => {
    const earlierNames = { month: '2024-11', names: 'project-0\nProject_1\ngone\n' };
    const sources = { earlierNames, projectTable: table(3), downloads: downloads(3), malicious: malicious(1), advisories: advisories(1) };
    const { snapshot } = readDataSources({ sources, now: clock.now() });
    expect(snapshot.projects.map(({ firstListed }) => firstListed)).toEqual(['2024-11', '2024-11', '2026-10']);
    expect(snapshot.removed.map(({ name }) => name)).toEqual(['gone']);
  });
});

describe('the data in use', () => {
  it('is the refreshed one, then that of an interrupted refresh, then the bundled one', async () => {
    const refreshed = join(folder, 'refreshed');
    expect(await newestDataFolder(refreshed, current, clock.now())).toBe(current);
    await update({ malicious: malicious(11) }, { out: refreshed });
    expect(await newestDataFolder(refreshed, current, clock.now())).toBe(refreshed);
    await rename(refreshed, `${refreshed}.previous`);
    expect(await newestDataFolder(refreshed, current, clock.now())).toBe(`${refreshed}.previous`);
    await rm(join(`${refreshed}.previous`, FILES.projects));
    expect(await newestDataFolder(refreshed, current, clock.now())).toBe(current);
  });

  it('is not older than the bundled one', async () => {
    const refreshed = join(folder, 'refreshed');
    await update({ malicious: malicious(11) }, { out: refreshed });
    await update({ projectTable: table(10, '2026-11') });
    expect(await newestDataFolder(refreshed, current, clock.now())).toBe(current);
  });
});

describe('sources', () => {
  it('come from a folder, with any of their parts', async () => {
    const from = join(folder, 'from');
    await mkdir(from);
    await expect(readSources(from)).rejects.toThrow('does not contain package data');
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

  it('that are bare names are of today', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `project-${i}`);
    expect((await update({ projectNames: names, downloads: downloads(12) })).after).toMatchObject({
      dates: { projects: '2026-11', popularity: '2026-11-23' },
      sizes: { projects: 12, popular: 10 },
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

  it('are read within limits', async () => {
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
