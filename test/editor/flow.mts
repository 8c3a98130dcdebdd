import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/run.mjs';
import { type Counts, countsLine } from '../../scripts/test/counts.mjs';
import { otherTheme } from './theme.mjs';

const SCREENSHOTS = path.join(root, 'test/editor/screenshots', otherTheme ?? '');

/**
 * A run through the workbench, with the actions of a user: steps that build on each other, each followed by a screenshot.
 * After a failed step the rest cannot be reached and counts as skipped.
 */
export class Flow {
  readonly #title: string;
  readonly #page: Page;

  #passed = 0;
  #failed = 0;
  #skipped = 0;

  constructor(title: string, page: Page) {
    this.#title = title;
    this.#page = page;

    fs.mkdirSync(SCREENSHOTS, { recursive: true });
    console.log(`\n  ${title}`);
  }

  async step(name: string, action: () => Promise<void>): Promise<void> {
    if (this.#failed > 0) {
      this.#skipped++;
      console.log(`    - ${name}`);
      return;
    }
    try {
      await action();
      this.#passed++;
      console.log(`    ✓ ${name}`);
      await this.#screenshot(name);
    } catch (error) {
      this.#failed++;
      console.log(`    ✗ ${name}\n${error instanceof Error ? error.stack : error}`);
      await this.#screenshot(`FAILED ${name}`).catch(() => undefined);
      await this.#printPage().catch(() => undefined);
    }
  }

  done(): Counts {
    const counts = { passed: this.#passed, failed: this.#failed, skipped: this.#skipped };
    console.log(`  ${this.#title}: ${countsLine(counts)}`);
    return counts;
  }

  /** A log has no pictures. The accessibility tree shows the state of the page to the reader of a CI run. */
  async #printPage(): Promise<void> {
    const tree = await this.#page.locator('body').ariaSnapshot({ timeout: 10_000 });
    console.log(tree.slice(0, 6000).replace(/^/gm, '      | '));
  }

  async #screenshot(name: string): Promise<void> {
    const file = `${this.#title} ${String(this.#passed).padStart(2, '0')} ${name}`.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
    await this.#page.screenshot({ path: path.join(SCREENSHOTS, `${file}.png`), animations: 'disabled' });
  }
}
