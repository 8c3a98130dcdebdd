import { afterEach, describe, expect, it } from 'vitest';
import { found, MISSING } from '../../server/src/lookup';
import { CheckPackageRequest, ScanWorkspaceRequest, TrustGrantedNotification } from '../../server/src/protocol';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { type EditorOptions, FakeEditor, PUSH } from './fakeEditor';

let editor: FakeEditor;

async function start(files: Readonly<Record<string, string>> = {}, options: EditorOptions = {}): Promise<InMemoryHost> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.start(({ settings }) => {
    host.settings = async () => settings(ROOT) as Promise<InMemoryHost['current']>;
    return host;
  }, options);
  return host;
}

afterEach(() => editor.stop());

const codes = (diagnostics: readonly { code?: string | number }[] | undefined) => diagnostics?.map(({ code }) => code);

describe('pull diagnostics', () => {
  it('follow the typing, and are not sent twice', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'requests\n');
    expect((await editor.pull(uri)).items).toEqual([]);
    await editor.type(uri, 'pycryptoenv==1.0.7\n', 0);
    const report = await editor.pull(uri);
    expect(codes(report.items)).toEqual(['known-malicious']);
    expect(await editor.pull(uri, report.resultId)).toEqual({ kind: 'unchanged', resultId: report.resultId });
    await editor.type(uri, '', 0, 'pycryptoenv==1.0.7\n'.length);
    expect((await editor.pull(uri, report.resultId)).items).toEqual([]);
  });

  it('are fixed with one key', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'pycryptoenv==1.0.7  # crypto\n');
    const actions = await editor.codeActions(uri, 3, ['quickfix']);
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    expect(preferred.map(({ title }) => title)).toEqual(["Replace with 'pycrypto'"]);
    expect(await editor.apply(uri, preferred[0]!)).toBe('pycrypto==1.0.7  # crypto\n');
    expect(codes((await editor.pull(uri)).items)).not.toContain('known-malicious');
  });

  it('are judged again when the index answers, and the editor is told', async () => {
    const host = await start({}, { settings: { offline: false } });
    const name = 'zqxw-nobody-has-this';
    host.index.projects.set(name, MISSING);
    const uri = await editor.open('requirements.txt', name);
    expect((await editor.pull(uri)).items?.[0]?.severity).toBe(3);
    await editor.until(() => editor.refreshes > 0);
    expect((await editor.pull(uri)).items?.[0]?.severity).toBe(2);
  });
});

describe('an answer', () => {
  it('is about the text as it is now, however much is typed while it is prepared', async () => {
    const { workspace } = await start({ 'base.txt': '' });
    let asked = (): void => undefined;
    let release = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const read = workspace.readFile.bind(workspace);
    workspace.readFile = async (file) => {
      if (file.endsWith('/base.txt')) {
        asked();
        await released;
      }
      return read(file);
    };
    const uri = await editor.open('requirements.txt', '-r base.txt\npycryptoenv\n');
    const answer = editor.codeActions(uri, '-r base.txt\n'.length, ['quickfix']);
    await isAsked;
    await editor.type(uri, '    ', 0);
    // Answered without analysis, so the server has the new text when this comes back.
    await editor.pullWorkspace();
    release();
    const [fix] = await answer;
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }]);
    expect(await editor.apply(uri, fix!)).toBe('    -r base.txt\npycrypto\n');
  });

  it('is not that of an earlier opening of the file', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'requests\n');
    expect((await editor.pull(uri)).items).toEqual([]);
    await editor.close(uri);
    await editor.open('requirements.txt', 'pycryptoenv\n');
    expect(codes((await editor.pull(uri)).items)).toEqual(['known-malicious']);
    expect((await editor.codeActions(uri, 3)).map(({ title }) => title)).toContain("Replace with 'pycrypto'");
  });
});

describe('push diagnostics', () => {
  it('go to a client that cannot pull', async () => {
    await start({}, { capabilities: PUSH });
    const uri = await editor.open('requirements.txt', 'pycryptoenv\n');
    expect(codes(await editor.settled(uri))).toEqual(['known-malicious']);
    await editor.type(uri, 'requests\n', 0, 'pycryptoenv\n'.length);
    expect(await editor.settled(uri)).toEqual([]);
  });

  it('are taken back when the document is closed', async () => {
    await start({}, { capabilities: PUSH });
    const uri = await editor.open('requirements.txt', 'pycryptoenv\n');
    await editor.settled(uri);
    await editor.close(uri);
    await editor.until(() => editor.published.get(uri)?.diagnostics.length === 0);
  });
});

describe('an included file', () => {
  it('is a requirements file for as long as another one says so, whatever its name', async () => {
    await start({ 'odd-name.txt': '' });
    const uri = await editor.open('odd-name.txt', 'pycryptoenv\n', 'plaintext');
    expect((await editor.pull(uri)).items).toEqual([]);
    const parent = await editor.open('requirements.txt', '-r odd-name.txt\n');
    await editor.pull(parent);
    await editor.until(() => editor.refreshes > 0);
    expect(codes((await editor.pull(uri)).items)).toEqual(['known-malicious']);
  });
});

describe('hover', () => {
  it('shows the verdict and what is known, offline', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'pycryptoenv\nrequests==2.0\n');
    const value = (hover: unknown) => (hover as { contents: { value: string } }).contents.value;
    expect(value(await editor.hover(uri, 2))).toMatch(/Known malicious/);
    const card = value(await editor.hover(uri, 14));
    expect(card).toMatch(/Number 6 of the most downloaded/);
    expect(card).toMatch(/released in 2026-05/);
    expect(card).toMatch(/Not checked on the index/);
    expect(await editor.hover(uri, 26)).toBeNull();
  });

  it("shows the index's text as text", async () => {
    const host = await start({}, { settings: { offline: false } });
    host.index.metadatas.set(
      'requests',
      found({
        name: 'requests',
        version: '2.0',
        summary: '[click](command:evil) <img src=x>\u202e',
        links: { Home: 'https://example.org/a_(b)', Bad: 'javascript:alert(1)' },
      }),
    );
    const uri = await editor.open('requirements.txt', 'requests\n');
    const hover = (await editor.hover(uri, 2)) as { contents: { value: string } };
    expect(hover.contents.value).toContain('\\[click\\]\\(command\\:evil\\) \\<img src\\=x\\>');
    expect(hover.contents.value).not.toContain('\u202e');
    expect(hover.contents.value).toContain('[Home](https://example.org/a_%28b%29)');
    expect(hover.contents.value).not.toContain('](javascript');
  });
});

describe('scan', () => {
  const files = {
    'requirements.txt': 'pycryptoenv\n-r more/odd-name.txt\n',
    'more/odd-name.txt': 'quasarlib\n',
    'pyproject.toml': '[project]\ndependencies = ["requests"]\n',
    '.venv/requirements.txt': 'pycryptoenv\n',
    'notes.txt': 'pycryptoenv\n',
  };

  it('sums up, and shows closed files from then on', async () => {
    const host = await start(files);
    expect((await editor.pullWorkspace()).items).toEqual([]);
    const result = await editor.connection.sendRequest(ScanWorkspaceRequest, {});
    expect(result).toMatchObject({ files: 3, requirements: 3, findings: 2, serious: 2, cancelled: false, asOf: '2026-11' });
    const report = await editor.pullWorkspace();
    const shown = new Map(report.items.map((item) => [item.uri.slice(ROOT.length + 1), codes('items' in item ? item.items : undefined)]));
    expect(shown).toEqual(
      new Map([
        ['more/odd-name.txt', ['known-malicious']],
        ['pyproject.toml', []],
        ['requirements.txt', ['known-malicious']],
      ]),
    );

    const known = report.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    expect((await editor.pullWorkspace(known)).items.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);

    host.workspace.files.set(`${ROOT}/requirements.txt`, 'requests\n');
    host.workspace.files.delete(`${ROOT}/pyproject.toml`);
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: `${ROOT}/requirements.txt`, type: 2 },
        { uri: `${ROOT}/pyproject.toml`, type: 3 },
      ],
    });
    await editor.until(() => editor.refreshes >= 2);
    const fresh = await editor.pullWorkspace(known);
    expect(
      fresh.items.map((item) => [item.uri.slice(ROOT.length + 1), item.kind, 'items' in item ? item.items.length : undefined]),
    ).toEqual([
      ['more/odd-name.txt', 'unchanged', undefined],
      ['requirements.txt', 'full', 0],
      ['pyproject.toml', 'full', 0],
    ]);
  });

  it('judges files that include each other', async () => {
    await start({ 'requirements.txt': '-r odd.txt\n', 'odd.txt': '-r requirements.txt\npycryptoenv\n-r odd.txt\n' });
    await editor.connection.sendRequest(ScanWorkspaceRequest, {});
    const shown = (await editor.pullWorkspace()).items.map((item) => [
      item.uri.slice(ROOT.length + 1),
      codes('items' in item ? item.items : undefined),
    ]);
    expect(shown).toEqual([
      ['odd.txt', ['invalid-requirement', 'known-malicious', 'invalid-requirement']],
      ['requirements.txt', ['invalid-requirement']],
    ]);
  });

  it('says what is in an open notebook in its cells alone', async () => {
    const source = '!pip install pycryptoenv';
    await start({ 'a.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source }] }) });
    await editor.connection.sendRequest(ScanWorkspaceRequest, {});
    const ofFile = async () => (await editor.pullWorkspace()).items.map((item) => codes('items' in item ? item.items : undefined));
    expect(await ofFile()).toEqual([['known-malicious']]);
    const cell = await editor.openAs('vscode-notebook-cell:/project/a.ipynb#W0sZmlsZQ%3D%3D', source, 'python');
    expect(codes((await editor.pull(cell)).items)).toEqual(['known-malicious']);
    expect(await ofFile()).toEqual([[]]);
    await editor.close(cell);
    expect(await ofFile()).toEqual([['known-malicious']]);
  });

  it('can be cancelled', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}/requirements.txt`, 'requests\n']));
    await start(many);
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
    const source = new CancellationTokenSource();
    const scan = editor.connection.sendRequest(ScanWorkspaceRequest, {}, source.token);
    source.cancel();
    const result = await scan.catch(() => undefined);
    expect(result === undefined || result.cancelled).toBe(true);
  });
});

describe('one name', () => {
  it('is checked on request', async () => {
    await start();
    expect(await editor.connection.sendRequest(CheckPackageRequest, { name: 'PyCryptoEnv' })).toMatchObject({
      name: 'PyCryptoEnv',
      normalizedName: 'pycryptoenv',
      verdict: 'malicious',
      rule: 'known-malicious',
      severity: 'error',
      targets: ['pycrypto'],
    });
  });
});

describe('Restricted Mode', () => {
  it('stays offline until trust is granted', async () => {
    const host = await start({}, { settings: { offline: false }, initializationOptions: { trusted: false } });
    const uri = await editor.open('requirements.txt', 'zqxw-nobody-has-this');
    await editor.pull(uri);
    await editor.hover(uri, 2);
    expect(host.index.asked).toEqual([]);
    await editor.connection.sendNotification(TrustGrantedNotification);
    await editor.until(() => editor.refreshes > 0);
    await editor.pull(uri);
    await editor.hover(uri, 2);
    expect(host.index.asked).toContain('zqxw-nobody-has-this');
  });
});

describe("the project's configuration", () => {
  it('counts as it stands in the editor, saved or not', async () => {
    await start({ 'pyproject.toml': '[project]\nname = "x"\n' });
    const uri = await editor.open('requirements.txt', 'yaml\n');
    expect(codes((await editor.pull(uri)).items)).toEqual(['import-name']);

    const project = await editor.open('pyproject.toml', '[project]\nname = "x"\n', 'toml');
    const table = '[tool.lookalike]\ntrust = ["yaml"]\n';
    await editor.type(project, table, editor.document(project).getText().length);
    await editor.until(() => editor.refreshes === 1);
    expect((await editor.pull(uri)).items).toEqual([]);

    // What does not concern Lookalike, or is only half typed, has nothing judged again.
    const end = editor.document(project).getText().length;
    await editor.type(project, 'private = [', end);
    await editor.type(project, '"acme"', end + 'private = ['.length);
    await editor.type(project, ' ', 0);
    expect((await editor.pull(uri)).items).toEqual([]);
    await editor.type(project, ']\n', editor.document(project).getText().length);
    await editor.until(() => editor.refreshes === 2);

    // Closed without saving: what is on disk holds.
    await editor.close(project);
    await editor.until(() => editor.refreshes === 3);
    expect(codes((await editor.pull(uri)).items)).toEqual(['import-name']);
  });

  it('is written by the fix that trusts a name, and holds before the file is saved', async () => {
    const text = '[project]\nname = "x"\n';
    await start({ 'pyproject.toml': text });
    const uri = await editor.open('requirements.txt', 'yaml\n');
    await editor.pull(uri);
    const trust = (await editor.codeActions(uri, 1)).find(({ title }) => title.startsWith('Trust'));
    const project = await editor.open('pyproject.toml', text, 'toml');
    await editor.apply(project, trust!);
    await editor.until(() => editor.refreshes > 0);
    expect((await editor.pull(uri)).items).toEqual([]);
  });
});

describe('settings', () => {
  it('that do not fit are replaced by their defaults, the others hold', async () => {
    await start({}, { settings: { offline: true, rules: { 'known-malicious': 'loud' }, private: ['acme-*'] } });
    const uri = await editor.open('requirements.txt', '--index-url https://pypi.acme.example/simple\npycryptoenv\nacme-utils\n');
    const { items } = await editor.pull(uri);
    expect(items?.map(({ code, severity }) => [code, severity])).toEqual([['known-malicious', 1]]);
  });

  it('are read again when they change', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'yaml\n');
    expect(codes((await editor.pull(uri)).items)).toEqual(['import-name']);
    editor.settings = { offline: true, rules: { 'import-name': 'off' } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.refreshes > 0);
    expect((await editor.pull(uri)).items).toEqual([]);
  });
});
