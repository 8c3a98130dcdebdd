import { redactUrls } from '../../../index/safeUrl';
import { formatSentences } from '../../../protocol/language';
import type { PrintedFinding, ScanOutput } from './finding';
import { suppressorOf } from './suppressed';
import { escapeLinesForTerminal } from './terminalEscape';

const COLUMNS = [
  'status',
  'severity',
  'rule',
  'package',
  'version',
  'path',
  'line',
  'column',
  'message',
  'advisories',
  'fixed',
  'details',
  'record',
  'suppressed-by',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | undefined>>;

/** One row for each finding, suppressed finding, unchecked name and file that was left out (RFC 4180). */
export function csvOutput({ findings, suppressed, notChecked, skipped }: ScanOutput): string {
  const rows: Row[] = [
    ...findings.map((finding) => rowOf('reported', finding)),
    ...suppressed.map((finding) => ({ ...rowOf('suppressed', finding), 'suppressed-by': suppressorOf(finding.by) })),
    ...notChecked.map(({ path, name, why }) => ({ status: 'not-checked', package: name, path, message: why })),
    ...skipped.map(({ path, why }) => ({ status: 'left-out', path, message: why })),
  ];
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column] ?? '')).join(','));
  return [COLUMNS.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function rowOf(status: string, finding: PrintedFinding): Row {
  const { severity, rule, name, version, specifier, path, range, message, ids = [], fixed = [], details = [], source } = finding;
  const { line, character } = range.start;
  return {
    status,
    severity,
    rule,
    package: name,
    version: version ?? specifier,
    path,
    line: line + 1,
    column: character + 1,
    message,
    advisories: ids.join(' '),
    fixed: fixed.join(' '),
    details: formatSentences(details.map(({ text }) => text)),
    record: source === undefined ? undefined : [source.month, source.name, source.url].filter((part) => part !== undefined).join(' '),
  };
}

/**
 * First characters of texts that a spreadsheet could read as formulas: ASCII signs and, for a Japanese or Chinese spreadsheet, their full-width and small forms; a tab or
 * carriage return too, because an import may drop it (OWASP, "CSV Injection").
 */
const FORMULA = /^(?:\s*[=+\-@|\uff1d\uff0b\uff0d\uff20\uff5c\u2212\ufe66\ufe62\ufe63\ufe6b]|[\t\r])/;

/** A text that a spreadsheet could read as a formula begins with an apostrophe. */
function cell(value: string | number): string {
  const raw = String(value);
  const text = escapeLinesForTerminal(redactUrls(raw)).replace(/[\r\n]+/g, ' ');
  const safe = FORMULA.test(raw) || FORMULA.test(text) ? `'${text}` : text;
  return /[",']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
