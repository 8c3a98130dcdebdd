import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob } from '../../../server/src/configuration/glob';
import { editorGlobs } from '../../../server/src/lsp/editorGlobs';

describe('patterns for an editor', () => {
  it.each([
    ['reqs/*.txt', ['**/reqs/*.txt']],
    ['./deps.lock', ['**/deps.lock']],
    ['/deps/**', ['**/deps/**']],
    ['**/a/*.in', ['**/a/*.in']],
    ['{reqs,deps}/*.{txt,in}', ['**/deps/*.in', '**/deps/*.txt', '**/reqs/*.in', '**/reqs/*.txt']],
    ['*a*a*a*a*a*a*a*a*a*b.txt', ['**/*.txt']],
    ['**/**/a/**/b/**/c/**/*.txt', ['**/*.txt']],
    ['[a-z]?x', ['**/*']],
    ['a[b/c]d', ['**/*']],
    ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}', ['**/*']],
  ])('of %s', (glob, patterns) => {
    expect(editorGlobs([glob])).toEqual(patterns);
  });

  it('are few, however many globs there are', () => {
    const many = (text: (i: number) => string) => editorGlobs(Array.from({ length: 1000 }, (_, i) => text(i)));
    expect(many((i) => `folder${i}/*.txt`)).toEqual(['**/*.txt']);
    expect(many((i) => `*.e${i}`)).toEqual(['**/*']);
  });

  const part = fc.constantFrom('a', 'b', '*', '**', '?', '[ab]', '.txt', '/', '/', '{a,b/c}', '\\*', '.');
  it('match at least what the globs match, and have few wildcards', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 9 }),
        fc.array(fc.constantFrom('a', 'b', '/', '.txt', 'c'), { maxLength: 9 }),
        (glob, path) => {
          const [text, file] = [
            glob.join(''),
            path
              .join('')
              .replace(/^\/+|\/+$/g, '')
              .replace(/\/{2,}/g, '/'),
          ];
          const patterns = editorGlobs([text]);
          for (const pattern of patterns) {
            expect(pattern.match(/\*\*/g)?.length ?? 0).toBeLessThanOrEqual(3);
            expect(pattern.split('/').every((segment) => segment === '**' || segment.split('*').length <= 2)).toBe(true);
          }
          if (compileGlob(text)?.(file)) {
            expect(patterns.some((pattern) => compileGlob(pattern)?.(file))).toBe(true);
          }
        },
      ),
    );
  });
});
