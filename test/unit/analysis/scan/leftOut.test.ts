import { afterAll, describe, expect, it } from 'vitest';
import { folderWith, lookalike } from '../../node/cli/calls';

/** Each has something that is not even checked for known malware. */
const UNREAD = {
  'remote.txt': '-r https://x.example/r.txt\n',
  'outside.txt': '-r ../../r.txt\n',
  'folder.txt': '-r inner\n',
  'large.txt': `${'#'.repeat(100)}\n`.repeat(21_000),
  'variable.sh': 'pip install $PACKAGE\n',
  'clean.txt': 'flask\n',
};
const files = Object.fromEntries(Object.entries(UNREAD).map(([name, text]) => [`requirements/${name}`, text]));
const { file, folder, remove } = folderWith({
  ...files,
  'requirements/inner/a.md': '',
  'lookalike.toml': 'exclude = ["requirements/**"]\n[rules]\nnot-checked = "off"\n',
});
const user = folderWith({ 'own.toml': 'exclude = ["**"]\n' });
afterAll(() => {
  remove();
  user.remove();
});

/** The files of the list, without their folder and ending. */
async function listed(list: 'notChecked' | 'skipped', ...args: readonly string[]): Promise<string[]> {
  const { stdout } = await lookalike('scan', folder, '--offline', '--format', 'json', '--relative-to', folder, ...args);
  const entries = (JSON.parse(stdout)[list] ?? []) as readonly { path: string }[];
  return entries.map(({ path }) => path.replace(/^requirements\/(.*)\.\w+$/, '$1')).sort();
}

describe('files that are left out', () => {
  const all = ['clean', 'folder', 'large', 'outside', 'remote', 'variable'];

  it('are listed where not even known malware was looked for', async () => {
    expect(await listed('skipped')).toEqual(all);
    expect(await listed('notChecked')).toEqual(all.slice(1));
  });

  it("are the user's own choice with a configuration of the user", async () => {
    expect(await listed('notChecked', '--config', user.file('own.toml'))).toEqual([]);
  });

  it('are listed once', async () => {
    const { stdout } = await lookalike('scan', file('requirements'), '--offline', '--format', 'json');
    expect(JSON.parse(stdout).notChecked).toHaveLength(5);
  });
});
