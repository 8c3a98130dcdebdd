import { mkdtempSync, rmSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openPackageData, type SharedData } from '../../../../server/src/node/data/packageData';

const BUNDLED = path.join(import.meta.dirname, '../../../../data');
const folder = mkdtempSync(path.join(os.tmpdir(), 'package-data-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(bundled: string, shared?: SharedData) {
  return openPackageData({
    bundled,
    refreshed: path.join(folder, 'refreshed'),
    worker: '',
    task: () => Promise.reject(new Error('no update')),
    clock: { now: () => Date.parse('2026-11-28') },
    shared,
  });
}

it('shares its large tables with another thread that reads the same folder', async () => {
  const shared = await open(BUNDLED).share();
  const { projects, engine } = shared.tables;
  const parts = [projects.file, engine, ...projects.blocks.flatMap((block) => Object.values(block) as Uint8Array[])];
  expect(parts.every(({ buffer }) => buffer instanceof SharedArrayBuffer)).toBe(true);

  const other = await open(BUNDLED, structuredClone(shared)).nameData();
  expect(other.project('requests')).toEqual((await open(BUNDLED).nameData()).project('requests'));
  expect(other.exists('pycryptoenv')).toBe(false);
  expect(other.engine.judge('reqeusts', { exists: false })?.imitations[0].target).toBe('requests');
  expect(other.namesStartingWith('zzz', 2)).toEqual((await open(BUNDLED).nameData()).namesStartingWith('zzz', 2));
  const again = await other.share(async () => undefined);
  expect(again.projects.blocks.map(({ bytes }) => bytes.buffer)).toEqual(projects.blocks.map(({ bytes }) => bytes.buffer));
});

it('shares nothing with a thread that reads other data', async () => {
  const shared = await open(BUNDLED).share();
  const refreshed = path.join(folder, 'other');
  await cp(BUNDLED, refreshed, { recursive: true });
  const manifest = path.join(refreshed, 'manifest.json');
  await writeFile(manifest, JSON.stringify({ ...JSON.parse(await readFile(manifest, 'utf8')), refreshed: '2026-11-27T00:00:00Z' }));
  const none = { ...shared, tables: { ...shared.tables, projects: { ...shared.tables.projects, blocks: [] }, engine: new Uint8Array() } };
  const other = await open(refreshed, none).nameData();
  expect(other.engine.judge('reqeusts', { exists: false })?.imitations[0].target).toBe('requests');
});
