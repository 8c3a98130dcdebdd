import { describe, expect, it } from 'vitest';
import { imitatePrivate } from '../../../../server/src/names/engine/privateNames';
import { realNameData } from '../../../inMemoryHost';

const OWN = ['acme-utils', 'core', 'globex-*', 'data-*'];

describe("imitations of a project's own names", () => {
  it.each([
    ['acme-utlis', 'acme-utils', 'transposition', 'high'],
    ['acme-utls', 'acme-utils', 'omission', 'high'],
    ['acme-uttils', 'acme-utils', 'repetition', 'high'],
    ['acme-utilz', 'acme-utils', 'replacement', 'high'],
    ['acrne-utils', 'acme-utils', 'homoglyph', 'low'],
    ['acme-uti1s', 'acme-utils', 'homoglyph', 'high'],
    ['acme-util', 'acme-utils', 'plural', 'high'],
    ['acme-utils2', 'acme-utils', 'numeral', 'high'],
    ['acmeutils', 'acme-utils', 'separators', 'high'],
    ['utils-acme', 'acme-utils', 'word-order', 'high'],
    ['python-acme-utils', 'acme-utils', 'prefix', 'high'],
    ['acmeutilslib', 'acme-utils', 'suffix', 'high'],
    // A short word matches by chance.
    ['code', 'core', 'replacement', 'low'],
    ['golbex-client', 'globex-client', 'transposition', 'high'],
    ['globbex-client', 'globex-client', 'repetition', 'high'],
    ['globe-client', 'globex-client', 'omission', 'low'],
    ['date-tools', 'data-tools', 'replacement', 'low'],
  ])('%s is like %s (%s, %s)', (name, target, technique, confidence) => {
    const [best, ...others] = imitatePrivate(name, OWN, 0);
    expect(others).toEqual([]);
    expect(best).toMatchObject({ target, technique });
    expect(best!.score >= 0 ? 'high' : 'low').toBe(confidence);
  });

  it.each([
    'acme-utils',
    // Probably another package of the same owner.
    'acme-utils-extra',
    'acme-client',
    'globex-client',
    // A glued beginning is not a word.
    'database',
    'dataset',
    'cord-x',
    'requests',
    'a',
    '',
  ])('leaves %o alone', (name) => {
    expect(imitatePrivate(name, OWN, 0)).toEqual([]);
  });

  it('reads a name in foreign letters like the private one', async () => {
    const { engine } = await realNameData();
    const judgement = engine.judge('\u0430cme-utils', { privateNames: ['acme-utils'] });
    expect(judgement).toMatchObject({ confidence: 'high', imitations: [{ target: 'acme-utils', technique: 'homoglyph' }] });
  });
});
