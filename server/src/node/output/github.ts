import type { Severity } from '../../configuration/ruleLevels';
import type { ScanOutput } from './finding';
import { printable, withSummary } from './text';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/** Workflow commands of GitHub Actions: each finding becomes an annotation of its line. */
export function githubOutput(output: ScanOutput): string {
  const commands = output.findings.map(({ severity, path, range: { start, end }, rule, message }) => {
    const properties = {
      file: path,
      line: start.line + 1,
      endLine: end.line + 1,
      // Columns are refused where an annotation has more than one line.
      ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
      title: `lookalike ${rule}`,
    };
    const list = Object.entries(properties).map(([key, value]) => `${key}=${printable(escapeProperty(String(value)))}`);
    return `::${COMMANDS[severity]} ${list.join(',')}::${escapeData(printable(message))}`;
  });
  return withSummary(commands, output);
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
