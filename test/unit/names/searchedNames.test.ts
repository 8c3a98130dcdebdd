import { describe, expect, it } from 'vitest';
import type { NameData } from '../../../server/src/names/nameData';
import { isOffered, searchNames } from '../../../server/src/names/nameSearch';

interface Listed {
  /** Best first. */
  readonly popular?: readonly string[];
  readonly others?: readonly string[];
  readonly malicious?: readonly string[];
  readonly suspicious?: readonly string[];
  readonly superseded?: Readonly<Record<string, string>>;
  readonly modules?: Readonly<Record<string, readonly string[] | 'python'>>;
}

function dataOf({ popular = [], others = [], malicious = [], suspicious = [], superseded = {}, modules = {} }: Listed): NameData {
  const all = [...popular, ...others].sort();
  return {
    popular: {
      size: popular.length,
      nameAt: (rank: number) => popular[rank - 1],
      rankOf: (name: string) => (popular.includes(name) ? popular.indexOf(name) + 1 : undefined),
    },
    exists: (name: string) => all.includes(name),
    isMalicious: (name: string) => malicious.includes(name),
    superseded: (name: string) => (superseded[name] === undefined ? undefined : { successor: superseded[name] }),
    engine: { judge: (name: string) => (suspicious.includes(name) ? {} : undefined) },
    importName: (name: string) => {
      const projects = modules[name];
      return (
        projects && { module: name, standardLibrary: projects === 'python', projects: projects === 'python' ? ['backport'] : projects }
      );
    },
    namesStartingWith: (prefix: string, limit: number) => all.filter((name) => name.startsWith(prefix)).slice(0, limit),
  } as unknown as NameData;
}

const said = (listed: Listed, typed: string, limit = 10, isSound?: (name: string) => boolean) =>
  searchNames(dataOf(listed), typed, limit, isSound).map(
    ({ name, rank = '-', match, module }) => `${name} ${rank} ${match}${module === undefined ? '' : ` ${module}`}`,
  );

describe('names for typed text', () => {
  it('are the popular ones by rank, those with such a word, and the others by length', () => {
    const listed = { popular: ['zeta', 'my-req', 'requests', 'req'], others: ['requiem', 'reqs', 'reqa'] };
    expect(said(listed, 'req')).toEqual([
      'requests 3 prefix',
      'req 4 prefix',
      'my-req 2 word',
      'reqa - prefix',
      'reqs - prefix',
      'requiem - prefix',
    ]);
    expect(said(listed, 'req', 2)).toEqual(['requests 3 prefix', 'req 4 prefix']);
    expect(said(listed, 'req', 3)).toEqual(['requests 3 prefix', 'req 4 prefix', 'my-req 2 word']);
    expect(said(listed, 'req', 1)).toEqual(['requests 3 prefix']);
    expect(said(listed, 'req', 2, (name) => name !== 'requests')).toEqual(['req 4 prefix', 'my-req 2 word']);
    expect(said({ popular: ['a-req', 'b-req', 'c-req'] }, 'req', 2)).toEqual(['a-req 1 word', 'b-req 2 word']);
    expect(said({ popular: ['rex', 'rez', 'rey'] }, 'req', 2)).toEqual(['rex 1 misspelling', 'rez 2 misspelling']);
  });

  it('are the most popular ones for no text', () => {
    const listed = { popular: ['a', 'b', 'c', 'd'], malicious: ['b'] };
    expect(said(listed, '')).toEqual(['a 1 prefix', 'c 3 prefix', 'd 4 prefix']);
    expect(said(listed, '', 3)).toEqual(['a 1 prefix', 'c 3 prefix']);
    expect(said(listed, '', 10, (name) => name !== 'a')).toEqual(['c 3 prefix', 'd 4 prefix']);
  });

  it('have misspelled ones before the others only if no popular name begins so', () => {
    expect(said({ popular: ['requests'], others: ['reqeuex'] }, 'reqeu')).toEqual(['requests 1 misspelling', 'reqeuex - prefix']);
    expect(said({ popular: ['requests', 'reqeu'], others: ['reqeuex'] }, 'reqeu')).toEqual([
      'reqeu 2 prefix',
      'reqeuex - prefix',
      'requests 1 misspelling',
    ]);
  });

  it.each([
    ['rexuests', true],
    ['rexquests', true],
    ['reuests', true],
    ['reuqests', true],
    ['requestsx', true],
    ['requestsxx', false],
    ['request', true],
    ['req', true],
    ['rxq', true],
    ['rq', false],
    ['rx', false],
    ['rexxests', false],
    ['rxuexts', false],
    ['xrequests', true],
    ['equests', true],
    ['erquests', true],
  ])('with the slip %s may mean requests: %s', (typed, expected) => {
    expect(said({ popular: ['requests'] }, typed).length > 0).toBe(expected);
  });

  it('are first the projects of a module with that name, except for modules of Python', () => {
    const listed = {
      popular: ['bs4-tools', 'beautifulsoup4'],
      others: ['soup'],
      modules: { bs4: ['beautifulsoup4', 'soup'], os: 'python' },
    } as const;
    expect(said(listed, 'bs4')).toEqual(['beautifulsoup4 2 module bs4', 'soup - module bs4', 'bs4-tools 1 prefix']);
    expect(said({ ...listed, others: ['backport'] }, 'os')).toEqual([]);
  });

  it('are the successors of abandoned ones, each once', () => {
    const listed = {
      popular: ['pycrypto', 'pycryptodome', 'fuzzy'],
      others: ['thefuzz'],
      superseded: { pycrypto: 'PyCryptodome', fuzzy: 'thefuzz' },
    };
    expect(said(listed, 'pycry')).toEqual(['pycryptodome 2 prefix']);
    expect(said(listed, 'fuz')).toEqual(['thefuzz - word']);
  });

  it('are at most 200 unpopular ones', () => {
    const others = Array.from({ length: 300 }, (_, i) => `name${1_000 + i}`);
    expect(said({ others }, 'name', 1_000)).toHaveLength(200);
  });
});

it.each<[what: string, listed: Listed, isFree: boolean]>([
  ['popular', { popular: ['x'] }, true],
  ['listed', { others: ['x'] }, true],
  ['not listed', {}, false],
  ['suspicious', { others: ['x'], suspicious: ['x'] }, false],
  ['suspicious and popular', { popular: ['x'], suspicious: ['x'] }, true],
  ['malicious', { popular: ['x'], malicious: ['x'] }, false],
  ['abandoned', { popular: ['x'], superseded: { x: 'y' } }, false],
  ["another project's module", { others: ['x'], modules: { x: ['y'] } }, false],
  ["popular, but another project's module", { popular: ['x'], modules: { x: ['y'] } }, false],
  ['popular, and a module of Python', { popular: ['x'], modules: { x: 'python' } }, true],
  ['a module of Python', { others: ['x'], modules: { x: 'python' } }, false],
  ['popular, and a module of no project', { popular: ['x'], modules: { x: [] } }, true],
])('a name that is %s is offered', (_, listed, expected) => {
  expect(isOffered(dataOf(listed), 'x')).toBe(expected);
});
