import type { Environment } from './http/proxy';

/** Languages of Lookalike's texts besides English: the names of the files, as VS Code names its languages. */
export const TRANSLATIONS = ['de', 'es', 'fr', 'ja', 'ko', 'pt-br', 'zh-cn', 'zh-tw'] as const;

export type TranslationName = (typeof TRANSLATIONS)[number];

/** The language that the reader requested. */
export interface Language {
  /** The translation for it. Absent: English. */
  readonly translation?: TranslationName;
  /** BCP 47 tag for `Intl`: the reader's own region if the translation is in their language, `en` if there is none. */
  readonly locale: string;
}

const ENGLISH: Language = { locale: 'en' };

/** Regions with traditional Chinese characters. */
const TRADITIONAL = /^(?:hant|tw|hk|mo)$/;

/**
 * The language for a tag: BCP 47 (`zh-Hant-HK`), POSIX (`pt_PT.UTF-8`, `sr_RS@latin`) or VS Code (`zh-tw`). A region without its own translation uses
 * another one of the same language. Undefined for `C`, `POSIX` and languages without a translation.
 */
export function languageOfTag(tag: string): Language | undefined {
  const [, name, ...subtags] = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@]|$)/.exec(tag.toLowerCase()) ?? [];
  if (name === undefined) {
    return undefined;
  }
  const [script, region] = subtags;
  const translation = name === 'en' ? undefined : TRANSLATIONS.find((each) => each === translationName(name, script ?? region));
  return name === 'en' || translation !== undefined
    ? { ...(translation !== undefined && { translation }), locale: canonical([name, script, region]) }
    : undefined;
}

function translationName(language: string, variant: string | undefined): string {
  switch (language) {
    case 'zh':
      return TRADITIONAL.test(variant ?? '') ? 'zh-tw' : 'zh-cn';
    case 'pt':
      return 'pt-br';
    default:
      return language;
  }
}

function canonical(subtags: readonly (string | undefined)[]): string {
  try {
    return Intl.getCanonicalLocales(subtags.filter((each) => each !== undefined).join('-'))[0] ?? 'en';
  } catch {
    return subtags[0] ?? 'en';
  }
}

/**
 * The language of an environment, by the rules of GNU gettext: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set; the list in `LANGUAGE`
 * takes precedence unless the locale is `C`. Without any of these variables (Windows sets none), `systemLocale` is used.
 */
export function languageOfEnvironment(env: Environment, systemLocale: string): Language {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = env;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  if (/^(?:C|POSIX)(?:\.|$)/.test(locale)) {
    return ENGLISH;
  }
  const wanted = [...(LANGUAGE ?? '').split(':'), locale || (LANGUAGE ? '' : systemLocale)];
  for (const tag of wanted) {
    const language = languageOfTag(tag);
    if (language !== undefined) {
      return language;
    }
  }
  return ENGLISH;
}

/** The language of the server: `LOOKALIKE_LANGUAGE`, else the editor's, else that of the environment. */
export function serverLanguage(env: Environment, editorLocale: string | undefined): Language {
  const chosen = languageOfTag(env.LOOKALIKE_LANGUAGE ?? '');
  return chosen ?? (editorLocale === undefined ? languageOfEnvironment(env, systemLocale()) : (languageOfTag(editorLocale) ?? ENGLISH));
}

/** Some programs have no `navigator`. `Intl` takes 10 ms longer. */
export function systemLocale(): string {
  return globalThis.navigator?.language ?? new Intl.DateTimeFormat().resolvedOptions().locale;
}
