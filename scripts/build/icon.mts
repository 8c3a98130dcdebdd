import path from 'node:path';
import { root } from '../run.mjs';
import { findBrowser, launchBrowser } from '../test/vscodeHost/browser.mjs';

/** Draws `images/icon.png` (the marketplace takes no SVG) from `images/icon.svg`. */
const executable = findBrowser();
if (executable === undefined) {
  throw new Error('no Chromium on this machine (Debian: apt-get install chromium)');
}
const { browser, page } = await launchBrowser(executable);
await page.goto(`file://${path.join(root, 'images/icon.svg')}`);
await page.screenshot({ path: path.join(root, 'images/icon.png'), omitBackground: true, clip: { x: 0, y: 0, width: 128, height: 128 } });
await browser.close();
