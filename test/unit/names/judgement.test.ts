import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { asciiSkeleton, lookAlikeLetters, unusualCharacters } from '../../../server/src/names/engine/letters/confusables';
import type { NameData } from '../../../server/src/names/nameData';
import { loadNameDataFrom } from '../../../server/src/node/data/dataFiles';
import { normalizeName } from '../../../server/src/packaging/name';

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
    ['nurnpy', 'numpy', 'homoglyph'],
    ['vverkzeug', 'werkzeug', 'homoglyph'],
    ['scikitlearn', 'scikit-learn', 'separators'],
    ['rеquests', 'requests', 'homoglyph'],
    // In foreign letters, and with another spelling than the popular one.
    ['rеquest', 'requests', 'plural'],
    ['numpу-utils', 'numpy', 'suffix'],
    ['yaml-python', 'pyyaml', 'python-word'],
  ])('warns of %s: %s, %s', (name, target, technique) => {
    const judgement = data.engine.judge(name);
    expect(judgement).toMatchObject({ confidence: 'high' });
    expect(judgement?.imitations[0]).toMatchObject({ target, technique });
  });

  it.each([
    // One letter from both: people mean the better-known one.
    ['botoo', 'boto3'],
    // A module of Python is nearer, but cannot be installed.
    ['urlllib', 'urllib3'],
    // Of two brands the better-known one, whichever is first.
    ['pandas-matplotlib', 'pandas'],
    ['matplotlib-pandas', 'pandas'],
    // A module of Python has no downloads to compare.
    ['urllibinstaller', 'urllib'],
    // Spelled correctly, and not misspelled next to it.
    ['requests-http', 'requests'],
    // The same words without hyphens, in another order.
    ['pythonkafka', 'kafka-python'],
  ])('names first what %s most likely means: %s', (name, target) => {
    expect(data.engine.judge(name)?.imitations[0]?.target).toBe(target);
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

  it.each(['apache-airflow-providers-zzz', 'google-cloud-zzz', 'azure-mgmt-zzz'])(
    'does not take %s for a misspelling of its family',
    (name) => {
      const techniques = data.engine.judge(name, { exists: false })?.imitations.map(({ technique }) => technique) ?? [];
      expect(techniques).not.toContain('several-edits');
    },
  );

  it.each(['crc-sdk', 'yara-dsl', 'wgm-api', 'arl-mcp', 'faiss-gpu-cu11'])(
    'does not take %s for other letters in another order',
    (name) => {
      const orders = data.engine.judge(name, { exists: false })?.imitations.filter(({ technique }) => technique === 'word-order') ?? [];
      expect(orders.map(({ target }) => [...target].sort().join(''))).toEqual(orders.map(() => [...name].sort().join('')));
    },
  );

  it('judges the same name in the same way, whatever came before', () => {
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

  it('reports no private name, and no plugin of one', () => {
    expect(data.engine.judge('acme-utils', { privateNames: ['acme-utils'] })).toBeUndefined();
    expect(data.engine.judge('acme-utils-extra', { privateNames: ['acme-utils'] })?.imitations[0]?.target).not.toBe('acme-utils');
  });
});

describe('facts about names', () => {
  it('know modules of projects with another name', () => {
    expect(data.importName('yaml')).toMatchObject({ standardLibrary: false, projects: ['pyyaml'] });
    expect(data.importName('google.protobuf')).toMatchObject({ projects: ['protobuf'] });
    expect(data.importName('sqlite3')).toMatchObject({ standardLibrary: true });
    expect(data.importName('distutils')).toMatchObject({ standardLibrary: true, until: '3.12' });
    expect(data.importName('requests')).toBeUndefined();
  });

  it('name projects that exist, and are not the module itself', async () => {
    const read = async (file: string, key: string): Promise<string[]> =>
      Object.keys(JSON.parse(await readFile(path.join(import.meta.dirname, '../../../data', file), 'utf8'))[key]);
    const modules = [...(await read('import-names.json', 'projects')), ...(await read('stdlib-names.json', 'modules'))];
    expect(modules.length).toBeGreaterThan(600);
    const wrong = modules.filter((module) => {
      const { standardLibrary, projects } = data.importName(module)!;
      const isHonest = projects.every((project) => data.exists(project) && project !== normalizeName(module));
      return !isHonest || (!standardLibrary && projects.length === 0);
    });
    expect(wrong).toEqual([]);
  });

  it('count the projects that are named after a project', () => {
    expect(data.extensions('django', 1000)).toBe(1000);
    expect(data.extensions('zope', 3)).toBe(3);
    const name = 'httpx2';
    expect(data.extensions(name, 1000)).toBeGreaterThanOrEqual(8);
    expect(data.extensions('zqxw-nobody-has-this', 10)).toBe(0);
    expect(data.extensions('zzzzzzzzzzzz', 10)).toBe(0);
    expect(data.extensions('', 10)).toBe(0);
  });

  it('name the successor of a project', () => {
    expect(data.exists(data.superseded('pycrypto')!.successor)).toBe(true);
  });

  it('know the malicious names, including those in other scripts', () => {
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
    ['requ\u0131sts', 'requists', 'latin', 'U+0131'],
    ['num\u0440y', 'numpy', 'cyrillic', 'U+0440'],
    ['fl\u0585sk', 'flosk', 'armenian', 'U+0585'],
    ['\u{1d427}umpy', 'numpy', 'styled', 'U+1D427'],
    ['\u{1d40d}umpy', 'numpy', 'styled', 'U+1D40D'],
    ['\u24dfytest', 'pytest', 'styled', 'U+24DF'],
    ['\ufb02ask', 'flask', 'styled', 'U+FB02'],
    ['numpy\u0301', 'numpy', 'mark', 'U+0301'],
    ['scikit\u2011learn', 'scikit-learn', 'dash', 'U+2011'],
    ['scikit\u2212learn', 'scikit-learn', 'dash', 'U+2212'],
    ['num\u00adpy', 'numpy', 'invisible', 'U+00AD'],
    ['num\u{e0061}py', 'numpy', 'invisible', 'U+E0061'],
    ['num\u3164py', 'numpy', 'invisible', 'U+3164'],
  ])('%o reads like %s', (name, skeleton, script, codePoint) => {
    expect(asciiSkeleton(name)).toBe(skeleton);
    expect(unusualCharacters(name)).toMatchObject([{ script, codePoint }]);
  });

  it.each([
    ['jeIlyfish', 'jellyfish', 'I', 'l'],
    ['jeilyfish', 'jellyfish', 'i', 'l'],
    ['rnarkdown', 'markdown', 'rn', 'm'],
    ['pil1ow', 'pillow', '1', 'l'],
    ['Crypt0graphy', 'cryptography', '0', 'o'],
    ['scikit_1earn', 'scikit-learn', '1', 'l'],
    ['vverkzeug', 'werkzeug', 'vv', 'w'],
  ])('of ASCII: in %s, for %s, %s looks like %s', (name, target, shown, meant) => {
    expect(lookAlikeLetters(name, target)).toEqual({ shown, meant });
  });

  it('are not an explanation if more than one letter differs', () => {
    expect(lookAlikeLetters('reqeusts', 'requests')).toBeUndefined();
    expect(lookAlikeLetters('requests', 'requests')).toBeUndefined();
    expect(lookAlikeLetters('requestss', 'requests')).toBeUndefined();
  });

  it('have no skeleton if they resemble no letter', () => {
    expect(asciiSkeleton('日本')).toBeUndefined();
    expect(asciiSkeleton('numpy')).toBeUndefined();
    expect(unusualCharacters('numpy')).toEqual([]);
  });
});
