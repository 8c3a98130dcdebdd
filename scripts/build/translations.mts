import fs from 'node:fs';
import path from 'node:path';
import { TRANSLATIONS, type TranslationName } from '../../server/src/node/languages';
import { root } from '../run.mjs';

/** A file of English texts, and its translations beside it. */
export interface TextFile {
  readonly english: string;
  translation(language: TranslationName): string;
}

export const TEXT_FILES: readonly TextFile[] = [
  { english: 'l10n/bundle.l10n.json', translation: (language) => `l10n/bundle.l10n.${language}.json` },
  { english: 'package.nls.json', translation: (language) => `package.nls.${language}.json` },
];

export type Texts = Readonly<Record<string, string>>;

/** The texts of a file of the repository by their keys; undefined if there is no such file. */
export function readTexts(file: string): Texts | undefined {
  const full = path.join(root, file);
  if (!fs.existsSync(full)) {
    return undefined;
  }
  const entries = Object.entries(JSON.parse(fs.readFileSync(full, 'utf8')) as Record<string, string | { message: string }>);
  return Object.fromEntries(entries.map(([key, text]) => [key, typeof text === 'string' ? text : text.message]));
}

export interface TranslationState {
  readonly file: string;
  readonly language: TranslationName;
  /** Keys with their English texts. */
  readonly missing: Texts;
  /** Keys that the English file does not have. */
  readonly stale: readonly string[];
  /** A sentence for each entry that does not match its English text. */
  readonly broken: readonly string[];
}

/** The completeness of each translation. A language without a file lacks all texts. */
export function translationStates(): TranslationState[] {
  return TEXT_FILES.flatMap(({ english, translation }) => {
    const texts = readTexts(english) ?? {};
    return TRANSLATIONS.map((language) => stateOf(translation(language), language, texts));
  });
}

function stateOf(file: string, language: TranslationName, english: Texts): TranslationState {
  const translated = readTexts(file) ?? {};
  const entries = Object.entries(english);
  return {
    file,
    language,
    missing: Object.fromEntries(entries.filter(([key]) => !Object.hasOwn(translated, key))),
    stale: Object.keys(translated).filter((key) => !Object.hasOwn(english, key)),
    broken: entries.flatMap(([key, text]) =>
      Object.hasOwn(translated, key) ? faultsOf(key, text, translated[key] as string).map((fault) => `${key}: ${fault}`) : [],
    ),
  };
}

/** Parts that a translation must contain as often as the English text. */
const KEPT: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['placeholders', /\{\d+\}/g],
  ['code in backticks', /`[^`]*`/g],
  ['bold text', /\*\*(?=\S)/g],
  ['link targets', /\]\([^)]*\)/g],
  ['icons', /\$\([\w-]+\)/g],
  ['line breaks', /\n/g],
];

/** Quoted words that a user types or reads in a file: an option, a key, a command, a file name. Text between two such words has spaces at its ends. */
const QUOTED_CODE = /'(?! )((?=[^']*[-_./*=[\]@]|(?:trust|private|exclude|files|rules|accept)')[\w\-./*=[\]@ ]+)(?<! )'/g;

/** Columns on a screen; East Asian characters take two. */
export function width(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff00-\uff60\u3000-\u303f]/u.test(character) ? 2 : 1),
    0,
  );
}

/** A wider title of a command or a button is cut off, or pushes others out of view. */
const MAX_TITLE = 45;

/** The problems in the translation of one text, in words. */
export function faultsOf(key: string, english: string, translated: string): string[] {
  const faults: string[] = [];
  if (translated.trim() !== translated || translated === '') {
    faults.push('it is empty or has spaces around it');
  }
  for (const [what, pattern] of KEPT) {
    const [expected, actual] = [english, translated].map((text) => [...text.matchAll(pattern)].map(([match]) => match).sort());
    if (JSON.stringify(expected) !== JSON.stringify(actual)) {
      faults.push(`its ${what} differ: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
    }
  }
  for (const [, code = ''] of english.matchAll(QUOTED_CODE)) {
    if (!translated.includes(code)) {
      faults.push(`'${code}' is missing`);
    }
  }
  if (english.endsWith('…') !== translated.endsWith('…')) {
    faults.push("it has to end in '…' as the English text does, or not");
  }
  if (/[.。]$/.test(translated) && !/[.…]$/.test(english)) {
    faults.push('it ends with a period, and the English text does not');
  }
  const words = english.replace(/\{\d+\}|`[^`]*`|'[^']*'/g, '').match(/[A-Za-z]{2,}/g) ?? [];
  if (translated === english && words.length >= 4) {
    faults.push('it is not translated');
  }
  const isTitle = key.startsWith('commands.');
  const limit = isTitle ? MAX_TITLE : Math.max(2 * width(english), width(english) + 24);
  if (width(translated) > limit) {
    faults.push(`it takes ${width(translated)} columns; at most ${limit} are allowed`);
  }
  return faults;
}
