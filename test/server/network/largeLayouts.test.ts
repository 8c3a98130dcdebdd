import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { World } from '../world';

const CLI = path.join(__dirname, '../../../dist/cli.js');
const PIP_CONF = '[global]\nindex-url = https://pypi.corp.example/simple\n';

let world: World;
afterEach(() => world.close());

const told = (): string => JSON.stringify([world.pypi.requests, world.osv.requests]);
/** Folders before the last one, with a file each. */
const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${String(i).padStart(4, '0')}/notes.md`, '']));

async function scan(): Promise<{ notChecked: { name: string; why: string }[] }> {
  const child = spawn(process.execPath, [CLI, 'scan', '--format', 'json'], { cwd: world.workspace, env: world.env });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(out);
}

describe('a project of many folders', () => {
  it.each<[where: string, files: Record<string, string>]>([
    ['after 300 others', { ...many(300), 'zz/pip.conf': PIP_CONF }],
    ['fifteen folders deep', { [`${'d/'.repeat(15)}Dockerfile`]: 'ENV PIP_INDEX_URL=https://pypi.corp.example/simple\n' }],
    [
      'in the last of 30 YAML files',
      {
        ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`k${i + 10}.yml`, 'a: b\n'])),
        'z.yml': `v: { PIP_INDEX_URL: 'https://pypi.corp.example/simple' }\n`,
      },
    ],
  ])('keeps private names with an index %s', async (_, files) => {
    const text = 'acme-far\nsimplejson==3.19.0\n';
    world = await World.open({ files: { 'app/pyproject.toml': '[project]\nname = "app"\n', ...files, 'requirements.txt': text } });
    const { notChecked } = await scan();
    expect(notChecked).toContainEqual(expect.objectContaining({ name: 'acme-far', why: expect.stringContaining('index') }));
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', text);
    await editor.pull(uri);
    await editor.hover(uri, 2);
    await world.learnt(editor);
    expect(told()).toContain('simplejson');
    expect(told()).not.toContain('acme-far');
  });

  it('without an index has its names looked up', async () => {
    const text = 'zqxw-control\n';
    world = await World.open({ files: { ...many(1_000), 'requirements.txt': text } });
    expect((await scan()).notChecked).toEqual([]);
    expect(told()).toContain('zqxw-control');
    world.emptyCache();
    const editor = await world.start();
    const before = told().length;
    const uri = await editor.open('requirements.txt', text);
    await editor.pull(uri);
    await expect.poll(() => told().slice(before), { timeout: 60_000 }).toContain('zqxw-control');
  });

  it('says that there are too many to search', async () => {
    world = await World.open({ files: { ...many(2_100), 'requirements.txt': 'zqxw-control\nsimplejson==3.19.0\n' } });
    const { notChecked } = await scan();
    expect(notChecked).toContainEqual(expect.objectContaining({ name: 'zqxw-control', why: expect.stringContaining('too many folders') }));
    expect(told()).toContain('simplejson');
    expect(told()).not.toContain('zqxw-control');
  });
});
