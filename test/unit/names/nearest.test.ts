import { beforeAll, describe, expect, it } from 'vitest';
import { decodePopularNames, encodePopularNames } from '../../../server/src/names/files/popularNames';
import type { NameData, NearestNames } from '../../../server/src/names/nameData';
import { createNearest } from '../../../server/src/names/nearest';
import { realNameData } from '../../inMemoryHost';

let data: NameData;
let nearest: NearestNames;

beforeAll(async () => {
  data = await realNameData();
  nearest = data.nearest;
});

describe('the intended projects for an absent name', () => {
  it.each([
    // A slip in one of the most downloaded names, however short.
    ['reqeusts', 'requests'],
    ['rqeuets', 'requests'],
    ['lmx', 'mlx'],
    // A slip in an unpopular name.
    ['shopee-euler-flw', 'shopee-euler-flow'],
    ['pocketmtch', 'pocketmatch'],
    // The significant words, in a popular name.
    ['openslide', 'openslide-python'],
    ['allauth', 'django-allauth'],
    ['python-stdnum-x', 'python-stdnum'],
  ])('%s: %s', (name, target) => {
    expect(data.exists(name)).toBe(false);
    expect(nearest(name)[0]).toBe(target);
  });

  it.each(['globex-auth-service', 'zyqqa-core-thing', 'x'.repeat(500), '', '-', 'рequests', 'a b'])('%o: nothing', (name) => {
    expect(nearest(name)).toEqual([]);
  });

  it('is a listed project or a popular one, and never a shunned one', () => {
    const targets = ['reqeust', 'numpi', 'flaskk'].flatMap((name) => nearest(name));
    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((target) => !data.exists(target) && data.popular.rankOf(target) === undefined)).toEqual([]);
    const shy = createNearest({ ...data, isShunned: (name) => name === 'requests' });
    expect(shy('reqeusts')).not.toContain('requests');
  });

  it('is the right one for a missing letter in nearly every popular name', () => {
    const names = Array.from({ length: 200 }, (_, i) => data.popular.nameAt(9000 + 30 * i) ?? '');
    const slips = names.map((name) => [name.slice(0, 3) + name.slice(4), name] as const);
    const absent = slips.filter(([slip, name]) => name.length > 7 && !data.exists(slip) && !/^-|-$|--/.test(slip));
    const right = absent.filter(([slip, name]) => nearest(slip).includes(name));
    expect(absent.length).toBeGreaterThan(100);
    expect(right.length / absent.length).toBeGreaterThan(0.97);
  });
});

describe('among names that begin alike', () => {
  // Up to a hundred of them are read at once, and more are looked up one by one: the answer is the same.
  it.each([0, 1, 98, 99, 100, 101, 300])('with %i others, a slip is found at each letter', (others) => {
    const name = 'pocketmatch';
    const listed = [
      name,
      ...Array.from({ length: others }, (_, i) => `pocketm-${i}`),
      ...Array.from({ length: others }, (_, i) => `pock${i}`),
    ].sort();
    const find = createNearest({
      engine: { judge: () => undefined },
      popular: decodePopularNames(encodePopularNames([{ name: 'requests' }])),
      exists: (each) => listed.includes(each),
      isShunned: () => false,
      familyOf: () => undefined,
      namesStartingWith: (prefix, limit) => listed.filter((each) => each.startsWith(prefix)).slice(0, limit),
    });
    for (let i = 0; i < name.length; i++) {
      expect([name.slice(0, i) + name.slice(i + 1), `${name.slice(0, i)}z${name.slice(i)}`].map((slip) => find(slip)[0])).toEqual([
        name,
        name,
      ]);
    }
  });
});

describe('among a few names', () => {
  /** The names similar to `name`, if these are popular and these are listed too. */
  function nearIn(popular: readonly string[], name: string, listed: readonly string[] = []): readonly string[] {
    const all = [...popular, ...listed].sort();
    const ranks = decodePopularNames(encodePopularNames(popular.map((each) => ({ name: each }))));
    const find = createNearest({
      engine: { judge: () => undefined },
      popular: ranks,
      exists: (each) => all.includes(each),
      isShunned: (each) => each.startsWith('evil'),
      familyOf: (each) => (each.startsWith('acme-cloud-') ? 'acme-cloud' : undefined),
      namesStartingWith: (prefix, limit) => all.filter((each) => each.startsWith(prefix)).slice(0, limit),
    });
    return find(name);
  }

  it.each<[what: string, popular: string[], name: string, expected: string[]]>([
    ['the first of all', ['six', 'idna'], 'sx', ['six']],
    ['the last of all', ['idna', 'six'], 'sx', ['six']],
    ['a name of four letters', ['idna', 'boto'], 'bto', ['boto']],
    ['a name of five letters that is listed', ['flask'], 'flsk', ['flask']],
    ['the better known of two', ['axe', ...Array.from({ length: 30 }, (_, i) => `q${i}`), 'axb'], 'axc', ['axe', 'axb']],
    ['the one with swapped letters', ['tox', 'otx'], 'txo', ['tox']],
    ['nothing', ['requests'], 'rq', []],
  ])('a short slip means %s', (_, popular, name, expected) => {
    expect(nearIn(popular, name)).toEqual(expected);
  });

  it.each<[what: string, listed: string[], name: string, expected: string[]]>([
    ['a letter too much', ['pocket'], 'pockket', ['pocket']],
    ['a letter missing', ['pocket'], 'poket', ['pocket']],
    ['another letter', ['pocket'], 'pocxet', ['pocket']],
    ['two swapped', ['pocket'], 'pokcet', ['pocket']],
    ['a hyphen missing', ['pock-et'], 'pocket', ['pock-et']],
    ['a first letter missing', ['pocket'], 'ocket', ['pocket']],
    ['a last letter missing', ['pocket'], 'pocke', ['pocket']],
    ['two slips', ['pocket'], 'pxckxt', []],
    ['what is shunned', ['evil-one'], 'evilone', []],
    // A repeated letter is likelier than another one. Names of the same cost are sorted.
    ['the cheapest slip first', ['pocket', 'pockest', 'pockert'], 'pockeet', ['pocket', 'pockert', 'pockest']],
    // Neighbors on a keyboard come first.
    ['three at most', ['aaaab', 'aaaac', 'aaaad', 'aaaae'], 'aaaaf', ['aaaac', 'aaaad', 'aaaab']],
  ])('of listed names: %s', (_, listed, name, expected) => {
    expect(nearIn(['zzzzzzzz'], name, listed)).toEqual(expected);
  });

  it.each<[name: string, expected: string[]]>([
    ['acme-cloud-storge', ['acme-cloud-storage']],
    ['acme-cloud-storg', ['acme-cloud-storage']],
    ['acme-cloud-stog', []],
    ['acme-cloud-xyzzy', []],
    ['acme-cloud-evil', []],
  ])('of the family of %s: %j', (name, expected) => {
    expect(nearIn(['zzzzzzzz'], name, ['acme-cloud-storage', 'acme-cloud-vision-api', 'evil-acme-cloud-evl'])).toEqual(expected);
  });

  it.each<[name: string, expected: string[]]>([
    // The rarer a word, the more significant.
    ['allauth', ['django-allauth']],
    ['stdnum-tools', ['python-stdnum']],
    ['py-stdnum', ['python-stdnum']],
    ['stdnumpy', ['python-stdnum']],
    ['django-wombat', []],
    ['utils', []],
  ])('with the words of %s: %j', (name, expected) => {
    const others = Array.from({ length: 400 }, (_, i) => `${i % 2 === 0 ? 'django' : 'flask'}-n${i}-utils`);
    expect(nearIn(['django', 'django-allauth', 'python-stdnum', ...others], name).slice(0, 1)).toEqual(expected);
  });

  it('is none for a text that cannot be a name, or is too long to be typed', () => {
    expect(nearIn(['zzzzzzzz'], `${'a'.repeat(59)}b`, ['a'.repeat(60)])).toEqual(['a'.repeat(60)]);
    expect(nearIn(['zzzzzzzz'], `${'a'.repeat(60)}b`, ['a'.repeat(61)])).toEqual([]);
    expect(nearIn(['six'], 'SIX')).toEqual([]);
    expect(nearIn(['six'], '-six')).toEqual([]);
  });
});
