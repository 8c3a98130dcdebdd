import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADVISORIES_FILE } from '../../../../server/src/advisories/compact';
import { FILES } from '../../../../server/src/names/files/compile';
import { readManifest } from '../../../../server/src/node/data/dataFiles';
import { soundDataFolder } from '../../../../server/src/node/data/dataFolder';
import { PUBLIC_DATA } from '../../../../server/src/node/data/dataUrls';
import { isUndamaged, stateOf } from '../../../../server/src/node/data/fileState';
import { openPackageData } from '../../../../server/src/node/data/packageData';
import { updateData } from '../../../../server/src/node/data/updateData';
import { malicious, seedData } from '../../../stub/smallData';

const COMPILED = [...Object.values(FILES), ADVISORIES_FILE].filter((file) => !file.endsWith('.json'));
const HAND_WRITTEN = Object.values(FILES).filter((file) => file.endsWith('.json'));
const MALICIOUS = ['evil-0', 'evil-5', 'evil-9'];

const scratch = mkdtempSync(join(tmpdir(), 'lookalike-damage-'));
const seed = join(scratch, 'seed');
const bundled = join(scratch, 'bundled');
const refreshed = join(scratch, 'refreshed');

beforeAll(() => seedData(seed));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

beforeEach(() => {
  for (const folder of [bundled, refreshed]) {
    cpSync(seed, folder, { recursive: true });
  }
  const manifest = join(refreshed, FILES.manifest);
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), refreshed: '2026-11-01T00:00:00Z' }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (const folder of [bundled, refreshed]) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function open() {
  return openPackageData({
    bundled,
    refreshed,
    worker: join(scratch, 'worker.cjs'),
    task: async () => ({ version: '1', urls: PUBLIC_DATA, env: {}, proxy: {}, translations: {} }),
    clock: { now: () => Date.parse('2026-11-28') },
  });
}

/** Uses every part of the data. */
async function answers(): Promise<unknown> {
  const data = open();
  const [names, advisories] = [await data.nameData(), await data.advisoryIndex()];
  return {
    malicious: MALICIOUS.map((name) => names.isMalicious(name)),
    projects: ['project-3', 'nothing'].map((name) => names.project(name)),
    starting: names.namesStartingWith('project-', 2),
    removed: names.wasRemoved('project-3'),
    imitated: names.engine.judge('projectt-3', { exists: false })?.imitations[0].target,
    module: names.importName('yaml')?.projects,
    superseded: names.superseded('pycrypto') !== undefined,
    advisories: advisories.advisoriesFor('project-3').map(({ id }) => id),
  };
}

const isRefreshed = async (): Promise<boolean> => (await open().refreshed()) !== undefined;

function change(file: string, edit: (bytes: Buffer) => Uint8Array, folder = refreshed): void {
  writeFileSync(join(folder, file), edit(readFileSync(join(folder, file))));
}

/** Changes a file and what the manifest says about it: a compiler that is wrong. */
function recompile(file: string, edit: (bytes: Buffer) => Uint8Array): void {
  change(file, edit);
  change(FILES.manifest, (bytes) => {
    const manifest = JSON.parse(bytes.toString());
    return Buffer.from(JSON.stringify({ ...manifest, files: { ...manifest.files, [file]: stateOf(readFileSync(join(refreshed, file))) } }));
  });
}

describe.each(['linux', 'win32'])('refreshed data on %s', (platform) => {
  beforeEach(() => {
    vi.stubGlobal('process', new Proxy(process, { get: (real, key) => (key === 'platform' ? platform : Reflect.get(real, key)) }));
  });

  it('is used as it was written', async () => {
    expect(await isRefreshed()).toBe(true);
    expect(await answers()).toMatchObject({
      malicious: [true, true, true],
      projects: [{ latestVersion: '1.3' }, undefined],
      starting: ['project-0', 'project-1'],
      removed: false,
      advisories: ['PYSEC-2026-3'],
    });
  });

  it.each(COMPILED)('with a damaged %s gives no answer', async (file) => {
    const sound = await answers();
    for (const at of [0, 0.3, 0.6, 0.9]) {
      change(file, (bytes) =>
        bytes.fill(bytes.readUInt8(Math.floor(bytes.length * at)) ^ 1, Math.floor(bytes.length * at), Math.floor(bytes.length * at) + 1),
      );
      await expect(answers()).rejects.toThrow(`damaged package data (update the data, or reinstall Lookalike): ${join(refreshed, file)}`);
      cpSync(join(seed, file), join(refreshed, file));
    }
    expect(await answers()).toEqual(sound);
  });

  it('is read at once only where an open file would lock the folder', async () => {
    change(FILES.malicious, (bytes) => bytes.fill(0));
    const loads = open()
      .nameData()
      .then(
        () => true,
        () => false,
      );
    expect(await loads).toBe(platform !== 'win32');
  });

  it.each(COMPILED)('that is bundled with a damaged %s gives no answer either', async (file) => {
    rmSync(refreshed, { recursive: true });
    change(file, (bytes) => bytes.subarray(0, bytes.length - 1), bundled);
    await expect(answers()).rejects.toThrow('damaged package data');
  });
});

describe('the bundled data is used', () => {
  it.each(COMPILED)('if %s is cut off, empty, longer or missing', async (file) => {
    const sound = await answers();
    const { length } = readFileSync(join(seed, file));
    for (const size of [0, 1, Math.floor(length / 2), length - 1]) {
      truncateSync(join(refreshed, file), size);
      expect(await isRefreshed()).toBe(false);
      expect(await answers()).toEqual(sound);
      cpSync(join(seed, file), join(refreshed, file));
      expect(await isRefreshed()).toBe(true);
    }
    change(file, (bytes) => Buffer.concat([bytes, Buffer.of(10)]));
    expect(await isRefreshed()).toBe(false);
    rmSync(join(refreshed, file));
    expect(await isRefreshed()).toBe(false);
    expect(await answers()).toEqual(sound);
  });

  it('if the lines of the malicious names end as on Windows', async () => {
    change(FILES.malicious, (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r\n')));
    expect(await isRefreshed()).toBe(false);
  });

  it.each([
    ['popular.bin.br', FILES.popular],
    ['engine.4.bin.br', FILES.engine],
    ['projects.2.bin', FILES.projects],
    ['popular-projects.bin', FILES.popularProjects],
    ['removed.bin', FILES.removed],
    ['malicious.2.txt.br', FILES.malicious],
    ['advisories.txt.br', ADVISORIES_FILE],
  ])('if an older version wrote %s', async (before, now) => {
    renameSync(join(refreshed, now), join(refreshed, before));
    expect(await isRefreshed()).toBe(false);
    expect(await answers()).toMatchObject({ malicious: [true, true, true] });
  });

  it.each<[files: unknown]>([[undefined], [null], [[]], ['x'], [1], [{}], [{ [FILES.malicious]: null }], [{ constructor: null }]])(
    'if the manifest says %j of the files',
    async (files) => {
      change(FILES.manifest, (bytes) => Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), files })));
      expect(await isRefreshed()).toBe(false);
      expect(await answers()).toMatchObject({ malicious: [true, true, true] });
    },
  );

  it.each([
    ['2026-11-27', '2026-11-27', true],
    ['2026-11-27', '2026-11-26', false],
    ['2026-11-27', '2026-11-28', true],
    ['2026-11-27', '2026-11-29', false],
    ['2026-11-28', '2026-11-29', false],
    // The clock is wrong.
    ['2026-11-29', '2026-11-29', true],
    ['2026-11-29', '2026-11-30', true],
  ])('on 28 November, with bundled advisories of %s and refreshed ones of %s: refreshed %s', async (least, date, expected) => {
    for (const [folder, advisories] of [
      [bundled, least],
      [refreshed, date],
    ] as const) {
      const edit = ({ dates, ...rest }: { dates: object }) => JSON.stringify({ ...rest, dates: { ...dates, advisories } });
      change(FILES.manifest, (bytes) => Buffer.from(edit(JSON.parse(bytes.toString()))), folder);
    }
    expect(await isRefreshed()).toBe(expected);
  });

  it.each(['', '{', 'null', '[]', '1'])('if the manifest is %j', async (text) => {
    writeFileSync(join(refreshed, FILES.manifest), text);
    expect(await isRefreshed()).toBe(false);
  });
});

describe('refreshed data of a wrong compiler', () => {
  it.each(HAND_WRITTEN.filter((file) => file !== FILES.manifest))('gives no answer about modules if %s is cut off', async (file) => {
    change(file, (bytes) => bytes.subarray(0, bytes.length / 2));
    await expect(answers()).rejects.toThrow(SyntaxError);
  });

  it.each([0, 1, 9, 11, 16_384, 16_385, 0xff_ff_ff_ff])('gives no answer if the list says that it has %i projects', async (count) => {
    for (const file of [FILES.projects, FILES.popularProjects]) {
      recompile(file, (bytes) => {
        const base = (4 + bytes.readUInt32LE() + 7) & ~7;
        expect(bytes.readUInt32LE(base)).toBe(10);
        bytes.writeUInt32LE(count, base);
        return bytes;
      });
    }
    expect(await isRefreshed()).toBe(true);
    await expect(answers()).rejects.toThrow(/^a list of projects/);
  });

  it('ends in any order of the malicious names', async () => {
    recompile(FILES.malicious, (bytes) => Buffer.from(`\n${bytes.toString().split('\n').reverse().join('\n')}`));
    expect(await answers()).toBeDefined();
  });
});

it.each(['dates', 'sizes', 'files'])('a manifest without %s is none', (part) => {
  expect(readManifest(refreshed)).toHaveProperty(part);
  change(FILES.manifest, (bytes) => Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), [part]: undefined })));
  expect(() => readManifest(refreshed)).toThrow('not a folder of package data');
});

it('the bundled files are as their manifest says', () => {
  const data = join(import.meta.dirname, '../../../../data');
  const { files } = readManifest(data);
  expect(Object.keys(files).sort()).toEqual([...COMPILED].sort());
  expect(COMPILED.filter((file) => !isUndamaged(file, readFileSync(join(data, file)), files))).toEqual([]);
});

describe('a refresh', () => {
  const sound = () => soundDataFolder(refreshed, bundled, Date.parse('2026-11-28'));

  it('continues refreshed data that is as it was written', async () => {
    expect(await sound()).toBe(refreshed);
  });

  it.each(COMPILED)('does not continue a damaged %s, and replaces it', async (file) => {
    change(file, (bytes) => bytes.fill(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1));
    expect(await isRefreshed()).toBe(true);
    expect(await sound()).toBe(bundled);
    const [clock, signal] = [{ now: () => Date.parse('2026-11-28') }, new AbortController().signal];
    const sources = { malicious: malicious(11) };
    await updateData({ sources, current: await sound(), out: refreshed, clock, signal, progress: () => undefined });
    expect(await sound()).toBe(refreshed);
    expect(await answers()).toMatchObject({ malicious: [true, true, true] });
    rmSync(`${refreshed}.previous`, { recursive: true });
  });
});

it('a file that cannot be read fails in the same way each time', async () => {
  change(FILES.malicious, (bytes) => bytes.fill(0));
  const data = await open().nameData();
  for (const name of MALICIOUS) {
    expect(() => data.isMalicious(name)).toThrow('damaged package data');
  }
});

describe('an update in the editor', () => {
  const worker = join(scratch, 'worker.cjs');
  const updated = async (message: object) => {
    writeFileSync(
      worker,
      `const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage({ kind: 'progress', message: workerData.current }); parentPort.postMessage(${JSON.stringify(message)});`,
    );
    const data = open();
    const [steps, wasDue]: [string[], boolean] = [[], await data.isDue()];
    const outcome = await data.update(new AbortController().signal, (step) => steps.push(step)).then(() => 'done', String);
    return { steps, wasDue, outcome, isDue: await data.isDue() };
  };

  afterEach(() => rmSync(`${refreshed}.attempted`, { force: true }));

  it('continues the refreshed data, and is not tried again on the same day', async () => {
    const expected = { steps: [refreshed], wasDue: true, isDue: false };
    expect(await updated({ kind: 'done', update: {} })).toEqual({ ...expected, outcome: 'done' });
    rmSync(`${refreshed}.attempted`);
    expect(await updated({ kind: 'failed', why: 'no' })).toEqual({ ...expected, outcome: 'Error: no' });
  });

  it.each(COMPILED)('does not continue a damaged %s', async (file) => {
    change(file, (bytes) => bytes.fill(bytes.readUInt8(0) ^ 1, 0, 1));
    expect(await isRefreshed()).toBe(true);
    expect((await updated({ kind: 'done', update: {} })).steps).toEqual([bundled]);
  });
});
