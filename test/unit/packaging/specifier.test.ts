import { describe, expect, test } from 'vitest';
import { parseSpecifier, satisfies, scanSpecifier } from '../../../server/src/packaging/specifier';

describe('what a specifier set is', () => {
  test.each([
    ['', 0],
    ['==1.0', 1],
    ['>=1.0,<2', 2],
    ['>= 1.0 , < 2 ,', 2],
    ['==1.*', 1],
    ['!=1!2.3.*', 1],
    ['==1.0+local', 1],
    ['===anything?goes', 1],
    ['===', 1],
    ['~=1.2', 1],
  ])('%j has %i clauses', (text, count) => {
    expect(parseSpecifier(text)).toHaveLength(count);
  });

  test.each([
    ['==', "Expected a version after '=='."],
    ['>=abc', "'abc' is not a version."],
    ['>=1.0.*', "'.*' can only be used with '==' or '!='."],
    ['==2.0a1.*', "'.*' cannot follow a pre-release, post-release, development or local version."],
    ['==1.0+x.*', "'.*' cannot follow a pre-release, post-release, development or local version."],
    ['>=1.0+x', "A local version ('+…') can only be used with '==' or '!='."],
    ['~=1', "'~=' needs a version with at least two numbers, such as '1.2'."],
    ['==1.*.2', "'1.*.2' is not a version."],
    ['>1.0foo', "'1.0foo' is not a version."],
  ])('%j: %s', (text, message) => {
    expect(scanSpecifier(text, 0).problem?.message).toBe(message);
    expect(parseSpecifier(text)).toBeUndefined();
  });

  test.each<[text: string, clauses: readonly string[], problem: string | undefined]>([
    ['===1.0,<2', ['===1.0', '<2'], undefined],
    ['===1.0 , <2', ['===1.0', '<2'], undefined],
    ['===1.0,', ['===1.0'], undefined],
    ['===1.0, <2', ['===1.0'], '<2'],
    ['===1.0, ===2', ['===1.0'], '===2'],
    ['===1.0,<2, >1', ['===1.0', '<2'], '>1'],
    ['<2, ===1.0 ,>1', ['<2', '===1.0', '>1'], undefined],
  ])('%j has the clauses %j: a comma after === belongs to it', (text, clauses, problem) => {
    const scan = scanSpecifier(text, 0);
    expect(scan.clauses.map(({ span }) => text.slice(span.start, span.end).replace(/,$/, ''))).toEqual(clauses);
    expect(scan.problem && text.slice(scan.problem.span.start, scan.problem.span.end)).toBe(problem);
    expect(scan.problem?.message).toBe(
      problem && "No space is allowed after a comma following '===', because '===' compares everything up to the next space.",
    );
  });

  test.each(['1.0', '>=1 <2', 'a', '==1.0 x'])('%j is none', (text) => {
    expect(parseSpecifier(text)).toBeUndefined();
  });
});

test('a clause knows its position and that of its version', () => {
  expect(scanSpecifier('name >= 1.0, == 2.*;', 5)).toEqual({
    clauses: [
      { operator: '>=', version: '1.0', wildcard: false, span: { start: 5, end: 11 }, versionSpan: { start: 8, end: 11 } },
      { operator: '==', version: '2', wildcard: true, span: { start: 13, end: 19 }, versionSpan: { start: 16, end: 17 } },
    ],
    end: 19,
  });
});

describe('which versions a specifier set allows (PEP 440)', () => {
  test.each([
    ['==1.0', '1.0.0', true],
    ['==1.0', '1.0+local', true],
    ['==1.0+a', '1.0+b', false],
    ['!=1.0', '1.0', false],
    ['==1.1.*', '1.1.post1', true],
    ['==1.1.*', '1.10', false],
    ['==1.1.*', '1.1a1', true],
    ['!=1.1.*', '1.1.5', false],
    ['==1!1.*', '1.5', false],
    ['~=2.2', '2.3', true],
    ['~=2.2', '2.2', true],
    ['~=2.2', '2.2+local', true],
    ['~=2.2', '2.1', false],
    ['~=1!2.2', '2.3', false],
    ['~=2.2', '3.0', false],
    ['~=2.2.1', '2.3', false],
    ['~=2.2.post3', '2.2', false],
    ['<=1.0', '1.0+x', true],
    ['<=1.0', '1.0', true],
    ['<=1.0', '1.0.1', false],
    ['>=1.0', '1.0', true],
    ['>=1.0', '1.0rc1', false],
    ['<1.0', '1.0', false],
    ['<1.0', '0.9', true],
    ['>1.0', '1.0', false],
    ['==1.0', '1.1', false],
    ['!=1.0', '1.1', true],
    ['<1.0', '1.0rc1', false],
    ['<1.0rc2', '1.0rc1', true],
    ['>1.0', '1.0.post1', false],
    ['>1.0.post1', '1.0.post2', true],
    ['>1.0', '1.0+x', false],
    ['>1.0', '1.0.1', true],
    ['<1.0.post1', '1.0a1', true],
    ['<1.0.post1', '1.0.post1.dev1', false],
    ['>1.0a1', '1.0a1.post1', false],
    ['>1.0a1', '1.0+x', true],
    ['>1.0.dev1', '1.0.post1', true],
    ['===1.0', '1.0.0', false],
    ['===Wat', 'wat', true],
    ['>=1,<2,!=1.5', '1.5', false],
    ['>=1,<2,!=1.5', '1.6', true],
    ['', '1.0', true],
    ['>=1', 'not-a-version', false],
  ])('%j allows %s: %s', (specifier, version, allowed) => {
    expect(satisfies(version, parseSpecifier(specifier)!)).toBe(allowed);
  });
});
