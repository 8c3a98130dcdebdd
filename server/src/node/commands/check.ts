import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import type { Severity } from '../../configuration/ruleLevels';
import type { NameReport } from '../../features/checkName';
import { printable } from '../output/text';
import { failed } from './scan';
import { EXIT } from './usage';

export interface CheckCall {
  readonly names: readonly string[];
  readonly format: string;
  readonly failOn: Severity | 'never';
  readonly stdin: Readable;
  /** Judges a name; asynchronous only where the index is asked. */
  check(names: readonly string[]): Promise<readonly NameReport[]>;
  write(text: string): void;
}

export async function check(call: CheckCall): Promise<number> {
  let found = false;
  const write = (reports: readonly NameReport[]): void => {
    found ||= failed(reports, call.failOn);
    call.write(reports.map(call.format === 'jsonl' ? toJson : toText).join(''));
  };
  /** A verdict a line, so that the answers can be put beside the questions. */
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
  return found ? EXIT.findings : EXIT.ok;
}

/** Lines as they come, without white space around them, so that a list of any length streams through; the last one needs no end. */
async function* linesOf(input: Readable): AsyncGenerator<readonly string[]> {
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

/** An empty line is no name, and no reason to fail either. */
const NOTHING = (): NameReport => ({ name: '', normalizedName: '', verdict: 'unknown', targets: [], reason: l10n.t('The line is empty.') });

function toJson(report: NameReport): string {
  return `${JSON.stringify(report)}\n`;
}

function toText({ name, verdict, reason, offline }: NameReport): string {
  let text = `${name}: ${verdict}`;
  if (reason !== undefined) {
    text += `: ${reason}`;
  }
  // Whatever is said of a bad name holds; that there is nothing to say does not mean that anybody was asked.
  if (offline && verdict === 'ok') {
    text += `: ${l10n.t('no service was asked')}`;
  }
  return `${printable(text)}\n`;
}
