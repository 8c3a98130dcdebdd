import fs from 'node:fs';
import path from 'node:path';
import type { Counts } from '../../scripts/test/counts.mjs';
import type { EditorHost } from '../../scripts/test/vscodeHost/editorHost.mjs';
import { pseudoTranslation } from '../pseudoTranslation';
import { Flow } from './flow.mjs';
import { openFile, runCommand } from './person.mjs';

/** A language that neither Lookalike nor the test host has a translation for. */
const LANGUAGE = 'qps-ploc';

/**
 * The packaged extension with an additional translation, as a translator would add one. It must affect the texts of the manifest, of the
 * extension, and through it those of the server.
 */
export async function translationFlow(host: EditorHost, folder: string, extensionsDir: string): Promise<Counts> {
  const extension = path.join(extensionsDir, fs.readdirSync(extensionsDir).find((name) => name.startsWith('lookalike.'))!);
  const files = {
    [path.join(extension, `package.nls.${LANGUAGE}.json`)]: pseudoTranslation('package.nls.json'),
    [path.join(extension, `l10n/bundle.l10n.${LANGUAGE}.json`)]: pseudoTranslation('l10n/bundle.l10n.json'),
  };
  for (const [file, texts] of Object.entries(files)) {
    fs.writeFileSync(file, JSON.stringify(texts));
  }
  const settings = { 'lookalike.offline': true };
  const { page, close } = await host.open({ folder, extensionsDir, trust: 'all', settings, language: LANGUAGE });
  try {
    const flow = new Flow('translation', page);
    await flow.step('the server is translated', async () => {
      await openFile(page, 'requirements.txt');
      await page.locator('.monaco-editor[data-uri$="requirements.txt"] .squiggly-error').first().waitFor();
      await page.keyboard.press('F8');
      await page.locator('.marker-widget', { hasText: /⟦.*'pycryptoenv'.* is malware/ }).waitFor();
      await page.keyboard.press('Escape');
    });
    await flow.step('the manifest is translated', async () => {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill('>Lookalike: ⟦Scan');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: '⟦Scan Workspace⟧' }).waitFor();
      await page.keyboard.press('Escape');
    });
    await flow.step('the extension is translated', async () => {
      await runCommand(page, 'Lookalike: ⟦Scan Workspace⟧');
      await page.locator('.notifications-toasts .monaco-button', { hasText: '⟦Show Problems⟧' }).waitFor();
    });
    return flow.done();
  } finally {
    await close();
    for (const file of Object.keys(files)) {
      fs.rmSync(file);
    }
  }
}
