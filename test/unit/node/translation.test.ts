import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import { languageOfEnvironment, languageOfTag, serverLanguage } from '../../../server/src/node/languages';
import { loadTranslation } from '../../../server/src/node/translation';
import { formatDate, formatNumber, isEnglish, setLocale } from '../../../server/src/protocol/language';

describe('the language of a tag', () => {
  it.each([
    ['de', 'de', 'de'],
    ['de_AT.UTF-8', 'de', 'de-AT'],
    ['es_MX', 'es', 'es-MX'],
    ['es-419', 'es', 'es-419'],
    ['fr_CA@euro', 'fr', 'fr-CA'],
    ['ja_JP.eucJP', 'ja', 'ja-JP'],
    ['ko', 'ko', 'ko'],
    ['pt', 'pt-br', 'pt'],
    ['pt_PT.UTF-8', 'pt-br', 'pt-PT'],
    ['PT-BR', 'pt-br', 'pt-BR'],
    ['zh', 'zh-cn', 'zh'],
    ['zh_CN.GB18030', 'zh-cn', 'zh-CN'],
    ['zh_SG', 'zh-cn', 'zh-SG'],
    ['zh_HK.UTF-8', 'zh-tw', 'zh-HK'],
    ['zh-MO', 'zh-tw', 'zh-MO'],
    ['zh-tw', 'zh-tw', 'zh-TW'],
    ['zh-Hant', 'zh-tw', 'zh-Hant'],
    ['zh_Hans_HK', 'zh-cn', 'zh-Hans-HK'],
    ['en_GB.UTF-8', undefined, 'en-GB'],
  ])('%s: texts in %s, numbers and dates in %s', (tag, translation, locale) => {
    expect(languageOfTag(tag)).toEqual(translation === undefined ? { locale } : { translation, locale });
  });

  it.each(['', 'C', 'C.UTF-8', 'POSIX', 'sv_SE.UTF-8', 'tlh', 'deutsch', 'd', '../../../etc/passwd', 'ja/../x', '\u0000ja'])(
    '%o: none',
    (tag) => {
      expect(languageOfTag(tag)).toBeUndefined();
    },
  );
});

describe('the language of an environment', () => {
  it.each([
    [{ LANG: 'de_DE.UTF-8' }, 'de'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'fr' }, 'fr'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'fr_FR', LC_ALL: 'ja_JP.eucJP' }, 'ja'],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: '' }, 'ko'],
    [{ LANG: 'en_US.UTF-8', LANGUAGE: 'sv:pt:de' }, 'pt-br'],
    [{ LANG: 'de_DE.UTF-8', LANGUAGE: 'en' }, undefined],
    [{ LANG: 'de_DE.UTF-8', LANGUAGE: 'sv' }, 'de'],
    [{ LANGUAGE: 'es' }, 'es'],
    [{ LC_ALL: 'C', LANG: 'de_DE.UTF-8', LANGUAGE: 'fr' }, undefined],
    [{ LANG: 'C.UTF-8', LANGUAGE: 'fr' }, undefined],
    [{ LANG: 'POSIX' }, undefined],
    [{ LANG: 'sv_SE.UTF-8' }, undefined],
    [{ LANG: '../../../etc/passwd' }, undefined],
  ])('%o: %s', (env, translation) => {
    expect(languageOfEnvironment(env, 'it-IT').translation).toBe(translation);
  });

  it("is the system's if no variable is set, as on Windows", () => {
    expect(languageOfEnvironment({}, 'ja-JP')).toEqual({ translation: 'ja', locale: 'ja-JP' });
    expect(languageOfEnvironment({}, 'sv-SE')).toEqual({ locale: 'en' });
  });
});

describe('the language of the server', () => {
  it.each([
    [{ LANG: 'de_DE' }, 'fr', 'fr'],
    [{ LANG: 'de_DE' }, 'en', undefined],
    [{ LANG: 'de_DE' }, undefined, 'de'],
    [{ LANG: 'de_DE' }, 'zh-hk', 'zh-tw'],
    [{ LOOKALIKE_LANGUAGE: 'ja' }, 'fr', 'ja'],
    [{ LOOKALIKE_LANGUAGE: 'xx' }, 'fr', 'fr'],
  ])('in %o for an editor in %s: %s', (env, locale, translation) => {
    expect(serverLanguage(env, locale).translation).toBe(translation);
  });
});

describe('a translation without its file, as next to the sources', () => {
  afterEach(() => setLocale('en'));

  it('leaves messages, numbers and dates in English', () => {
    setLocale('fr');
    loadTranslation({ translation: 'de', locale: 'de-DE' });
    expect([l10n.t('Not checked'), formatNumber(1234), formatDate('2026-11-03')]).toEqual(['Not checked', '1,234', 'Nov 3, 2026']);
    expect(isEnglish()).toBe(true);
  });

  it("keeps the formats of the reader's own English", () => {
    loadTranslation({ locale: 'en-GB' });
    expect(formatDate('2026-11-03')).toBe('3 Nov 2026');
    expect(isEnglish()).toBe(true);
  });
});
