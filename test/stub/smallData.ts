import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileFiles, readDataSources } from '../../server/src/node/data/compileSources';

/** The date of the small data. */
const SEEDED = Date.UTC(2026, 9, 15);
const BUNDLED = join(import.meta.dirname, '../../data');

/** A small data folder, made by the product's own compiler from the bundled data. */
export async function seedData(out: string): Promise<void> {
  const sources = { projectTable: table(10), downloads: downloads(10), malicious: malicious(10), advisories: advisories(10) };
  const files = compileFiles(readDataSources({ sources, now: SEEDED }), 1, []);
  await mkdir(out, { recursive: true });
  for (const [name, bytes] of files) {
    await writeFile(join(out, name), bytes);
  }
  for (const name of ['import-names.json', 'stdlib-names.json', 'superseded.json']) {
    await writeFile(join(out, name), await readFile(join(BUNDLED, name)));
  }
}

export function table(count: number, month = '2026-10'): string {
  const rows = Array.from({ length: count }, (_, i) => `project-${i}\t1.${i}\t${month}\t${i + 1}`);
  return ['name\tversion\tmonth\trank', ...rows].join('\n');
}

export function downloads(count: number): string {
  return JSON.stringify({ rows: Array.from({ length: count }, (_, i) => ({ project: `project-${i}`, download_count: 1000 - i })) });
}

export function malicious(count: number): string {
  return Array.from({ length: count }, (_, i) => `evil-${i}`).join('\n');
}

export function advisories(count: number, modified = '2026-06-01T00:00:00Z', prefix = 'PYSEC') {
  return Array.from({ length: count }, (_, i) => ({
    id: `${prefix}-2026-${i}`,
    modified,
    affected: [{ package: { ecosystem: 'PyPI', name: `project-${i}` }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }] }],
  }));
}
