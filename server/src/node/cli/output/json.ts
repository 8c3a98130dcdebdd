import { redactUrls } from '../../../index/safeUrl';
import type { PrintedFinding, ScanOutput } from './finding';
import { escapeLinesForTerminal } from './terminalEscape';

export function jsonOutput(output: ScanOutput): string {
  const { findings, suppressed } = output;
  return `${jsonText({ ...output, findings: findings.map(forPrograms), suppressed: suppressed.map(forPrograms) }, 2)}\n`;
}

/** Of the details of a finding, the texts. */
function forPrograms(finding: PrintedFinding): object {
  return finding.details === undefined ? finding : { ...finding, details: finding.details.map(({ text }) => text) };
}

export function jsonLine(finding: PrintedFinding): string {
  return `${jsonText(forPrograms(finding))}\n`;
}

/** After one finding per line: a line for each thing that is not reported, not checked or left out, under a key that says which. */
export function jsonLinesRest({ suppressed, notChecked, skipped, unneeded = [] }: ScanOutput): string {
  const lines = [
    ...suppressed.map((each) => ({ suppressed: forPrograms(each) })),
    ...notChecked.map((each) => ({ notChecked: each })),
    ...skipped.map((each) => ({ skipped: each })),
    ...unneeded.map((each) => ({ unneeded: each })),
  ];
  return lines.map((line) => `${jsonText(line)}\n`).join('');
}

/**
 * A value as JSON without passwords in URLs. The same characters are written as escapes as in text, which means the same to a reader of JSON: no one
 * is misled who reads it in a terminal or in the log of a workflow.
 */
export function jsonText(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? redactUrls(member) : member), indent);
  return escapeLinesForTerminal(json);
}
