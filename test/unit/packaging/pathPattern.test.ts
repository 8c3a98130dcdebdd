import { describe, expect, it } from 'vitest';
import { pathPattern } from '../../../server/src/packaging/pathPattern';

describe('globs of paths', () => {
  it.each<[glob: string, matches: string[], others: string[]]>([
    ['libs/*', ['libs/a', 'libs/a-b'], ['libs', 'libs/a/b', 'x/libs/a']],
    ['./libs/*/', ['libs/a'], ['a']],
    ['libs\\*', ['libs/a'], ['a']],
    ['**', ['a', 'a/b/c'], []],
    ['**/b', ['b', 'a/b', 'a/c/b'], ['b/a', 'ab']],
    ['a/**/z', ['a/z', 'a/b/c/z'], ['a', 'z', 'b/a/z']],
    ['a/**', ['a/b', 'a/b/c'], ['b/a']],
    ['lib?', ['liba'], ['lib', 'libab']],
    ['lib[ab]', ['liba', 'libb'], ['libc']],
    ['lib[!a-c]', ['libz'], ['libb']],
    ['lib[', ['lib['], ['lib']],
    ['[ab]x', ['ax', 'bx'], ['[ab]x']],
    ['[]]', [']'], ['[]]']],
    ['[!!]', ['a'], ['!']],
    ['[^a]', ['b', '^'], ['a']],
    ['[b-d]', ['b', 'c', 'd'], ['a', 'e']],
    ['[b-]', ['b', '-'], ['c']],
    ['*a*b*', ['ab', 'xaxbx'], ['ba', 'a']],
    ['(a|b)+', ['(a|b)+'], ['a', 'b']],
  ])('%s', (glob, matches, others) => {
    const pattern = pathPattern(glob);
    expect(matches.filter((path) => !pattern.matches(path))).toEqual([]);
    expect(others.filter((path) => pattern.matches(path))).toEqual([]);
  });

  // A match that tried every way would not end.
  it('ends with any glob', () => {
    expect(pathPattern(`${'*a'.repeat(100)}b`).matches('a'.repeat(5_000))).toBe(false);
    expect(pathPattern(`${'**/a/'.repeat(100)}b`).matches('a/'.repeat(2_000))).toBe(false);
  });
});
