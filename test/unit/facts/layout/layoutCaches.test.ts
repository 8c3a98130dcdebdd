import { describe, expect, it } from 'vitest';
import { ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

type Files = Readonly<Record<string, string | { readonly why: string }>>;

const named = (name: string, more = ''): string => `[project]\nname = "${name}"\n${more}`;
const members = (globs: string, more = ''): string => named('top', `[tool.uv.workspace]\nmembers = ${globs}\n${more}`);

describe('the cache of layouts', () => {
  const manifest = `${ROOT}/pyproject.toml`;

  function counting(files: Files) {
    const workspace = new InMemoryWorkspace(files);
    const above: string[] = [];
    const foldersAbove = workspace.foldersAbove.bind(workspace);
    workspace.foldersAbove = async (uri) => {
      above.push(uri);
      return foldersAbove(uri);
    };
    return { workspace, above, layouts: new ProjectLayouts(workspace) };
  }

  it('has one layout per folder, one workspace per root, one lookup above each folder', async () => {
    const { layouts, above, workspace } = counting({ 'pyproject.toml': members('["a"]'), 'a/setup.py': 'setup(name="a")' });
    const first = await layouts.of(`${ROOT}/a/x`);
    expect(await layouts.of(`${ROOT}/a/y`)).toBe(first);
    expect((await layouts.of(`${ROOT}/z`)).workspace).toBe(first.workspace);
    await layouts.at(ROOT, 'a');
    expect(above).toEqual([`${ROOT}/a/pyproject.toml`, `${ROOT}/pyproject.toml`]);
    const reads = workspace.reads.length;
    layouts.clear();
    expect(await layouts.of(`${ROOT}/a/x`)).not.toBe(first);
    expect(above).toHaveLength(3);
    expect(workspace.reads.length).toBeGreaterThan(reads);
    expect(new Set(workspace.reads.slice(reads)).size).toBe(workspace.reads.length - reads);
  });

  it('reads no other manifest of a folder if the first has a name', async () => {
    const { layouts, workspace } = counting({ 'pyproject.toml': named('a'), 'setup.cfg': '', 'setup.py': '' });
    await layouts.of(manifest);
    const read = (name: string): boolean => workspace.reads.includes(`${ROOT}/${name}`);
    expect(['pyproject.toml', 'setup.cfg', 'setup.py'].map(read)).toEqual([true, false, false]);
  });

  it('has no failures', async () => {
    const { layouts, workspace } = counting({ 'pyproject.toml': named('a') });
    const read = workspace.readAround.bind(workspace);
    workspace.readAround = async () => {
      throw new Error('a fault');
    };
    await expect(layouts.of(manifest)).rejects.toThrow('a fault');
    workspace.readAround = read;
    expect((await layouts.of(manifest)).project?.name).toBe('a');
  });

  it.each<[what: string, before: string | undefined, after: string | undefined, expected: boolean]>([
    ['the same text', named('a'), named('a'), false],
    ['another dependency', named('a', 'dependencies = ["x"]'), named('a', 'dependencies = ["y"]'), false],
    ['another name', named('a'), named('b'), true],
    ['a new file', undefined, named('b'), true],
    ['a file that is gone', named('a'), undefined, true],
    ['no file still', undefined, undefined, false],
    ['another path', named('a', '[tool.uv.sources]\nx = {path = "a"}'), named('a', '[tool.uv.sources]\nx = {path = "b"}'), true],
  ])('is found anew after %s, where it says something else', async (_what, before, after, expected) => {
    const { layouts, workspace } = counting(before === undefined ? {} : { 'pyproject.toml': before });
    const write = (text: string | undefined): unknown =>
      text === undefined ? workspace.files.delete(manifest) : workspace.files.set(manifest, text);
    expect(await layouts.changed(manifest)).toBe(false);
    const old = await layouts.of(manifest);
    write(after);
    expect(await layouts.changed(manifest)).toBe(expected);
    expect((await layouts.of(manifest)) === old).toBe(!expected);
    // The second edit has the text of the first.
    expect(await layouts.changed(manifest)).toBe(false);
    write(before);
    expect(await layouts.changed(manifest)).toBe(expected);
    expect(await layouts.of(manifest)).toEqual(old);
    write(named('last'));
    expect(await layouts.changed(manifest)).toBe(true);
    expect((await layouts.of(manifest)).project?.name).toBe('last');
  });
});
