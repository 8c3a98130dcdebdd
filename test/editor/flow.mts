import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type Counts, countsLine } from '../../scripts/counts.mjs';
import { root } from '../../scripts/run.mjs';

const SCREENSHOTS = path.join(root, 'test/editor/screenshots');

/**
 * A run through the workbench as a person would make it: steps that build on each other, each with a screenshot behind it.
 * After a step that failed the rest cannot be reached and counts as skipped.
 */
export class Flow {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  constructor(
    private readonly title: string,
    private readonly page: Page,
  ) {
    fs.mkdirSync(SCREENSHOTS, { recursive: true });
    console.log(`\n  ${title}`);
  }

  async step(name: string, action: () => Promise<void>): Promise<void> {
    if (this.failed > 0) {
      this.skipped++;
      console.log(`    - ${name}`);
      return;
    }
    try {
      await action();
      this.passed++;
      console.log(`    ✓ ${name}`);
      await this.screenshot(name);
    } catch (error) {
      this.failed++;
      console.log(`    ✗ ${name}\n${error instanceof Error ? error.stack : error}`);
      await this.screenshot(`FAILED ${name}`).catch(() => undefined);
    }
  }

  done(): Counts {
    const counts = { passed: this.passed, failed: this.failed, skipped: this.skipped };
    console.log(`  ${this.title}: ${countsLine(counts)}`);
    return counts;
  }

  private async screenshot(name: string): Promise<void> {
    const file = `${this.title} ${String(this.passed).padStart(2, '0')} ${name}`.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${file}.png`), animations: 'disabled' });
  }
}
