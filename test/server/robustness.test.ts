import { afterEach, describe, expect, it } from 'vitest';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { type EditorOptions, FakeEditor, PULL, PUSH } from './fakeEditor';
import { holdRead } from './heldRead';

let editor: FakeEditor;

async function start(files: Readonly<Record<string, string>>, options: EditorOptions = {}): Promise<InMemoryHost> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.start(() => host, options);
  return host;
}

afterEach(() => editor.stop());

/** Ends when the server is idle: all of its own messages have been sent. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await editor.pullWorkspace();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const TWICE = ['-r base.txt\n-r base.txt\n', '-r base.txt\n-c base.txt\n'];

describe('a file that is included twice', () => {
  it.each(TWICE)('does not keep a pulling editor busy: %j', async (text) => {
    await start({ 'base.txt': 'requests\n' });
    const base = await editor.open('base.txt', 'pycryptoenv\n');
    const uri = await editor.open('requirements.txt', text);
    await editor.pull(base);
    await editor.pull(uri);
    await editor.until(() => editor.refreshes > 0);
    expect((await editor.pull(base)).items?.map(({ code }) => code)).toEqual(['known-malicious']);
    await editor.pull(uri);
    await settle();
    expect(editor.refreshes).toBe(1);
  });

  it.each(TWICE)('does not keep the server publishing: %j', async (text) => {
    await start({ 'base.txt': 'requests\n' }, { capabilities: PUSH });
    let published = 0;
    editor.connection.onNotification('textDocument/publishDiagnostics', () => {
      published++;
    });
    await editor.open('base.txt', 'pycryptoenv\n');
    await editor.open('requirements.txt', text);
    await settle();
    const before = published;
    await settle();
    expect(published).toBe(before);
  });
});

describe.each([
  ['pulls', PULL],
  ['is pushed to', PUSH],
])('for an editor that %s', (_, capabilities) => {
  it('a document that Lookalike fails on affects only itself, and the status reports it once', async () => {
    const host = await start({}, { capabilities });
    const { readFile } = host.workspace;
    host.workspace.readFile = (uri) => {
      if (uri.endsWith('/trap.txt')) {
        throw new RangeError('too deep');
      }
      return readFile.call(host.workspace, uri);
    };
    const bad = await editor.open('bad-requirements.txt', 'requests\n-r trap.txt\n');
    const good = await editor.open('requirements.txt', 'pycryptoenv\n');
    const diagnosticsOf = async (uri: string) =>
      (capabilities === PULL ? ((await editor.pull(uri)).items ?? []) : await editor.settled(uri)).map(({ code }) => code);
    expect(await diagnosticsOf(bad)).toEqual(['not-checked']);
    expect(await diagnosticsOf(good)).toEqual(['known-malicious']);
    expect(await editor.hover(bad, 0)).toBeNull();
    expect(await editor.codeActions(bad, 0)).toEqual([]);
    await editor.until(() => editor.statuses.some(({ problem }) => problem !== undefined));
    await settle();
    expect(editor.statuses.map(({ problem }) => problem)).toEqual([
      ...editor.statuses.slice(1).map(() => undefined),
      "Lookalike failed on 'bad-requirements.txt' (see the log)",
    ]);
    expect(host.logged.filter((line) => line.includes('RangeError: too deep'))).toHaveLength(1);
    // The text is fixed, and all is well.
    await editor.type(bad, '', 'requests\n'.length, '-r trap.txt\n'.length);
    await editor.until(() => editor.statuses.at(-1)?.problem === undefined);
    expect(await diagnosticsOf(bad)).toEqual([]);
  });
});

it('opens many files with includes without judging all of them for each', async () => {
  const host = await start({}, { capabilities: PUSH });
  const count = 40;
  for (let i = 0; i < count; i++) {
    host.workspace.files.set(`${ROOT}/base-${i}.in`, 'requests\n');
  }
  let published = 0;
  editor.connection.onNotification('textDocument/publishDiagnostics', () => {
    published++;
  });
  for (let i = 0; i < count; i++) {
    await editor.open(`${i}-requirements.txt`, `-r base-${i}.in\n`);
    await editor.hover(`${ROOT}/${i}-requirements.txt`, 0);
  }
  await settle();
  // Those that are open when the search for indexes comes to its end are judged once more.
  expect(published).toBeGreaterThanOrEqual(count);
  expect(published).toBeLessThanOrEqual(2 * count);
});

it('pushes nothing for a document that was reopened while its old text was judged', async () => {
  const { isAsked, release } = holdRead(await start({ 'base.txt': '' }, { capabilities: PUSH }), 'base.txt');
  const uri = await editor.open('requirements.txt', '-r base.txt\npycryptoenv\n');
  await isAsked;
  await editor.close(uri);
  await editor.open('requirements.txt', 'djagno\n');
  const pushed: unknown[] = [];
  editor.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: { code: string }[] }) => {
    pushed.push(diagnostics.map(({ code }) => code));
  });
  await settle();
  release();
  await settle();
  // Later news may push the same again.
  expect(pushed).not.toEqual([]);
  expect(new Set(pushed.map(String))).toEqual(new Set(['typosquat']));
});
