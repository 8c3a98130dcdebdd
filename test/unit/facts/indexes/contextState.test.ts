import { describe, expect, it, vi } from 'vitest';
import { read } from '../../../../server/src/analysis/limits';
import { IndexContexts } from '../../../../server/src/facts/indexes/indexContexts';
import { ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { InMemoryWorkspace } from '../../../inMemoryHost';
import { A, at, B, contextsOn, formatAt, formatNamed } from './contexts';

const requirements = formatNamed('requirements');

describe('the text that an analysis has read', () => {
  it('is news for other files if its index options have changed', () => {
    const { note } = contextsOn({});
    const steps: [name: string, text: string, expected: boolean][] = [
      ['r.txt', 'x', false],
      ['r.txt', '-r y.txt', false],
      ['r.txt', `-i ${A}`, true],
      ['r.txt', `-i ${A}\nmore`, false],
      ['s.txt', 'x', false],
      ['s.txt', '-r r.txt', true],
      ['s.txt', 'x', true],
      ['r.txt', `-i ${B}`, true],
      ['r.txt', `--extra-index-url ${B}`, true],
      ['r.txt', 'x', true],
      ['r.txt', 'y', false],
      ['s.txt', '-r r.txt', false],
      ['t.txt', `-i ${A}\n-r r.txt`, true],
    ];
    expect(steps.map(([name, text]) => note(name, text))).toEqual(steps.map(([, , expected]) => expected));
  });

  it.each([
    ['setup-py', false],
    ['inline-script', false],
    ['notebook', false],
    ['pre-commit', false],
    ['notebook-cell', true],
    ['requirements', true],
  ])('is news of a format that others listen to: %s', (id, expected) => {
    const { contexts } = contextsOn({});
    const manifest = { ...requirements.parse(''), indexes: [{ kind: 'index', url: A, span: { start: 0, end: 0 } } as const] };
    expect(contexts.declarations.note(at('a'), formatNamed(id), manifest, '')).toBe(expected);
  });

  it('is passed on as plain data if it concerns other files', async () => {
    const { contexts, note, of } = contextsOn({});
    note('r.txt', `-i ${A}\n-r x.txt`);
    note('s.txt', 'x');
    expect(contexts.declarations.about(at('r.txt'))).toMatchObject({
      uri: at('r.txt'),
      formatId: 'requirements',
      indexes: [{ kind: 'index', url: A }],
      includes: [at('x.txt')],
    });
    expect(contexts.declarations.about(at('s.txt'))).toBeUndefined();
    expect(contexts.declarations.about(at('t.txt'))).toBeUndefined();
    const other = contextsOn({ 'r.txt': `-i ${B}`, 's.txt': `-i ${B}` });
    other.contexts.declarations.learn(at('r.txt'), contexts.declarations.about(at('r.txt')));
    other.contexts.declarations.learn(at('s.txt'), undefined);
    expect(await other.of('x.txt')).toEqual([`r.txt run ${A}`]);
    expect(other.workspace.reads.filter((uri) => uri !== at('x.txt'))).toEqual([]);
    expect(await of('x.txt')).toEqual([`r.txt run ${A}`]);
  });

  it.each<[what: string, first: string, second: string]>([
    ['a name', '[[tool.uv.index]]\nname = "a"\nurl = "https://a.example"', '[[tool.uv.index]]\nname = "b"\nurl = "https://a.example"'],
    ['a use', '[[tool.uv.index]]\nurl = "https://a.example"', '[[tool.uv.index]]\nexplicit = true\nurl = "https://a.example"'],
    ['an address', '[[tool.uv.index]]\nurl = "https://a.example"', '[[tool.uv.index]]\nurl = "https://b.example"'],
    ['a kind', '[[tool.uv.index]]\nurl = "https://a.example"', '[[tool.uv.index]]\ndefault = true\nurl = "https://a.example"'],
    [
      'an order',
      '[[tool.pdm.source]]\nname = "a"\nurl = "https://a.example"',
      '[[tool.pdm.source]]\nname = "a"\nurl = "https://a.example"\n[tool.pdm.resolution]\nrespect-source-order = true',
    ],
  ])('is something else with another one of %s', (_what, first, second) => {
    const { note } = contextsOn({});
    expect([first, first, second].map((text) => note('pyproject.toml', text))).toEqual([true, false, true]);
  });

  it('counts, although the file was being read for another one', async () => {
    const { note, of, workspace } = contextsOn({ 'r.txt': `-i ${A}` });
    const read = workspace.readAround.bind(workspace);
    workspace.readAround = async (uri) => {
      const old = await read(uri);
      if (uri === at('r.txt')) {
        note('r.txt', `-i ${B}`);
      }
      return old;
    };
    expect(await of('s.txt')).toEqual([`r.txt project ${B}`]);
  });
});

describe('whether another file can concern one', () => {
  it('depends on the folders around those with index options', () => {
    const { contexts, note } = contextsOn({});
    const may = (name: string): boolean => contexts.mayHaveMore(at(name));
    note('far/r.txt', '-r ../inc.txt');
    expect(may('inc.txt')).toBe(false);
    const deep = `p/${'d/'.repeat(40)}`;
    note(`${deep}pip.conf`, `[global]\nindex-url = ${A}`);
    const names = ['x', 'o/x', 'p/x', 'p/o/x', `${deep}t/u/x`, 'inc.txt', 'far/r.txt', 'pq/x'];
    expect(names.map(may)).toEqual([false, false, true, true, true, true, true, false]);
    note('far/r.txt', '');
    note('o/pip.conf', `[global]\nindex-url = ${A}`);
    expect(names.map(may)).toEqual([true, true, true, true, true, true, true, true]);
    note('o/pip.conf', '');
    expect(names.map(may)).toEqual([false, false, true, true, true, false, false, false]);
    note(`${deep}pip.conf`, '');
    expect(names.map(may)).toEqual(names.map(() => false));
  });
});

describe('the cache of contexts', () => {
  const files = { 'pip.conf': `[global]\nindex-url = ${A}`, 'r.txt': '', 'x.txt': 'x', 'bad.txt': { why: 'binary' } };
  const readsOf = (reads: readonly string[], name: string): number => reads.filter((uri) => uri === at(name)).length;

  it('has one reading per file and one context per file', async () => {
    const { contexts, workspace } = contextsOn(files);
    const first = await contexts.of(at('r.txt'), requirements);
    await contexts.of(at('x.txt'), requirements);
    expect(await contexts.of(at('r.txt'), requirements)).toBe(first);
    expect(['pip.conf', 'r.txt', 'x.txt', 'bad.txt'].map((name) => readsOf(workspace.reads, name))).toEqual([1, 1, 1, 1]);
  });

  it.each(['layoutChanged', 'clear'] as const)('is the same object after %s where nothing else is said', async (event) => {
    const { contexts, workspace } = contextsOn(files);
    const first = await contexts.of(at('r.txt'), requirements);
    const { state } = contexts;
    contexts[event]();
    expect(contexts.state).toBeGreaterThan(state);
    const again = await contexts.of(at('r.txt'), requirements);
    expect(again).toEqual(first);
    expect(again === first).toBe(event === 'layoutChanged');
    expect(readsOf(workspace.reads, 'pip.conf')).toBe(event === 'clear' ? 2 : 1);
  });

  it('is read again after a change, and only the changed file', async () => {
    const { contexts, of, workspace } = contextsOn(files);
    const { state } = contexts;
    contexts.declarations.changed(at('pip.conf'));
    expect(contexts.state).toBe(state);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`]);
    const before = contexts.state;
    workspace.files.set(at('pip.conf'), `[global]\nindex-url = ${B}`);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`]);
    contexts.declarations.changed(at('pip.conf'));
    expect(contexts.state).toBe(before + 1);
    expect(await of('r.txt')).toEqual([`pip.conf project ${B}`]);
    expect(contexts.state).toBe(before + 2);
    expect(['pip.conf', 'x.txt'].map((name) => readsOf(workspace.reads, name))).toEqual([2, 1]);
    workspace.files.delete(at('pip.conf'));
    contexts.clear();
    expect(await of('r.txt')).toEqual([]);
  });

  it('has only index options after a trim', async () => {
    const { contexts, of, workspace } = contextsOn(files);
    const first = await contexts.of(at('r.txt'), requirements);
    workspace.files.set(at('new.txt'), `-i ${B}`);
    expect(await contexts.of(at('r.txt'), requirements)).toBe(first);
    const known = (): readonly string[] => [...contexts.declarations.known()].map(({ uri }) => uri);
    expect(known()).toContain(at('x.txt'));
    contexts.trim();
    expect(known()).not.toContain(at('x.txt'));
    expect(known()).toContain(at('pip.conf'));
    expect(await of('r.txt')).toEqual([`new.txt project ${B}`, `pip.conf project ${A}`]);
    expect(['pip.conf', 'x.txt', 'bad.txt', 'new.txt'].map((name) => readsOf(workspace.reads, name))).toEqual([1, 1, 1, 1]);
  });

  it('keeps a file that is being read during a trim, and one that could not be read', async () => {
    const { contexts, of, workspace } = contextsOn({ 'r.txt': '-r gone.txt', 'y.txt': `-i ${B}` });
    const read = workspace.readAround.bind(workspace);
    let trims = 0;
    workspace.readAround = async (uri) => {
      const text = await read(uri);
      if (uri === at('y.txt') && trims++ === 0) {
        contexts.trim();
      }
      return text;
    };
    const all = ['gone.txt run configuration', `y.txt project ${B}`];
    expect(await of('r.txt')).toEqual(all);
    contexts.trim();
    expect(await of('r.txt')).toEqual(all);
    expect(['gone.txt', 'y.txt'].map((name) => readsOf(workspace.reads, name))).toEqual([1, 1]);
  });

  it('waits for files that are slow to read', async () => {
    const { of, workspace } = contextsOn({ ...files, 'sub/more.txt': '', 'y.txt': `-i ${B}\n-r sub/more.txt` });
    const read = workspace.readAround.bind(workspace);
    workspace.readAround = async (uri) => {
      await new Promise((resolve) => setTimeout(resolve, uri === at('y.txt') ? 20 : 1));
      return read(uri);
    };
    expect(await of('sub/more.txt')).toEqual([`y.txt run ${B}`, `pip.conf project ${A}`]);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`, `y.txt project ${B}`]);
  });

  it('reads nothing during a scan', async () => {
    const { contexts, note, of, workspace } = contextsOn({ ...files, 'y.txt': `-i ${B}` });
    const { state } = contexts;
    contexts.leaveToScan((uri) => uri === at('pip.conf'));
    expect(contexts.state).toBeGreaterThan(state);
    expect(await of('r.txt')).toEqual([`y.txt project ${B}`]);
    expect(readsOf(workspace.reads, 'pip.conf')).toBe(0);
    note('pip.conf', `[global]\nindex-url = ${A}`);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`, `y.txt project ${B}`]);
    contexts.declarations.changed(at('pip.conf'));
    contexts.leaveToScan(undefined);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`, `y.txt project ${B}`]);
    expect(readsOf(workspace.reads, 'pip.conf')).toBe(1);
  });

  it('reads the files that the scan left out', async () => {
    const { contexts, of } = contextsOn(files);
    contexts.leaveToScan(() => true);
    expect(await of('r.txt')).toEqual([]);
    contexts.leaveToScan(undefined);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`]);
  });

  it('has no failures', async () => {
    const { contexts, of, workspace } = contextsOn(files);
    const entries = workspace.entries.bind(workspace);
    const failing = vi.spyOn(workspace, 'entries').mockRejectedValue(new Error('a fault'));
    await expect(of('r.txt')).rejects.toThrow('a fault');
    failing.mockImplementation(entries);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`]);
    failing.mockRejectedValue(new Error('a fault'));
    contexts.clear();
    await expect(of('r.txt')).rejects.toThrow('a fault');
    failing.mockImplementation(entries);
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`]);
  });

  it('has no failures of the layout', async () => {
    let fails = true;
    const workspace = new InMemoryWorkspace({ 'pyproject.toml': '', 'uv.toml': `[[index]]\nurl = "${A}"` });
    const layouts = new ProjectLayouts(workspace);
    const layoutOf = async (uri: string) => (fails ? Promise.reject(new Error('a fault')) : layouts.of(uri));
    const contexts = new IndexContexts(workspace, layoutOf, async (text, format) => read(text, format));
    const of = () => contexts.of(at('pyproject.toml'), formatAt('pyproject.toml'));
    await expect(of()).rejects.toThrow('a fault');
    fails = false;
    expect((await of()).inherited.map(({ uri }) => uri)).toEqual([at('uv.toml')]);
  });

  it('treats an unreadable file as one that may name an index', async () => {
    const { contexts, of, workspace } = contextsOn(files);
    const read = workspace.readAround.bind(workspace);
    workspace.readAround = async (uri) => (uri === at('x.txt') ? Promise.reject(new Error('a fault')) : read(uri));
    expect(await of('r.txt')).toEqual(['x.txt project configuration', `pip.conf project ${A}`].sort());
    contexts.declarations.changed(at('x.txt'));
    workspace.readAround = read;
    expect(await of('r.txt')).toEqual([`pip.conf project ${A}`]);
  });

  it('has a file far away, if a scan has found it there', async () => {
    const far = `${'d/'.repeat(11)}r.txt`;
    const up = '../'.repeat(11);
    const plain = `${'d/'.repeat(11)}s.txt`;
    const { contexts, note, of, workspace } = contextsOn({ [far]: `-i ${A}\n-r ${up}e/new.txt`, [plain]: '' });
    expect(await of('e/new.txt')).toEqual([]);
    note(far, `-r ${up}e/old.txt`);
    note(plain, 'x');
    contexts.clear();
    expect(await of('e/new.txt')).toEqual([`${far} run ${A}`]);
    expect([far, plain].map((name) => readsOf(workspace.reads, name))).toEqual([1, 0]);
  });

  it('has the current options of an including file', async () => {
    const { note, of } = contextsOn({});
    note('a/r.txt', `-i ${A}\n-r ../b/x.txt`);
    expect(await of('b/x.txt', formatAt('x.txt'))).toEqual([`a/r.txt run ${A}`]);
    note('a/r.txt', `-i ${A}\n-r ../b/y.txt`);
    expect(await of('b/x.txt', formatAt('x.txt'))).toEqual([]);
    expect(await of('b/y.txt', formatAt('y.txt'))).toEqual([`a/r.txt run ${A}`]);
  });
});
