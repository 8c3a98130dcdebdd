import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, codeOf, diagnosticOn, eventually, inFolder, newDocument, open, ours, withFiles } from './workspace';

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

  it('marks only the malicious name in a requirements file', async () => {
    const document = await open('requirements.txt');
    const diagnostic = await diagnosticOn(document, 'pycryptoenv');
    assert.equal(codeOf(diagnostic), 'known-malicious');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.match(diagnostic.message, /pycrypto\b/);
    const malicious = ours(document.uri).filter((found) => codeOf(found) === 'known-malicious');
    const marked = malicious.map(({ range }) => document.getText(range));
    assert.deepEqual(marked.sort(), ['pycryptoenv', 'quasarlib']);
  });

  it('marks names in pyproject.toml', async () => {
    const document = await open('pyproject.toml');
    assert.equal(codeOf(await diagnosticOn(document, 'swapmempool')), 'known-malicious');
    await diagnosticOn(document, 'reqeusts');
  });

  it('replaces only the name with a quick fix', async () => {
    const document = await newDocument('pycryptoenv[extra]==1.0.7 ; python_version < "3.12"  # why\n');
    const { range } = await diagnosticOn(document, 'pycryptoenv');
    const fix = (await actionsAt(document, range)).find(({ isPreferred }) => isPreferred);
    assert.equal(fix?.title, "Replace with 'pycryptodome' (successor of pycrypto; drops ==1.0.7)");
    await vscode.workspace.applyEdit(fix.edit as vscode.WorkspaceEdit);
    assert.equal(document.getText(), 'pycryptodome[extra] ; python_version < "3.12"  # why\n');
    await eventually('the diagnostic to go', () => ours(document.uri).every((d) => codeOf(d) !== 'known-malicious') || undefined);
  });

  it('marks and fixes a name in a notebook cell', async () => {
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
      assert.ok(actions.some(({ title }) => title === "Remove 'pycryptoenv'"));
      const fix = actions.find(({ isPreferred }) => isPreferred);
      await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit);
      assert.equal(document.getText(), '%pip install requests "pycryptodome>=1"\nprint(1)');
      await eventually('the diagnostic to go', () => ours(document.uri).every((d) => codeOf(d) !== 'known-malicious') || undefined);
      await notebook.save();
      assert.match(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString(), /pycryptodome>=1/);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('offers to remove known malware, but not to ignore it or to trust it with one key', async () => {
    const document = await open('requirements.txt');
    const { range } = await diagnosticOn(document, 'quasarlib');
    const titles = (await actionsAt(document, range)).map(({ title }) => title);
    assert.ok(titles.includes("Remove 'quasarlib'"), titles.join(' | '));
    assert.deepEqual(
      titles.filter((title) => /^(?:Trust|Ignore)/.test(title)),
      // It asks for a reason, and a warning remains.
      ["Trust 'quasarlib' with a reason and a date…"],
    );
  });

  it('makes an index explicit with two changes that one undo reverts', async () => {
    const configuration = vscode.workspace.getConfiguration('lookalike');
    await configuration.update('private', ['acme-*'], vscode.ConfigurationTarget.Global);
    const document = await open('pyproject.toml');
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    const index = '[[tool.uv.index]]\nname = "acme"\nurl = "https://pypi.acme.example/simple"\n';
    const text = `[project]\nname = "x"\ndependencies = ["acme-core"]\n\n${index}`;
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text));
    const { range } = await eventually('the finding', () => ours(document.uri).find((found) => codeOf(found) === 'dependency-confusion'));
    const fix = (await actionsAt(document, range)).find(({ title }) => title.startsWith("Make index 'acme' explicit"));
    assert.ok(await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit));
    assert.equal(document.getText(), `${text}explicit = true\n\n[tool.uv.sources]\nacme-core = { index = "acme" }\n`);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    await configuration.update('private', undefined, vscode.ConfigurationTarget.Global);
  });

  it('shows a hover without commands', async () => {
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

  it('shows the findings of closed files when the folder is opened', async () => {
    await open('requirements.txt');
    await eventually('a finding in a file that nobody opened', () => ours(inFolder('requirements/dev.txt'))[0]);
  });

  it('opens a finding of its view at its position', async () => {
    await vscode.commands.executeCommand('lookalike.dependencies.focus');
    for (const grouping of ['Package', 'File', 'Severity']) {
      await vscode.commands.executeCommand(`lookalike.groupBy${grouping}`);
    }
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } };
    const uri = inFolder('requirements/dev.txt').toString();
    await vscode.commands.executeCommand('lookalike.openFinding', { kind: 'error', of: { uri, range } });
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual([editor?.document.uri.toString(), editor?.selection.start.line], [uri, 1]);
  });

  it('shows the findings of closed files after a scan, and removes them when the file is fixed', async () => {
    const uri = inFolder('requirements/dev.txt');
    const original = await vscode.workspace.fs.readFile(uri);
    // Not awaited: the command ends with a message that waits for a click.
    vscode.commands.executeCommand('lookalike.scanWorkspace').then(undefined, () => undefined);
    await eventually('a finding in the closed file', () => ours(uri)[0]);
    await vscode.workspace.fs.writeFile(uri, Buffer.from('pytest\n'));
    try {
      await eventually('the finding to go', () => ours(uri).length === 0 || undefined);
    } finally {
      await vscode.workspace.fs.writeFile(uri, original);
    }
  });

  it('applies a changed setting', async () => {
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

  it("stays offline if the user's settings say so, whatever the workspace's say", async () => {
    const document = await open('requirements.txt');
    const configuration = vscode.workspace.getConfiguration('lookalike');
    await configuration.update('offline', true, vscode.ConfigurationTarget.Global);
    await configuration.update('offline', false, vscode.ConfigurationTarget.Workspace);
    try {
      await vscode.commands.executeCommand('lookalike.restartServer');
      const { range } = await diagnosticOn(document, 'quasarlib');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
      const texts = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)));
      assert.match(texts.join('\n'), /Lookalike is in offline mode/);
    } finally {
      await configuration.update('offline', undefined, vscode.ConfigurationTarget.Workspace);
      await configuration.update('offline', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('works after a restart of the server', async () => {
    const document = await open('requirements.txt');
    await diagnosticOn(document, 'quasarlib');
    const gone = eventually('the diagnostics to go', () => ours(document.uri).length === 0 || undefined);
    await vscode.commands.executeCommand('lookalike.restartServer');
    await gone;
    await diagnosticOn(document, 'quasarlib');
  });

  it('changes a pasted command into requirement lines', async () => {
    const document = await newDocument('pip install requests "flask>=2"\n');
    const { range } = await eventually('the finding', () => ours(document.uri).find((found) => codeOf(found) === 'invalid-requirement'));
    const actions = await actionsAt(document, range);
    const fix = actions.find(({ title }) => title === 'Write as requirement lines');
    await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit);
    assert.equal(document.getText(), 'requests\nflask>=2\n');
  });

  it('offers to mark a name as private, and to change the level of a rule', async () => {
    await withFiles({ 'requirements.txt': 'zzacmezz-internal-billing\n' }, async (inside) => {
      const document = await open(inside('requirements.txt'));
      const { range } = await diagnosticOn(document, 'zzacmezz-internal-billing');
      const titles = (await actionsAt(document, range)).map(({ title }) => title);
      for (const title of ["Mark 'zzacmezz-internal-billing' as Private", 'Change the level of this rule (unknown-package)']) {
        assert.ok(titles.includes(title), titles.join(' | '));
      }
    });
  });

  it('colors the requirements in strings of pyproject.toml', async () => {
    const files = { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["requests>=2"]\n' };
    await withFiles(files, async (inside) => {
      const document = await open(inside('pyproject.toml'));
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
      assert.deepEqual([...tokens.data], [2, 17, 8, 0, 0, 0, 8, 3, 1, 0]);
    });
  });

  it('renames a package in all files, and one undo reverts it', async () => {
    const files = {
      'requirements.txt': 'requests\npycryptoenv==1.0.7\n',
      'constraints.txt': 'pycryptoenv>=1\n',
      'install.sh': 'pip install pycryptoenv\n',
    };
    await withFiles(files, async (inside) => {
      const document = await open(inside('requirements.txt'));
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        new vscode.Position(1, 3),
        'pycryptodome',
      );
      const changed = edit.entries().map(([uri]) => vscode.workspace.asRelativePath(uri));
      for (const file of Object.keys(files)) {
        assert.ok(changed.includes(inside(file)), changed.join(' | '));
      }
      // Files of the example also have the name. They stay unchanged here.
      const own = new vscode.WorkspaceEdit();
      for (const [uri, edits] of edit.entries().filter(([each]) => each.path.includes('/made-by-test-'))) {
        own.set(uri, edits);
      }
      assert.ok(await vscode.workspace.applyEdit(own));
      const script = await vscode.workspace.openTextDocument(inFolder(inside('install.sh')));
      assert.equal(document.getText(), 'requests\npycryptodome\n');
      assert.equal(script.getText(), 'pip install pycryptodome\n');
      await vscode.commands.executeCommand('undo');
      for (const [file, text] of Object.entries(files)) {
        const { uri } = await vscode.workspace.openTextDocument(inFolder(inside(file)));
        assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), text, file);
      }
    });
  });

  it('completes classifiers in pyproject.toml and setup.cfg', async () => {
    const files = {
      'pyproject.toml': '[project]\nname = "x"\nclassifiers = [\n  "Programming Language :: Py"\n]\n',
      'setup.cfg': '[metadata]\nname = x\nclassifiers =\n    Programming Language :: Py\n',
    };
    await withFiles(files, async (inside) => {
      for (const file of Object.keys(files)) {
        const document = await open(inside(file));
        const at = document.positionAt(document.getText().indexOf(':: Py') + ':: Py'.length);
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          at,
        );
        const item = items.find(({ label }) => label === 'Programming Language :: Python :: 3');
        assert.ok(item, file);
        const { range } = item;
        assert.equal(document.getText(range instanceof vscode.Range ? range : range?.replacing), 'Programming Language :: Py', file);
      }
    });
  });

  it('links a finding in a lock file to the line of the manifest', async () => {
    const files = {
      'pyproject.toml': '[project]\nname = "app"\ndependencies = [\n  "requests",\n]\n',
      'pdm.lock':
        '[[package]]\nname = "requests"\nversion = "2.33.0"\ndependencies = ["quasarlib"]\n\n[[package]]\nname = "quasarlib"\nversion = "1.0"\n',
    };
    await withFiles(files, async (inside) => {
      const document = await open(inside('pdm.lock'));
      const { relatedInformation } = await diagnosticOn(document, 'quasarlib');
      const places = (relatedInformation ?? []).map(({ location: { uri, range }, message }) => [
        vscode.workspace.asRelativePath(uri),
        range.start.line,
        message,
      ]);
      assert.deepEqual(places, [[inside('pyproject.toml'), 3, "'requests' is required here."]]);
    });
  });

  it('shows a report', async () => {
    await vscode.commands.executeCommand('lookalike.showReport');
    const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    await eventually('the report', () => tabs().find(({ label }) => label.includes('Lookalike Report')));
  });
});
