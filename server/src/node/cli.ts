import { statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import type { Severity } from '../configuration/ruleLevels';
import { SEVERITIES } from '../configuration/ruleLevels';
import type { Logger } from '../host';
import { createLanguageService } from '../languageService';
import { readSettings, type Settings } from '../settings';
import { check } from './commands/check';
import { parse } from './commands/parse';
import { SCAN_FORMATS, scan } from './commands/scan';
import { updateDataCommand } from './commands/updateData';
import { EXIT, UsageError, usage } from './commands/usage';
import { connect } from './connect';
import { PUBLIC_DATA } from './dataSources';
import { createNodeHost, currentDataFolder, refreshedDataFolder } from './nodeHost';
import { printable } from './output/text';
import { loadTranslation } from './translation';
import { version } from './version';

const OPTIONS = {
  format: { type: 'string' },
  offline: { type: 'boolean' },
  'fail-on': { type: 'string' },
  output: { type: 'string' },
  baseline: { type: 'string' },
  as: { type: 'string' },
  from: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** What each command takes. */
const COMMANDS: ReadonlyMap<string, readonly (keyof typeof OPTIONS)[]> = new Map([
  ['scan', ['format', 'offline', 'fail-on', 'output', 'baseline']],
  ['check', ['format', 'offline', 'fail-on']],
  ['parse', ['as']],
  ['update-data', ['from', 'out']],
]);

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  const [command, ...rest] = positionals;
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  if (values.version) {
    write(`${version}\n`);
    return EXIT.ok;
  }
  if (values.help || command === undefined) {
    write(usage());
    return values.help ? EXIT.ok : EXIT.error;
  }
  const known = COMMANDS.get(command);
  if (known === undefined) {
    throw new UsageError(l10n.t("There is no command '{0}'.", command));
  }
  // An option that a command does not heed would be a wrong answer without a word.
  for (const option of Object.keys(values) as (keyof typeof OPTIONS)[]) {
    if (!known.includes(option)) {
      throw new UsageError(l10n.t("'{0}' takes no '{1}'.", `lookalike ${command}`, `--${option}`));
    }
  }
  const cwd = process.cwd();
  const failOn = oneOf('--fail-on', values['fail-on'] ?? 'warning', [...SEVERITIES, 'never']) as Severity | 'never';
  const offline = values.offline ?? false;
  const settings: Settings = { ...settingsOfEnvironment(), offline };
  switch (command) {
    case 'scan': {
      const paths = rest.length === 0 ? ['.'] : rest;
      const format = oneOf('--format', values.format ?? 'text', Object.keys(SCAN_FORMATS));
      const { output, baseline } = values;
      return scan(
        serviceFor(
          paths.map((given) => path.resolve(cwd, given)),
          settings,
        ),
        { paths, format, failOn, offline, output, baseline, version, cwd, write },
      );
    }
    case 'check': {
      if (rest.length === 0) {
        throw new UsageError(l10n.t('Give names to check, or - to read them from standard input.'));
      }
      const format = oneOf('--format', values.format ?? 'text', ['text', 'jsonl']);
      const service = serviceFor([cwd], settings);
      const signal = new AbortController().signal;
      const here = pathToFileURL(path.join(cwd, 'requirements.txt')).toString();
      return check({ names: rest, format, failOn, stdin: process.stdin, write, check: (names) => service.checkNames(names, here, signal) });
    }
    case 'parse':
      if (rest.length === 0) {
        throw new UsageError(l10n.t('Give files to parse, or - to read standard input.'));
      }
      return parse({ files: rest, as: values.as, cwd, stdin: process.stdin, write, writeError });
    // update-data
    default: {
      if (rest.length > 0) {
        throw new UsageError(l10n.t("'{0}' takes no '{1}'.", `lookalike ${command}`, rest[0] as string));
      }
      const clock = { now: () => Date.now() };
      return updateDataCommand({
        from: values.from,
        out: path.resolve(values.out ?? refreshedDataFolder()),
        current: await currentDataFolder(),
        urls: PUBLIC_DATA,
        connect: () => connect({ version, clock, logger: LOGGER }),
        clock,
        signal: new AbortController().signal,
        write,
        writeError,
      });
    }
  }
}

/** What the user's own environment says; a mirror for CI, say. No file of the scanned folder can. */
function settingsOfEnvironment(): Settings {
  const { LOOKALIKE_INDEX_URL: indexUrl, LOOKALIKE_ADVISORIES_URL: advisoriesUrl } = process.env;
  const { settings, problems } = readSettings({ indexUrl, advisoriesUrl });
  if (problems.length > 0) {
    throw new UsageError(l10n.t('LOOKALIKE_INDEX_URL and LOOKALIKE_ADVISORIES_URL must be http or https addresses.'));
  }
  return settings;
}

function serviceFor(roots: readonly string[], settings: Settings): ReturnType<typeof createLanguageService> {
  const folders = [...new Set(roots.flatMap(readableFolders))].map((folder) => pathToFileURL(folder).toString());
  const host = createNodeHost({
    version,
    folders: () => folders,
    settings: async () => settings,
    // Who scans a folder from a command line has chosen to; its own configuration is what CI runs by.
    trustsWorkspace: () => true,
    // The environment has the proxy.
    proxy: async () => ({}),
    translations: () => ({}),
    logger: LOGGER,
  });
  return createLanguageService(host, { rulesUri: '', documentChanges: false });
}

/**
 * What a scan of `root` may read: a folder with all below it; for a file the folder that it is in, since its includes are there.
 * Includes may also lead to other places below the working directory, if `root` is below it itself.
 */
function readableFolders(root: string): string[] {
  const cwd = process.cwd();
  const own = statSync(root, { throwIfNoEntry: false })?.isFile() ? path.dirname(root) : root;
  return own === cwd || own.startsWith(cwd + path.sep) ? [cwd] : [own];
}

function oneOf(option: string, value: string, allowed: readonly string[]): string {
  if (!allowed.includes(value)) {
    throw new UsageError(l10n.t("'{0}' does not take '{1}', but one of: {2}.", option, value, allowed.join(', ')));
  }
  return value;
}

function writeError(text: string): void {
  process.stderr.write(text);
}

function complain(message: string): void {
  // It may hold the name of a file that somebody else chose.
  writeError(`lookalike: ${printable(message)}\n`);
}

const LOGGER: Logger = { info: () => undefined, warn: complain, error: complain };

loadTranslation(process.env);
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error & { code?: string }) => {
    const isUsage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
    complain(error.message);
    if (isUsage) {
      writeError(`${l10n.t("'lookalike --help' lists the commands and their options.")}\n`);
    }
    process.exitCode = EXIT.error;
  },
);
// A reader that closes the pipe early (`| head`) has had enough: no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.error));
