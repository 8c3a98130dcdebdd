import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unneededEntries } from '../../../../server/src/node/cli/unneededEntries';
import { folderWith, lookalike } from './calls';

const { file, folder, remove } = folderWith({
  'requirements.txt': 'reqeusts\ndjnago\n',
  'sub/requirements.txt': 'flask==0.12\n',
  'old/requirements.txt': 'crytography\n',
  'old/lookalike.toml': 'exclude = ["**"]\n',
  'empty/readme.md': 'nothing\n',
});
afterAll(remove);

const scan = async (...args: readonly string[]) => lookalike('scan', '--relative-to', folder, ...args);
const entry = (rule: string, of: string, name: string, more: object = {}) => ({ rule, path: of, name, message: `About ${name}.`, ...more });
const KEPT = [
  entry('typosquat', 'requirements.txt', 'reqeusts'),
  entry('typosquat', 'requirements.txt', 'djnago'),
  // A second one of the same kind, where the file has one.
  entry('typosquat', 'requirements.txt', 'djnago'),
  entry('vulnerable-version', 'sub/requirements.txt', 'jinja2', { version: '2.4', ids: ['CVE-1'] }),
  entry('typosquat', 'old/requirements.txt', 'crytography'),
  entry('typosquat', 'gone/requirements.txt', 'reqeusts'),
  entry('typosquat', '../elsewhere/requirements.txt', 'reqeusts'),
];

/** A baseline with all of these, made offline or online. */
function baseline(offline: boolean): readonly string[] {
  const at = path.join(folder, `baseline-${offline}.json`);
  writeFileSync(at, JSON.stringify({ offline, findings: KEPT }));
  return ['--baseline', at];
}

describe('unused entries of a baseline', () => {
  const unneeded = async (...args: readonly string[]): Promise<string[]> => {
    const { stdout } = await scan('--offline', '--format', 'json', ...args);
    return (JSON.parse(stdout).unneeded ?? []).map((each: { path: string; name: string }) => `${each.path} ${each.name}`);
  };

  it('are reported, unless their file is not scanned or left out', async () => {
    expect((await unneeded(folder, ...baseline(true))).sort()).toEqual([
      'gone/requirements.txt reqeusts',
      'requirements.txt djnago',
      'sub/requirements.txt jinja2',
    ]);
    expect(await unneeded(file('sub'), ...baseline(true))).toEqual(['sub/requirements.txt jinja2']);
  });

  it('are not reported for what was not checked or was left out', () => {
    const entries = [
      entry('typosquat', 'a.txt', 'one'),
      entry('typosquat', 'a.txt', 'two'),
      entry('typosquat', 'b.txt', 'one'),
      entry('typosquat', 'venv/c.txt', 'one'),
      entry('typosquat', 'venv2/c.txt', 'one'),
    ];
    const of = (more: object) =>
      unneededEntries({ offline: true, left: () => entries } as never, {
        roots: ['/project'],
        offline: true,
        reading: '/project',
        print: (uri) => uri.replace('file:///project/', ''),
        notChecked: [],
        skipped: [],
        ...more,
      }).map(({ path: file, name }) => `${file} ${name}`);
    expect(of({})).toEqual(['a.txt one', 'a.txt two', 'b.txt one', 'venv/c.txt one', 'venv2/c.txt one']);
    expect(of({ notChecked: [{ path: 'a.txt', name: 'one', why: '' }] })).not.toContain('a.txt one');
    expect(of({ notChecked: [{ path: 'a.txt', name: 'one', why: '' }] })).toHaveLength(4);
    expect(of({ notChecked: [{ path: 'a.txt', why: '' }] })).toEqual(['b.txt one', 'venv/c.txt one', 'venv2/c.txt one']);
    expect(of({ skipped: [{ path: 'venv', why: '' }] })).toEqual(['a.txt one', 'a.txt two', 'b.txt one', 'venv2/c.txt one']);
    expect(of({ skipped: [{ path: 'b.txt', why: '' }] })).not.toContain('b.txt one');
    expect(of({ roots: ['/project/venv', '/project/b.txt'] })).toEqual(['b.txt one', 'venv/c.txt one']);
  });

  it('are not reported offline for a baseline that was made online, which may have more', async () => {
    expect(await unneeded(folder, ...baseline(false))).toEqual([]);
  });

  it('are a key of JSON only if there is a baseline', async () => {
    expect(JSON.parse((await scan('--offline', '--format', 'json', folder)).stdout)).not.toHaveProperty('unneeded');
  });

  it.each([
    ['text', ['--show-suppressed'], 'sub/requirements.txt: unused baseline entry: jinja2 [vulnerable-version]\n'],
    ['github', ['--show-suppressed'], 'sub/requirements.txt: unused baseline entry: jinja2 [vulnerable-version]\n'],
    ['text', [], ' Unused baseline entries: 3.\n'],
    ['github', [], ' Unused baseline entries: 3.\n'],
    ['jsonl', [], '{"unneeded":{"rule":"vulnerable-version","path":"sub/requirements.txt","name":"jinja2","message":"About jinja2."}}\n'],
    ['sarif', [], '"text": "sub/requirements.txt: unused baseline entry: jinja2 [vulnerable-version]"'],
  ] as const)('are in %s with %j', async (format, args, said) => {
    expect((await scan('--offline', '--format', format, folder, ...baseline(true), ...args)).stdout).toContain(said);
  });
});

describe('a scan that finds no dependency file', () => {
  it.each([
    ['without', [], 0],
    ['with', ['--strict'], 1],
  ] as const)('%s --strict', async (_, args, code) => {
    const answer = await scan('--offline', file('empty'), ...args);
    expect([answer.code, answer.stdout]).toEqual([code, 'No dependency files found.\n']);
  });

  it('says so in SARIF', async () => {
    const [run] = JSON.parse((await scan('--offline', '--format', 'sarif', file('empty'))).stdout).runs;
    expect(run.properties).toMatchObject({ files: 0, requirements: 0, offline: true });
    expect(run.invocations[0].toolExecutionNotifications).toEqual([{ level: 'note', message: { text: 'No dependency files found.' } }]);
  });
});
