import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Counts } from '../../scripts/counts.mjs';
import { root } from '../../scripts/run.mjs';
import type { EditorHost } from '../../scripts/vscodeHost/editorHost.mjs';
import { loadNameDataFrom } from '../../server/src/node/data';
import { startStub } from '../stub/services';
import { suspect } from '../suspects';
import { Flow } from './flow.mjs';
import { openFile, runCommand } from './person.mjs';

const LINES = ['num\u0440y', 'jeIlyfish', 'cv2', 'asyncore', 'reqeusts', 'acme-utlis', 'requests'];

/** What a person is told of suspicious names: what imitates what, how, and why that is more or less to be feared. */
export async function suspicionFlow(host: EditorHost, folder: string, extensionsDir: string): Promise<Counts> {
  const old = await suspect(await loadNameDataFrom(path.join(root, 'data')), 'high', 'old', 'low');
  fs.writeFileSync(path.join(folder, 'requirements.txt'), `${[...LINES, old.name].join('\n')}\n`);
  fs.writeFileSync(path.join(folder, 'lookalike.toml'), 'private = ["acme-utils"]\n');
  const services = await startStub();
  const summary = 'Python HTTP for Humans, and a little more.';
  const release = (name: string, days: number) => ({
    '1.0': [{ filename: `${name}-1.0.tar.gz`, uploadTime: new Date(Date.now() - days * 86_400_000).toISOString() }],
  });
  services.projects.set('requests', { releases: release('requests', 3000), info: { summary }, owners: ['ann'] });
  services.projects.set('reqeusts', { releases: release('reqeusts', 2.5), info: { summary }, owners: ['mallory'] });
  services.projects.set(old.name, { releases: release(old.name, 2000), owners: ['carol'] });
  const settings = {
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.minimap.enabled': false,
    'lookalike.indexUrl': services.url,
    'lookalike.advisoriesUrl': services.url,
    'lookalike.updateData': 'manual',
  };
  const { page, close } = await host.open({ folder, extensionsDir, trust: 'all', settings });
  try {
    const flow = new Flow('suspicion', page);
    const editor = page.locator('.monaco-editor[data-uri$="requirements.txt"]');
    const line = (text: string): Locator => editor.locator('.view-line', { hasText: text });
    const card = (text: RegExp): Locator => page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: text }).first();
    const problem = (text: string): Locator => page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();

    await flow.step('the Problems list says how each name differs', async () => {
      await openFile(page, 'requirements.txt');
      await editor.waitFor();
      await runCommand(page, 'Problems: Focus on Problems View');
      for (const text of [
        "The character '\u0440' (U+0440, Cyrillic) looks like 'p'.",
        'The capital I looks like a small l.',
        "To import it, install 'opencv-python'.",
        "'asyncore' was part of Python before 3.12.",
        "Did you mean 'requests'? Two letters are swapped.",
        "Did you mean 'acme-utils'? Two letters are swapped.",
        `Did you mean '${old.target}'?`,
      ]) {
        await problem(text).waitFor();
      }
    });
    await flow.step('the card of a name shows both', async () => {
      await line('reqeusts')
        .locator('span span')
        .first()
        .hover({ position: { x: 10, y: 8 } });
      await card(/^reqeusts/)
        .filter({ hasText: /Imitates 'requests'. Two letters are swapped.*Its description repeats the one of 'requests'/s })
        .waitFor();
    });
    await flow.step('the card of an honest one says what speaks for it', async () => {
      await page.keyboard.press('Escape');
      await line(old.name)
        .locator('span span')
        .first()
        .hover({ position: { x: 10, y: 8 } });
      await card(new RegExp(`^${old.name}`))
        .filter({ hasText: 'It has stood on the index for' })
        .waitFor();
    });
    return flow.done();
  } finally {
    await close();
    await services.close();
  }
}
