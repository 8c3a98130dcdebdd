import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Counts } from '../../scripts/test/counts.mjs';
import type { EditorHost } from '../../scripts/test/vscodeHost/editorHost.mjs';
import { project } from '../stub/packages';
import { type Stub, startStub } from '../stub/services';
import { Flow } from './flow.mjs';
import { listFixes, openFile, pick, runCommand, waitUntil } from './person.mjs';
import { type Clip, takePicture } from './pictures.mjs';
import { themeSettings } from './theme.mjs';

/** The walkthrough's steps and their pictures. */
const STEPS = {
  'Open a dependency file': 'fixes',
  'Scan the whole workspace': 'scan',
  'Check a package before you install it': 'check',
  'Complete names and versions': 'complete',
  'Update requirements': 'update',
  'See everything in one place': 'view',
  'Replace a package in all files': 'rename',
  'Get warnings in the terminal': 'terminal',
  'Adapt it to your project': 'settings',
};

/** The main task by hand with the packaged extension: type a malicious name, see the squiggle, apply the fix. */
export async function workbenchFlow(host: EditorHost, folder: string, extensionsDir: string): Promise<Counts> {
  const file = path.join(folder, 'requirements.txt');
  fs.writeFileSync(file, 'requests==2.34.2\npandas[performance]>=2.2 ; python_version >= "3.9"\n');
  const source = ['%pip install requests pycryptoenv\n', 'import requests'];
  const cells = [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source }];
  fs.writeFileSync(path.join(folder, 'analysis.ipynb'), JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 }));
  const services = await startServices();
  const settings = {
    ...themeSettings,
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

    const picture = (name: string, clip: Clip): Promise<void> => takePicture(page, name, clip);

    await flow.step('see what is malicious as soon as the folder is open', async () => {
      const message = page.locator('.notifications-toasts .notification-list-item', { hasText: 'Malicious packages in this workspace' });
      await message.locator('.monaco-button', { hasText: 'Scan Online' }).waitFor();
      await message.locator('.monaco-button', { hasText: /^Show$/ }).click();
      await page.locator('.markers-panel .monaco-list-row', { hasText: 'swapmempool' }).first().waitFor();
      await runCommand(page, 'View: Toggle Panel Visibility');
    });
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
      // An incomplete version has a squiggle of its own, for a moment.
      await waitUntil('one squiggle', async () => (await squiggle.count()) === 1);
    });
    await flow.step('ask the status item how old the data is', async () => {
      await page.locator('[id="status.languageStatus"]').hover();
      await page.locator('.hover-language-status', { hasText: /Lookalike: package list \w+ \d{4}, advisories \w+ \d+, \d{4}/ }).waitFor();
    });
    await flow.step('hover a package and see what its index says', async () => {
      await hoverName(line('requests'));
      const card = page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'HTTP for Humans' }).first();
      for (const text of ['Author: Kenneth Reitz', 'Apache-2.0', '#6 on PyPI', 'github.com/psf/requests', 'not verified here']) {
        await card.filter({ hasText: text }).waitFor();
      }
    });
    await flow.step('hover the name', async () => {
      // The previous hover covers the line, and covered parts would be scrolled to.
      await page.keyboard.press('Escape');
      await hoverName(line('pycryptoenv'));
      await page.locator('.monaco-hover:not(.hidden) .hover-row', { hasText: 'pycryptoenv Listed as malicious' }).first().waitFor();
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
      await listFixes(page, "Replace with 'pycryptodome' (successor of pycrypto; drops ==1.0.7)");
      for (const title of ["Replace with 'pycrypto' (drops ==1.0.7)", "Remove 'pycryptoenv'", 'Open advisory (']) {
        await page.locator('.action-widget .monaco-list-row', { hasText: title }).waitFor();
      }
      await picture('fixes', { x: 348, y: 70, width: 572, height: 265 });
    });
    await flow.step('take the fix', async () => {
      await page.keyboard.press('Enter');
      await squiggle.waitFor({ state: 'detached' });
      await editor.locator('.view-line', { hasText: /^pycryptodome$/ }).waitFor();
    });
    await flow.step('undo', async () => {
      await page.keyboard.press('ControlOrMeta+Z');
      await line('pycryptoenv==1.0.7').waitFor();
      await squiggle.first().waitFor();
    });
    await flow.step('take the fix again and save', async () => {
      await listFixes(page, "Replace with 'pycryptodome'");
      await page.keyboard.press('Enter');
      await squiggle.waitFor({ state: 'detached' });
      await page.keyboard.press('ControlOrMeta+S');
      await waitUntil('the file to be saved', () => /^pycryptodome$/m.test(fs.readFileSync(file, 'utf8')));
    });
    await flow.step('scan the workspace from the palette', async () => {
      await runCommand(page, 'Lookalike: Scan Workspace');
      await page
        .locator('.notifications-toasts .notification-list-item', {
          hasText: /[1-9]\d* malicious packages.* in \d+ files\. Requirements: \d+/,
        })
        .waitFor();
    });
    await flow.step('show the problems of closed files', async () => {
      await page.locator('.notifications-toasts .monaco-button', { hasText: 'Show Problems' }).click();
      for (const name of ['pycryptoconf', 'swapmempool']) {
        await page.locator('.markers-panel .monaco-list-row', { hasText: name }).first().waitFor();
      }
      await picture('scan', { x: 348, y: 512, width: 932, height: 208 });
    });
    await flow.step('see the dependencies by severity, package and file', async () => {
      await runCommand(page, 'Lookalike: Focus on Dependencies View');
      const row = (text: string | RegExp): Locator => page.locator('.pane-body .monaco-list-row', { hasText: text });
      await row(/^Errors/).waitFor();
      await row('swapmempool').first().waitFor();
      await runCommand(page, 'Lookalike: Group by File');
      await row('dev.txt').first().waitFor();
      await runCommand(page, 'Lookalike: Filter Dependencies');
      await page.locator('.quick-input-widget input').fill('swapmempool');
      await page.keyboard.press('Enter');
      await page.locator('.pane-body', { hasText: "Filter: 'swapmempool'" }).waitFor();
      // A view that is redrawn at that moment loses the click. A user clicks again.
      const opened = page.locator('.tab.active', { hasText: 'pyproject.toml' });
      for (let tries = 10, isOpen = false; tries > 0 && !isOpen; tries--) {
        await row("'swapmempool' is").first().click();
        isOpen = await opened.waitFor({ timeout: 15_000 }).then(
          () => true,
          () => false,
        );
      }
      await runCommand(page, 'Lookalike: Clear Filter');
      await runCommand(page, 'Lookalike: Group by Severity');
      await row(/^Errors/).waitFor();
    });
    await flow.step('check a name', async () => {
      await runCommand(page, 'Lookalike: Check a Package Name');
      await page.locator('.quick-input-widget input').fill('reqeusts');
      await page.keyboard.press('Enter');
      const answer = page.locator('.notifications-toasts .notification-list-item', { hasText: "'reqeusts' looks like 'requests'" });
      await answer.locator('.monaco-button', { hasText: "Copy 'requests'" }).waitFor();
      const { x, y, width, height } = (await answer.boundingBox())!;
      await picture('check', { x: x - 4, y: y - 4, width: width + 8, height: height + 8 });
      await runCommand(page, 'Notifications: Clear All Notifications');
      await answer.waitFor({ state: 'detached' });
    });
    await flow.step('be warned of a command in the terminal, and stop it', async () => {
      const warning = page.locator('.notifications-toasts .notification-list-item', { hasText: 'In the terminal:' });
      // Text that is typed before the shell is ready may be missed by the shell integration. A user opens another terminal.
      for (let tries = 5, isWarned = false; tries > 0 && !isWarned; tries--) {
        await runCommand(page, 'Terminal: Create New Terminal');
        await page.locator('.terminal-wrapper.active .xterm-screen').waitFor();
        // It installs nothing and runs for a while.
        await page.keyboard.type('pip() { sleep 300; }\n');
        await page.keyboard.type('pip install reqeusts\n');
        isWarned = await warning.waitFor({ timeout: 30_000 }).then(
          () => true,
          () => false,
        );
      }
      for (const button of ["Install 'requests' Instead", 'I Know This Package', 'Stop It']) {
        await warning.locator('.monaco-button', { hasText: button }).waitFor();
      }
    });
    await flow.step('stop the command', async () => {
      await page.locator('.notifications-toasts .monaco-button', { hasText: 'Stop It' }).click();
      await page.locator('.notifications-toasts .notification-list-item').waitFor({ state: 'detached' });
      await runCommand(page, 'Terminal: Kill All Terminals');
      await runCommand(page, 'Problems: Focus on Problems View');
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
      // The file's own finding from the scan disappears when its cells are open.
      const listed = page.locator('.markers-panel .monaco-list-row', { hasText: 'analysis.ipynb' });
      await waitUntil('one entry of the notebook', async () => (await listed.count()) === 1);
    });
    await flow.step('mend the cell', async () => {
      await cell.locator('.view-line', { hasText: 'pycryptoenv' }).click();
      await page.keyboard.press('F8');
      await listFixes(page, "Replace with 'pycryptodome'");
      await page.keyboard.press('Enter');
      await cell.locator('.squiggly-error').waitFor({ state: 'detached' });
      await cell.locator('.view-line', { hasText: '%pip install requests pycryptodome' }).waitFor();
    });
    return flow.done();
  } finally {
    await close();
    await services.close();
  }
}

/** An index and an advisory database that know one project. */
/** The honest projects that the example and the steps name, with a version that their lines allow. Without them every line is "not on the index". */
const HONEST = {
  coverage: '7.10.1',
  hatchling: '1.27.0',
  matplotlib: '3.10.3',
  pandas: '2.3.3',
  pycrypto: '2.6.1',
  pycryptodome: '3.23.0',
  pytest: '8.4.1',
  ruff: '0.12.7',
  web3: '7.12.1',
};

async function startServices(): Promise<Stub> {
  const stub = await startStub();
  for (const [name, version] of Object.entries(HONEST)) {
    stub.projects.set(name, project(name, [version]));
  }
  const version = '2.34.2';
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
