import type { ScanOutput } from './finding';

export function jsonOutput({ version, asOf, ...output }: ScanOutput): string {
  return `${JSON.stringify({ version, data: { asOf }, ...output }, undefined, 2)}\n`;
}

/** One finding a line. */
export function jsonLinesOutput({ findings }: ScanOutput): string {
  return findings.map((finding) => `${JSON.stringify(finding)}\n`).join('');
}
