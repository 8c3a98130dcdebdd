import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADVISORIES_FILE, type AdvisoryIndex, openAdvisories } from '../../../../server/src/advisories/compact';
import type { NameData } from '../../../../server/src/names/nameData';
import { updateDataCommand } from '../../../../server/src/node/cli/updateData';
import { compileFiles, readDataSources } from '../../../../server/src/node/data/compileSources';
import { dataReader, loadNameDataFrom, readManifest } from '../../../../server/src/node/data/dataFiles';
import { newestDataFolder } from '../../../../server/src/node/data/dataFolder';
import { PUBLIC_DATA } from '../../../../server/src/node/data/dataUrls';
import { realNameData } from '../../../inMemoryHost';
import { NEVER } from '../../../stub/client';
import { zip } from '../../../stub/zip';

/** A source that someone else controls must not silence a finding: each one is poisoned in turn, and read by the command from a folder. */

const BUNDLED = join(import.meta.dirname, '../../../../data');
const SEEDED = Date.UTC(2026, 9, 15);
const NOW = Date.UTC(2026, 10, 23);
/** Exists, but no one should have meant it. */
const SQUAT = 'reqeusts';
const SQUATS = [SQUAT, 'djagno', 'nupmy', 'btoo3', 'pandsa', 'flaks'];
const HONEST = ['zqxw-toolbox', 'quux-of-quality'];

let top: readonly string[];
let seed: string;
let folder: string;
let current: string;

beforeAll(async () => {
  const { popular } = await realNameData();
  top = Array.from({ length: 1500 }, (_, i) => popular.nameAt(i + 1) as string);
  seed = await mkdtemp(join(tmpdir(), 'lookalike-seed-'));
  const sources = {
    projectTable: table(projects()),
    downloads: downloads(top),
    malicious: 'evil-thing\nevil-other\n',
    campaigns: campaigns('bad-thing\tmalicious\t2026-05\tx\t1.0', 'requests\tmalicious\t2026-05\tx\t6.6.6'),
    advisories: Array.from({ length: 40 }, (_, i) => advisory(i)),
  };
  for (const [name, bytes] of compileFiles(readDataSources({ sources, now: SEEDED }), 1, [])) {
    await writeFile(join(seed, name), bytes);
  }
  for (const name of ['import-names.json', 'stdlib-names.json', 'superseded.json']) {
    await writeFile(join(seed, name), await readFile(join(BUNDLED, name)));
  }
});

afterAll(() => rm(seed, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookalike-poison-'));
  current = join(folder, 'data');
  await cp(seed, current, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Row {
  readonly name: string;
  readonly month?: string;
}

function projects(more: readonly Row[] = []): Row[] {
  return [...top, ...SQUATS, ...HONEST].map((name): Row => ({ name })).concat(more);
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, month = '2026-10' }) => `${name}\t1.0\t${month}\t`);
  return ['name\tversion\tmonth\trank', ...lines].join('\n');
}

function downloads(names: readonly string[]): string {
  const rows = names.map((project, i) => ({ project, download_count: 2_000_000_000 - i }));
  return JSON.stringify({ last_update: '2026-11-01 06:00:00', rows });
}

function campaigns(...rows: readonly string[]): string {
  return ['name\tcategory\tmonth\tcampaign\taffected_versions', ...rows].join('\n');
}

function advisory(i: number, more: object = {}, fixed = '9.0') {
  const package_ = { ecosystem: 'PyPI', name: top[i] };
  return {
    id: `PYSEC-2026-${i}`,
    modified: '2026-06-01T00:00:00Z',
    affected: [{ package: package_, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] }],
    ...more,
  };
}

function dump(...records: readonly { readonly id: string }[]): Buffer {
  return zip(records.map((record) => ({ name: `${record.id}.json`, content: JSON.stringify(record) })));
}

/** All of the seeded advisories, some of them in another form. */
function dumpWith(changed: readonly { readonly id: string }[], left = 40): Buffer {
  const ids = new Set(changed.map(({ id }) => id));
  const others = Array.from({ length: left }, (_, i) => advisory(i)).filter(({ id }) => !ids.has(id));
  // The database is maintained: one record is of today.
  return dump(...others, ...changed, advisory(50, { modified: '2026-11-01T00:00:00Z' }));
}

async function update(files: Readonly<Record<string, string | Buffer>>, now = NOW): Promise<NameData> {
  const from = join(folder, 'from');
  await rm(from, { recursive: true, force: true });
  await mkdir(from);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(from, name), name.endsWith('.gz') ? gzipSync(content) : content);
  }
  await updateDataCommand({
    from,
    out: current,
    current,
    urls: PUBLIC_DATA,
    connect: () => Promise.reject(new Error('offline')),
    clock: { now: () => now },
    signal: NEVER,
    write: () => undefined,
    writeError: () => undefined,
  });
  return loadNameDataFrom(current);
}

const popularity = (names: readonly string[]) => ({ 'top-pypi-packages.min.json': downloads(names) });
const isReported = (data: NameData, name = SQUAT) => data.popular.rankOf(name) === undefined && data.engine.judge(name) !== undefined;

it('the seed reports the squats', async () => {
  const data = await loadNameDataFrom(current);
  expect(SQUATS.filter((name) => !isReported(data, name))).toEqual([]);
});

describe('the list of the most downloaded', () => {
  it.each<[string, () => readonly string[]]>([
    ['puts a squat first', () => [SQUAT, ...top]],
    ['has many squats', () => [...top.slice(0, 9), ...SQUATS, ...top.slice(9)]],
    ['puts what is imitated last', () => [...top.filter((name) => name !== 'requests'), 'requests']],
    ['lacks what is imitated', () => top.filter((name) => name !== 'requests')],
    ['has a squat in place of what it imitates', () => top.map((name) => (name === 'requests' ? SQUAT : name))],
  ])('that %s silences nothing', async (_what, names) => {
    const data = await update(popularity(names()));
    expect(isReported(data)).toBe(true);
    expect(data.engine.judge('reqeust', { exists: false })?.imitations[0]?.target).toBe('requests');
    expect(data.popular.rankOf('requests')).toBeLessThan(50);
  });

  it('makes honest projects popular that existed before, and no others', async () => {
    const names = [...HONEST, 'not-a-project-anywhere', 'new-in-both-lists', 'evil-thing', ...top];
    const data = await update({
      ...popularity(names),
      'pypi-projects.tsv.gz': table(projects([{ name: 'new-in-both-lists', month: '2026-11' }])),
    });
    expect(HONEST.map((name) => data.popular.rankOf(name) ?? 0).every((rank) => rank > 400)).toBe(true);
    expect(['not-a-project-anywhere', 'new-in-both-lists', 'evil-thing'].map((name) => data.popular.rankOf(name))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each<[string, () => string]>([
    ['60,000 rows', () => downloads([...top, ...Array.from({ length: 58_500 }, (_, i) => `filler-${i}`)])],
    ['half of the names', () => downloads(top.slice(800))],
    ['others in place of the best known', () => downloads([...top.slice(200), ...Array.from({ length: 200 }, (_, i) => `other-${i}`)])],
    ['an older date', () => downloads(top).replace('2026-11-01', '2026-09-01')],
  ])('is refused with %s', async (_what, list) => {
    await expect(update({ 'top-pypi-packages.min.json': list() })).rejects.toThrow('Update rejected');
    expect(readManifest(current).refreshed).toBeUndefined();
  });

  it('that is not maintained blocks no other part, and is not used', async () => {
    const list = downloads([SQUAT, ...top.slice(0, 200)]).replace('2026-11-01', '2026-09-01');
    const rows = projects([{ name: 'x-of-today', month: '2026-11' }]);
    const data = await update({ 'top-pypi-packages.min.json': list, 'pypi-projects.tsv.gz': table(rows) });
    const { popularity: before } = (await loadNameDataFrom(seed)).dates;
    expect(data.dates).toMatchObject({ projects: '2026-11', popularity: before });
    expect([isReported(data), data.popular.size]).toEqual([true, top.length]);
  });

  it('may have rows of any shape', async () => {
    const rows: unknown[] = [null, 1, { project: 7 }, { project: '../x' }, { project: 'zqxw-toolbox', download_count: 'many' }];
    const list = JSON.stringify({ rows: [...rows, ...top.map((project) => ({ project, download_count: -1 }))] });
    const data = await update({ 'top-pypi-packages.min.json': list });
    expect(data.popular.rankOf('requests')).toBeDefined();
    expect(data.popular.downloadsOf('zqxw-toolbox')).toBeUndefined();
  });
});

describe('the list of all projects', () => {
  it('cannot make a project look older than it is', async () => {
    const added = [
      { name: 'old-by-its-own-word', month: '2015-01' },
      { name: 'x-of-today', month: '2026-11' },
    ];
    const rows = projects(added).map((row) => (row.name === SQUAT ? { name: SQUAT, month: '2015-01' } : row));
    const data = await update({ 'pypi-projects.tsv.gz': table(rows) });
    expect(data.project('old-by-its-own-word')).toEqual({ firstListed: '2026-11', notListedIn: '2026-10' });
    expect(data.project(SQUAT)).toMatchObject({ latestMonth: '2026-10' });
  });

  it('remembers which projects were gone', async () => {
    await update({ 'pypi-projects.tsv.gz': table(projects().filter(({ name }) => name !== SQUAT)) });
    const data = await update({ 'pypi-projects.tsv.gz': table(projects([{ name: 'x-of-today', month: '2026-11' }])) });
    expect([data.wasRemoved(SQUAT), data.project(SQUAT)?.firstListed]).toEqual([true, '2026-11']);
  });

  it.each<[string, () => Row[]]>([
    ['is cut off', () => projects().slice(400)],
    [
      'has other projects in place of a third',
      () => [...projects().slice(500), ...Array.from({ length: 500 }, (_, i) => ({ name: `other-${i}` }))],
    ],
    ['is three times as long', () => projects(Array.from({ length: 3000 }, (_, i) => ({ name: `flood-${i}` })))],
    ['is older', () => projects().map(({ name }) => ({ name, month: '2026-08' }))],
  ])('is refused where it %s', async (_what, rows) => {
    await expect(update({ 'pypi-projects.tsv.gz': table(rows()) })).rejects.toThrow('Update rejected');
  });
});

describe('lists of malicious packages', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['lacks names', { 'pypi-malicious-names.txt': 'something-else\n' }],
    ['is empty', { 'pypi-malicious-names.txt': '\n', 'pypi-malicious-campaigns.tsv': campaigns() }],
    ['calls a malicious package spam', { 'pypi-malicious-campaigns.tsv': campaigns('bad-thing\tspam\t2026-11\tx\t1.0') }],
    ['names another version', { 'pypi-malicious-campaigns.tsv': campaigns('requests\tmalicious\t2026-11\tx\t7.7.7') }],
  ])('that %s loses nothing', async (_what, files) => {
    const data = await update(files);
    expect(['evil-thing', 'evil-other', 'bad-thing'].filter((name) => !data.isMalicious(name))).toEqual([]);
    expect(data.maliciousRecords('bad-thing')).toMatchObject([{ category: 'malicious' }]);
    expect(data.maliciousRecords('requests')[0]?.versions).toContain('6.6.6');
  });

  it('keeps a name malicious after someone registers it again', async () => {
    const files = { 'pypi-projects.tsv.gz': table(projects([{ name: 'bad-thing', month: '2026-11' }])) };
    expect((await update(files)).isMalicious('bad-thing')).toBe(true);
    const again = { 'pypi-malicious-campaigns.tsv': campaigns('bad-thing\tmalicious\t2026-11\tx\t1.0') };
    expect((await update(again)).isMalicious('bad-thing')).toBe(true);
  });

  it('is rejected if it calls the most downloaded names malicious', async () => {
    await expect(update({ 'pypi-malicious-names.txt': top.slice(0, 20).join('\n') })).rejects.toThrow('malicious');
  });

  it('is rejected if it has grown too much', async () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `evil-${i}`).join('\n');
    await expect(update({ 'pypi-malicious-names.txt': names })).rejects.toThrow('Update rejected');
  });
});

describe('the advisories', () => {
  const index = async (): Promise<AdvisoryIndex> => openAdvisories(new TextDecoder().decode(await dataReader(current)(ADVISORIES_FILE)));
  const rangesOf = async (i: number) => (await index()).advisoriesFor(top[i] as string).map(({ ranges }) => ranges);
  const OLD = '2026-05-01T00:00:00Z';
  const NEW = '2026-11-01T00:00:00Z';

  it.each<[string, () => Buffer]>([
    ['lack a record', () => dumpWith([], 36)],
    ['take a record back with an old date', () => dumpWith([advisory(38, { modified: OLD, withdrawn: OLD })])],
    ['narrow a record with an old date', () => dumpWith([advisory(38, { modified: OLD }, '0.0.1')])],
    ['move a record to another package', () => dumpWith([advisory(38, { modified: OLD, affected: advisory(3).affected })])],
  ])('that %s lose nothing', async (_what, archive) => {
    await update({ 'osv-pypi.zip': archive() });
    expect(await rangesOf(38)).toEqual([[{ fixed: '9.0' }]]);
  });

  it('keep the severity of a vulnerability, against an old date', async () => {
    const rated = (severity: string, modified: string) => advisory(38, { modified, database_specific: { severity } });
    const severity = async () => (await index()).advisoriesFor(top[38] as string)[0]?.severity;
    await update({ 'osv-pypi.zip': dumpWith([rated('CRITICAL', OLD)]) });
    expect(await severity()).toBe('critical');
    await update({ 'osv-pypi.zip': dumpWith([rated('LOW', OLD)]) });
    expect(await severity()).toBe('critical');
    await update({ 'osv-pypi.zip': dumpWith([rated('LOW', '2026-11-02T00:00:00Z')]) });
    expect(await severity()).toBe('low');
  });

  it.each<[string, object, string, object]>([
    ['taken back', { modified: NEW, withdrawn: NEW }, '9.0', []],
    ['narrowed', { modified: NEW }, '8.0', [[{ fixed: '8.0' }]]],
    ['widened, whatever its date', { modified: OLD }, '10.0', [[{ fixed: '10.0' }]]],
  ])('hear that a record was %s since', async (_what, more, fixed, expected) => {
    await update({ 'osv-pypi.zip': dumpWith([advisory(38, more, fixed)]) });
    expect(await rangesOf(38)).toEqual(expected);
  });

  it.each<[string, () => Buffer]>([
    ['take back many records at once', () => dumpWith(Array.from({ length: 8 }, (_, i) => advisory(i, { modified: NEW, withdrawn: NEW })))],
    ['narrow many records at once', () => dumpWith(Array.from({ length: 8 }, (_, i) => advisory(i, { modified: NEW }, '0.0.1')))],
    ['are cut off', () => dumpWith([], 20)],
    ['are older', () => dump(...Array.from({ length: 40 }, (_, i) => advisory(i, { modified: OLD })))],
  ])('are refused where they %s', async (_what, archive) => {
    await expect(update({ 'osv-pypi.zip': archive() })).rejects.toThrow('Update rejected');
  });

  it('keep a record of a malicious package until its database withdraws it', async () => {
    const mal = (more: object) => Object.assign(advisory(0), { modified: '2026-07-01T00:00:00Z', id: 'MAL-2026-1', ...more });
    const affected = [{ package: { ecosystem: 'PyPI', name: 'gone-thing' }, versions: ['1.0'] }];
    expect((await update({ 'osv-pypi.zip': dumpWith([mal({ affected })]) })).isMalicious('gone-thing')).toBe(true);
    expect((await update({ 'osv-pypi.zip': dumpWith([]) })).isMalicious('gone-thing')).toBe(true);
    const later = '2026-11-20T00:00:00Z';
    const taken = mal({ affected, modified: later, withdrawn: later });
    expect((await update({ 'osv-pypi.zip': dumpWith([taken]) })).isMalicious('gone-thing')).toBe(false);
  });
});

describe('a date in the future', () => {
  const FUTURE = Date.UTC(2036, 10, 23);

  it('in a record moves no date', async () => {
    await update({ 'osv-pypi.zip': dumpWith([advisory(1, { modified: '9999-12-31T00:00:00Z' })]) });
    expect(readManifest(current).dates.advisories).toBe('2026-11-01');
    await update({ 'osv-pypi.zip': dumpWith([]) });
  });

  it('in a popularity list or a release moves no date', async () => {
    const files = {
      'top-pypi-packages.min.json': downloads(top).replace('2026-11-01', '2099-01-01'),
      'pypi-projects.tsv.gz': table(projects([{ name: 'x-of-the-future', month: '2099-01' }])),
    };
    const data = await update(files);
    expect([data.dates.popularity, data.dates.projects]).toEqual(['2026-11-23', '2026-10']);
  });

  it('of the clock blocks no later refresh, and such data does not count as the newest', async () => {
    const records = dumpWith([advisory(1, { modified: '2030-01-01T00:00:00Z' })]);
    await update({ ...popularity(top), 'osv-pypi.zip': records }, FUTURE);
    expect(readManifest(current).dates.advisories).toBe('2030-01-01');
    expect(await newestDataFolder(current, seed, NOW)).not.toBe(current);
    expect(await newestDataFolder(current, seed, FUTURE)).toBe(current);
    await update({ ...popularity(top), 'osv-pypi.zip': records });
    expect(readManifest(current).dates.advisories).toBe('2026-11-01');
    expect(await newestDataFolder(current, seed, NOW)).toBe(current);
  });
});
