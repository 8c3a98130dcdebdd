import { afterEach, describe, expect, it } from 'vitest';
import { found, MISSING } from '../../server/src/lookup';
import { CheckPackageRequest, ScanWorkspaceRequest, TrustGrantedNotification } from '../../server/src/protocol/messages';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { type EditorOptions, FakeEditor, PULL, PUSH } from './fakeEditor';
import { holdRead } from './heldRead';

let editor: FakeEditor;

async function start(files: Readonly<Record<string, string>> = {}, options: EditorOptions = {}): Promise<InMemoryHost> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.startOn(host, options);
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

  it('are sent again after a document was closed, because the editor forgot them', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'pycryptoenv\n');
    const { resultId } = await editor.pull(uri);
    await editor.close(uri);
    await editor.open('requirements.txt', 'pycryptoenv\n');
    expect(codes((await editor.pull(uri, resultId)).items)).toEqual(['known-malicious']);
  });

  it('are fixed with one key', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'pycryptoenv==1.0.7  # crypto\n');
    const actions = await editor.codeActions(uri, 3, ['quickfix']);
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    expect(preferred.map(({ title }) => title)).toEqual(["Replace with 'pycryptodome' (successor of pycrypto; drops ==1.0.7)"]);
    expect(await editor.apply(uri, preferred[0]!)).toBe('pycryptodome  # crypto\n');
    expect(codes((await editor.pull(uri)).items)).not.toContain('known-malicious');
  });

  it('are judged again when the index responds, and the editor is notified', async () => {
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
  it('is about the current text, however much is typed during its preparation', async () => {
    const { isAsked, release } = holdRead(await start({ 'base.txt': '' }), 'base.txt');
    const uri = await editor.open('requirements.txt', '-r base.txt\npycryptoenv\n');
    const answer = editor.codeActions(uri, '-r base.txt\n'.length, ['quickfix']);
    await isAsked;
    await editor.type(uri, '    ', 0);
    // Answered without analysis, so the server has the new text when this arrives.
    await editor.pullWorkspace();
    release();
    const [fix] = await answer;
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 2 } }]);
    expect(await editor.apply(uri, fix!)).toBe('    -r base.txt\npycryptodome\n');
  });

  it('is not that of an earlier version of a reopened file', async () => {
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

  it('are removed when the document is closed', async () => {
    await start({}, { capabilities: PUSH });
    const uri = await editor.open('requirements.txt', 'pycryptoenv\n');
    await editor.settled(uri);
    await editor.close(uri);
    await editor.until(() => editor.published.get(uri)?.diagnostics.length === 0);
  });
});

describe('an included file', () => {
  it('is a requirements file as long as another one includes it, whatever its name', async () => {
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
  it('shows the verdict and the facts, offline', async () => {
    await start();
    const uri = await editor.open('requirements.txt', 'pycryptoenv\nrequests==2.0\n');
    const value = (hover: unknown) => (hover as { contents: { value: string } }).contents.value;
    expect(value(await editor.hover(uri, 2))).toMatch(/Listed as malicious/);
    const hover = value(await editor.hover(uri, 14));
    expect(hover).toMatch(/#6 on PyPI/);
    expect(hover).toMatch(/latest 2\\\.34\\\.2 \(May 2026\)/);
    expect(hover).toMatch(/Not checked/);
    expect(await editor.hover(uri, 26)).toBeNull();
  });

  it("shows the index's text as literal text", async () => {
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

  it('contacts no service in the background, and names the malware that it found', async () => {
    const host = await start(files, { settings: {} });
    const result = await editor.connection.sendRequest(ScanWorkspaceRequest, { inBackground: true });
    expect(result).toMatchObject({ files: 3, findings: 2, errors: 2, malicious: ['quasarlib', 'pycryptoenv'], cancelled: false });
    expect(result).toMatchObject({
      summary: '2 malicious packages in 2 files. Requirements: 3. Files: 3.',
    });
    expect([host.index.asked, host.advisories.asked]).toEqual([[], []]);
    expect((await editor.pullWorkspace()).items).toHaveLength(3);
  });

  it('shows known malware in files that are left out, and problems in configurations', async () => {
    await start({
      'requirements.txt': 'yaml\n',
      'legacy/requirements.txt': 'yaml\npycryptoenv\n',
      'lookalike.toml': 'exclude = ["legacy"]\ntrsut = 1\n',
    });
    const result = await editor.connection.sendRequest(ScanWorkspaceRequest, {});
    expect(result).toMatchObject({ files: 1, requirements: 1, findings: 3 });
    const shown = (await editor.pullWorkspace()).items.map((item) => [
      item.uri.slice(ROOT.length + 1),
      'items' in item ? item.items.map(({ code, severity }) => `${code} ${severity}`) : [],
    ]);
    expect(shown).toEqual([
      ['legacy/requirements.txt', ['known-malicious 2']],
      ['lookalike.toml', ['invalid-configuration 2']],
      ['requirements.txt', ['import-name 2']],
    ]);
    // When the file is opened, all of it is shown.
    const uri = await editor.open('legacy/requirements.txt', 'yaml\npycryptoenv\n');
    expect(codes((await editor.pull(uri)).items)).toEqual(['import-name', 'known-malicious']);
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

  it('reports the findings of an open notebook only in its cells', async () => {
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

  it('can be canceled', async () => {
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
      targets: ['pycryptodome', 'pycrypto'],
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

describe('files that the configuration or another file names', () => {
  const dynamic = { dynamicRegistration: true };
  const capabilities = {
    ...PULL,
    workspace: { ...PULL.workspace, didChangeWatchedFiles: dynamic },
    textDocument: { ...PULL.textDocument, synchronization: dynamic, hover: dynamic },
  };
  const named = () =>
    [...editor.registrations.values()]
      .filter(({ id }) => id.startsWith('lookalike.namedFiles'))
      .map(({ method, registerOptions }) => [method, registerOptions.documentSelector ?? registerOptions.watchers]);

  it('are opened, watched and judged, as long as it names them', async () => {
    await start({ 'lookalike.toml': 'files = ["deps.lock"]\n' }, { capabilities });
    await editor.until(() => named().length > 0);
    const selector = [{ pattern: '**/deps.lock' }];
    expect(named()).toEqual([
      ['textDocument/didOpen', selector],
      ['textDocument/didChange', selector],
      ['textDocument/didClose', selector],
      ['textDocument/hover', selector],
      ['workspace/didChangeWatchedFiles', [{ globPattern: '**/deps.lock' }]],
    ]);
    const uri = await editor.open('deps.lock', 'pycryptoenv\n', 'plaintext');
    expect(codes((await editor.pull(uri)).items)).toEqual(['known-malicious']);

    const project = await editor.open('lookalike.toml', 'files = ["deps.lock"]\n', 'toml');
    await editor.type(project, '# ', 0);
    await editor.until(() => named().length === 0);
    expect((await editor.pull(uri)).items).toEqual([]);
  });

  it('include those that another file includes, whatever their names', async () => {
    const environment = 'dependencies:\n- pip:\n  - pycryptoenv\n';
    await start({ 'stack.yaml': environment, 'deps.lst': 'six\n', 'a.txt': 'six\n' }, { capabilities });
    const script = await editor.open('a.sh', 'pip install -r deps.lst -r a.txt\n', 'shellscript');
    await editor.pull(script);
    await editor.until(() => named().length > 0);
    expect(named()[0]).toEqual(['textDocument/didOpen', [{ pattern: '**/deps.lst' }]]);
    await editor.type(script, 'conda env create -f stack.yaml\n', 0);
    await editor.pull(script);
    await editor.until(() => JSON.stringify(named()).includes('yaml'));
    expect(named()[0]).toEqual(['textDocument/didOpen', [{ pattern: '**/deps.lst' }, { pattern: '**/stack.yaml' }]]);
    const uri = await editor.open('stack.yaml', environment, 'yaml');
    expect(codes((await editor.pull(uri)).items)).toEqual(['known-malicious']);
  });

  it('come from the settings, too', async () => {
    await start({}, { capabilities, settings: { offline: true, files: ['reqs/*.list'] } });
    await editor.until(() => named().length > 0);
    const uri = await editor.open('reqs/base.list', 'pycryptoenv\n', 'plaintext');
    expect(codes((await editor.pull(uri)).items)).toEqual(['known-malicious']);
  });
});

describe("the project's configuration", () => {
  it('applies as it is in the editor, saved or not', async () => {
    const host = await start({ 'pyproject.toml': '[project]\nname = "x"\n' });
    const uri = await editor.open('requirements.txt', 'yaml\n');
    expect(codes((await editor.pull(uri)).items)).toEqual(['import-name']);

    const project = await editor.open('pyproject.toml', '[project]\nname = "x"\n', 'toml');
    const table = '[tool.lookalike]\ntrust = ["yaml"]\n';
    await editor.type(project, table, editor.document(project).getText().length);
    await editor.until(() => editor.refreshes === 1);
    expect((await editor.pull(uri)).items).toEqual([]);

    // A change outside of Lookalike's table causes no new judgment.
    await editor.type(project, '# why\n', 0);
    await editor.type(project, ' ', 1);

    // Incomplete: until it parses, the saved file applies, as for a server that starts now.
    host.workspace.files.set(`${ROOT}/pyproject.toml`, `# why\n[project]\nname = "x"\n${table}`);
    const end = editor.document(project).getText().length;
    await editor.type(project, 'private = [', end);
    await editor.type(project, '"acme"', end + 'private = ['.length);
    await editor.type(project, ' ', 0);
    expect((await editor.pull(uri)).items).toEqual([]);
    await editor.type(project, ']\n', editor.document(project).getText().length);
    await editor.until(() => editor.refreshes > 1);
    expect((await editor.pull(uri)).items).toEqual([]);

    // Closed without saving: the file on disk applies.
    host.workspace.files.set(`${ROOT}/pyproject.toml`, '[project]\nname = "x"\n');
    const before = editor.refreshes;
    await editor.close(project);
    await editor.until(() => editor.refreshes > before);
    expect(codes((await editor.pull(uri)).items)).toEqual(['import-name']);
  });

  it('is written by the fix that trusts a name, and applies before the file is saved', async () => {
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
  it('that are invalid are replaced by their defaults, and the others apply', async () => {
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
