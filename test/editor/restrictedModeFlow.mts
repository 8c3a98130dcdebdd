import fs from 'node:fs';
import path from 'node:path';
import type { Counts } from '../../scripts/test/counts.mjs';
import type { EditorHost } from '../../scripts/test/vscodeHost/editorHost.mjs';
import { Flow } from './flow.mjs';
import { openFile, runCommand, waitUntil } from './person.mjs';

/**
 * The packaged extension in an untrusted folder. It must be the installed .vsix: VS Code runs an extension under
 * development in Restricted Mode whatever its manifest says.
 */
export async function restrictedModeFlow(host: EditorHost, folder: string, extensionsDir: string): Promise<Counts> {
  fs.mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  // The settings of a hostile folder: nothing is checked.
  fs.writeFileSync(
    path.join(folder, '.vscode/settings.json'),
    JSON.stringify({ 'lookalike.enable': false, 'lookalike.trust': ['quasarlib'] }),
  );
  const settings = { 'security.workspace.trust.startupPrompt': 'never' };
  const { page, close } = await host.open({ folder, extensionsDir, trust: 'ask', settings });
  try {
    const flow = new Flow('restricted mode', page);
    const editor = page.locator('.monaco-editor[data-uri$="requirements.txt"]');
    const squiggle = editor.locator('.squiggly-error');

    await flow.step('the folder opens in Restricted Mode', async () => {
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    });
    await flow.step('names are judged, and the settings of the folder do not count', async () => {
      await openFile(page, 'requirements.txt');
      await waitUntil('two squiggles', async () => (await squiggle.count()) === 2);
    });
    await flow.step('when trust is granted they count', async () => {
      await runCommand(page, 'Workspaces: Manage Workspace Trust');
      await page
        .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
        .first()
        .click();
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
      await page.locator('.tab', { hasText: 'requirements.txt' }).click();
      await editor.waitFor();
      await squiggle.first().waitFor({ state: 'detached' });
    });
    return flow.done();
  } finally {
    await close();
  }
}
