import { afterEach, describe, expect, it } from 'vitest';
import { found } from '../../server/src/lookup';
import { InMemoryHost, project } from '../inMemoryHost';
import { type EditorOptions, FakeEditor, PULL, PUSH } from './fakeEditor';

let editor: FakeEditor;

async function start(options: EditorOptions = {}): Promise<InMemoryHost> {
  const host = new InMemoryHost({});
  editor = await FakeEditor.startOn(host, options);
  return host;
}

afterEach(() => editor.stop());

/** Opens a file and types a name at its end, one letter at a time. */
async function typed(name: string, before = 'flask\n'): Promise<string> {
  const uri = await editor.open('requirements.txt', before);
  for (const [i, letter] of [...name].entries()) {
    await editor.type(uri, letter, before.length + i);
  }
  return uri;
}

const rules = async (uri: string): Promise<unknown[]> => ((await editor.pull(uri)).items ?? []).map(({ code }) => code);

describe('a name that is being typed', () => {
  it.each(['reqeusts', 'zzz-nobody-has-this-name', 'sqlite3'])('is quiet: %s', async (name) => {
    await start();
    expect(await rules(await typed(name))).toEqual([]);
  });

  it('is judged once the next edit is elsewhere', async () => {
    await start();
    const uri = await typed('reqeusts');
    expect(await rules(uri)).toEqual([]);
    await editor.type(uri, '\n', 'flask\nreqeusts'.length);
    expect(await rules(uri)).toEqual(['typosquat']);
  });

  it('is judged once its specifier is typed', async () => {
    await start();
    const uri = await typed('reqeusts=');
    expect(await rules(uri)).toContain('typosquat');
  });

  it('is judged when the file is saved', async () => {
    await start();
    const uri = await typed('reqeusts');
    expect(await rules(uri)).toEqual([]);
    const before = editor.refreshes;
    await editor.save(uri);
    await editor.until(() => editor.refreshes > before);
    expect(await rules(uri)).toEqual(['typosquat']);
  });

  it('is judged when the file is opened again', async () => {
    await start();
    const uri = await typed('reqeusts');
    await editor.close(uri);
    await editor.open('requirements.txt', 'flask\nreqeusts');
    expect(await rules(uri)).toEqual(['typosquat']);
  });

  it('is judged at once where it was pasted, and where it is known malware', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'flask\n');
    await editor.type(uri, 'reqeusts', 6);
    expect(await rules(uri)).toEqual(['typosquat']);
    await editor.close(uri);
    expect(await rules(await typed('pycryptoenv'))).toEqual(['known-malicious']);
  });

  it('keeps the findings of other names', async () => {
    await start();
    const uri = await typed('djagno', 'reqeusts\n');
    expect(await rules(uri)).toEqual(['typosquat']);
  });

  it('is judged immediately for a client that cannot be asked to refresh', async () => {
    await start({ capabilities: { ...PULL, workspace: { configuration: true } } });
    expect(await rules(await typed('reqeusts'))).toEqual(['typosquat']);
  });

  it('is pushed when the file is saved', async () => {
    await start({ capabilities: PUSH });
    const uri = await typed('reqeusts');
    expect(await editor.settled(uri)).toEqual([]);
    await editor.save(uri);
    await editor.until(() => editor.published.get(uri)?.diagnostics.length === 1);
  });
});

describe('inlay hints', () => {
  it('are refreshed when the index has responded', async () => {
    const host = await start({
      settings: { offline: false },
      capabilities: { ...PULL, workspace: { ...PULL.workspace, inlayHint: { refreshSupport: true } } },
    });
    host.index.projects.set('tabulate', project('tabulate', {}));
    host.advisories.known.set('tabulate', found([]));
    const uri = await editor.open('requirements.txt', 'tabulate==0.1\n');
    await editor.pull(uri);
    await editor.until(() => editor.hintRefreshes > 0);
  });

  it('are not refreshed if the client does not support that', async () => {
    const host = await start({ settings: { offline: false } });
    host.index.projects.set('tabulate', project('tabulate', {}));
    const uri = await editor.open('requirements.txt', 'tabulate==0.1\n');
    await editor.pull(uri);
    await editor.until(() => editor.refreshes > 0);
    expect(editor.hintRefreshes).toBe(0);
  });
});
