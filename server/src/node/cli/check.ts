import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import type { NameReport } from '../../analysis/checkName';
import type { Severity } from '../../configuration/ruleLevels';
import { PLAIN_LINES, recordLine } from '../../features/furtherLines';
import type { NameVerdict } from '../../rules/rule';
import { jsonText } from './output/json';
import { escapeForTerminal } from './output/terminalEscape';
import { failsScan } from './scan';
import type { Format, Style } from './terminal/style';
import { EXIT } from './usage';

export interface CheckCall {
  readonly names: readonly string[];
  readonly format: string;
  readonly failOn: Severity | 'never';
  /** Fail on any name that was not checked fully. */
  readonly strict: boolean;
  /** Print only names with a finding, and names that were not checked. */
  readonly quiet: boolean;
  /** Print the record that a verdict is based on. */
  readonly verbose: boolean;
  readonly style: Style;
  readonly stdin: Readable;
  /** Judges a name. Asynchronous only if the index is contacted. */
  check(names: readonly string[]): Promise<readonly NameReport[]>;
  write(text: string): void;
}

/** Runs the command `check`. Returns its exit code. */
export async function check(call: CheckCall): Promise<number> {
  let found = false;
  let isFailed = false;
  const write = (reports: readonly NameReport[]): void => {
    found ||= failsScan(reports, call.failOn) || (call.strict && reports.some(({ notChecked }) => notChecked !== undefined));
    isFailed ||= reports.some(({ failed: isOurFault }) => isOurFault);
    const shown = call.quiet ? reports.filter(({ verdict, notChecked }) => verdict !== 'ok' || notChecked !== undefined) : reports;
    call.write(shown.map((report) => (call.format === 'jsonl' ? toJson(report) : verdictLine(report, call))).join(''));
  };
  /** One verdict per line, to compare with the input. */
  const judgeLines = async (lines: readonly string[]): Promise<void> => {
    const judged = (await call.check(lines.filter((line) => line !== ''))).values();
    write(lines.map((line) => (line === '' ? NOTHING() : (judged.next().value as NameReport))));
  };
  if (call.names.length === 1 && call.names[0] === '-') {
    for await (const lines of linesOf(call.stdin)) {
      await judgeLines(lines);
    }
  } else {
    write(await call.check(call.names));
  }
  if (isFailed) {
    return EXIT.error;
  }
  return found ? EXIT.findings : EXIT.ok;
}

/** Trimmed lines as they arrive, so a list of any length is streamed. The last one needs no line break. */
export async function* linesOf(input: Readable): AsyncGenerator<readonly string[]> {
  input.setEncoding('utf8');
  let begun = '';
  for await (const text of input) {
    const lines = `${begun}${text}`.split('\n');
    begun = lines.pop() ?? '';
    yield lines.map((line) => line.trim());
  }
  if (begun !== '') {
    yield [begun.trim()];
  }
}

/** An empty line is not a name, and does not cause a failure. */
const NOTHING = (): NameReport => ({ name: '', normalizedName: '', verdict: 'unknown', targets: [], reason: l10n.t('The line is empty.') });

function toJson(report: NameReport): string {
  return `${jsonText(report)}\n`;
}

const VERDICT_FORMATS: Readonly<Record<NameVerdict, Format>> = {
  ok: 'green',
  suspicious: ['yellow', 'bold'],
  malicious: ['red', 'bold'],
  unknown: ['cyan', 'bold'],
};

export type VerdictOptions = Pick<CheckCall, 'style' | 'verbose'>;

/** `reqeusts: suspicious: …` with a line end. */
export function verdictLine(
  { name, verdict, reason, source, offline, notChecked }: NameReport,
  { style, verbose }: VerdictOptions,
): string {
  let text = reason === undefined ? '' : `: ${reason}`;
  if (verbose && source !== undefined) {
    text += ` ${recordLine(source, PLAIN_LINES)}.`;
  }
  // A verdict on a malicious name is also valid offline. An ok without online services needs a note.
  if (offline && verdict === 'ok') {
    text += reason === undefined ? `: ${l10n.t('no online service was contacted')}` : ` ${l10n.t('No online service was contacted.')}`;
  }
  if (notChecked !== undefined) {
    // The text before it is a sentence of its own.
    text +=
      reason === undefined
        ? `: ${l10n.t({ message: 'not checked: {0}', args: [notChecked], comment: ['{0} is the reason'] })}`
        : ` ${l10n.t({ message: 'Not checked: {0}', args: [notChecked], comment: ['{0} is the reason'] })}`;
  }
  return `${style('bold', escapeForTerminal(name))}: ${style(VERDICT_FORMATS[verdict], verdict)}${escapeForTerminal(text)}\n`;
}
