import { spawn } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FakeEditor } from '../fakeEditor';
import { World } from '../world';
import { HIDDEN_LAYOUTS } from './hiddenIndexLayouts';
import { LAYOUTS } from './indexLayouts';
import { MORE_LAYOUTS } from './moreIndexLayouts';

const CLI = path.join(__dirname, '../../../dist/cli.js');
/** Milliseconds; more than any working step needs. */
const PATIENCE = 60_000;
/** All layouts are judged before the first of them is looked at. */
const SETUP = 1_800_000;

/** On no index, in no list, and in a project without a private index: it is sent to the public services each time, so their log is known to work. */
const CONTROL = 'zqxw-control';

interface Placed {
  readonly title: string;
  readonly folder: string;
  readonly judged: readonly string[];
  /** The private names in its judged files. */
  readonly names: readonly string[];
}

/** All layouts in one workspace, each as a project with its own names. */
const files: Record<string, string> = { 'control/requirements.txt': `${CONTROL}\nsimplejson==3.19.0\n` };
const placed: Placed[] = [...LAYOUTS, ...MORE_LAYOUTS, ...HIDDEN_LAYOUTS].map(({ title, files: own, judged }, i) => {
  const folder = `layout${i}`;
  const name = `acme-${i}x`;
  for (const [file, text] of Object.entries(own)) {
    files[`${folder}/${file}`] = text.replaceAll('NAME', name);
  }
  const texts = judged.map((file) => own[file] ?? '').join();
  const letters = new Set([...texts.matchAll(/NAME-(\w+)/g)].map(([, letter]) => letter));
  return { title, folder, judged, names: [...letters].map((letter) => `${name}-${letter}`) };
});

/** All requests to the public services, and the hosts of all connections. */
const told = (world: World): string => JSON.stringify([world.pypi.requests, world.osv.requests, world.internet.contacted]);

function expectSilence(log: string, { names }: Placed): void {
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => log.includes(name))).toEqual([]);
}

async function cli(world: World, args: readonly string[], cwd = ''): Promise<string> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: path.join(world.workspace, cwd), env: world.env });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    out += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return out;
}

describe('lookalike scan keeps private names private with the index in', () => {
  let world: World;
  let log: string;
  let notChecked: Map<string, string>;

  beforeAll(async () => {
    world = await World.open({ files });
    const output = JSON.parse(await cli(world, ['scan', '--format', 'json'])) as { notChecked: { name: string; why: string }[] };
    log = told(world);
    notChecked = new Map(output.notChecked.map(({ name, why }) => [name, why]));
  }, SETUP);
  afterAll(() => world.close());

  it('while names of other projects are looked up', () => {
    expect(JSON.stringify(world.pypi.requests)).toContain(CONTROL);
    expect(JSON.stringify(world.osv.requests)).toContain(CONTROL);
    expect([...new Set(world.internet.contacted)].sort()).toEqual(['api.osv.dev:443', 'pypi.org:443']);
  });

  it.each(placed)('$title', (layout) => {
    expectSilence(log, layout);
    // It also reports that they were not looked up.
    for (const name of layout.names.filter((each) => !each.endsWith('-locked'))) {
      expect([name, notChecked.get(name)]).toEqual([name, expect.stringMatching(/index|is named by a file of this workspace/)]);
    }
  });
});

describe('the server keeps private names private with the index in', () => {
  let world: World;
  let editor: FakeEditor;
  const logs = new Map<string, string>();

  beforeAll(async () => {
    world = await World.open({ files });
    editor = await world.start();
    for (const { folder, judged } of placed) {
      for (const file of judged) {
        const name = `${folder}/${file}`;
        const uri = await editor.open(name, files[name] ?? '', languageOf(file));
        await editor.pull(uri);
        for (const match of (files[name] ?? '').matchAll(/acme-\d+x-\w/g)) {
          await editor.hover(uri, match.index + 2);
        }
        await editor.pull(uri);
      }
      logs.set(folder, told(world));
    }
    const uri = await editor.open('control/requirements.txt', files['control/requirements.txt'] ?? '');
    await editor.pull(uri);
    await editor.hover(uri, 2);
    await world.learnt(editor);
  }, SETUP);
  afterAll(() => world.close());

  it('while names of other projects are looked up', () => {
    expect(JSON.stringify(world.pypi.requests)).toContain(CONTROL);
    expect(JSON.stringify(world.osv.requests)).toContain(CONTROL);
  });

  it.each(placed)('$title', (layout) => {
    // When it was opened, before other facts were known, and after a scan.
    expectSilence(logs.get(layout.folder) ?? '', layout);
    expectSilence(told(world), layout);
  });
});

function languageOf(file: string): string {
  return /requirements|\.txt$|\.in$/.test(file) ? 'pip-requirements' : 'plaintext';
}

describe('in any order', () => {
  let world: World;
  afterEach(() => world.close());

  it('the root of a workspace is opened after its member, and gets its index later', async () => {
    const member = '[project]\nname = "x"\ndependencies = ["zqxw-member==1.0"]\n';
    const root = '[tool.uv.workspace]\nmembers = ["libs/*"]\n';
    const index = '[[tool.uv.index]]\nname = "corp"\nurl = "https://pypi.corp.example/simple"\n';
    world = await World.open({
      files: { 'pyproject.toml': root, 'libs/x/pyproject.toml': '[project]\nname = "x"\n', 'control/requirements.txt': CONTROL },
    });
    const editor = await world.start();
    await world.learnt(editor);
    expect(told(world)).toContain(CONTROL);
    const rootUri = await editor.open('pyproject.toml', root, 'toml');
    await editor.pull(rootUri);
    const memberUri = await editor.open('libs/x/pyproject.toml', '[project]\nname = "x"\n', 'toml');
    await editor.pull(memberUri);
    // Typed immediately: nothing has read the root since then.
    await editor.type(rootUri, index, root.length);
    await editor.type(memberUri, member, 0, '[project]\nname = "x"\n'.length);
    await editor.pull(memberUri);
    await editor.hover(memberUri, member.indexOf('zqxw') + 1);
    await editor.pull(rootUri);
    await world.learnt(editor);
    expect(told(world)).not.toContain('zqxw-member');
    const { items } = await editor.pull(memberUri);
    expect(items?.map(({ code }) => code)).toEqual(['unknown-package']);
  });

  it('a file is included after it was opened, by a file with an index', async () => {
    world = await World.open({ files: { 'far/away/deep/down/base.txt': 'zqxw-one\n', 'top/requirements.txt': 'requests\n' } });
    const editor = await world.start();
    const top = await editor.open('top/requirements.txt', 'requests\n');
    const base = await editor.open('far/away/deep/down/base.txt', 'zqxw-one\n');
    await editor.pull(top);
    await editor.pull(base);
    await world.learnt(editor);
    expect(told(world)).toContain('zqxw-one');
    await editor.type(top, '-i https://pypi.corp.example/simple\n-r ../far/away/deep/down/base.txt\n', 0);
    await editor.pull(top);
    await editor.type(base, 'acme-two\n', 0);
    await editor.pull(base);
    await editor.hover(base, 2);
    await world.learnt(editor);
    expect(told(world)).not.toContain('acme-two');
    // And removed again.
    await editor.type(top, '', 0, '-i https://pypi.corp.example/simple\n'.length);
    await editor.type(base, 'zqxw-three\n', 0);
    await editor.pull(base);
    await world.learnt(editor);
    expect(told(world)).toContain('zqxw-three');
  });

  it('an index is added during lookups: the rest is not sent', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `acme-${i}`);
    const own = { 'a/pip.conf': '', 'a/requirements.txt': names.join('\n') };
    world = await World.open({ files: { ...own, 'control/requirements.txt': `${CONTROL}\nzqxw-second\n` } });
    world.internet.unreachable.add('api.osv.dev');
    const held: ServerResponse[] = [];
    world.pypi.fault = (_, response) => held.push(response) > 0;
    const editor = await world.start();
    const conf = await editor.open('a/pip.conf', '', 'ini');
    const uri = await editor.open('a/requirements.txt', names.join('\n'));
    await editor.pull(uri);
    // Number of parallel requests.
    await expect.poll(() => held.length, { timeout: PATIENCE }).toBe(6);
    await editor.type(conf, '[global]\nindex-url = https://pypi.corp.example/simple\n', 0);
    await editor.hover(conf, 0);
    const asked = held.length;
    world.pypi.fault = undefined;
    for (const response of held) {
      response.writeHead(404).end();
    }
    // By then, the rest would have been sent too.
    await world.learnt(editor);
    const control = await editor.open('control/requirements.txt', `${CONTROL}\nzqxw-second\n`);
    await editor.hover(control, CONTROL.length + 3);
    expect(told(world)).toContain(CONTROL);
    expect(world.pypi.requests.filter(({ path: each }) => each.includes('acme'))).toHaveLength(asked);
    expect(asked).toBeLessThan(names.length);
  });

  it('the index is removed, on disk', async () => {
    world = await World.open({
      files: { 'pip.conf': '[global]\nindex-url = https://pypi.corp.example/simple\n', 'requirements.txt': 'zqxw-one\n' },
    });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', 'zqxw-one\n');
    await editor.pull(uri);
    await world.learnt(editor);
    expect(told(world)).not.toContain('zqxw-one');
    world.write({ 'pip.conf': '' });
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `${editor.root}/pip.conf`, type: 2 }] });
    await editor.pull(uri);
    await world.learnt(editor);
    expect(told(world)).toContain('zqxw-one');
  });

  it('only a member is open, in its own folder within the repository', async () => {
    const root = '[tool.uv.workspace]\nmembers = ["libs/*"]\n[tool.uv]\nindex-url = "https://pypi.corp.example/simple"\n';
    const member = '[project]\nname = "x"\ndependencies = ["acme-member"]\n';
    world = await World.open({
      files: {
        '.git/HEAD': '',
        'pyproject.toml': root,
        'libs/x/pyproject.toml': member,
        'libs/x/run.py': `# /// script\n# dependencies = ["${CONTROL}"]\n# ///\n`,
      },
    });
    const output = await cli(world, ['scan'], 'libs/x');
    expect(output).toContain('acme-member');
    expect(told(world)).toContain(CONTROL);
    expect(told(world)).not.toContain('acme-member');
  });

  it('a name outside of any file is checked', async () => {
    world = await World.open({ files: { 'uv.toml': 'index-url = "https://pypi.corp.example/simple"\n', 'control/.keep': '' } });
    expect(await cli(world, ['check', 'zqxw-private'])).toContain('zqxw-private: unknown');
    expect(told(world)).not.toContain('zqxw-private');
    world.write({ 'uv.toml': '' });
    await cli(world, ['check', CONTROL]);
    expect(told(world)).toContain(CONTROL);
  });

  it('a document has no folder, or is outside of the workspace', async () => {
    world = await World.open({
      files: {
        'a/pip.conf': '[global]\nindex-url = https://pypi.corp.example/simple\n',
        'a/requirements.txt': 'acme-two\n',
        'b/requirements.txt': CONTROL,
      },
    });
    const editor = await world.start({ root: `${pathToFileURL(world.workspace)}/b` });
    const other = await editor.openAs(`${pathToFileURL(world.workspace)}/a/requirements.txt`, 'acme-two\n', 'pip-requirements');
    await editor.pull(other);
    await editor.hover(other, 2);
    await world.learnt(editor);
    expect(told(world)).toContain(CONTROL);
    expect(told(world)).not.toContain('acme-two');
    await world.stop();

    const second = await world.start({ root: `${pathToFileURL(world.workspace)}/a` });
    const untitled = await second.openAs('untitled:Untitled-1', 'acme-one\n', 'pip-requirements');
    await second.pull(untitled);
    await second.hover(untitled, 2);
    await world.learnt(second);
    expect(told(world)).not.toContain('acme-one');
  });

  it('only one file is scanned, from elsewhere and outside of any repository', async () => {
    world = await World.open({
      files: {
        'requirements.txt': '-i https://pypi.corp.example/simple\n-r sub/more-requirements.txt\n',
        'sub/more-requirements.txt': 'acme-more\n',
        'other/requirements.txt': CONTROL,
        'cwd/.keep': '',
      },
    });
    expect(await cli(world, ['scan', '../sub/more-requirements.txt'], 'cwd')).toContain('acme-more');
    expect(told(world)).not.toContain('acme-more');
    world.write({ 'requirements.txt': '' });
    await cli(world, ['scan', '../other'], 'cwd');
    expect(told(world)).toContain(CONTROL);
  });
});
