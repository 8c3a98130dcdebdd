import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './answers';
import { actionsAt, diagnosticOn, eventually, inFolder, open, ours, withFiles } from './workspace';

const MALICIOUS = 'quasarlib';

describe('trust in a package that is listed as malicious', () => {
  before(() => vscode.extensions.getExtension('lookalike.lookalike')?.activate());

  /** Chooses the action on the name, and answers with a reason and a day. Undefined: closes the question. */
  async function trust(path: string, reason: string | undefined, until?: string): Promise<readonly string[]> {
    const document = await open(path);
    const { range } = await diagnosticOn(document, MALICIOUS);
    const action = (await actionsAt(document, range)).find(({ title }) => title === `Trust '${MALICIOUS}' with a reason and a date…`);
    const { command, arguments: args = [] } = action?.command ?? {};
    assert.ok(command, 'no such action');
    const asked: string[] = [];
    const given = [reason, until];
    await answering(
      {
        showInputBox: ({ text, options }) => {
          asked.push(text);
          for (const wrong of asked.length === 1 ? ['', ' '] : ['', 'soon', '2001-01-01', '2099-02-30']) {
            assert.ok(options.validateInput?.(wrong), wrong);
          }
          return given[asked.length - 1];
        },
      },
      async () => vscode.commands.executeCommand(command, ...args),
    );
    return asked;
  }

  const FILES = { 'requirements.txt': `requests\n${MALICIOUS}\n`, 'lookalike.toml': '[rules]\n' };

  it('asks for a reason and a date, shows the written entry, and leaves a warning', async () => {
    await withFiles(FILES, async (inside) => {
      const asked = await trust(inside('requirements.txt'), 'our own mirror', '2099-01-31');
      assert.deepEqual(new Set(asked), new Set([`Trust '${MALICIOUS}', which is listed as malicious`]));
      const shown = vscode.window.activeTextEditor?.document;
      assert.equal(shown?.uri.toString(), inFolder(inside('lookalike.toml')).toString());
      assert.equal(shown?.getText(), `trust = [{ name = "${MALICIOUS}", reason = "our own mirror", until = 2099-01-31 }]\n[rules]\n`);
      assert.ok(shown?.isDirty, 'the user saves it');
      const uri = inFolder(inside('requirements.txt'));
      const lowered = await eventually('a warning', () => ours(uri).find(({ severity }) => severity === vscode.DiagnosticSeverity.Warning));
      assert.match(lowered.message, /Lowered to a warning by 'trust' in/);
      await vscode.commands.executeCommand('undo');
      await eventually('an error', () => ours(uri).find(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
    });
  });

  it('writes nothing without a reason or a date', async () => {
    for (const reason of [undefined, 'a reason']) {
      await withFiles(FILES, async (inside) => {
        await trust(inside('requirements.txt'), reason);
        const file = await vscode.workspace.openTextDocument(inFolder(inside('lookalike.toml')));
        assert.deepEqual([file.getText(), file.isDirty], [FILES['lookalike.toml'], false]);
      });
    }
  });
});
