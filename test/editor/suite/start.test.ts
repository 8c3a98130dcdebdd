import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './workspace';

/** VS Code's own measure: "Developer: Startup Performance" has a row for each extension that is active. */
describe('the start', () => {
  before(() => vscode.extensions.getExtension('lookalike.lookalike')?.activate());
  after(() => vscode.commands.executeCommand('workbench.action.closeActiveEditor'));

  it('is measured by VS Code (times are printed, a busy machine makes them longer)', async () => {
    await vscode.commands.executeCommand('perfview.show');
    const row = await eventually('the row of the extension', () => {
      const texts = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'perf').map((document) => document.getText());
      return /^\|\s*lookalike\.lookalike\s*\|.*$/im.exec(texts.join('\n'))?.[0];
    });
    const [, , , load, call, finish] = row.split('|').map((cell) => cell.trim());
    assert.match(`${load} ${call} ${finish}`, /^\d+ \d+ \d+$/);
    console.log(`      activation: load ${load} ms, activate() ${call} ms, until done ${finish} ms`);
  });
});
