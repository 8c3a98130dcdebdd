import { expect, it } from 'vitest';
import { languageFor } from '../../../../../server/src/node/cli/commandLine/chosenLanguage';

const GERMAN = { translation: 'de', locale: 'de' };
const FRENCH = { translation: 'fr', locale: 'fr-CA' };
const ENGLISH = { locale: 'en' };

it.each<[args: readonly string[], env: Record<string, string>, language: object, inherited: string | undefined]>([
  [[], {}, FRENCH, undefined],
  [['scan', '.'], { LANG: 'de' }, GERMAN, undefined],
  [[], { LOOKALIKE_LANGUAGE: 'de' }, GERMAN, 'de'],
  [[], { LOOKALIKE_LANGUAGE: '', LANG: 'de' }, GERMAN, ''],
  [['scan', '--language', 'de'], {}, GERMAN, 'de'],
  [['scan', '--language=de', '.'], {}, GERMAN, 'de'],
  [['--language', 'de', 'scan'], { LOOKALIKE_LANGUAGE: 'fr-CA' }, GERMAN, 'de'],
  [['--language', 'fr-CA', '--language=de'], {}, GERMAN, 'de'],
  [['--language=nonsense'], { LANG: 'de' }, ENGLISH, 'nonsense'],
  [[], { LOOKALIKE_LANGUAGE: 'nonsense', LANG: 'de' }, ENGLISH, 'nonsense'],
  [['--language='], { LANG: 'de' }, GERMAN, ''],
  [['--language'], { LANG: 'de' }, GERMAN, undefined],
  [['--language'], { LOOKALIKE_LANGUAGE: 'de' }, GERMAN, 'de'],
  [['no--language=de'], {}, FRENCH, undefined],
])('the language of %j with %j is %j', (args, env, language, inherited) => {
  const own = { ...env };
  expect(languageFor(args, own, 'fr-CA')).toEqual(language);
  expect(own.LOOKALIKE_LANGUAGE).toBe(inherited);
});
