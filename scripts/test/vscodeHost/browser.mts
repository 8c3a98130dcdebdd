import { type Browser, chromium, type Page } from 'playwright-core';
import { findOnPath } from './findOnPath.mjs';

/** An installed Chromium; `CHROMIUM_PATH` can name another one. */
export function findBrowser(): string | undefined {
  return process.env.CHROMIUM_PATH || findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}

/** Milliseconds. Ends a step that hangs. A working step needs much less, even on a busy machine. */
export const HANGS = 300_000;

export async function launchBrowser(executablePath: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Chromium's sandbox refuses to run as root, as CI does; the only page it opens is ours, on loopback.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    // Without it, screenshots catch hovers half faded in.
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(HANGS);
  return { browser, page: await context.newPage() };
}
