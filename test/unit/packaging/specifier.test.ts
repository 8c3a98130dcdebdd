import { describe, expect, test } from 'vitest';
import { parseSpecifier, scanSpecifier } from '../../../server/src/packaging/specifier';

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
