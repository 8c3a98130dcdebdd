import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../scripts/run.mjs';
import type { Counts } from '../../scripts/test/counts.mjs';
import type { EditorHost } from '../../scripts/test/vscodeHost/editorHost.mjs';
import { loadNameDataFrom } from '../../server/src/node/data/dataFiles';
import { startStub } from '../stub/services';
import { suspect } from '../suspects';
import { Flow } from './flow.mjs';
import { openFile, runCommand } from './person.mjs';
import { themeSettings } from './theme.mjs';

const LINES = ['num\u0440y', 'jeIlyfish', 'cv2', 'asyncore', 'reqeusts', 'acme-utlis', 'requests'];

/** Messages about suspicious names: what the name imitates, how, and what raises or lowers the suspicion. */
export async function suspicionFlow(host: EditorHost, folder: string, extensionsDir: string): Promise<Counts> {
  // The list renders only the visible rows: other files would hide some of them.
  fs.rmSync(path.join(folder, 'pyproject.toml'));
  fs.rmSync(path.join(folder, 'requirements'), { recursive: true });
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
    ...themeSettings,
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
        "'num\u0440y' looks like 'numpy' ('\u0440' is U+0440).",
        "'jeIlyfish' is malware (imitates 'jellyfish').",
        "'cv2' is a module name. Install 'opencv-python' to import it.",
        "'asyncore' was removed from the standard library in Python 3.12.",
        "'reqeusts' looks like 'requests' (letters swapped).",
        "'acme-utlis' looks like your private package 'acme-utils' (letters swapped).",
        `'${old.name}' looks like '${old.target}'`,
      ]) {
        await problem(text).waitFor();
      }
    });
    await flow.step('the hover of a name says what its description is copied from', async () => {
      await line('reqeusts')
        .locator('span span')
        .first()
        .hover({ position: { x: 10, y: 8 } });
      await card(/reqeusts Look-alike/)
        .filter({ hasText: /Its description is copied from 'requests'/ })
        .waitFor();
    });
    await flow.step('the hover of an honest name says how old it is', async () => {
      await page.keyboard.press('Escape');
      await line(old.name)
        .locator('span span')
        .first()
        .hover({ position: { x: 10, y: 8 } });
      await card(new RegExp(`${old.name} Look-alike`))
        .filter({ hasText: /First released \d+ years ago/ })
        .waitFor();
    });
    return flow.done();
  } finally {
    await close();
    await services.close();
  }
}
