import type { Page } from 'playwright-core';

/** What a person does in the workbench, whatever the test is about. */

export async function openFile(page: Page, name: string): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('ControlOrMeta+P');
  await page.locator('.quick-input-widget input').fill(name);
  await pick(page, name);
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await pick(page, title);
}

/** Takes what the quick pick has in focus, once that is `text`: before, the list may still be the one of all that was used lately. */
export async function pick(page: Page, text: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).waitFor();
  await page.keyboard.press('Enter');
}

/**
 * Lists the fixes at the cursor. Half a second after a fix was taken, VS Code's own light bulb asks once more (microsoft/vscode#211073),
 * which cancels what is being asked then and reads as "No code actions available": a person asks again.
 */
export async function listFixes(page: Page, first: string): Promise<void> {
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: first }).first();
  const none = page.locator('.monaco-editor-overlaymessage:not(.fadeOut)', { hasText: 'No code actions available' });
  for (let tries = 3; ; tries--) {
    await page.keyboard.press('ControlOrMeta+.');
    await fix.or(none).first().waitFor();
    if (tries === 0 || !(await none.isVisible())) {
      break;
    }
  }
  await fix.waitFor();
}

/** Waits for something that no locator can wait for. */
export async function waitUntil(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; !(await holds()); ) {
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
