import { describe, expect, it } from 'vitest';
import { compileGlob, globAlternatives } from '../../../server/src/configuration/glob';
import { coversPath, matchesGlob } from '../../../server/src/configuration/globs';
import { readProjectConfiguration } from '../../../server/src/configuration/projectConfiguration';

describe('glob', () => {
  it.each([
    ['requirements.txt', 'requirements.txt', true],
    ['./requirements.txt', 'requirements.txt', true],
    ['requirements.txt', 'sub/requirements.txt', false],
    ['*.txt', 'a.txt', true],
    ['*.txt', '.txt', true],
    ['*.txt', 'sub/a.txt', false],
    ['reqs/*.txt', 'reqs/a.txt', true],
    ['reqs/*.txt', 'reqs/b/a.txt', false],
    ['**', 'a/b/c', true],
    ['**/*.txt', 'a.txt', true],
    ['**/*.txt', 'a/b/c.txt', true],
    ['**/b', 'ab', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/xb', false],
    ['a/**', 'a/b/c', true],
    ['a/**', 'ab', false],
    ['a**b', 'axxb', true],
    ['a**b', 'a/b', false],
    ['{a,b/{c,d}}.txt', 'b/d.txt', true],
    ['{a,b/{c,d}}.txt', 'b/a.txt', false],
    ['{a}.txt', '{a}.txt', true],
    ['a{', 'a{', true],
    ['?.txt', 'a.txt', true],
    ['a?b', 'a/b', false],
    ['[ab].txt', 'b.txt', true],
    ['[!ab].txt', 'b.txt', false],
    ['[!ab].txt', 'c.txt', true],
    ['[^ab].txt', 'b.txt', false],
    ['[^ab].txt', 'c.txt', true],
    ['[^ab].txt', '^.txt', true],
    ['[a^].txt', '^.txt', true],
    ['[]a].txt', '].txt', true],
    ['[!]a].txt', '].txt', false],
    ['[a-].txt', '-.txt', true],
    ['[a-].txt', 'b.txt', false],
    ['[-a].txt', '-.txt', true],
    ['[a-cx].txt', 'x.txt', true],
    ['[a-cx].txt', 'd.txt', false],
    ['[b-d].txt', 'b.txt', true],
    ['[b-d].txt', 'd.txt', true],
    ['[b-d].txt', 'a.txt', false],
    ['[b-d].txt', 'e.txt', false],
    ['[a', '[a', true],
    ['[a-c]x', 'bx', true],
    ['a[!b]c', 'a/c', false],
    ['[', '[', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a\\', 'a\\', true],
    ['ab', 'b', false],
    ['ab', 'abc', false],
    ['', '', false],
  ])('%s matches %s: %s', (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });

  it.each([
    ['legacy', 'legacy/a/requirements.txt', true],
    ['legacy/', 'legacy/requirements.txt', true],
    ['legacy/*', 'legacy/a/requirements.txt', true],
    ['legacy', 'legacy2/requirements.txt', false],
    ['*/old', 'a/old/requirements.txt', true],
    ['a', 'a/b', true],
    ['a', 'a', true],
    ['a', 'b/a', false],
    ['*', 'a/b/c', true],
    ['a/b', 'a', false],
    ['**', 'a', true],
  ])('%s covers %s: %s', (glob, path, expected) => {
    expect(coversPath(glob, path)).toBe(expected);
  });

  it.each(['*a'.repeat(30), '**/'.repeat(14), '**/*a'.repeat(9), '[ab]*'.repeat(15), 'a*'.repeat(25), '{*a*a*a*a*a,*a*a*a*a}*'])(
    'matches %s in few steps',
    (glob) => {
      expect(matchesGlob(`${glob}b`, 'a'.repeat(5_000))).toBe(false);
    },
  );

  it('takes a glob of a thousand characters', () => {
    expect(matchesGlob('a'.repeat(1_000), 'a'.repeat(1_000))).toBe(true);
  });

  it.each(['', '/', './', '!a', '+(a)', '*(a|b)', 'a'.repeat(1_001), '{a,b}'.repeat(8), '*a'.repeat(40)])(
    'does not take %s for a glob',
    (glob) => {
      expect(compileGlob(glob)).toBeUndefined();
      expect(matchesGlob(glob, 'a')).toBe(false);
      expect(coversPath(glob, 'a/b')).toBe(false);
    },
  );

  it.each<[glob: string, expected: string[]]>([
    ['plain', ['plain']],
    ['{abc,de}', ['abc', 'de']],
    ['x{abc,de}y', ['xabcy', 'xdey']],
    ['x{,a}', ['x', 'xa']],
    ['{a,b}{c,d}', ['ac', 'ad', 'bc', 'bd']],
    ['{a{b,c},d}', ['ab', 'ac', 'd']],
    ['{a}{b,c}', ['{a}b', '{a}c']],
    ['{a,b', ['{a,b']],
    ['a,b}', ['a,b}']],
    ['{a,{b,c}', ['{a,b', '{a,c']],
  ])('%s stands for %j', (glob, expected) => {
    expect(globAlternatives(glob)?.sort()).toEqual(expected);
  });

  it('has at most 100 alternatives, 30 wildcards and 1,000 characters', () => {
    const ten = '{0,1,2,3,4,5,6,7,8,9}';
    expect(globAlternatives(ten + ten)).toHaveLength(100);
    expect(globAlternatives(`{x,${ten + ten}}`)).toBeUndefined();
    const fitting = ['*a'.repeat(30), '**/'.repeat(15), '?'.repeat(30), 'a'.repeat(1_000), '[ab]'.repeat(30), 'a/'.repeat(40)];
    expect(fitting.map((glob) => compileGlob(glob) !== undefined)).toEqual(fitting.map(() => true));
    const beyond = ['*a'.repeat(31), '**/'.repeat(16), '?'.repeat(31), 'a'.repeat(1_001), '[ab]'.repeat(31), `{a,${'*a'.repeat(31)}}`];
    expect(beyond.map((glob) => compileGlob(glob))).toEqual(beyond.map(() => undefined));
  });

  it.each(['exclude', 'files'])('reports what is no glob in %s, and uses the others', (key) => {
    const read = readProjectConfiguration('file:///project/lookalike.toml', `${key} = ["/", "legacy/**", "${'('.repeat(30_000)}"]\n`);
    expect(read?.problems.map(({ message }) => message)).toEqual([
      "Expected a glob of at most 1000 characters, such as 'legacy/**'.",
      "Expected a glob of at most 1000 characters, such as 'legacy/**'.",
    ]);
    const used: unknown[] = key === 'exclude' ? (read?.exclude.map(({ value }) => value) ?? []) : [...(read?.files ?? [])];
    expect(used).toEqual(['legacy/**']);
  });
});
