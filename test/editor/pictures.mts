import path from 'node:path';
import type { Page } from 'playwright-core';
import { mustRun, root } from '../../scripts/run.mjs';
import { otherTheme } from './theme.mjs';

/** The pictures of README, the Marketplace page and the walkthrough. */
const PICTURES = path.join(root, 'docs/images');

export type Clip = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** Retakes a published picture, if `UPDATE_SCREENSHOTS` is set. */
export async function takePicture(page: Page, name: string, clip: Clip): Promise<void> {
  if (process.env.UPDATE_SCREENSHOTS && otherTheme === undefined) {
    const file = path.join(PICTURES, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled', clip });
    // A third of the size: the package has a limit.
    await mustRun('pngquant', ['--force', '--strip', '--speed', '1', '--output', file, '256', file]);
  }
}
