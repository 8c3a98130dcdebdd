import { describe, expect, it } from 'vitest';
import { type DeclaredPlace, LockedPaths } from '../../../server/src/facts/lockedPaths';
import type { Requirement } from '../../../server/src/formats/manifest/format';

/** A package in a lock file, with the parts that determine paths. */
function locked(name: string, needs: readonly string[], source = 'index'): Requirement {
  return { name, normalizedName: name.toLowerCase(), needs, source } as unknown as Requirement;
}

const PLACE: DeclaredPlace = { uri: 'file:///a', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
const ALL = [locked('app', ['a', 'b'], 'path'), locked('A', ['c']), locked('b', ['d']), locked('c', []), locked('d', [])];

describe('the path to a package in a lock file', () => {
  it.each<[what: string, asked: string[], expected: (readonly string[] | undefined)[]]>([
    ['one name', ['a'], [['A'], undefined, ['A', 'c'], undefined]],
    ['two names', ['a', 'd'], [['A'], undefined, ['A', 'c'], ['d']]],
    ['none, but the projects of the file do', [], [['A'], ['b'], ['A', 'c'], ['b', 'd']]],
    ['a name that is not locked', ['x'], [undefined, undefined, undefined, undefined]],
  ])('%s', (_what, asked, expected) => {
    const paths = new LockedPaths(ALL, new Map(asked.map((name) => [name, PLACE])));
    const found = ALL.slice(1).map((each) => paths.to(each));
    expect(found.map((via) => via?.names)).toEqual(expected);
    expect(found.every((via) => via === undefined || via.place === (asked.length === 0 ? undefined : PLACE))).toBe(true);
  });
});

it('leaves names of a very long path out', () => {
  const chain = Array.from({ length: 300 }, (_, i) => locked(`a${i}`, [`a${i + 1}`]));
  const paths = new LockedPaths(chain, new Map([['a0', PLACE]]));
  expect(paths.to(chain[99]!)?.names).toEqual(chain.slice(0, 100).map(({ name }) => name));
  const names = [...chain.slice(0, 50), { name: '…' }, ...chain.slice(250)].map(({ name }) => name);
  expect(paths.to(chain[299]!)).toEqual({ names, place: PLACE });
});
