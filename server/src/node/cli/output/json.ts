import { redactUrls } from '../../../index/safeUrl';
import type { PrintedFinding, ScanOutput } from './finding';
import { escapeLinesForTerminal } from './terminalEscape';

/** A whole scan as one JSON document. */
export function jsonOutput(output: ScanOutput): string {
  const { findings, suppressed } = output;
  return `${jsonText({ ...output, findings: findings.map(forPrograms), suppressed: suppressed.map(forPrograms) }, 2)}\n`;
}

/** The texts of a finding's details. */
function forPrograms(finding: PrintedFinding): object {
  return finding.details === undefined ? finding : { ...finding, details: finding.details.map(({ text }) => text) };
}

/** A finding as one line of JSON. */
export function jsonLine(finding: PrintedFinding): string {
  return `${jsonText(forPrograms(finding))}\n`;
}

/** After one finding per line: one line for each suppressed finding, unchecked name and left-out file, with a key for its kind. */
export function jsonLinesRest({ suppressed, notChecked, skipped, unneeded = [] }: Omit<ScanOutput, 'findings'>): string {
  const lines = [
    ...suppressed.map((each) => ({ suppressed: forPrograms(each) })),
    ...notChecked.map((each) => ({ notChecked: each })),
    ...skipped.map((each) => ({ skipped: each })),
    ...unneeded.map((each) => ({ unneeded: each })),
  ];
  return lines.map((line) => `${jsonText(line)}\n`).join('');
}

/**
 * A value as JSON without passwords in URLs. The same characters are escaped as in text, with the same meaning for a reader of JSON, so
 * the output is not deceptive in a terminal or in the log of a workflow.
 */
export function jsonText(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' ? redactUrls(member) : member), indent);
  return escapeLinesForTerminal(json);
}
