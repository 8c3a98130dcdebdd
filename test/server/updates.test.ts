import { afterEach, describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Release } from '../../server/src/index/project';
import { found } from '../../server/src/lookup';
import { UpdateEditRequest } from '../../server/src/protocol/updates';
import { InMemoryHost, project, ROOT } from '../inMemoryHost';
import { type EditorOptions, FakeEditor, PULL } from './fakeEditor';

const RELEASES = ['1.0', '2.0'].map(
  (version): Release => ({ version, files: [{ filename: `x-${version}.whl`, hashes: {}, uploadTime: '2025-01-01T00:00:00Z' }] }),
);

let editor: FakeEditor;

/** An editor with a file that is judged with the index's facts. */
async function open(file: string, text: string, options: EditorOptions = {}): Promise<string> {
  const host = new InMemoryHost({});
  host.index.projects.set('tabulate', project('tabulate', { releases: RELEASES }));
  host.advisories.known.set('tabulate', found([]));
  editor = await FakeEditor.startOn(host, { settings: { offline: false }, ...options });
  const uri = await editor.open(file, text);
  await editor.pull(uri);
  await editor.until(() => editor.refreshes > 0);
  return uri;
}

afterEach(() => editor.stop());

describe('Update All', () => {
  const ask = (uri: string): Promise<WorkspaceEdit | null> => editor.connection.sendRequest(UpdateEditRequest, { uri, scope: 'all' });

  it('is one edit of the open version', async () => {
    const uri = await open('requirements.txt', 'tabulate==1.0\n');
    const range = { start: { line: 0, character: 8 }, end: { line: 0, character: 13 } };
    expect(await ask(uri)).toEqual({ documentChanges: [{ textDocument: { uri, version: 1 }, edits: [{ range, newText: '==2.0' }] }] });
  });

  it('asks for confirmation if the client can', async () => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const], changeAnnotationSupport: {} };
    const uri = await open('requirements.txt', 'tabulate==1.0\n', {
      capabilities: { ...PULL, workspace: { ...PULL.workspace, workspaceEdit } },
    });
    expect((await ask(uri))?.changeAnnotations).toEqual({ 0: { label: 'tabulate: Update to 2.0', needsConfirmation: true } });
  });

  it.each(['requirements.txt', 'nobody-has-this.txt'])('is null where there is nothing to update: %s', async (file) => {
    await open('requirements.txt', 'tabulate==2.0\n');
    expect(await ask(`${ROOT}/${file}`)).toBeNull();
  });
});

it.each([
  [true, ['pdm update tabulate']],
  [false, []],
])('a lock file has the command to copy where the client has such a command: %s', async (runsCommands, commands) => {
  const uri = await open('pdm.lock', '[[package]]\nname = "tabulate"\nversion = "1.0"\n', { initializationOptions: { runsCommands } });
  const actions = await editor.codeActions(uri, 20, ['refactor.rewrite']);
  expect(actions.map(({ command }) => command?.arguments?.[0])).toEqual(commands);
});
