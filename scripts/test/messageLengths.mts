import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../run.mjs';

/** The limits in docs/style.md, in UTF-16 units. */
const MEDIAN = 90;
const LONGEST = 140;

export interface NamedText {
  /** The path that determines its format. */
  readonly file: string;
  readonly text: string;
}

/**
 * Prints the lengths of the built command line's messages for these texts, each as a project of its own, and returns whether they are within the limits.
 * No service is contacted.
 */
export function printMessageLengths(texts: readonly NamedText[]): boolean {
  const program = path.join(root, 'dist/cli.js');
  if (!existsSync(program)) {
    console.error('dist/cli.js is missing: npm run build -- --production');
    return false;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-lengths-'));
  try {
    for (const [i, { file, text }] of texts.entries()) {
      const place = path.join(folder, String(i), path.normalize(`/${file}`));
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
    const report = path.join(folder, 'report.json');
    const flags = ['--offline', '--no-project-config', '--fail-on', 'never', '--format', 'json', '--output', report, '--quiet'];
    execFileSync(process.execPath, [program, 'scan', folder, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] });
    const { findings } = JSON.parse(readFileSync(report, 'utf8')) as { findings: { message: string }[] };
    return print(findings.map(({ message }) => message));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(messages: readonly string[]): boolean {
  const sorted = [...messages].sort((a, b) => a.length - b.length);
  const median = sorted[sorted.length >> 1]?.length ?? 0;
  const tooLong = sorted.filter(({ length }) => length > LONGEST);
  for (const message of tooLong) {
    console.log(`${message.length}: ${message}`);
  }
  console.log(`${messages.length} messages, median ${median} (${MEDIAN}), longest ${sorted.at(-1)?.length ?? 0} (${LONGEST})`);
  return median <= MEDIAN && tooLong.length === 0;
}
