import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { TRANSLATIONS } from '../../server/src/node/languages';
import { root } from '../run.mjs';
import { translationStates } from './translations.mjs';

const bundle = path.join(root, 'l10n/bundle.l10n.json');

/** The bundle for translators: every message of the code. */
async function textOfBundle(): Promise<string> {
  const files = ['client/src', 'server/src'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ extension: '.ts' as const, contents: fs.readFileSync(path.join(root, folder, file), 'utf8') })),
  );
  const messages = Object.entries(await getL10nJson(files)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(messages), null, 2)}\n`;
}

export async function isBundleCurrent(): Promise<boolean> {
  return fs.existsSync(bundle) && fs.readFileSync(bundle, 'utf8') === (await textOfBundle());
}

export async function writeBundle(): Promise<void> {
  fs.mkdirSync(path.dirname(bundle), { recursive: true });
  fs.writeFileSync(bundle, await textOfBundle());
}

/** One line per file. */
export function printStates(): void {
  for (const { file, missing, stale, broken } of translationStates()) {
    console.log(`${file}: ${Object.keys(missing).length} missing, ${stale.length} stale, ${broken.length} broken`);
  }
  console.log('npm run build -- generate LANGUAGE prints the entries.');
}

/** The missing entries as JSON, to translate and add to the file, and then the other problems. */
export function printWork(language: string): void {
  const states = translationStates().filter((state) => state.language === language);
  if (states.length === 0) {
    console.error(`The languages are ${TRANSLATIONS.join(', ')}.`);
    process.exitCode = 2;
  }
  for (const { file, missing, stale, broken } of states) {
    console.log(`# ${file}: missing\n${JSON.stringify(missing, null, 2)}`);
    for (const [title, list] of Object.entries({ 'stale (not in the English file any more)': stale, broken })) {
      console.log(`# ${file}: ${title}${list.map((entry) => `\n- ${entry}`).join('')}`);
    }
  }
}
