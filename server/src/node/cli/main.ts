import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { messageOf, systemReason, traceOf } from '../../errors';
import { type Language, languageOf, languageOfEnvironment, systemLocale } from '../languages';
import { runScanTask } from '../scan/scanTask';
import { loadTranslation } from '../translation';
import { lsp } from './lsp';
import { Output } from './outputStreams';
import { run } from './run';
import { type ScanTask, serviceFor } from './service';
import { EXIT, UsageError } from './usage';

const output = new Output(process.stdout, process.stderr, process.env);

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'lsp' && !args.includes('--help') && !args.includes('-h')) {
    return lsp(args.slice(1));
  }
  failClosed();
  return run(args, output);
}

/** If the program ends before it has an answer, that is an error. */
function failClosed(): void {
  process.exitCode = EXIT.error;
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      output.logger.error(traceOf(error));
      process.exit(EXIT.error);
    });
  }
}

/** `--language` and `LOOKALIKE_LANGUAGE` take precedence over the environment. Invalid values are reported later, in English. */
function languageFor(args: readonly string[]): Language {
  const [, inline] = args.map((arg) => /^--language=(.*)/.exec(arg)).find((match) => match !== null) ?? [];
  const at = args.indexOf('--language');
  const chosen = inline ?? (at === -1 ? process.env.LOOKALIKE_LANGUAGE : args[at + 1]);
  if (at !== -1 || inline !== undefined) {
    // The server and worker threads get it through the environment.
    process.env.LOOKALIKE_LANGUAGE = chosen;
  }
  return chosen ? (languageOf(chosen) ?? { locale: 'en' }) : languageOfEnvironment(process.env, systemLocale());
}

if (isMainThread || parentPort === null) {
  runProgram(process.argv.slice(2));
} else {
  const { call, scanned, current } = workerData as ScanTask;
  loadTranslation(languageFor([]));
  runScanTask(parentPort, serviceFor(call, output.logger), scanned, current);
}

function runProgram(args: readonly string[]): void {
  loadTranslation(languageFor(args));
  main(args).then(
    (code) => {
      process.exitCode = code;
    },
    (error: Error) => {
      output.clearProgress();
      output.complain(systemReason(error) === undefined ? error.message : messageOf(error));
      if (error instanceof UsageError) {
        const help = `lookalike${error.command === undefined ? '' : ` ${error.command}`} --help`;
        output.writeError(
          `${l10n.t({ message: "See '{0}'.", args: [help], comment: ['{0} is a call that shows help, such as lookalike scan --help'] })}\n`,
        );
      }
      process.exitCode = EXIT.error;
    },
  );
  // If the reader closes the pipe early (`| head`), that is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.error));
}
