import * as vscode from 'vscode';

/** The example project, as tests in the extension host use it. */

const folder = (): vscode.Uri => (vscode.workspace.workspaceFolders as readonly vscode.WorkspaceFolder[])[0]!.uri;
export const inFolder = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);

/** Resolves with the first defined result of `look`, which is called again whenever diagnostics or tabs change. */
export function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new Error(`waited in vain for ${what}`))), 300_000);
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

export const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'lookalike');
export const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

export function diagnosticOn(document: vscode.TextDocument, name: string): Promise<vscode.Diagnostic> {
  return eventually(`a diagnostic on '${name}'`, () => ours(document.uri).find(({ range }) => document.getText(range) === name));
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(inFolder(path));
  await vscode.window.showTextDocument(document);
  return document;
}

export async function newDocument(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'pip-requirements', content });
  await vscode.window.showTextDocument(document);
  return document;
}

export function actionsAt(document: vscode.TextDocument, range: vscode.Range): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, vscode.CodeActionKind.QuickFix.value);
}

let foldersMade = 0;

/** Files in a separate folder, which is removed after the test. */
export async function withFiles(
  files: Readonly<Record<string, string>>,
  run: (inside: (path: string) => string) => Promise<void>,
): Promise<void> {
  // An editor may still have files of a removed folder.
  const name = `made-by-test-${++foldersMade}`;
  for (const [path, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(inFolder(`${name}/${path}`), Buffer.from(text));
  }
  try {
    await run((path) => `${name}/${path}`);
  } finally {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(inFolder(name), { recursive: true });
  }
}
