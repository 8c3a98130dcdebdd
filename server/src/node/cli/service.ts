import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { readProjectConfiguration } from '../../configuration/projectConfiguration';
import type { ChosenConfiguration } from '../../configuration/store';
import { reasonOf } from '../../errors';
import { formatOfNamed } from '../../formats';
import type { Logger } from '../../host';
import { createLanguageService, type LanguageService } from '../../languageService';
import { readSettings, type Settings } from '../../settings';
import { BlockingDisk } from '../blockingDisk';
import type { SharedData } from '../data/packageData';
import { fileUri } from '../fileUri';
import { isBelow } from '../isBelow';
import { createNodeHost } from '../nodeHost';
import { startCrew } from '../scan/scanCrew';
import { version } from '../version';
import { readNamedFile } from './namedFile';
import { withStdin } from './stdinFile';
import { FileError, STDIN, UsageError } from './usage';

export interface ServiceCall {
  /** Folders and files, absolute. */
  readonly roots: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly offline: boolean;
  /** A trusted file that configures the scan in place of the repository's configuration, or its contents. Null: no configuration. */
  readonly config?: string | ChosenConfiguration | null | undefined;
  /** The name under which files among the roots are read. */
  readonly as?: string | undefined;
  /** The text of standard input. */
  readonly stdin?: string | undefined;
}

/** The same for a thread of a scan, which then receives a message with the `SharedData` of the main thread. */
export interface ScanTask {
  readonly kind: 'scan';
  readonly call: ServiceCall;
  /** URIs of the targets. */
  readonly scanned: readonly string[];
  /** The id of the order in progress. */
  readonly current: Int32Array;
}

/**
 * The language service of the command line. `program`: the script of the program itself, which runs as a thread of a large scan; in such a thread, what
 * the other one has loaded.
 */
export function serviceFor(call: ServiceCall, logger: Logger, program: string | SharedData): LanguageService {
  const { roots, cwd, stdin } = call;
  const settings: Settings = { ...settingsOfEnvironment(call.env), offline: call.offline };
  const folders = [...new Set(roots.map((root) => readableFolder(root, cwd)))].map((folder) => fileUri(folder));
  const host = createNodeHost({
    version,
    folders: () => folders,
    settings: async () => settings,
    // The user of the command line has chosen the folder. CI uses the folder's own configuration.
    trustsWorkspace: () => true,
    // The environment has the proxy settings.
    proxy: async () => ({}),
    translations: () => ({}),
    logger,
    disk: new BlockingDisk(),
    shared: typeof program === 'string' ? undefined : program,
  });
  const config = typeof call.config === 'string' ? readChosen(call.config === STDIN ? STDIN : path.resolve(cwd, call.config)) : call.config;
  const stdinUri = fileUri(path.resolve(cwd, STDIN));
  return createLanguageService(stdin === undefined ? host : withStdin(host, stdinUri, stdin), {
    rulesUri: '',
    documentChanges: false,
    configuration: config,
    readAs: readAs(call),
    ...(typeof program === 'string' && {
      isAlone: true,
      startCrew: ({ own, roots, signal }) =>
        startCrew({
          script: program,
          own,
          isSharing: true,
          signal,
          task: { call: { ...call, config }, scanned: roots },
          greeting: () => host.packageData.share(),
        }),
    }),
  });
}

/** Settings from the user's own environment, such as a mirror for CI. No file of the scanned folder can change them. */
function settingsOfEnvironment({ LOOKALIKE_INDEX_URL: indexUrl, LOOKALIKE_ADVISORIES_URL: advisoriesUrl }: ServiceCall['env']): Settings {
  const { settings, problems } = readSettings({ indexUrl, advisoriesUrl });
  if (problems.length > 0) {
    throw new UsageError(l10n.t('LOOKALIKE_INDEX_URL and LOOKALIKE_ADVISORIES_URL must be http or https URLs.'));
  }
  return settings;
}

function readChosen(file: string): ChosenConfiguration {
  let text: string;
  try {
    text = file === STDIN ? readFileSync(process.stdin.fd, 'utf8') : readNamedFile(file);
  } catch (error) {
    throw unreadable(file, reasonOf(error));
  }
  const uri = fileUri(file);
  const configuration = readProjectConfiguration(uri, text);
  if (configuration === undefined) {
    throw new FileError(l10n.t({ message: "'{0}' has no table [tool.lookalike].", args: [file], comment: ['{0} is a file'] }));
  }
  // Otherwise a gate would run without its policy.
  if (configuration.broken) {
    throw unreadable(file, configuration.problems[0]?.message ?? '');
  }
  return { uri, text };
}

function unreadable(file: string, why: string): FileError {
  return new FileError(
    l10n.t({
      message: "The configuration '{0}' could not be read: {1}",
      args: [file, why],
      comment: ['{0} is a file, {1} the error'],
    }),
  );
}

/** The files that are read under another name. */
function readAs({ roots, cwd, as, stdin }: ServiceCall): ReadonlyMap<string, string> {
  if (as !== undefined && formatOfNamed(as) === undefined) {
    throw new UsageError(
      l10n.t({ message: "'{0}' is not the name of a supported dependency file.", args: [as], comment: ['{0} is a file name'] }),
    );
  }
  const named = new Map<string, string>();
  for (const root of roots) {
    const isStdin = stdin !== undefined && root === path.resolve(cwd, STDIN);
    const name = as ?? (isStdin ? 'requirements.txt' : undefined);
    if (name !== undefined && (isStdin || isFile(root))) {
      named.set(fileUri(root), name);
    }
  }
  return named;
}

/**
 * The files that a scan of `root` can read: of a folder, everything below it; of a file, its folder, which contains its includes.
 * Includes can also lead to other places below the working directory, if `root` is below it itself.
 */
function readableFolder(root: string, cwd: string): string {
  const own = isFile(root) ? path.dirname(root) : root;
  return isBelow(cwd, own) ? cwd : own;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
