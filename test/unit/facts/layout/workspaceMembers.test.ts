import { describe, expect, it } from 'vitest';
import { ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

type Files = Readonly<Record<string, string | { readonly why: string }>>;

const named = (name: string, more = ''): string => `[project]\nname = "${name}"\n${more}`;
const members = (globs: string, more = ''): string => named('top', `[tool.uv.workspace]\nmembers = ${globs}\n${more}`);

async function membersOf(files: Files, file = 'pyproject.toml'): Promise<readonly string[] | undefined> {
  const { workspace } = await new ProjectLayouts(new InMemoryWorkspace(files)).of(`${ROOT}/${file}`);
  return workspace?.members.map(({ folder }) => folder.slice(ROOT.length + 1) || '.');
}

describe('the members of a workspace', () => {
  const files = { 'a/pyproject.toml': named('a'), 'b/c/pyproject.toml': named('c'), '.h/pyproject.toml': named('h'), 'docs/x.md': '' };

  it.each<[globs: string, more: string, expected: string[]]>([
    ['[]', '', ['.']],
    ['["*"]', '', ['.', 'a']],
    ['["*/*"]', '', ['.', 'b/c']],
    ['["**"]', '', ['.', 'a', 'b/c']],
    ['["**/c"]', '', ['.', 'b/c']],
    ['["b/**/c"]', '', ['.', 'b/c']],
    ['["**/*"]', '', ['.', 'a', 'b/c']],
    ['["[ab]"]', '', ['.', 'a']],
    ['[".h"]', '', ['.', '.h']],
    ['["?"]', '', ['.', 'a']],
    ['["a", "a", "b/c"]', '', ['.', 'a', 'b/c']],
    ['["b/c", "a"]', '', ['.', 'a', 'b/c']],
    ['["../*"]', '', ['.']],
    ['["../project2"]', '', ['.']],
    ['["https://x.example", "a"]', '', ['.', 'a']],
    ['["**"]', 'exclude = ["x", "b/*"]', ['.', 'a']],
    ['["**"]', 'exclude = ["**/c", "a"]', ['.']],
    ['["**"]', 'exclude = ["project/a", "/a/x"]', ['.', 'a', 'b/c']],
  ])('are those of %s %s', async (globs, more, expected) => {
    expect(await membersOf({ 'pyproject.toml': members(globs, more), ...files })).toEqual(expected);
  });

  it('are looked for 16 folders deep', async () => {
    const deep = (levels: number): string => 'd/'.repeat(levels);
    const all = { [`${deep(15)}pyproject.toml`]: named('in'), [`${deep(16)}pyproject.toml`]: named('out') };
    expect(await membersOf({ 'pyproject.toml': members('["**"]'), ...all })).toEqual(['.', deep(15).slice(0, -1)]);
  });

  it('are looked for in 2,000 folders, and no more than 5,000', async () => {
    const many = (count: number): Files =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i}/pyproject.toml`, named(`p${i}`)]));
    expect(await membersOf({ 'pyproject.toml': members('["**"]'), ...many(2_100) })).toHaveLength(2_000);
    expect(await membersOf({ 'pyproject.toml': members('["*"]'), ...many(5_100) })).toHaveLength(5_000);
  });

  it.each<[what: string, files: Files, file: string, expected: string[] | undefined]>([
    [
      'a root of its own below another',
      { 'pyproject.toml': members('["a"]'), 'a/pyproject.toml': members('["b"]'), 'a/b/setup.py': 'setup()' },
      'a/x',
      ['a', 'a/b'],
    ],
    [
      'a member behind folders without a manifest',
      { 'pyproject.toml': members('["x/y/z"]'), 'x/y/z/setup.py': 'setup()' },
      'x/y/z/a',
      ['.', 'x/y/z'],
    ],
    ['no root above', { 'pyproject.toml': named('top'), 'a/setup.py': 'setup()' }, 'a/x', undefined],
    ['none without a project', { 'x.txt': '' }, 'a/x', undefined],
  ])('of %s', async (_what, all, file, expected) => {
    expect(await membersOf(all, file)).toEqual(expected);
  });

  it.each<[tool: string, expected: string]>([
    ['uv', 'pyproject.toml'],
    ['rye', 'a/uv.toml'],
  ])('listen to the settings of the root where it is of %s', async (tool, expected) => {
    const all = {
      'pyproject.toml': members('["a"]', '[tool.uv]').replace('tool.uv.w', `tool.${tool}.w`),
      'a/pyproject.toml': named('a'),
      'a/uv.toml': '',
    };
    const layout = await new ProjectLayouts(new InMemoryWorkspace(all)).of(`${ROOT}/a/x`);
    expect(layout.workspace?.tool).toBe(tool);
    expect(layout.uvSettings).toBe(`${ROOT}/${expected}`);
  });
});
