import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as l10n from '@vscode/l10n';
import { fileResult } from '../../analysis/scan/fileResult';
import { withNearest } from '../../configuration/nearest';
import type { RuleId, Severity } from '../../configuration/ruleLevels';
import type { LanguageService } from '../../languageService';
import { addAll } from '../../packaging/lists';
import { PUBLIC_DATA } from '../data/dataUrls';
import { connect } from '../http/createClient';
import { currentDataFolder, refreshedDataFolder } from '../nodeHost';
import { keepHeapSmall } from '../scan/smallHeap';
import { version } from '../version';
import { check, linesOf } from './check';
import { type CommandLineCall, excludeEachOther, readArguments, type Values } from './commandLine/arguments';
import { SHELLS } from './commandLine/commands';
import { completionScript } from './commandLine/completion';
import { commandHelp, generalHelp } from './commandLine/help';
import type { ColorChoice } from './commandLine/options';
import { refreshIfDue } from './dataAge';
import { explain } from './explain';
import { init } from './init';
import { ruleList } from './listRules';
import { lsp } from './lsp';
import { pathPrinter, printedFindings } from './output/finding';
import type { Output } from './output/outputStreams';
import { parse } from './parse';
import { readStdin, type ScanCall, scan, scanRoots } from './scan';
import { type ServiceCall, serviceFor } from './service';
import { updateDataCommand } from './updateData';
import { EXIT, STDIN, UsageError } from './usage';

/** Runs one call of the command line, and resolves to its exit code. Rejects with a `UsageError` for an invalid call. */
export async function run(args: readonly string[], output: Output): Promise<number> {
  const call = readArguments(args);
  checkStdin(call);
  const { command, values } = call;
  output.prefer({
    color: (values.color ?? 'auto') as ColorChoice,
    quiet: values.quiet ?? false,
    verbose: values.verbose ?? false,
  });
  const { style, columns, write } = { style: output.style(), columns: output.columns, write: output.write };
  if (values.version) {
    write(`${version}\n`);
    return EXIT.ok;
  }
  if (values.help || command === undefined) {
    write(command === undefined ? generalHelp({ style, columns }) : commandHelp(command, { style, columns }));
    return values.help ? EXIT.ok : EXIT.error;
  }
  switch (command.name) {
    case 'scan':
      return scanCommand(call, output);
    case 'check':
      return checkCommand(call, output);
    case 'explain':
      return explainCommand(call, output);
    case 'rules':
      write(ruleList({ format: values.format ?? 'text', style, columns }));
      return EXIT.ok;
    case 'init':
      return init(path.resolve(call.rest[0] ?? '.'), write);
    case 'parse':
      return parseCommand(call, output);
    case 'update-data':
      return updateCommand(values, output);
    case 'lsp':
      return lsp(call.rest);
    case 'completion':
      write(completionScript(shellOf(call.rest[0])));
      return EXIT.ok;
  }
}

async function scanCommand({ values, rest }: CommandLineCall, output: Output): Promise<number> {
  const paths = rest.length === 0 ? ['.'] : rest;
  const cwd = process.cwd();
  const { baseline, as, strict = false } = values;
  const file = values.output === '-' ? undefined : values.output;
  const call: ScanCall = {
    paths,
    format: values.format ?? 'text',
    failOn: failOnOf(values),
    offline: values.offline ?? false,
    strict,
    showSuppressed: values['show-suppressed'] ?? output.verbose,
    quiet: output.quiet,
    verbose: output.verbose,
    style: output.style(file !== undefined),
    output: file,
    baseline,
    as,
    relativeTo: values['relative-to'],
    version,
    cwd,
    env: process.env,
    rulePage,
    write: output.write,
    progress: output.showProgress,
    report: (text) => {
      if (!output.quiet) {
        output.writeError(text);
      }
    },
  };
  const roots = scanRoots(call);
  keepHeapSmall();
  const stdin = await readStdin(paths, process.stdin);
  const service = serviceFor({ ...commonOf(values), roots, as, stdin }, output.logger, __filename);
  return withFreshData(values, { service, output }, () => scan(service, call));
}

async function checkCommand({ values, rest: names }: CommandLineCall, output: Output): Promise<number> {
  if (names.length === 0) {
    throw new UsageError(l10n.t('No names given. Pass package names, or - for standard input.'), 'check');
  }
  const cwd = process.cwd();
  const service = serviceFor({ ...commonOf(values), roots: [cwd] }, output.logger, __filename);
  return withFreshData(values, { service, output }, () => checkWith(service, { values, names, cwd, output }));
}

interface CheckParts {
  readonly values: Values;
  readonly names: readonly string[];
  readonly cwd: string;
  readonly output: Output;
}

async function checkWith(service: LanguageService, { values, names, cwd, output }: CheckParts): Promise<number> {
  const signal = new AbortController().signal;
  const here = `${pathToFileURL(cwd)}/`;
  const report = await service.configurationReport(here);
  for (const { path: file, range, severity, message } of report === undefined
    ? []
    : printedFindings(fileResult(report), pathPrinter(cwd))) {
    output.complain(`${file}:${range.start.line + 1}:${range.start.character + 1}: ${severity}: ${message}`);
  }
  return check({
    names,
    format: values.format ?? 'text',
    failOn: failOnOf(values),
    strict: values.strict ?? false,
    quiet: output.quiet,
    verbose: output.verbose,
    style: output.style(),
    stdin: process.stdin,
    write: output.write,
    check: (asked) => service.checkNames(asked, here, signal),
  });
}

/** A verdict waits for fresh data only on request. On a terminal, the data is refreshed for the next call. */
async function withFreshData(
  { refresh, offline }: Values,
  { service, output }: { readonly service: LanguageService; readonly output: Output },
  judge: () => Promise<number>,
): Promise<number> {
  if (refresh && offline) {
    throw excludeEachOther('--refresh', '--offline');
  }
  if (refresh) {
    await refreshIfDue(service, output.complain);
  }
  const code = await judge();
  if (!offline && process.stderr.isTTY && !process.env.CI) {
    process.exitCode = code;
    await refreshIfDue(service, output.complain);
  }
  return code;
}

async function explainCommand({ values, rest }: CommandLineCall, output: Output): Promise<number> {
  const subjects = [...rest];
  if (rest.includes('-')) {
    subjects.splice(rest.indexOf('-'), 1);
    for await (const lines of linesOf(process.stdin)) {
      addAll(
        subjects,
        lines.filter((line) => line !== ''),
      );
    }
  }
  if (subjects.length === 0) {
    throw new UsageError(l10n.t("Pass a rule or a package name. 'lookalike rules' lists the rules."), 'explain');
  }
  const cwd = process.cwd();
  const service = serviceFor({ ...commonOf(values), roots: [cwd] }, output.logger, __filename);
  await explain({ subjects, cwd, service, rulePage, style: output.style(), columns: output.columns, write: output.write });
  return EXIT.ok;
}

async function parseCommand({ values, rest: files }: CommandLineCall, { write, writeError }: Output): Promise<number> {
  if (files.length === 0) {
    throw new UsageError(l10n.t('No files given. Pass file names, or - for standard input.'), 'parse');
  }
  return parse({ files, as: values.as, cwd: process.cwd(), stdin: process.stdin, write, writeError });
}

async function updateCommand(values: Values, output: Output): Promise<number> {
  const clock = { now: () => Date.now() };
  return updateDataCommand({
    from: values.from,
    out: path.resolve(values.out ?? refreshedDataFolder()),
    current: await currentDataFolder(),
    urls: PUBLIC_DATA,
    connect: () => connect({ version, clock, logger: output.logger }),
    clock,
    signal: new AbortController().signal,
    write: output.write,
    writeError: (text) => {
      if (!output.quiet) {
        output.writeError(text);
      }
    },
  });
}

/** Common parts of the commands that judge. */
function commonOf(values: Values): Pick<ServiceCall, 'cwd' | 'env' | 'offline' | 'config'> {
  const noConfig = values['no-project-config'] ?? false;
  if (noConfig && values.config !== undefined) {
    throw excludeEachOther('--config', '--no-project-config');
  }
  const config = noConfig ? null : values.config;
  return { cwd: process.cwd(), env: { ...process.env }, offline: values.offline ?? false, config };
}

/** At most one argument can be standard input. */
function checkStdin({ values, rest }: CommandLineCall): void {
  const readers = [...rest, values.baseline, values.config].filter((each) => each === STDIN);
  if (readers.length > 1) {
    throw new UsageError(l10n.t("Standard input ('-') can be read only once."));
  }
}

function failOnOf(values: Values): Severity | 'never' {
  return (values['fail-on'] ?? 'warning') as Severity | 'never';
}

function shellOf(given: string | undefined): (typeof SHELLS)[number] {
  const shell = SHELLS.find((each) => each === given);
  if (shell === undefined) {
    const said =
      given === undefined
        ? l10n.t('No shell given.')
        : l10n.t({ message: "Unknown shell '{0}'.", args: [given], comment: ['{0} is what the user typed'] });
    throw new UsageError(withNearest(said, given ?? '', SHELLS), 'completion');
  }
  return shell;
}

/** The pages are next to `dist/`, in the build and in the packages. */
function rulePage(id: RuleId): string | undefined {
  try {
    return readFileSync(path.join(__dirname, '..', 'docs', 'rules', `${id}.md`), 'utf8');
  } catch {
    return undefined;
  }
}
