import { describe, expect, it } from 'vitest';
import { poetryAlternatives } from '../../../server/src/packaging/poetryConstraint';

describe("Poetry's constraints as specifiers", () => {
  it.each([
    ['*', ['']],
    ['1.2', ['==1.2']],
    ['=1.2', ['==1.2']],
    ['==1.2', ['==1.2']],
    ['1.2.*', ['==1.2.*']],
    ['>=1,<2', ['>=1,<2']],
    ['>= 1 < 2', ['>=1,<2']],
    ['!=1.5', ['!=1.5']],
    ['^1.2.3', ['>=1.2.3,<2']],
    ['^1', ['>=1,<2']],
    ['^0.2.3', ['>=0.2.3,<0.3']],
    ['^0.0.3', ['>=0.0.3,<0.0.4']],
    ['^0.0', ['>=0.0,<0.1']],
    ['^0', ['>=0,<1']],
    ['~1.2.3', ['>=1.2.3,<1.3']],
    ['~1.2', ['>=1.2,<1.3']],
    ['~1', ['>=1,<2']],
    ['~0', ['>=0,<1']],
    ['^v1.2', ['>=v1.2,<2']],
    ['^2!1.2', ['>=2!1.2,<2!2']],
    ['^1.2rc1', ['>=1.2rc1,<2']],
    ['^1 || ~2.3', ['>=1,<2', '>=2.3,<2.4']],
    ['1|2', ['==1', '==2']],
    ['^1,!=1.5', ['>=1,<2,!=1.5']],
    ['', ['']],
    [',', ['']],
    ['>=', ['>=']],
    ['^1.2.3.4', ['>=1.2.3.4,<2']],
    ['^0.0.0', ['>=0.0.0,<0.0.1']],
    ['* , <2', ['<2']],
  ])('%j', (constraint, expected) => {
    expect(poetryAlternatives(constraint)).toEqual(expected);
  });

  // Typed text after the operator: a word, a branch, half of a constraint.
  it.each(['^latest', '~latest', '^', '~', '^ ', '^.1', '~x.1', '^-1', '^1 || ^latest', '>=1,^main', '^^1', `^${'9'.repeat(10)}`])(
    '%j says nothing of versions',
    (constraint) => {
      const alternatives = poetryAlternatives(constraint);
      expect(alternatives === undefined || alternatives.some((each) => each.startsWith('^') || each.startsWith('~^'))).toBe(true);
    },
  );
});
