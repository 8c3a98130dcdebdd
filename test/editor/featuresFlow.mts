import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Counts } from '../../scripts/test/counts.mjs';
import type { EditorHost } from '../../scripts/test/vscodeHost/editorHost.mjs';
import { project } from '../stub/packages';
import { startStub } from '../stub/services';
import { Flow } from './flow.mjs';
import { openFile, runCommand, waitUntil } from './person.mjs';
import { takePicture } from './pictures.mjs';
import { themeSettings } from './theme.mjs';

const REQUIREMENTS = 'requests==2.31.0\nflask>=2.0,<3\npycryptoenv\n';
const FILES = { 'requirements.txt': REQUIREMENTS, 'constraints.txt': 'pycryptoenv>=1\n', 'install.sh': 'pip install pycryptoenv\n' };
const PROJECTS = { requests: ['2.31.0', '2.34.2'], flask: ['2.0.0', '3.1.2'], beautifulsoup4: ['4.13.4'], pycryptodome: ['3.23.0'] };

/** Features beside findings: completion, newer versions, the view, renaming in all files, the terminal. */
export async function featuresFlow(host: EditorHost, folder: string, extensionsDir: string): Promise<Counts> {
  fs.rmSync(path.join(folder, 'pyproject.toml'));
  for (const [name, text] of Object.entries(FILES)) {
    fs.writeFileSync(path.join(folder, name), text);
  }
  const services = await startStub();
  for (const [name, versions] of Object.entries(PROJECTS)) {
    services.projects.set(name, project(name, versions));
  }
  const settings = {
    ...themeSettings,
    'editor.fontSize': 14,
    'editor.minimap.enabled': false,
    // Its text is then in the page.
    'terminal.integrated.gpuAcceleration': 'off',
    'lookalike.indexUrl': services.url,
    'lookalike.advisoriesUrl': services.url,
    'lookalike.updateData': 'manual',
  };
  const { page, close } = await host.open({ folder, extensionsDir, trust: 'all', settings });
  try {
    const flow = new Flow('features', page);
    const editor = page.locator('.monaco-editor[data-uri$="requirements.txt"]');
    const line = (text: string | RegExp): Locator => editor.locator('.view-line', { hasText: text });
    const preview = page.locator('.bulk-edit-panel');
    /** All changes are ticked, and there are no others than those of these files. */
    const ticked = async (names: readonly string[]): Promise<void> => {
      for (const name of names) {
        await preview.locator('.monaco-list-row', { hasText: name }).locator('.edit-checkbox').first().waitFor();
      }
      const boxes = preview.locator('.edit-checkbox');
      const checked = preview.getByRole('checkbox', { checked: true });
      await waitUntil('ticks', async () => (await boxes.count()) === (await checked.count()), 60_000);
      const files = await preview.locator('.monaco-list-row[aria-level="1"]').count();
      if (files !== names.length) {
        throw new Error(`the preview has ${files} files`);
      }
    };
    const onDisk = (): string[] => Object.keys(FILES).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));

    await flow.step('complete a name by what it is imported as', async () => {
      // The notification of the scan at the start covers the pictures.
      await page.locator('.notifications-toasts .notification-list-item', { hasText: 'Malicious packages in this workspace' }).waitFor();
      await runCommand(page, 'Notifications: Clear All Notifications');
      await openFile(page, 'requirements.txt');
      await editor.locator('.view-lines').click();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type('bs4');
      await page.locator('.suggest-widget .monaco-list-row', { hasText: 'beautifulsoup4' }).first().waitFor();
      await takePicture(page, 'complete', { x: 348, y: 70, width: 572, height: 240 });
    });
    await flow.step('take it', async () => {
      await page.locator('.suggest-widget .monaco-list-row', { hasText: 'beautifulsoup4' }).first().click();
      await line(/^beautifulsoup4$/).waitFor();
      await page.keyboard.press('ControlOrMeta+S');
    });
    await flow.step('see which versions are newer', async () => {
      await line('requests').filter({ hasText: '2.34.2' }).waitFor();
      await line('flask').filter({ hasText: '3.1.2' }).waitFor();
    });
    await flow.step('update all, with a preview', async () => {
      await runCommand(page, 'Lookalike: Update All Requirements in This File');
      await ticked(['requirements.txt']);
      await preview.locator('.monaco-button', { hasText: 'Apply' }).waitFor();
      await takePicture(page, 'update', { x: 348, y: 35, width: 620, height: 735 });
    });
    await flow.step('apply the updates, and take them back in one step', async () => {
      await preview.locator('.monaco-button', { hasText: 'Apply' }).click();
      await line('requests==2.34.2').waitFor();
      await line('flask')
        .filter({ hasText: /^flask>=[\d.]+,<4/ })
        .waitFor();
      await line('requests==').click();
      await page.keyboard.press('ControlOrMeta+Z');
      await line('requests==2.31.0').waitFor();
      await line('flask>=2.0,<3').waitFor();
    });
    await flow.step('rename a package in all files, with a preview', async () => {
      await page.keyboard.press('ControlOrMeta+S');
      await line('pycryptoenv').click();
      await page.keyboard.press('Home');
      await page.keyboard.press('F2');
      const box = page.locator('.rename-box input');
      await box.waitFor();
      await box.fill('pycryptodome');
      await page.keyboard.press('Enter');
      await ticked(Object.keys(FILES));
      await takePicture(page, 'rename', { x: 348, y: 35, width: 620, height: 735 });
    });
    await flow.step('apply the new name', async () => {
      await preview.locator('.monaco-button', { hasText: 'Apply' }).click();
      await line(/^pycryptodome$/).waitFor();
      // VS Code saves the files that a refactoring changes.
      await waitUntil('the name in all files', () => onDisk().every((text) => text.includes('pycryptodome')));
    });
    await flow.step('take the name back', async () => {
      await line(/^pycryptodome$/).click();
      await page.keyboard.press('ControlOrMeta+Z');
      const all = page.locator('.monaco-dialog-box .monaco-button', { hasText: /Undo in \d+ Files/i });
      await all.or(line('pycryptoenv')).first().waitFor();
    });
    await flow.step('and in all files at once', async () => {
      const all = page.locator('.monaco-dialog-box .monaco-button', { hasText: /Undo in \d+ Files/i });
      if (await all.isVisible()) {
        await all.click();
      }
      await line('pycryptoenv').waitFor();
      await runCommand(page, 'File: Save All');
      await waitUntil('the old name in all files', () => onDisk().every((text) => text.includes('pycryptoenv')));
    });
    await flow.step('see everything in the view', async () => {
      await runCommand(page, 'Lookalike: Focus on Dependencies View');
      await page.locator('.pane-body .monaco-list-row', { hasText: /^Errors/ }).waitFor();
      await takePicture(page, 'view', { x: 0, y: 35, width: 760, height: 420 });
    });
    await flow.step('have rows that a screen reader can read', async () => {
      await page.locator('.pane-body .monaco-list-row[aria-label^="Errors, entries: "]').waitFor();
      await page.locator('.pane-body .monaco-list-row[aria-label^="Error: \'pycryptoenv\'"][aria-label*="line "]').first().waitFor();
    });
    await flow.step('be warned in the terminal, and install the right package instead', async () => {
      const warning = await warned(page, 'reqeusts');
      await warning.locator('.monaco-button', { hasText: 'Stop It' }).waitFor();
      await takePicture(page, 'terminal', { x: 348, y: 480, width: 932, height: 320 });
      await warning.locator('.monaco-button', { hasText: "Install 'requests' Instead" }).click();
      await page.locator('.terminal-wrapper.active .xterm-rows', { hasText: 'pip install requests' }).waitFor();
    });
    await flow.step('read the report', async () => {
      await runCommand(page, 'Terminal: Kill All Terminals');
      await runCommand(page, 'Lookalike: Show Report');
      const report = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
      await report.locator('td', { hasText: 'pycryptoenv' }).first().waitFor();
      await runCommand(page, 'View: Toggle Panel Visibility');
    });
    return flow.done();
  } finally {
    await close();
    await services.close();
  }
}

/** Types the installation of `name` into a terminal until there is a warning: text that is typed before the shell is ready is not seen by its integration. */
async function warned(page: Page, name: string): Promise<Locator> {
  const warning = page.locator('.notifications-toasts .notification-list-item', { hasText: 'In the terminal:' });
  for (let tries = 5; tries > 0; tries--) {
    await runCommand(page, 'Terminal: Create New Terminal');
    await page.locator('.terminal-wrapper.active .xterm-screen').waitFor();
    // It installs nothing, runs for a while, and the prompt does not name the machine.
    await page.keyboard.type("pip() { sleep 300; }; PS1='$ '; clear\n");
    await page.keyboard.type(`pip install ${name}\n`);
    const isWarned = await warning.waitFor({ timeout: 30_000 }).then(
      () => true,
      () => false,
    );
    if (isWarned) {
      return warning;
    }
  }
  throw new Error('no warning in the terminal');
}
