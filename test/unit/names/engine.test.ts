import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { asciiSkeleton, unusualCharacters } from '../../../server/src/names/confusables';
import type { NameData } from '../../../server/src/names/data';
import { loadNameDataFrom } from '../../../server/src/node/data';

let data: NameData;

beforeAll(async () => {
  data = await loadNameDataFrom(path.join(import.meta.dirname, '../../../data'));
});

describe('the engine', () => {
  it.each([
    ['reqeusts', 'requests', 'transposition'],
    ['requestss', 'requests', 'repetition'],
    ['python-dateutils', 'python-dateutil', 'plural'],
    ['jeilyfish', 'jellyfish', 'homoglyph'],
    ['beautifulsuop4', 'beautifulsoup4', 'transposition'],
    ['numpyy', 'numpy', 'repetition'],
    ['scikitlearn', 'scikit-learn', 'separators'],
    ['rеquests', 'requests', 'homoglyph'],
  ])('warns of %s: %s, %s', (name, target, technique) => {
    const judgement = data.engine.judge(name);
    expect(judgement).toMatchObject({ confidence: 'high' });
    expect(judgement?.imitations[0]).toMatchObject({ target, technique });
  });

  it.each([
    ['pycryptoenv', 'env'],
    ['pycryptoconf', 'conf'],
  ])('names what %s imitates when nobody has the name', (name, detail) => {
    expect(data.engine.judge(name, { exists: false })?.imitations[0]).toMatchObject({ target: 'pycrypto', technique: 'suffix', detail });
  });

  it.each(['', '-', 'a', 'x'.repeat(500), `${'a-'.repeat(100)}b`, '\u0000', '日本語', 'quasarlib', 'swapmempool'])(
    'survives %o',
    (name) => {
      expect(() => data.engine.judge(name)).not.toThrow();
    },
  );

  it('is quiet on every popular name, existing or not', () => {
    const flagged: string[] = [];
    for (let rank = 1; rank <= data.popular.size; rank++) {
      const name = data.popular.nameAt(rank)!;
      if (data.engine.judge(name) !== undefined || data.engine.judge(name, { exists: false }) !== undefined) {
        flagged.push(name);
      }
    }
    expect(data.popular.size).toBeGreaterThan(15_000);
    expect(flagged).toEqual([]);
  });

  it('judges the same name the same way whatever came before', () => {
    const before = data.engine.judge('reqeusts');
    data.engine.judge('some-other-name-with-many-words-in-it');
    expect(data.engine.judge('reqeusts')).toEqual(before);
  });

  it.each([
    ['acme-utlis', 'acme-utils'],
    ['acmeutils', 'acme-utils'],
    ['utils-acme', 'acme-utils'],
  ])('takes %s for a private name', (name, target) => {
    expect(data.engine.judge(name, { privateNames: ['acme-utils'] })).toMatchObject({ confidence: 'high', imitations: [{ target }] });
  });

  it('leaves private names themselves and their plugins alone', () => {
    expect(data.engine.judge('acme-utils', { privateNames: ['acme-utils'] })).toBeUndefined();
    expect(data.engine.judge('acme-utils-extra', { privateNames: ['acme-utils'] })?.imitations[0]?.target).not.toBe('acme-utils');
  });
});

describe('facts about names', () => {
  it('know modules whose project has another name', () => {
    expect(data.importName('yaml')).toMatchObject({ standardLibrary: false, projects: ['pyyaml'] });
    expect(data.importName('google.protobuf')).toMatchObject({ projects: ['protobuf'] });
    expect(data.importName('sqlite3')).toMatchObject({ standardLibrary: true });
    expect(data.importName('distutils')).toMatchObject({ standardLibrary: true, until: '3.12' });
    expect(data.importName('requests')).toBeUndefined();
  });

  it('name projects that exist', () => {
    for (const module of ['cv2', 'PIL', 'sklearn', 'bs4', 'dateutil', 'jwt', 'Crypto', 'OpenSSL']) {
      for (const project of data.importName(module)?.projects ?? ['none']) {
        expect(data.exists(project), `${module}: ${project}`).toBe(true);
      }
    }
    expect(data.exists(data.superseded('pycrypto')!.successor)).toBe(true);
  });

  it('know the malicious names, also those in other scripts', () => {
    expect(['pycryptoenv', 'quasarlib', 'requеsts', 'requests'].map((name) => data.isMalicious(name))).toEqual([true, true, true, false]);
  });
});

describe('characters of other scripts', () => {
  it.each([
    ['rеquests', 'requests', 'cyrillic', 'U+0435'],
    ['ｎumpy', 'numpy', 'full-width', 'U+FF4E'],
    ['num\u200bpy', 'numpy', 'invisible', 'U+200B'],
    ['νumpy', 'vumpy', 'greek', 'U+03BD'],
    ['fläsk', 'flask', 'latin', 'U+00E4'],
  ])('%o reads like %s', (name, skeleton, script, codePoint) => {
    expect(asciiSkeleton(name)).toBe(skeleton);
    expect(unusualCharacters(name)).toMatchObject([{ script, codePoint }]);
  });

  it('have no skeleton where they look like no letter', () => {
    expect(asciiSkeleton('日本')).toBeUndefined();
    expect(asciiSkeleton('numpy')).toBeUndefined();
    expect(unusualCharacters('numpy')).toEqual([]);
  });
});
