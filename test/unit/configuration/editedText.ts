import { expect } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';

export const LOOKALIKE = 'file:///project/lookalike.toml';
export const PYPROJECT = 'file:///project/pyproject.toml';

/** The text after an edit. Undefined: no edit. */
export function edited(uri: string, text: string | undefined, edit: WorkspaceEdit | undefined): string | undefined {
  const changes = edit?.documentChanges as TextDocumentEdit[] | undefined;
  if (changes === undefined) {
    return undefined;
  }
  expect(changes.map((change) => ('kind' in change ? change.kind : change.textDocument))).toEqual([
    ...(text === undefined ? ['create'] : []),
    { uri, version: null },
  ]);
  return TextDocument.applyEdits(TextDocument.create(uri, 'toml', 0, text ?? ''), changes.at(-1)?.edits as never[]);
}
