import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const EXTENSION = 'lookalike.lookalike';
const COMMANDS = [
  'checkPackage',
  'removeIndexCredentials',
  'restartServer',
  'scanWorkspace',
  'setIndexCredentials',
  'showOutput',
  'showReport',
  'updateData',
];

const folder = (): vscode.Uri => (vscode.workspace.workspaceFolders as readonly vscode.WorkspaceFolder[])[0]!.uri;
const inFolder = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);

/** Resolves with the first defined answer of `look`, which is asked again whenever diagnostics or tabs change. */
function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new Error(`waited in vain for ${what}`))), 20_000);
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      listeners.dispose();
      end();
    };
    const check = (): void => {
      const found = look();
      if (found !== undefined) {
        finish(() => resolve(found));
      }
    };
    const listeners = vscode.Disposable.from(
      vscode.languages.onDidChangeDiagnostics(check),
      vscode.window.tabGroups.onDidChangeTabs(check),
    );
    check();
  });
}

const ours = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'lookalike');
const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

function diagnosticOn(document: vscode.TextDocument, name: string): Promise<vscode.Diagnostic> {
  return eventually(`a diagnostic on '${name}'`, () => ours(document.uri).find(({ range }) => document.getText(range) === name));
}

async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(inFolder(path));
  await vscode.window.showTextDocument(document);
  return document;
}

async function newDocument(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'pip-requirements', content });
  await vscode.window.showTextDocument(document);
  return document;
}

function actionsAt(document: vscode.TextDocument, range: vscode.Range): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, vscode.CodeActionKind.QuickFix.value);
}

describe('the extension', () => {
  before(() => vscode.extensions.getExtension(EXTENSION)?.activate());
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('has its commands and its default settings', async () => {
    const all = await vscode.commands.getCommands(true);
    assert.deepEqual(
      all.filter((id) => id.startsWith('lookalike.') && COMMANDS.includes(id.slice('lookalike.'.length))).sort(),
      COMMANDS.map((id) => `lookalike.${id}`),
    );
    assert.equal(vscode.workspace.getConfiguration('lookalike').get('offline'), false);
  });

  it('knows requirements files as a language', async () => {
    for (const path of ['requirements.txt', 'requirements/dev.txt']) {
      assert.equal((await open(path)).languageId, 'pip-requirements');
    }
  });

  it('marks exactly the malicious name in a requirements file', async () => {
    const document = await open('requirements.txt');
    const diagnostic = await diagnosticOn(document, 'pycryptoenv');
    assert.equal(codeOf(diagnostic), 'known-malicious');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.match(diagnostic.message, /pycrypto\b/);
    const marked = ours(document.uri).map(({ range }) => document.getText(range));
    assert.deepEqual(marked.sort(), ['pycryptoenv', 'quasarlib']);
  });

  it('marks names in pyproject.toml', async () => {
    const document = await open('pyproject.toml');
    assert.equal(codeOf(await diagnosticOn(document, 'swapmempool')), 'known-malicious');
    await diagnosticOn(document, 'reqeusts');
  });

  it('replaces the name by a quick fix and leaves the rest of the line alone', async () => {
    const document = await newDocument('pycryptoenv[extra]==1.0.7 ; python_version < "3.12"  # why\n');
    const { range } = await diagnosticOn(document, 'pycryptoenv');
    const fix = (await actionsAt(document, range)).find(({ isPreferred }) => isPreferred);
    assert.equal(fix?.title, "Replace with 'pycrypto'");
    await vscode.workspace.applyEdit(fix.edit as vscode.WorkspaceEdit);
    assert.equal(document.getText(), 'pycrypto[extra]==1.0.7 ; python_version < "3.12"  # why\n');
    await eventually('the diagnostic to go', () => ours(document.uri).every((d) => codeOf(d) !== 'known-malicious') || undefined);
  });

  it("marks a name in a notebook's cell, and mends it there", async () => {
    const uri = inFolder('analysis.ipynb');
    const code = (source: string) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source: source.split(/(?<=\n)/),
    });
    const cells = [code('import math\n'), code('%pip install requests "pycryptoenv>=1"\nprint(1)')];
    const metadata = { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } };
    const content = JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
    await vscode.workspace.fs.writeFile(uri, Buffer.from(content));
    try {
      const notebook = await vscode.workspace.openNotebookDocument(uri);
      await vscode.window.showNotebookDocument(notebook);
      const document = notebook.cellAt(1).document;
      const diagnostic = await diagnosticOn(document, 'pycryptoenv');
      assert.equal(codeOf(diagnostic), 'known-malicious');
      const actions = await actionsAt(document, diagnostic.range);
      assert.ok(actions.some(({ title }) => title === "Trust 'pycryptoenv' in this project"));
      const fix = actions.find(({ isPreferred }) => isPreferred);
      await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit);
      assert.equal(document.getText(), '%pip install requests "pycrypto>=1"\nprint(1)');
      await eventually('the diagnostic to go', () => ours(document.uri).every((d) => codeOf(d) !== 'known-malicious') || undefined);
      await notebook.save();
      assert.match(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString(), /pycrypto>=1/);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('offers to remove, to trust and to ignore', async () => {
    const document = await open('requirements.txt');
    const { range } = await diagnosticOn(document, 'quasarlib');
    const titles = (await actionsAt(document, range)).map(({ title }) => title);
    for (const title of ["Remove 'quasarlib'", "Trust 'quasarlib' in this project", 'Ignore on this line']) {
      assert.ok(titles.includes(title), `${title} is not in ${titles.join(' | ')}`);
    }
  });

  it('makes an index explicit in two places of a file, and takes it back in one step', async () => {
    const configuration = vscode.workspace.getConfiguration('lookalike');
    await configuration.update('private', ['acme-*'], vscode.ConfigurationTarget.Global);
    const document = await open('pyproject.toml');
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    const index = '[[tool.uv.index]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\n';
    const text = `[project]\nname = "x"\ndependencies = ["acme-core"]\n\n${index}`;
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text));
    const { range } = await eventually('the finding', () => ours(document.uri).find((found) => codeOf(found) === 'dependency-confusion'));
    const fix = (await actionsAt(document, range)).find(({ title }) => title.startsWith("Make the index 'acme' explicit"));
    assert.ok(await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit));
    assert.equal(document.getText(), `${text}explicit = true\n\n[tool.uv.sources]\nacme-core = { index = "acme" }\n`);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    await configuration.update('private', undefined, vscode.ConfigurationTarget.Global);
  });

  it('shows a hover card that runs nothing', async () => {
    const document = await open('requirements.txt');
    const { range } = await diagnosticOn(document, 'pycryptoenv');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
    const card = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]).find(({ value }) => value.includes('pycryptoenv'));
    assert.ok(card, 'no card about pycryptoenv');
    assert.ok(!card.isTrusted && !card.supportHtml);
  });

  it('keeps up with typing', async () => {
    const document = await newDocument('requests\n');
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'quasarlib'));
    await diagnosticOn(document, 'quasarlib');
    await editor.edit((edit) => edit.delete(new vscode.Range(1, 0, 1, 9)));
    await eventually('the diagnostic to go', () => ours(document.uri).length === 0 || undefined);
  });

  it('shows the findings of closed files after a scan, and takes them back when the file is mended', async () => {
    const uri = inFolder('requirements/dev.txt');
    const original = await vscode.workspace.fs.readFile(uri);
    // Not awaited: the command ends with a message that waits for a click.
    void vscode.commands.executeCommand('lookalike.scanWorkspace');
    await eventually('a finding in the closed file', () => ours(uri)[0]);
    await vscode.workspace.fs.writeFile(uri, Buffer.from('pytest\n'));
    try {
      await eventually('the finding to go', () => ours(uri).length === 0 || undefined);
    } finally {
      await vscode.workspace.fs.writeFile(uri, original);
    }
  });

  it('obeys a changed setting', async () => {
    const document = await open('requirements.txt');
    await diagnosticOn(document, 'quasarlib');
    const configuration = vscode.workspace.getConfiguration('lookalike');
    await configuration.update('rules', { 'known-malicious': 'hint' }, vscode.ConfigurationTarget.Global);
    try {
      await eventually('a hint', () => ours(document.uri).find(({ severity }) => severity === vscode.DiagnosticSeverity.Hint));
    } finally {
      await configuration.update('rules', undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually('an error', () => ours(document.uri).find(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
  });

  it('stays offline if the user wants that, whatever a workspace says', async () => {
    const document = await open('requirements.txt');
    const configuration = vscode.workspace.getConfiguration('lookalike');
    await configuration.update('offline', true, vscode.ConfigurationTarget.Global);
    await configuration.update('offline', false, vscode.ConfigurationTarget.Workspace);
    try {
      await vscode.commands.executeCommand('lookalike.restartServer');
      const { range } = await diagnosticOn(document, 'quasarlib');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
      const texts = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)));
      assert.match(texts.join('\n'), /set to work offline/);
    } finally {
      await configuration.update('offline', undefined, vscode.ConfigurationTarget.Workspace);
      await configuration.update('offline', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('works again after a restart of the server', async () => {
    const document = await open('requirements.txt');
    await diagnosticOn(document, 'quasarlib');
    const gone = eventually('the diagnostics to go', () => ours(document.uri).length === 0 || undefined);
    await vscode.commands.executeCommand('lookalike.restartServer');
    await gone;
    await diagnosticOn(document, 'quasarlib');
  });

  it('shows a report', async () => {
    await vscode.commands.executeCommand('lookalike.showReport');
    const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    await eventually('the report', () => tabs().find(({ label }) => label.includes('Lookalike Report')));
  });
});
