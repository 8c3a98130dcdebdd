import { afterEach, describe, expect, it } from 'vitest';
import { CodeActionRequest, CodeActionResolveRequest, PrepareRenameRequest, RenameRequest } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { type EditorOptions, FakeEditor, PULL } from './fakeEditor';

const NOTEBOOK = '{"cells": [{"cell_type": "code", "source": ["%pip install pycryptoenv==1.0.7\\n", "x = 1"]}]}';

const FILES = {
  'requirements.txt': 'requests\npycryptoenv==1.0.7 --hash=sha256:aa\n',
  'constraints.txt': 'PyCryptoEnv>=1\n',
  'pyproject.toml':
    '[project]\nname = "x"\ndependencies = ["pycryptoenv[a]>=1"]\n[tool.uv.sources]\npycryptoenv = { git = "https://example.org/x" }\n',
  Pipfile: '[packages]\npycryptoenv = "==1.0.7"\n',
  'install.sh': 'pip install pycryptoenv requests\n',
  'a.ipynb': NOTEBOOK,
  'uv.lock': 'version = 1\n[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\nsource = { registry = "https://pypi.org/simple" }\n',
  'other.txt': 'pycryptoenv\n',
  'dev/requirements.txt': 'flask\n',
};

let editor: FakeEditor;

async function start(files: Readonly<Record<string, string>> = FILES, options: EditorOptions = {}): Promise<void> {
  const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const], changeAnnotationSupport: {} };
  const codeAction = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
  editor = await FakeEditor.start(() => new InMemoryHost(files), {
    capabilities: {
      ...PULL,
      workspace: { ...PULL.workspace, workspaceEdit },
      textDocument: { ...PULL.textDocument, codeAction, rename: { prepareSupport: true } },
    },
    ...options,
  });
}

afterEach(() => editor.stop());

/** The result of the edit for each file, by its path. */
function results(edit: WorkspaceEdit | null | undefined, files: Readonly<Record<string, string>> = FILES): Record<string, string> {
  return Object.fromEntries(
    (edit?.documentChanges ?? []).flatMap((change) => {
      if (!('textDocument' in change)) {
        return [];
      }
      const path = change.textDocument.uri.slice(ROOT.length + 1);
      return [[path, TextDocument.applyEdits(TextDocument.create('', '', 0, files[path] as string), change.edits as TextEdit[])]];
    }),
  );
}

const EVERYWHERE = {
  'requirements.txt': 'requests\npycryptodome\n',
  'constraints.txt': 'pycryptodome>=1\n',
  'pyproject.toml':
    '[project]\nname = "x"\ndependencies = ["pycryptodome[a]>=1"]\n[tool.uv.sources]\npycryptodome = { git = "https://example.org/x" }\n',
  Pipfile: '[packages]\npycryptodome = "*"\n',
  'install.sh': 'pip install pycryptodome requests\n',
  'a.ipynb': NOTEBOOK.replace('pycryptoenv==1.0.7', 'pycryptodome'),
};

describe('a rename', () => {
  const position = { line: 1, character: 3 };

  it('changes the name in all files, and lists the lock files to regenerate', async () => {
    await start();
    const uri = await editor.open('requirements.txt', FILES['requirements.txt']);
    const edit = await editor.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName: 'pycryptodome' });
    expect(results(edit)).toEqual(EVERYWHERE);
    expect(Object.values(edit?.changeAnnotations ?? {})).toEqual([
      { label: "Replace 'pycryptoenv' with 'pycryptodome'", needsConfirmation: true, description: 'Regenerate these files: uv.lock.' },
    ]);
    await editor.until(() => editor.popUps.some((message) => message.includes('uv.lock')));
  });

  it('needs no ticks in VS Code', async () => {
    const previewFile = 'file:///extension/package.json';
    await start(FILES, { initializationOptions: { previewFile } });
    const uri = await editor.open('requirements.txt', FILES['requirements.txt']);
    const edit = await editor.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName: 'pycryptodome' });
    expect(results(edit)).toEqual(EVERYWHERE);
    expect(Object.values(edit?.changeAnnotations ?? {}).map(({ needsConfirmation }) => needsConfirmation)).toEqual([false, true]);
    expect(edit?.documentChanges?.at(-1)).toMatchObject({ kind: 'create', uri: previewFile, options: { ignoreIfExists: true } });
  });

  it('shows the path of a file as literal text', async () => {
    // VS Code makes links in a notification, and such a link can run a command.
    await start({ ...FILES, '[Click](command:workbench.action.quit)/uv.lock': FILES['uv.lock'] });
    const uri = await editor.open('requirements.txt', FILES['requirements.txt']);
    await editor.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName: 'pycryptodome' });
    await editor.until(() => editor.popUps.some((message) => message.includes('workbench.action.quit')));
    expect(editor.popUps.filter((message) => message.includes(']('))).toEqual([]);
  });

  it('uses the text of open documents, and the cells of an open notebook', async () => {
    await start();
    const text = 'flask\npycryptoenv  # typed just now\n';
    const uri = await editor.open('requirements.txt', text);
    const cell = `vscode-notebook-cell:/project/a.ipynb#W0sZmlsZQ%3D%3D`;
    await editor.openAs(cell, '%pip install pycryptoenv\n', 'python');
    const edit = await editor.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName: 'pycryptodome' });
    const { 'a.ipynb': _file, ...rest } = EVERYWHERE;
    const changed = (edit?.documentChanges ?? []).flatMap((change) => ('textDocument' in change ? change.textDocument : []));
    expect(changed.map(({ uri: of }) => of).sort()).toEqual([...Object.keys(rest).map((path) => `${ROOT}/${path}`), cell].sort());
    expect(changed.find(({ uri: of }) => of === uri)?.version).toBe(1);
    expect(results({ documentChanges: (edit?.documentChanges ?? []).slice(0, 1) }, { 'requirements.txt': text })).toEqual({
      'requirements.txt': 'flask\npycryptodome  # typed just now\n',
    });
  });

  it.each([
    ['requirements.txt', 'requests>=2\n', { line: 0, character: 10 }],
    ['uv.lock', FILES['uv.lock'], { line: 2, character: 10 }],
  ])('is of names alone, in files that people write: %s', async (path, text, at) => {
    await start();
    const uri = await editor.open(path, text);
    expect(await editor.connection.sendRequest(PrepareRenameRequest.type, { textDocument: { uri }, position: at })).toBeNull();
  });

  it('rejects an invalid name', async () => {
    await start();
    const uri = await editor.open('requirements.txt', FILES['requirements.txt']);
    const request = editor.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position, newName: 'a b' });
    await expect(request).rejects.toThrow("'a b' is not a valid package name.");
  });
});

it('is a code action with an edit that is made on demand', async () => {
  await start();
  const uri = await editor.open('requirements.txt', FILES['requirements.txt']);
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
  const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  const action = actions?.find(({ title }) => title === "Replace 'pycryptoenv' with 'pycryptodome' in all files");
  expect(action).toMatchObject({ kind: 'quickfix' });
  expect(action).not.toHaveProperty('edit');
  const { edit } = await editor.connection.sendRequest(CodeActionResolveRequest.type, action as never);
  expect(results(edit)).toEqual(EVERYWHERE);
});
