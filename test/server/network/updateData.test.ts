import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { UpdateDataRequest } from '../../../server/src/protocol/messages';
import { project } from '../../stub/packages';
import { advisories, downloads, seedData } from '../../stub/smallData';
import { zip } from '../../stub/zip';
import type { FakeEditor } from '../fakeEditor';
import { World } from '../world';

const POPULARITY = 'hugovk.github.io';
const DUMP = 'osv-vulnerabilities.storage.googleapis.com';
/** The worker runs the shipped files. */
const worker = path.join(__dirname, '../../../dist/server.js');

const WEEK = 7 * 86_400_000;

let world: World;
let bundled: string;
/** Runs the server's background tasks. */
let inBackground: () => void;

beforeEach(async () => {
  world = await World.open({ hosts: { [POPULARITY]: {}, [DUMP]: {} } });
  bundled = path.join(world.env.HOME as string, 'bundled');
  mkdirSync(bundled);
  await seedData(bundled);
  for (let i = 0; i < 12; i++) {
    world.pypi.projects.set(`project-${i}`, project(`project-${i}`, ['1.0']));
  }
  world.internet.host(POPULARITY).files.set('/top-pypi-packages/top-pypi-packages.min.json', Buffer.from(downloads(12)));
  const records = advisories(11).map((record) => ({ name: `${record.id}.json`, content: JSON.stringify(record) }));
  world.internet.host(DUMP).files.set('/PyPI/all.zip', zip(records));
});

afterEach(() => world.close());

async function start(settings: object = {}): Promise<FakeEditor> {
  const background = (run: () => void): void => {
    inBackground = run;
  };
  const editor = await world.start({ settings, server: { inBackground: background } }, { bundled, worker });
  await editor.until(() => editor.statuses.length > 0);
  return editor;
}

const update = (editor: FakeEditor, cancellation = new CancellationTokenSource()) =>
  editor.connection.sendRequest(UpdateDataRequest, { workDoneToken: 'update' }, cancellation.token);

describe('the command', () => {
  it('fetches fresh data, reports what is new, and uses it immediately', async () => {
    const editor = await start();
    const progress: string[] = [];
    editor.connection.onNotification('$/progress', ({ value }: { value: { message?: string } }) => {
      progress.push(value.message ?? '');
    });
    const uri = await editor.open('requirements.txt', 'project-11\n');
    const card = async () => ((await editor.hover(uri, 2)) as { contents: { value: string } }).contents.value;
    expect(await card()).toContain('It is not in the package list of Oct 2026');
    expect(await update(editor)).toEqual({ asOf: '2026-11', newProjects: 2 });
    expect(progress.filter(Boolean)).toHaveLength(4);
    expect(await card()).not.toContain('not in the package list');
    await editor.until(() => editor.statuses.at(-1)?.dates?.projects === '2026-11');
    expect(editor.statuses.at(-1)?.refreshed).toBe(world.clock.now());
    expect(editor.refreshes).toBeGreaterThan(0);

    // The next server uses them too.
    await world.stop();
    await start().then((next) => next.until(() => next.statuses.at(-1)?.dates?.projects === '2026-11'));
  });

  it('can be stopped, and leaves everything unchanged', async () => {
    world.internet.host(DUMP).fault = () => true;
    const editor = await start();
    const cancellation = new CancellationTokenSource();
    const done = update(editor, cancellation);
    await new Promise<void>((resolve) => {
      editor.connection.onNotification('$/progress', ({ value }: { value: { message?: string } }) => {
        if (value.message?.includes('advisories')) {
          resolve();
        }
      });
    });
    cancellation.cancel();
    await expect(done).rejects.toThrow('canceled');
    expect(readdirSync(world.cache)).not.toContain('data');
  });

  it.each<[string, () => void, RegExp]>([
    ['a service that is down', () => world.internet.unreachable.add(DUMP), /the proxy blocked/],
    [
      'a list that was cut off',
      () => [...world.pypi.projects.keys()].slice(3).map((name) => world.pypi.projects.delete(name)),
      /^Update rejected: /,
    ],
    ['an archive that is none', () => world.internet.host(DUMP).files.set('/PyPI/all.zip', Buffer.from('<html>')), /./],
  ])('changes nothing for %s', async (_what, happens, why) => {
    happens();
    const editor = await start();
    await expect(update(editor)).rejects.toThrow(why);
    expect(readdirSync(world.cache)).not.toContain('data');
    expect(editor.popUps).toEqual([]);
  });

  it('sends no request offline', async () => {
    const editor = await start({ offline: true });
    await expect(update(editor)).rejects.toThrow('offline');
    expect(world.internet.contacted).toEqual([]);
  });
});

describe('in the background', () => {
  const refreshed = () => existsSync(path.join(world.cache, 'data', 'manifest.json'));

  it('it happens once a week, without a message', async () => {
    const editor = await start();
    inBackground();
    await editor.until(() => editor.statuses.at(-1)?.dates?.projects === '2026-11');
    expect(refreshed()).toBe(true);
    expect(editor.popUps).toEqual([]);
    const { length } = world.internet.contacted;
    await world.stop();

    const again = await start();
    inBackground();
    await world.learnt(again);
    expect(world.internet.contacted).toHaveLength(length);

    world.clock.advance(WEEK);
    inBackground();
    await again.until(() => again.log.some((line) => line.includes('Package data updated')));
    expect(world.internet.contacted.length).toBeGreaterThan(length);
  });

  it.each([[{ offline: true }], [{ updateData: 'manual' }]])('not with %j', async (settings) => {
    const editor = await start(settings);
    inBackground();
    await world.learnt(editor);
    expect(world.internet.contacted).toEqual([]);
  });

  it('not immediately after an attempt of another window', async () => {
    mkdirSync(world.cache, { recursive: true });
    writeFileSync(path.join(world.cache, 'data.attempted'), String(world.clock.now() - 60_000));
    const editor = await start();
    inBackground();
    await world.learnt(editor);
    expect(world.internet.contacted).toEqual([]);
  });

  it('its failure is a line in the log', async () => {
    world.internet.unreachable.add(POPULARITY);
    const editor = await start();
    inBackground();
    await editor.until(() => editor.log.some((line) => line.includes('could not be updated')));
    expect(editor.popUps).toEqual([]);
    expect(refreshed()).toBe(false);
  });
});
