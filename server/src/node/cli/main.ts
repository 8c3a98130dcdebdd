import { isMainThread, type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { traceOf } from '../../errors';
import type { SharedData } from '../data/packageData';
import { systemLocale } from '../languages';
import { runScanTask } from '../scan/scanTask';
import { loadTranslation } from '../translation';
import { languageFor } from './commandLine/chosenLanguage';
import { complainAbout } from './failure';
import { lsp } from './lsp';
import { Output } from './output/outputStreams';
import { run } from './run';
import { type ScanTask, serviceFor } from './service';
import { EXIT } from './usage';

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

if (isMainThread || parentPort === null) {
  runProgram(process.argv.slice(2));
} else {
  runThread(parentPort, workerData as ScanTask);
}

function runThread(port: MessagePort, { call, scanned, current }: ScanTask): void {
  loadTranslation(languageFor([], process.env, systemLocale()));
  port.once('message', (shared: SharedData) => runScanTask(port, serviceFor(call, output.logger, shared), scanned, current));
}

function runProgram(args: readonly string[]): void {
  loadTranslation(languageFor(args, process.env, systemLocale()));
  main(args).then(
    (code) => {
      process.exitCode = code;
    },
    (error: Error) => {
      complainAbout(error, output);
      process.exitCode = EXIT.error;
    },
  );
  // If the reader closes the pipe early (`| head`), that is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.error));
}
