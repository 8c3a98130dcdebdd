import * as l10n from '@vscode/l10n';
import { type ScanCounts, scanSentences } from '../../../analysis/scan/scanSummary';
import { furtherLines, PLAIN_LINES as PLAIN_TEXT, urgentLines } from '../../../features/furtherLines';
import { shown } from '../../../packaging/printable';
import { formatDate, formatNumber, formatSentences } from '../../../protocol/language';
import { PLAIN, SEVERITY_FORMATS, type Style } from '../terminal/style';
import type { PrintedData, PrintedFinding, ScanOutput, SummarizedFinding } from './finding';
import { notCheckedLines } from './notChecked';
import { placeOf } from './place';
import { suppressedLines, unneededLines } from './suppressed';
import { escapeForTerminal } from './terminalEscape';

export interface TextOptions {
  /** List suppressed findings and left-out files. */
  readonly showSuppressed: boolean;
  /** Only findings and what was not checked. */
  readonly quiet?: boolean;
  /** List each name that was not checked, and all facts about a finding. */
  readonly verbose?: boolean;
  readonly style?: Style;
}

/** For people: one line per finding, `path:line:column`, then what was not checked and a summary. */
export function textOutput(output: ScanOutput, options: TextOptions): string {
  return output.findings.map((finding) => textLines(finding, options)).join('') + textRest(output, options);
}

/** One finding: its line, and the details that must follow it. */
export function textLines({ severity, rule, message, ...finding }: PrintedFinding, { style = PLAIN, verbose }: TextOptions): string {
  const parts = [
    `${style('bold', escapeForTerminal(placeOf(finding)))}:`,
    style(SEVERITY_FORMATS[severity], `${severity}:`),
    escapeForTerminal(formatSentences([message, ...neededBy(finding)])),
    style('dim', `[${rule}]`),
  ];
  const further = verbose ? furtherLines(finding, PLAIN_TEXT) : urgentLines(finding, PLAIN_TEXT);
  return [parts.join(' '), ...further.map((line) => `  ${escapeForTerminal(line)}`)].map((line) => `${line}\n`).join('');
}

/** The text after the findings. */
export function textRest(output: ScanOutput<SummarizedFinding>, options: TextOptions): string {
  const suppressed = options.showSuppressed ? [...suppressedLines(output), ...unneededLines(output)] : [];
  const rest = withSummary([], output, options);
  const isApart = output.findings.length + suppressed.length > 0 && rest !== '';
  return `${suppressed.map((line) => `${line}\n`).join('')}${isApart ? '\n' : ''}${rest}`;
}

/** The package in the manifest that requires the one in a lock file, if it is another one. */
function neededBy({ via = [] }: Pick<PrintedFinding, 'via'>): string[] {
  const [first] = via;
  return first === undefined || via.length === 1
    ? []
    : [l10n.t({ message: "'{0}' needs it.", args: [shown(first)], comment: ['{0} is a package name.'] })];
}

/** `lines`, one per finding, then what could not be checked, and the summary. */
export function withSummary(
  lines: readonly string[],
  output: ScanOutput<SummarizedFinding>,
  { quiet, verbose, style = PLAIN }: Omit<TextOptions, 'showSuppressed'> = {},
): string {
  const parts = [lines, notCheckedLines(output.notChecked, { verbose: verbose === true, style }), quiet ? [] : summaryLines(output, style)];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => `${part.join('\n')}\n`)
    .join('\n');
}

function summaryLines(output: ScanOutput<SummarizedFinding>, style: Style): string[] {
  const { findings, notChecked, data, offline } = output;
  const [found, ...counts] = scanSentences(countsOf(output));
  const sentences = [found, ...counts, ...unneededCount(output)] as const;
  if (output.files === 0 && findings.length === 0) {
    return [formatSentences(sentences)];
  }
  const isClean = notChecked.length === 0;
  const color = findings.some(({ severity }) => severity === 'error') ? 'red' : findings.length > 0 || !isClean ? 'yellow' : 'green';
  return [
    emphasized(style, ['bold', color], sentences),
    emphasized(style, 'dim', [datesOf(data), ...ageOf(data), ...(offline ? [l10n.t('No online service was contacted.')] : [])]),
  ];
}

function unneededCount({ unneeded = [] }: Pick<ScanOutput, 'unneeded'>): string[] {
  return unneeded.length === 0
    ? []
    : [l10n.t({ message: 'Unused baseline entries: {0}.', args: [formatNumber(unneeded.length)], comment: ['{0} is a number'] })];
}

/** Sentences, the first one with a style of its own. */
function emphasized(style: Style, format: Parameters<Style>[0], sentences: readonly [string, ...string[]]): string {
  const [first] = sentences;
  return style(format, first) + formatSentences(sentences).slice(first.length);
}

/** What the summary counts. */
export function countsOf({ findings, files, requirements, notChecked, suppressed, skipped }: ScanOutput<SummarizedFinding>): ScanCounts {
  return {
    findings: findings.map(({ rule, name, path }) => ({ rule, name, file: path })),
    files,
    requirements,
    notChecked: notChecked.length,
    suppressed,
    skipped: skipped.length,
  };
}

/** Days. Younger data needs no remark. */
const OLD = 14;

/** The remark that the data is old, and how to refresh it. */
function ageOf({ ageInDays }: PrintedData): string[] {
  return ageInDays <= OLD
    ? []
    : [
        l10n.t({
          message: "The data is {0} days old. To refresh it, run 'lookalike update-data'.",
          args: [formatNumber(ageInDays)],
          comment: ['{0} is a number, always more than 14'],
        }),
      ];
}

function datesOf({ projects, popularity, malicious, advisories }: PrintedData): string {
  return l10n.t({
    message: 'Package data: projects {0}, downloads {1}, malware {2}, advisories {3}.',
    args: [projects, popularity, malicious, advisories].map((date) => formatDate(date)),
    comment: ['{0} to {3} are dates such as Nov 2026: how new each part of the bundled data is'],
  });
}
