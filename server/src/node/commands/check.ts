import { createInterface } from 'node:readline';
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

/** Names are judged in batches, so that a list of any length streams through. */
const BATCH = 1_000;

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
    let batch: string[] = [];
    for await (const line of createInterface({ input: call.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (batch.push(line.trim()) === BATCH) {
        await judgeLines(batch);
        batch = [];
      }
    }
    await judgeLines(batch);
  } else {
    write(await call.check(call.names));
  }
  return found ? EXIT.findings : EXIT.ok;
}

/** An empty line is no name, and no reason to fail either. */
const NOTHING = (): NameReport => ({ name: '', normalizedName: '', verdict: 'unknown', targets: [], reason: l10n.t('The line is empty.') });

function toJson(report: NameReport): string {
  return `${JSON.stringify(report)}\n`;
}

function toText({ name, verdict, reason, offline }: NameReport): string {
  // Whatever is said of a bad name holds; that there is nothing to say does not mean that anybody was asked.
  const parts = [name, verdict, reason, offline && verdict === 'ok' ? l10n.t('no service was asked') : undefined];
  return printable(parts.filter((part) => part !== undefined).join(': ')).concat('\n');
}
