import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { repositoriesOf, sourceRoot } from '../../../../server/src/node/cli/baseFolder';
import { escapeForTerminal, escapeLinesForTerminal } from '../../../../server/src/node/cli/output/terminalEscape';
import { folderWith } from './calls';

const { file, folder, remove } = folderWith({
  'repository/.git/HEAD': '',
  'repository/deep/er/requirements.txt': '',
  'repository/inner/.git': 'gitdir: elsewhere',
  'repository/inner/requirements.txt': '',
  'alone/requirements.txt': '',
});
afterAll(remove);

describe('the repository', () => {
  it.each([
    ['repository', 'repository'],
    ['repository/deep/er', 'repository'],
    ['repository/deep/er/requirements.txt', 'repository'],
    ['repository/deep/nothing', 'repository'],
    // A work tree or a submodule has a file of that name.
    ['repository/inner/requirements.txt', 'repository/inner', 'repository'],
  ])('of %s is %s', (start, ...expected) => {
    const outer = repositoriesOf(path.dirname(folder));
    expect(repositoriesOf(file(start))).toEqual([...expected.map(file), ...outer]);
  });

  it('may be absent', () => {
    expect(repositoriesOf(file('alone/requirements.txt'))).toEqual(repositoriesOf(path.dirname(folder)));
    expect(repositoriesOf(path.parse(folder).root)).toEqual([]);
  });

  it('is the base of paths, else the workspace of the job, else the working directory', () => {
    const at = (start: string, workspace?: string) => sourceRoot(file(start), file('cwd'), { GITHUB_WORKSPACE: workspace });
    expect(at('repository/deep/er', folder)).toBe(file('repository'));
    expect(at('alone', folder)).toBe(folder);
    expect(at('alone', file('alone'))).toBe(file('alone'));
    expect(at('alone', file('other'))).toBe(file('cwd'));
    expect(at('alone', '')).toBe(file('cwd'));
    expect(at('alone')).toBe(file('cwd'));
  });
});

it.each([
  ['a\u001b[31mb', 'a\\u001b[31mb'],
  ['::error::x', '\\u003a:error::x'],
  ['x::error', 'x::error'],
  ['##[error]', '\\u0023#[error]'],
  ['https://ann:pw@a.example/ and git+ssh://eve:pw@b.example', 'https://***@a.example/ and git+ssh://***@b.example'],
])('%j is printed as %s', (text, expected) => {
  expect(escapeForTerminal(text)).toBe(expected);
  expect(escapeLinesForTerminal(`a\n${text}\n\nb`)).toBe(`a\n${expected}\n\nb`);
});
