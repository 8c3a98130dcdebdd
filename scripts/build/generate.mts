import { mustRun } from '../run.mjs';
import { isBundleCurrent, printStates, printWork, writeBundle } from './l10n.mjs';
import { writeManifest } from './manifest.mjs';

/**
 * `npm run build -- generate` writes every file that is derived from the code: the bundle of messages, then package.json, the texts of the settings, the table of
 * docs/rules.md and the client's list of file kinds. It prints how complete each translation is; `npm run build -- generate ja` prints the missing texts of a language.
 * With `--check` (lint) it only compares the bundle: tests compare the rest.
 */
export async function generate([argument]: readonly string[]): Promise<void> {
  if (argument === '--check') {
    if (!(await isBundleCurrent())) {
      console.error('l10n/bundle.l10n.json does not have the messages of the code: npm run build -- generate writes it.');
      process.exitCode = 1;
    }
    return;
  }
  await writeBundle();
  writeManifest();
  await mustRun('npx', ['biome', 'check', '--write', '--log-level=error', 'package.json']);
  if (argument === undefined) {
    printStates();
  } else {
    printWork(argument);
  }
}
