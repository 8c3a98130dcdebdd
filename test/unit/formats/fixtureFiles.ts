import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../../fixtures');

export interface Fixture {
  readonly format: string;
  readonly name: string;
  readonly file: string;
}

export function findFixtures(): Fixture[] {
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

/** The path that determines the format of a fixture's file. */
export function knownPath({ format, name, file }: Fixture): string {
  return file.slice(join(ROOT, format, name).length + 1);
}
