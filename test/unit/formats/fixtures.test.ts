import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import { checkManifest } from './manifestChecks';
import { summarize } from './manifestSummary';

/**
 * Every folder `test/fixtures/<format>/<case>/` is a test: one dependency file, under the name that its format is known by, and
 * `expected.json`. To add a case, add the file, run `npx vitest run --project unit test/unit/formats/fixtures.test.ts -u`, and read what
 * was written.
 */
const ROOT = join(__dirname, '../../fixtures');

interface Fixture {
  readonly format: string;
  readonly name: string;
  readonly file: string;
}

function findFixtures(): Fixture[] {
  const fixtures: Fixture[] = [];
  for (const format of folders(ROOT)) {
    for (const name of folders(join(ROOT, format))) {
      const folder = join(ROOT, format, name);
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isFile() && entry.name !== 'expected.json') {
          fixtures.push({ format, name, file: join(entry.parentPath, entry.name) });
        }
      }
    }
  }
  return fixtures;
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

describe.each(findFixtures())('$format/$name', ({ format, name, file }) => {
  const text = readFileSync(file, 'utf8');
  const parser = formatOf(file.slice(join(ROOT, format, name).length + 1));

  test(`${basename(file)} is read as ${format}`, async () => {
    expect(parser?.id).toBe(format);
    expect(parser?.mayContain?.(text) ?? true).toBe(true);
    const manifest = parser!.parse(text);
    checkManifest(text, manifest);
    await expect(`${JSON.stringify(summarize(text, manifest), null, 2)}\n`).toMatchFileSnapshot(join(ROOT, format, name, 'expected.json'));
  });

  test('every prefix survives, with spans inside it', () => {
    for (let end = 0; end < text.length; end++) {
      const prefix = text.slice(0, end);
      checkManifest(prefix, parser!.parse(prefix));
    }
  });
});
