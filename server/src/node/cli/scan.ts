import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text as readStream } from 'node:stream/consumers';
import * as l10n from '@vscode/l10n';
import { summarize } from '../../analysis/scan/fileResult';
import type { WorkspaceScan } from '../../analysis/scan/scanParts';
import { scanSentences } from '../../analysis/scan/scanSummary';
import { type RuleId, SEVERITIES, type Severity } from '../../configuration/ruleLevels';
import { reasonOf } from '../../errors';
import type { LanguageService } from '../../languageService';
import { formatNumber, formatSentences } from '../../protocol/language';
import { fileUri } from '../fileUri';
import { repositoriesOf, sourceRoot } from './baseFolder';
import { type Baseline, readBaseline } from './baseline';
import { ageInDays } from './dataAge';
import {
  type PathPrinter,
  type PrintedNotChecked,
  pathPrinter,
  type ScanOutput,
  type StreamedFormat,
  type SummarizedFinding,
} from './output/finding';
import { githubOutput } from './output/github';
import { jsonLine, jsonLinesRest, jsonOutput } from './output/json';
import { PrintedResults } from './output/printedResults';
import { type SarifOptions, sarifOutput } from './output/sarif';
import { escapeForTerminal } from './output/terminalEscape';
import { countsOf, type TextOptions, textLines, textOutput, textRest } from './output/text';
import { TextBatch } from './output/textBatch';
import type { Style } from './terminal/style';
import { unneededEntries } from './unneededEntries';
import { EXIT, FileError, STDIN, UsageError } from './usage';

export type OutputOptions = SarifOptions & TextOptions;

/** Printed during the scan, in its order. */
const STREAMED_FORMATS: ReadonlyMap<string, StreamedFormat<OutputOptions>> = new Map([
  ['text', { finding: textLines, rest: textRest }],
  ['jsonl', { finding: jsonLine, rest: jsonLinesRest }],
]);

type ScanFormat = (output: ScanOutput, options: OutputOptions) => string;

/** The findings of a scan, as one text. */
export const SCAN_FORMATS: ReadonlyMap<string, ScanFormat> = new Map<string, ScanFormat>([
  ['text', textOutput],
  ['json', jsonOutput],
  ['jsonl', (output) => output.findings.map(jsonLine).join('') + jsonLinesRest(output)],
  ['sarif', sarifOutput],
  ['github', githubOutput],
]);

/** Formats with readers that know the repository, not the working directory of a job. */
const OF_REPOSITORY: ReadonlySet<string> = new Set(['sarif', 'github']);

export interface ScanCall {
  readonly paths: readonly string[];
  readonly format: string;
  readonly failOn: Severity | 'never';
  readonly offline: boolean;
  /** Fail if anything was not checked. */
  readonly strict: boolean;
  readonly showSuppressed: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly style: Style;
  readonly output?: string | undefined;
  readonly baseline?: string | undefined;
  /** The name under which named files are read. */
  readonly as?: string | undefined;
  readonly relativeTo?: string | undefined;
  readonly version: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The page of a rule, as Markdown. */
  rulePage(id: RuleId): string | undefined;
  write(text: string): void;
  /** The current task of the scan. */
  progress(text: string): void;
  /** Remarks beside the output. */
  report(text: string): void;
}

/** Runs the command `scan`. Returns its exit code. */
export async function scan(service: LanguageService, call: ScanCall): Promise<number> {
  const { cwd } = call;
  const roots = scanRoots(call);
  const reading = call.relativeTo === undefined ? cwd : path.resolve(cwd, call.relativeTo);
  const base = call.relativeTo === undefined && OF_REPOSITORY.has(call.format) ? sourceRoot(roots[0] ?? cwd, cwd, call.env) : reading;
  const repository = roots.map((root) => repositoriesOf(root).at(-1) ?? folderOf(root));
  const baseline =
    call.baseline === undefined
      ? undefined
      : await readBaseline(call.baseline === STDIN ? STDIN : path.resolve(cwd, call.baseline), repository);
  const printed = new PrintedResults({ baseline, known: pathPrinter(reading), print: printer(base, cwd) });
  const options: OutputOptions = { ...call, base };
  const stream = call.output === undefined ? STREAMED_FORMATS.get(call.format) : undefined;
  const lines = new TextBatch(call.write);
  const counted: SummarizedFinding[] = [];
  const found = await service.scan(
    roots.map((root) => fileUri(root)),
    {
      exclude: [],
      signal: new AbortController().signal,
      online: !call.offline,
      onFile: ({ uri }, done) => call.progress(progressText(done, uri)),
      ...(stream && {
        onResult: (result) => {
          for (const finding of printed.add(result)) {
            const { rule, severity, name, path } = finding;
            lines.add(stream.finding(finding, options));
            counted.push({ rule, severity, name, path });
          }
        },
      }),
    },
  );
  lines.flush();
  const findings = stream === undefined ? found.results.flatMap((result) => printed.add(result)) : [];
  const unread = await unreadIn(found, roots, service);
  const rest = await outputOf(found, printed, { service, call, baseline, reading, unread });
  const text =
    stream?.rest({ ...rest, findings: counted }, options) ?? (SCAN_FORMATS.get(call.format) ?? textOutput)({ ...rest, findings }, options);
  const output = { ...rest, findings: stream === undefined ? findings : counted };
  await emit(text, output, call);
  return exitCode(found, output, call, unread.size > 0);
}

/** The targets of the scan, as absolute paths. */
export function scanRoots({ paths, cwd, as, relativeTo }: ScanCall): string[] {
  for (const given of relativeTo === undefined ? paths : [...paths, relativeTo]) {
    if (given !== STDIN && !existsSync(path.resolve(cwd, given))) {
      throw new FileError(l10n.t({ message: "'{0}' does not exist.", args: [given], comment: ['{0} is a path that the user typed'] }));
    }
  }
  if (relativeTo !== undefined && !isFolder(path.resolve(cwd, relativeTo))) {
    throw new FileError(l10n.t({ message: "'{0}' is not a folder.", args: [relativeTo], comment: ['{0} is a path that the user typed'] }));
  }
  const roots = paths.map((given) => path.resolve(cwd, given));
  if (as !== undefined && roots.every((root) => isFolder(root))) {
    throw new UsageError(
      l10n.t({
        message: "'{0}' works only for named files and standard input.",
        args: ['--as'],
        comment: ['{0} is an option'],
      }),
      'scan',
    );
  }
  return roots;
}

/** The path of standard input is `-`. */
function printer(base: string, cwd: string): PathPrinter {
  const print = pathPrinter(base);
  const stdin = fileUri(path.resolve(cwd, STDIN));
  return (uri) => (uri === stdin ? STDIN : print(uri));
}

interface OutputParts {
  readonly service: LanguageService;
  readonly call: ScanCall;
  readonly baseline: Baseline | undefined;
  /** The base folder of the paths in the baseline. */
  readonly reading: string;
  /** URIs of files that make the command fail. */
  readonly unread: ReadonlySet<string>;
}

async function outputOf(
  { results, skipped }: WorkspaceScan,
  { suppressed, print }: PrintedResults,
  { service, call, baseline, reading, unread }: OutputParts,
): Promise<Omit<ScanOutput, 'findings'>> {
  const { files, requirements, notChecked: open } = summarize(results);
  const notChecked = open.map(({ uri, range: _, ...rest }): PrintedNotChecked => {
    const isUnread = rest.name === undefined && unread.has(uri);
    return { path: print(uri), ...rest, ...(isUnread && { failed: true }) };
  });
  const leftOut = skipped.map(({ uri, why }) => ({ path: print(uri), why }));
  const dates = await service.dates();
  return {
    version: call.version,
    data: { asOf: dates.projects, ...dates, ageInDays: ageInDays(dates, Date.now()) },
    offline: call.offline,
    files,
    requirements,
    suppressed,
    notChecked,
    skipped: leftOut,
    ...(baseline && {
      unneeded: unneededEntries(baseline, { roots: scanRoots(call), offline: call.offline, reading, print, notChecked, skipped: leftOut }),
    }),
  };
}

function progressText(done: number, uri: string): string {
  return l10n.t({
    message: 'Checked files: {0} ({1})',
    args: [formatNumber(done), uri.slice(uri.lastIndexOf('/') + 1)],
    comment: ['{0} is a number, {1} the name of the last file'],
  });
}

async function emit(text: string, output: ScanOutput<SummarizedFinding>, { output: file, cwd, write, report }: ScanCall): Promise<void> {
  if (file === undefined) {
    write(text);
    return;
  }
  try {
    await writeFile(path.resolve(cwd, file), text);
  } catch (error) {
    throw new Error(
      l10n.t({ message: "'{0}' could not be written: {1}", args: [file, reasonOf(error)], comment: ['{0} is a file, {1} the error'] }),
    );
  }
  const counts = scanSentences(countsOf(output));
  const where = l10n.t({ message: "Wrote '{0}'.", args: [file], comment: ['{0} is a file'] });
  report(`${escapeForTerminal(formatSentences([...counts, where]))}\n`);
}

/**
 * Files (URIs) on which Lookalike failed, or that were named and could not be read: a file in a folder can be left out with a note, a
 * named file cannot.
 */
async function unreadIn({ results }: WorkspaceScan, roots: readonly string[], service: LanguageService): Promise<Set<string>> {
  const named = new Set(roots.map((root) => fileUri(root)));
  const unread = new Set(
    results.flatMap(({ uri, failure, hasCrashed }) => (hasCrashed || (failure !== undefined && named.has(uri)) ? uri : [])),
  );
  for (const uri of roots.flatMap((root) => (isFolder(root) ? [] : fileUri(root)))) {
    if (!(await service.isDependencyFile(uri))) {
      unread.add(uri);
    }
  }
  return unread;
}

function exitCode(
  { skipped }: WorkspaceScan,
  { files, findings, suppressed, notChecked: left }: ScanOutput<SummarizedFinding>,
  call: ScanCall,
  isUnread: boolean,
): number {
  if (isUnread) {
    return EXIT.error;
  }
  const isPartly = [...findings, ...suppressed].some(({ rule }) => rule === 'not-checked');
  const failsStrict = call.strict && (files === 0 || left.length > 0 || isPartly || skipped.some(({ isOpen }) => isOpen));
  return failsStrict || failsScan(findings, call.failOn) ? EXIT.findings : EXIT.ok;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

function folderOf(file: string): string {
  return isFolder(file) ? file : path.dirname(file);
}

/** Whether a finding is at or above the severity that makes a scan fail. */
export function failsScan(findings: Iterable<{ readonly severity?: Severity }>, failOn: Severity | 'never'): boolean {
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

/** The text of standard input, if it is one of the paths. */
export async function readStdin(paths: readonly string[], stdin: Readable): Promise<string | undefined> {
  return paths.includes(STDIN) ? readStream(stdin) : undefined;
}
