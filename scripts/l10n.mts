import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { root } from './run.mjs';

/** `npm run l10n` writes every message of the code into the bundle that translators start from; with `--check` (lint) it only compares. */
const files = ['client/src', 'server/src'].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ extension: '.ts' as const, contents: fs.readFileSync(path.join(root, folder, file), 'utf8') })),
);
const messages = Object.entries(await getL10nJson(files)).sort(([a], [b]) => (a < b ? -1 : 1));
const text = `${JSON.stringify(Object.fromEntries(messages), null, 2)}\n`;
const bundle = path.join(root, 'l10n/bundle.l10n.json');

if (process.argv.includes('--check')) {
  if (!fs.existsSync(bundle) || fs.readFileSync(bundle, 'utf8') !== text) {
    console.error('l10n/bundle.l10n.json does not have the messages of the code: npm run l10n writes it.');
    process.exitCode = 1;
  }
} else {
  fs.mkdirSync(path.dirname(bundle), { recursive: true });
  fs.writeFileSync(bundle, text);
}
