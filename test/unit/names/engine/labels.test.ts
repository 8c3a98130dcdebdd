import { expect, it } from 'vitest';
import { describeTechnique } from '../../../../server/src/names/engine/labels';
import type { Technique } from '../../../../server/src/names/judgement';

it.each<[Technique, string]>([
  ['separators', 'different separators'],
  ['transposition', 'letters swapped'],
  ['omission', "missing letter 'x'"],
  ['addition', "extra letter 'x'"],
  ['repetition', "repeated letter 'x'"],
  ['replacement', "different letter 'x'"],
  ['plural', "only a final 's' differs"],
  ['numeral', 'different number'],
  ['several-edits', 'different letters: 2'],
  ['prefix', "'x' added at the start"],
  ['suffix', "'x' added at the end"],
  ['prefix-and-suffix', "'x' added around it"],
  ['infix', "'x' added in the middle"],
  ['affix-and-typo', "misspelled, 'x' added"],
  ['word-order', 'words reordered'],
  ['python-word', "only 'py' or 'python' differs"],
  ['standard-library', 'a module of Python'],
])('%s: %s', (technique, expected) => {
  expect(describeTechnique('name', { technique, detail: 'x', distance: 2, target: 'target' })).toBe(expected);
  const without = describeTechnique('name', { technique, distance: 2, target: 'target' });
  expect(without).toBe(expected.replace("'x'", "''"));
});

it.each([
  ['nurnpy', 'numpy', "'rn' for 'm'"],
  ['nunpy', 'numpy', "'n' for 'm'"],
  ['col0rama', 'colorama', "'0' for 'o'"],
  ['fIask', 'flask', "uppercase 'I' for lowercase 'l'"],
  ['f1ask', 'flask', "'1' for 'l'"],
  ['Numpy', 'numpy', 'a look-alike character'],
  ['xxxxx', 'numpy', 'a look-alike character'],
])('the characters of %s look like those of %s: %s', (name, target, expected) => {
  expect(describeTechnique(name, { technique: 'homoglyph', distance: 1, target })).toBe(expected);
});
