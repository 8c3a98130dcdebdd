import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { asObject, parseJson } from '../json';
import { setLocale } from '../protocol/language';
import type { Language } from './languages';

/** Next to dist/, in the extension and in the npm package. */
const FOLDER = path.join(__dirname, '..', 'l10n');

/** English texts and their translations. Empty: English, or the file cannot be read. */
export function translatedTexts({ translation }: Language): Readonly<Record<string, string>> {
  return translation === undefined
    ? {}
    : ((asObject(parseJson(readIfThere(`bundle.l10n.${translation}.json`))) ?? {}) as Record<string, string>);
}

/** From now on, writes messages, numbers and dates in this language, or in English if the file of its texts is missing or damaged. */
export function loadTranslation(language: Language): void {
  const texts = translatedTexts(language);
  l10n.config({ contents: { ...texts } });
  setLocale(language.locale, Object.keys(texts).length > 0);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(path.join(FOLDER, file), 'utf8');
  } catch {
    return '';
  }
}
