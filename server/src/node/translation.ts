import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { asObject, parseJson } from '../json';
import type { Environment } from './proxy';

/** Beside dist/, in the extension and in the npm package alike. */
const FOLDER = path.join(__dirname, '..', 'l10n');

/** Words what is said from now on in the user's language, where there is a translation into it; else it stays English. */
export function loadTranslation(env: Environment): void {
  for (const language of languagesOf(env)) {
    const contents = asObject(parseJson(readIfThere(path.join(FOLDER, `bundle.l10n.${language}.json`))));
    if (contents !== undefined) {
      l10n.config({ contents: contents as Record<string, string> });
      return;
    }
  }
}

/** `pt_BR.UTF-8` as `pt-br` and `pt`, which is how bundles are named. The variables in POSIX's order: the first that is set counts. */
export function languagesOf({ LC_ALL, LC_MESSAGES, LANG }: Environment): string[] {
  const [, language, territory] = /^([A-Za-z]{2,3})(?:[_-]([A-Za-z0-9]+))?(?:[.@]|$)/.exec(LC_ALL || LC_MESSAGES || LANG || '') ?? [];
  if (language === undefined) {
    return [];
  }
  return (territory === undefined ? [language] : [`${language}-${territory}`, language]).map((name) => name.toLowerCase());
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
