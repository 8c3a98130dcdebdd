import { describe, expect, it } from 'vitest';
import { languagesOf } from '../../../server/src/node/translation';

describe('the language of the command line', () => {
  it.each([
    [{ LANG: 'de_DE.UTF-8' }, ['de-de', 'de']],
    [{ LANG: 'pt_BR' }, ['pt-br', 'pt']],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'fr' }, ['fr']],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'fr_FR', LC_ALL: 'ja_JP.eucJP' }, ['ja-jp', 'ja']],
    [{ LANG: 'sr_RS@latin', LC_ALL: '' }, ['sr-rs', 'sr']],
    [{ LANG: 'C.UTF-8' }, []],
    [{ LANG: 'POSIX' }, []],
    [{ LANG: '../../../etc/passwd' }, []],
    [{}, []],
  ])('of %o is %o', (env, languages) => {
    expect(languagesOf(env)).toEqual(languages);
  });
});
