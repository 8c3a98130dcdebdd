import type { Page } from 'playwright-core';

/** Actions of a user in the workbench, for every test. */

export async function openFile(page: Page, name: string): Promise<void> {
  // Quick open finds the files that the explorer has listed; another view may cover it.
  await runCommand(page, 'View: Show Explorer');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('ControlOrMeta+P');
  await page.locator('.quick-input-widget input').fill(name);
  await pick(page, name);
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await pick(page, title);
  // A command may ask for input in the same box. The next text must not go into the palette, which is closing.
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor({ state: 'hidden' });
}

/** Selects the focused item of the quick pick as soon as it is `text`: before that, the list may still have the recently used items. */
export async function pick(page: Page, text: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).waitFor();
  await page.keyboard.press('Enter');
}

/**
 * Lists the fixes at the cursor. Half a second after a fix was taken, VS Code's own light bulb asks once more (microsoft/vscode#211073).
 * That cancels the current request, silently or with "No code actions available". A user tries again.
 */
export async function listFixes(page: Page, first: string): Promise<void> {
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: first }).first();
  for (let tries = 10; tries > 0; tries--) {
    await page.keyboard.press('ControlOrMeta+.');
    const shown = await fix.waitFor({ timeout: 20_000 }).then(
      () => true,
      () => false,
    );
    if (shown) {
      return;
    }
    await page.keyboard.press('Escape');
  }
  throw new Error(`no fix '${first}' was listed`);
}

/** Waits for a condition that no locator can wait for. */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 300_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; !(await holds()); ) {
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
