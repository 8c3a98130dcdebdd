import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkAnswer } from './answers.mjs';
import type { FuzzEditor } from './editor.mjs';
import { configurationsParse, eventually, shownFor, writeAndTell } from './play.mjs';
import type { Fault } from './sequence.mjs';
import { parses } from './syntax.mjs';

const FIX_ALL = 'source.fixAll.lookalike';

/** Applies one of the fixes for a document, and checks the result. */
export async function tryFix(editor: FuzzEditor, file: string, pick: number): Promise<void> {
  const uri = editor.uriOf(file);
  const before = textOf(editor, uri);
  if (before === undefined || !editor.documents.has(uri)) {
    return;
  }
  // Findings that are held back during typing are shown.
  editor.notify('textDocument/didSave', { textDocument: { uri } });
  const shown = await shownFor(editor, uri);
  const actions = await actionsFor(editor, uri, pick % 8 === 0 ? [FIX_ALL] : undefined);
  const action = actions[pick % Math.max(1, actions.length)];
  if (shown === undefined || action === undefined) {
    return;
  }
  const changed = editsOf(action);
  const olds = new Map([...changed.keys()].map((one) => [one, textOf(editor, one)]));
  const couldCount = configurationsParse(editor);
  for (const [one, edits] of changed) {
    apply(editor, one, edits);
  }
  for (const [one, old] of olds) {
    checkSyntax(editor, one, old, action);
  }
  if (couldCount) {
    await eventually(editor, async () => effectOf(action, uri, shown, (await shownFor(editor, uri)) ?? []));
    await checkRepeat(editor, uri, action, actions);
  }
}

async function actionsFor(editor: FuzzEditor, uri: string, only: string[] | undefined): Promise<CodeAction[]> {
  const text = editor.documents.get(uri)?.versions.at(-1);
  const range = { start: { line: 0, character: 0 }, end: text?.positionAt(text.getText().length) ?? { line: 0, character: 0 } };
  const answer = await editor.ask('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], only } });
  if (answer === undefined) {
    return [];
  }
  checkAnswer(editor, 'textDocument/codeAction', uri, answer);
  return (answer.result as CodeAction[] | null) ?? [];
}

/** `Replace`, `Remove`, `Ignore`: a fault of one kind tells nothing about the others. */
function kindOf({ title }: CodeAction): string {
  return /^\w*/.exec(title)?.[0] ?? '';
}

function editsIn(edit: CodeAction['edit'], uri: string): readonly TextEdit[] {
  return editsOf({ edit }).get(uri) ?? [];
}

/** The effect of an action on a document. An action for a new file creates it with a text. */
function editsOf({ edit }: { readonly edit?: CodeAction['edit'] | undefined }): Map<string, TextEdit[]> {
  const edits = new Map(Object.entries(edit?.changes ?? {}));
  for (const change of edit?.documentChanges ?? []) {
    if ('textDocument' in change) {
      edits.set(change.textDocument.uri, [...(edits.get(change.textDocument.uri) ?? []), ...(change.edits as TextEdit[])]);
    }
  }
  return edits;
}

function textOf(editor: FuzzEditor, uri: string): string | undefined {
  const open = editor.documents.get(uri)?.versions.at(-1);
  if (open !== undefined) {
    return open.getText();
  }
  return uri.startsWith('file:') && existsSync(fileURLToPath(uri)) ? readFileSync(fileURLToPath(uri), 'utf8') : undefined;
}

function apply(editor: FuzzEditor, uri: string, edits: TextEdit[]): void {
  const old = textOf(editor, uri) ?? '';
  const text = TextDocument.applyEdits(TextDocument.create(uri, '', 0, old), edits);
  if (editor.documents.has(uri)) {
    editor.edit(uri, [{ at: 0, length: old.length, text }]);
  } else if (uri.startsWith('file:')) {
    writeAndTell(editor, path.relative(editor.folder, fileURLToPath(uri)), text);
  }
}

function checkSyntax(editor: FuzzEditor, uri: string, old: string | undefined, action: CodeAction): void {
  const text = textOf(editor, uri);
  if (old !== undefined && text !== undefined && parses(uri, old) && parses(uri, text) === false) {
    editor.fault(`${kindOf(action)} breaks the syntax`, `${action.title}: ${uri}`);
  }
}

/** The faults of an effect: each finding of the action must be gone, or occur once less (a comment lowers that of a malicious package). */
function effectOf(action: CodeAction, uri: string, before: readonly Diagnostic[], after: readonly Diagnostic[]): Fault | undefined {
  for (const { code, data, severity, message } of action.diagnostics ?? []) {
    const name = (data as { name?: string } | undefined)?.name;
    const isSame = (other: Diagnostic): boolean =>
      other.code === code &&
      other.severity === severity &&
      (name === undefined ? other.message === message : (other.data as { name?: string } | undefined)?.name === name);
    if (after.filter(isSame).length >= before.filter(isSame).length) {
      return { kind: `${kindOf(action)} leaves its finding`, detail: `${action.title}: ${code} ${name ?? message}` };
    }
  }
  if (editsIn(action.edit, uri).length === 0) {
    // When a name becomes private, names like it may become suspicious without any edit.
    return undefined;
  }
  // A suspicious name that is also invalid is reported only as suspicious.
  const isBroken = ({ code }: Diagnostic): boolean => code === 'invalid-requirement' || code === 'typosquat' || code === 'known-malicious';
  const broken = (diagnostics: readonly Diagnostic[]): number => diagnostics.filter(isBroken).length;
  return broken(after) > broken(before) ? { kind: `${kindOf(action)} breaks a requirement`, detail: action.title } : undefined;
}

/** The same action is not offered again for the same place, unless it was offered for several findings and one name replaced another. "Fix all" has nothing left. */
async function checkRepeat(editor: FuzzEditor, uri: string, action: CodeAction, before: readonly CodeAction[]): Promise<void> {
  const isFixAll = action.kind === FIX_ALL;
  const again = await actionsFor(editor, uri, isFixAll ? [FIX_ALL] : undefined);
  // An action without a finding is identified by its edit.
  const key = ({ title, diagnostics, edit }: CodeAction): string =>
    JSON.stringify([title, diagnostics === undefined ? editsIn(edit, uri) : diagnostics.map(({ code, range }) => [code, range])]);
  const times = (actions: readonly CodeAction[]): number => actions.filter(({ title }) => title === action.title).length;
  const isRepeated = again.some((other) => key(other) === key(action)) && times(again) >= times(before);
  if (isFixAll ? again.length > 0 : isRepeated) {
    editor.fault(`${kindOf(action)} is offered again`, action.title);
  }
}
