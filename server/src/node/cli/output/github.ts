import { suppressionCounts } from '../../../analysis/scan/scanSummary';
import type { Severity } from '../../../configuration/ruleLevels';
import { furtherLines, PLAIN_LINES } from '../../../features/furtherLines';
import { formatSentences } from '../../../protocol/language';
import type { ScanOutput } from './finding';
import { suppressedLines, unneededLines } from './suppressed';
import { escapeForTerminal } from './terminalEscape';
import { countsOf, type TextOptions, withSummary } from './text';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/** Workflow commands of GitHub Actions: each finding becomes an annotation of its line. */
export function githubOutput(output: ScanOutput, { showSuppressed }: Pick<TextOptions, 'showSuppressed'>): string {
  const commands = output.findings.map(({ severity, path, range: { start, end }, rule, message, ...more }) => {
    const properties = {
      file: path,
      line: start.line + 1,
      endLine: end.line + 1,
      // GitHub rejects columns if an annotation has more than one line.
      ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
      title: `lookalike ${rule}`,
    };
    const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeForTerminal(escapeProperty(String(value)))}`);
    return `::${COMMANDS[severity]} ${list.join(',')}::${[message, ...furtherLines(more, PLAIN_LINES)].map((line) => escapeData(escapeForTerminal(line))).join(LINE_END)}`;
  });
  const counts = suppressionCounts(countsOf(output));
  const notice = counts.length === 0 ? [] : [`::notice title=lookalike::${escapeData(escapeForTerminal(formatSentences(counts)))}`];
  return withSummary([...commands, ...notice, ...(showSuppressed ? [...suppressedLines(output), ...unneededLines(output)] : [])], output);
}

/** A line end in an annotation. */
const LINE_END = '%0A';

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
