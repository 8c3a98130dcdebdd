import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { URI } from 'vscode-uri';
import { SEVERITIES, type Severity } from '../../configuration/ruleLevels';
import { notChecked, summarize } from '../../features/workspaceScan';
import { asObject } from '../../json';
import type { LanguageService } from '../../languageService';
import { type PrintedFinding, printedFindings, printedPath, type ScanOutput } from '../output/finding';
import { githubOutput } from '../output/github';
import { jsonLinesOutput, jsonOutput } from '../output/json';
import { sarifOutput } from '../output/sarif';
import { textOutput } from '../output/text';
import { EXIT, UsageError } from './usage';

export const SCAN_FORMATS: Readonly<Record<string, (output: ScanOutput) => string>> = {
  text: textOutput,
  json: jsonOutput,
  jsonl: jsonLinesOutput,
  sarif: sarifOutput,
  github: githubOutput,
};

export interface ScanCall {
  readonly paths: readonly string[];
  readonly format: string;
  readonly failOn: Severity | 'never';
  readonly offline: boolean;
  readonly output?: string;
  readonly baseline?: string;
  readonly version: string;
  readonly cwd: string;
  write(text: string): void;
}

export async function scan(service: LanguageService, call: ScanCall): Promise<number> {
  const roots = call.paths.map((given) => path.resolve(call.cwd, given));
  for (const [i, root] of roots.entries()) {
    if (!existsSync(root)) {
      throw new UsageError(l10n.t("There is no file or folder '{0}'.", call.paths[i] as string));
    }
  }
  const known = call.baseline === undefined ? new Map<string, number>() : await readBaseline(path.resolve(call.cwd, call.baseline));
  const signal = new AbortController().signal;
  const reports = await service.scan(
    roots.map((root) => URI.file(root).toString()),
    { exclude: [], signal, online: !call.offline },
  );
  const findings = reports.flatMap((report) => printedFindings(report, call.cwd)).filter((finding) => !isKnown(known, finding));
  const { files, requirements } = summarize(reports);
  const output: ScanOutput = {
    version: call.version,
    asOf: await service.asOf(),
    offline: call.offline,
    files,
    requirements,
    findings,
    notChecked: reports.flatMap(notChecked).map(({ uri, ...rest }) => ({ path: printedPath(uri, call.cwd), ...rest })),
  };
  const text = (SCAN_FORMATS[call.format] as (output: ScanOutput) => string)(output);
  if (call.output === undefined) {
    call.write(text);
  } else {
    try {
      await writeFile(path.resolve(call.cwd, call.output), text);
    } catch (error) {
      throw new Error(l10n.t("'{0}' could not be written: {1}", call.output, (error as Error).message));
    }
  }
  // What is in a folder may be left out with a note; what somebody asks for by name may not.
  const wanted = roots.map((root) => URI.file(root).toString()).filter((uri, i) => isFolder(roots[i]!) || service.isDependencyFile(uri));
  if (reports.some(({ uri, failure }) => failure !== undefined && wanted.includes(uri))) {
    return EXIT.error;
  }
  return failed(findings, call.failOn) ? EXIT.findings : EXIT.ok;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

export function failed(findings: Iterable<{ readonly severity?: Severity }>, failOn: Severity | 'never'): boolean {
  if (failOn === 'never') {
    return false;
  }
  const limit = SEVERITIES.indexOf(failOn);
  for (const { severity } of findings) {
    if (severity !== undefined && SEVERITIES.indexOf(severity) <= limit) {
      return true;
    }
  }
  return false;
}

/** Findings of an earlier `--format json` run, counted: line numbers may have moved since. */
async function readBaseline(file: string): Promise<Map<string, number>> {
  let findings: unknown;
  try {
    findings = (JSON.parse(await readFile(file, 'utf8')) as { findings?: unknown }).findings;
  } catch (error) {
    throw new UsageError(l10n.t("The baseline '{0}' could not be read: {1}", file, (error as Error).message));
  }
  if (!Array.isArray(findings) || findings.some((finding) => asObject(finding) === undefined)) {
    throw new UsageError(l10n.t("The baseline '{0}' is not the output of 'lookalike scan --format json'.", file));
  }
  const known = new Map<string, number>();
  for (const finding of findings as PrintedFinding[]) {
    const key = identity(finding);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return known;
}

function isKnown(known: Map<string, number>, finding: PrintedFinding): boolean {
  const key = identity(finding);
  const left = known.get(key) ?? 0;
  known.set(key, left - 1);
  return left > 0;
}

function identity({ rule, path: file, name, message }: PrintedFinding): string {
  // A name says what is meant; the message of a nameless finding must do.
  return JSON.stringify([rule, file, name ?? message]);
}
