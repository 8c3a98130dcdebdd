import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../fixtures');

/** The texts of the fixtures of a format. */
export function samplesOf(id: string): readonly string[] {
  return readdirSync(path.join(ROOT, id), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
}
