import { afterEach, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { ScanWorkspaceRequest } from '../../../server/src/protocol/messages';
import { InMemoryHost } from '../../inMemoryHost';
import { FakeEditor } from '../fakeEditor';

let editor: FakeEditor;

afterEach(() => editor.stop());

const ACCEPTS = '[[accept]]\nid = "CVE-2018-1000656"\n\n[[accept]]\nid = "CVE-1-1"\n\n[[accept]]\nid = "CVE-2-2"\nuntil = 2020-01-01\n';

it('an entry that no file needs is reported at its line after a scan, and can be removed there', async () => {
  const host = new InMemoryHost({ 'requirements.txt': 'flask==0.12.2\n', 'lookalike.toml': ACCEPTS });
  editor = await FakeEditor.startOn(host);
  const uri = await editor.open('lookalike.toml', ACCEPTS, 'toml');
  const said = async () => ((await editor.pull(uri)).items ?? []).map(({ range, message }) => [range.start.line, String(message)]);
  const ended = [6, 'This entry expired on Jan 1, 2020. Remove it or change the date.'];
  expect(await said()).toEqual([ended]);

  await editor.connection.sendRequest(ScanWorkspaceRequest, {});
  expect(await said()).toEqual([ended, [3, "The entry for 'CVE-1-1' is not needed by any checked file."]]);

  const actions = (await editor.codeActions(uri, ACCEPTS.indexOf('CVE-1-1'))) as CodeAction[];
  expect(actions.map(({ title }) => title)).toEqual(['Remove this entry']);
  const { changes, documentChanges } = actions[0]?.edit ?? {};
  const [versioned] = (documentChanges ?? []) as TextDocumentEdit[];
  expect(changes?.[uri] ?? versioned?.edits).toEqual([
    { range: { start: { line: 3, character: 0 }, end: { line: 5, character: 0 } }, newText: '' },
  ]);
});
