import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Counts } from '../../scripts/counts.mjs';
import { mustRun, root } from '../../scripts/run.mjs';
import type { EditorHost } from '../../scripts/vscodeHost/editorHost.mjs';
import { project } from '../stub/packages';
import { type Stub, startStub } from '../stub/services';
import { Flow } from './flow.mjs';
import { listFixes, openFile, pick, runCommand, waitUntil } from './person.mjs';

/** What README, the marketplace page and the walkthrough show; renewed when `UPDATE_SCREENSHOTS` is set. */
const PICTURES = path.join(root, 'docs/images');

/** The walkthrough's steps and their pictures. */
const STEPS = {
  'Open a dependency file': 'fixes',
  'Scan the whole workspace': 'scan',
  'Check a name before you install it': 'check',
  'Make it yours': 'settings',
};

type Clip = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** The main job, done by hand with the packaged extension: type a malicious name, see the squiggle, take the fix. */
export async function workbenchFlow(host: EditorHost, folder: string, extensionsDir: string): Promise<Counts> {
  const file = path.join(folder, 'requirements.txt');
  fs.writeFileSync(file, 'requests==2.32.3\npandas[performance]>=2.2 ; python_version >= "3.9"\n');
  const source = ['%pip install requests pycryptoenv\n', 'import requests'];
  const cells = [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source }];
  fs.writeFileSync(path.join(folder, 'analysis.ipynb'), JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 }));
  const services = await startServices();
  const settings = {
    'workbench.colorTheme': 'Default Dark Modern',
    'editor.fontSize': 14,
    'editor.minimap.enabled': false,
    'lookalike.indexUrl': services.url,
    'lookalike.advisoriesUrl': services.url,
    'lookalike.updateData': 'manual',
  };
  const { page, close } = await host.open({ folder, extensionsDir, trust: 'all', settings });
  try {
    const flow = new Flow('workbench', page);
    const editor = page.locator('.monaco-editor[data-uri$="requirements.txt"]');
    const line = (text: string): Locator => editor.locator('.view-line', { hasText: text });
    const squiggle = editor.locator('.squiggly-error');
    const cell = page.locator('.notebookOverlay .monaco-editor', { hasText: '%pip' });

    const picture = async (name: string, clip: Clip): Promise<void> => {
      if (process.env.UPDATE_SCREENSHOTS) {
        const file = path.join(PICTURES, `${name}.png`);
        await page.screenshot({ path: file, animations: 'disabled', clip });
        // A third of the size, and the package has a limit.
        await mustRun('pngquant', ['--force', '--strip', '--speed', '1', '--output', file, '256', file]);
      }
    };

    await flow.step('see the walkthrough and a picture for each of its steps', async () => {
      await openWalkthrough(page);
      for (const [title, name] of Object.entries(STEPS)) {
        await page.locator('.getting-started-step', { hasText: title }).click();
        const image = page.locator(`.getting-started-media img[srcset*="${name}.png"]`);
        await waitUntil('the picture', () => image.evaluate((element) => (element as HTMLImageElement).naturalWidth > 0));
      }
      await runCommand(page, 'View: Close All Editors');
    });
    await flow.step('open requirements.txt', async () => {
      await openFile(page, 'requirements.txt');
      await editor.waitFor();
      await page.locator('.statusbar-item', { hasText: 'Pip Requirements' }).waitFor();
    });
    await flow.step('type pycryptoenv and see the squiggle', async () => {
      await line('pandas').click();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type('pycryptoenv==1.0.7');
      // A half-typed version has a squiggle of its own, for a moment.
      await waitUntil('one squiggle', async () => (await squiggle.count()) === 1);
    });
    await flow.step('ask the status item how old the data is', async () => {
      await page.locator('[id="status.languageStatus"]').hover();
      await page.locator('.hover-language-status', { hasText: /Lookalike: package list of \w+ \d{4}/ }).waitFor();
    });
    await flow.step('hover a package and see what its index says', async () => {
      await hoverName(line('requests'));
      const card = page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: /^requests/ }).first();
      for (const text of [
        'HTTP for Humans',
        'Author: Kenneth Reitz',
        'Licence: Apache-2.0',
        'github.com/psf/requests',
        'not verified here',
      ]) {
        await card.filter({ hasText: text }).waitFor();
      }
    });
    await flow.step('hover the name', async () => {
      // The card before covers the line, and what is covered would be scrolled to.
      await page.keyboard.press('Escape');
      await hoverName(line('pycryptoenv'));
      await page
        .locator('.monaco-hover:not(.hidden) .hover-row', { hasText: /^pycryptoenv/ })
        .first()
        .waitFor();
      await picture('hero', { x: 0, y: 35, width: 1280, height: 420 });
    });
    await flow.step('go to the problem with F8', async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+Home');
      await page.keyboard.press('F8');
      await page.locator('.marker-widget', { hasText: 'pycryptoenv' }).waitFor();
    });
    await flow.step('list the fixes', async () => {
      await page.keyboard.press('Escape');
      await listFixes(page, "Replace with 'pycrypto'");
      for (const title of [
        "Replace with 'pycryptodome' (continues pycrypto)",
        "Remove 'pycryptoenv'",
        "Trust 'pycryptoenv' in this project",
        'Ignore on this line',
      ]) {
        await page.locator('.action-widget .monaco-list-row', { hasText: title }).waitFor();
      }
      await picture('fixes', { x: 348, y: 70, width: 512, height: 256 });
    });
    await flow.step('take the fix', async () => {
      await page.keyboard.press('Enter');
      await squiggle.waitFor({ state: 'detached' });
      await editor.locator('.view-line', { hasText: /^pycrypto==1\.0\.7$/ }).waitFor();
    });
    await flow.step('undo', async () => {
      await page.keyboard.press('ControlOrMeta+Z');
      await line('pycryptoenv==1.0.7').waitFor();
      await squiggle.first().waitFor();
    });
    await flow.step('take the fix again and save', async () => {
      await listFixes(page, "Replace with 'pycrypto'");
      await page.keyboard.press('Enter');
      await squiggle.waitFor({ state: 'detached' });
      await page.keyboard.press('ControlOrMeta+S');
      await waitUntil('the file to be saved', () => /^pycrypto==1\.0\.7$/m.test(fs.readFileSync(file, 'utf8')));
    });
    await flow.step('scan the workspace from the palette', async () => {
      await runCommand(page, 'Lookalike: Scan Workspace');
      await page.locator('.notifications-toasts .notification-list-item', { hasText: /findings: [1-9]\d*, requirements: \d+/ }).waitFor();
    });
    await flow.step('show the problems of closed files', async () => {
      await page.locator('.notifications-toasts .monaco-button', { hasText: 'Show Problems' }).click();
      for (const name of ['pycryptoconf', 'swapmempool']) {
        await page.locator('.markers-panel .monaco-list-row', { hasText: name }).first().waitFor();
      }
      await picture('scan', { x: 348, y: 512, width: 932, height: 208 });
    });
    await flow.step('check a name', async () => {
      await runCommand(page, 'Lookalike: Check a Package Name');
      await page.locator('.quick-input-widget input').fill('reqeusts');
      await page.keyboard.press('Enter');
      const answer = page.locator('.notifications-toasts .notification-list-item', { hasText: "Did you mean 'requests'?" });
      await answer.locator('.monaco-button', { hasText: "Copy 'requests'" }).waitFor();
      const { x, y, width, height } = (await answer.boundingBox())!;
      await picture('check', { x: x - 4, y: y - 4, width: width + 8, height: height + 8 });
      await runCommand(page, 'Notifications: Clear All Notifications');
      await answer.waitFor({ state: 'detached' });
    });
    await flow.step('show the report', async () => {
      await runCommand(page, 'Lookalike: Show Report');
      const report = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
      await report.locator('h1', { hasText: 'Lookalike Report' }).waitFor();
      await report.locator('td', { hasText: 'swapmempool' }).first().waitFor();
    });
    await flow.step('see the settings', async () => {
      await runCommand(page, 'Preferences: Open Settings (UI)');
      await page.keyboard.type('@ext:lookalike.lookalike');
      await page.locator('.settings-editor .setting-item-label', { hasText: 'Offline' }).waitFor();
      await picture('settings', { x: 572, y: 170, width: 690, height: 330 });
    });
    await flow.step('see what the walkthrough has ticked off', async () => {
      await openWalkthrough(page);
      await page
        .locator('.getting-started-step', { has: page.locator('.codicon.complete') })
        .nth(2)
        .waitFor();
    });
    await flow.step("see a squiggle in a notebook's cell", async () => {
      await openFile(page, 'analysis.ipynb');
      await cell.locator('.squiggly-error').waitFor();
      // The file's own finding of the scan goes when its cells are open.
      const listed = page.locator('.markers-panel .monaco-list-row', { hasText: 'analysis.ipynb' });
      await waitUntil('one entry of the notebook', async () => (await listed.count()) === 1);
    });
    await flow.step('mend the cell', async () => {
      await cell.locator('.view-line', { hasText: 'pycryptoenv' }).click();
      await page.keyboard.press('F8');
      await listFixes(page, "Replace with 'pycrypto'");
      await page.keyboard.press('Enter');
      await cell.locator('.squiggly-error').waitFor({ state: 'detached' });
      await cell.locator('.view-line', { hasText: '%pip install requests pycrypto' }).waitFor();
    });
    return flow.done();
  } finally {
    await close();
    await services.close();
  }
}

/** An index and an advisory database that know one project. */
async function startServices(): Promise<Stub> {
  const stub = await startStub();
  const version = '2.32.3';
  const provenance = {
    version: 1,
    attestation_bundles: [{ publisher: { kind: 'GitHub', repository: 'psf/requests' }, attestations: [{ version: 1 }] }],
  };
  const { releases } = project('requests', [version]);
  stub.projects.set('requests', {
    releases: { [version]: (releases[version] ?? []).map((file) => ({ ...file, provenance })) },
    info: {
      summary: 'Python HTTP for Humans.',
      author: 'Kenneth Reitz',
      license_expression: 'Apache-2.0',
      requires_python: '>=3.8',
      project_urls: { Documentation: 'https://requests.readthedocs.io' },
    },
  });
  return stub;
}

async function openWalkthrough(page: Page): Promise<void> {
  await runCommand(page, 'Welcome: Open Walkthrough...');
  await page.locator('.quick-input-widget input').fill('Know what you install');
  await pick(page, 'Know what you install');
}

async function hoverName(line: Locator): Promise<void> {
  await line
    .locator('span span')
    .first()
    .hover({ position: { x: 10, y: 8 } });
}
