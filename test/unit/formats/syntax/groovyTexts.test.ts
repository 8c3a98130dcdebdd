import { expect, it } from 'vitest';
import { GroovyTexts } from '../../../../server/src/formats/syntax/groovyTexts';
import { Slice } from '../../../../server/src/packaging/slice';

const VARIABLES = new Map([['known', Slice.of('KNOWN')]]);

it.each<[text: string, value: string | undefined, rest: string]>([
  ["'a' b", 'a', ' b'],
  ['"a"', 'a', ''],
  ["'''a\n'b''' c", "a\n'b", ' c'],
  ['"""a\n"b"""', 'a\n"b', ''],
  ["$/a\\n\n'b/$ c", "a\\n\n'b", ' c'],
  ["''", '', ''],
  ["'a\\'b'", "a'b", ''],
  ["'a\\\\' b", 'a\\', ' b'],
  ["'a\\\\\\' b' c", "a\\' b", ' c'],
  ["'\\\\' b", '\\', ' b'],
  ["'\\' b' c", "' b", ' c'],
  ["'a\\nb'", 'a\nb', ''],
  ["'a\nb'", undefined, ''],
  ["'a", undefined, ''],
  ["'a' + 'b'\n + \"c\" d", 'abc', ' d'],
  ["'a' +\n known + other", 'aKNOWN$UNKNOWN', ''],
  ['known', 'KNOWN', ''],
  ['other', undefined, ''],
  ['other + "a"', '$UNKNOWNa', ''],
  ['f(x) + known', '$UNKNOWNKNOWN', ''],
  ['a.b.c + "d"', '$UNKNOWNd', ''],
  ["'a'.stripIndent().trim() + 'b'", 'ab', ''],
  ["'a'.replace('b') c", 'a', ".replace('b') c"],
  ["  'a'", 'a', ''],
  ["\n'a'", undefined, ''],
  ['5', undefined, ''],
  ['', undefined, ''],
])('the text at the beginning of %j is %j', (text, value, rest) => {
  const found = new GroovyTexts(text).expressionAt(0, VARIABLES);
  expect(found?.value.text).toBe(value);
  expect(found === undefined ? '' : text.slice(found.end)).toBe(rest);
});

it.each<[text: string, isCall: boolean, value: string | undefined]>([
  ["'a'", false, 'a'],
  ["script: 'a'", false, 'a'],
  ["label: 'x', script: 'a'", false, 'a'],
  ["label: 'x', returnStdout: true, script: known", false, 'KNOWN'],
  ["label: 'x', 'a'", false, 'a'],
  ["label: 'x'", false, undefined],
  ["returnStdout: true\nscript: 'a'", false, undefined],
  ["\n script:\n 'a'", true, 'a'],
  ["\n script: 'a'", false, undefined],
  ["label: 'x',\n script: 'a'", false, 'a'],
  ["label: 'x'\n ,\n script: 'a'", true, 'a'],
  ["a::b, 'c'", true, undefined],
  ['', true, undefined],
])('the argument %j, of a call: %s, is %j', (text, isCall, value) => {
  expect(new GroovyTexts(text).argumentAt(0, isCall, VARIABLES).value?.text).toBe(value);
});

it('has at most 5,000 operands, and says what is beyond', () => {
  const sum = (count: number) => Array.from({ length: count }, () => "'a'").join('+');
  const texts = [5_000, 5_001].map((count) => new GroovyTexts(sum(count)).expressionAt(0, VARIABLES)?.value.text);
  expect(texts).toEqual(['a'.repeat(5_000), `${'a'.repeat(5_000)}$UNKNOWN`]);
});

it('has any number of arguments', () => {
  const call = `${"x: 'y', ".repeat(10_000)}'a'`;
  expect(new GroovyTexts(call).argumentAt(0, true, VARIABLES).value?.text).toBe('a');
});

it('does not fill variables into each other without an end', () => {
  const texts = new GroovyTexts(`${Array.from({ length: 30 }, () => 'x').join('+')}`);
  const variables = new Map([['x', Slice.of('a'.repeat(100_000))]]);
  expect(texts.expressionAt(0, variables)?.value.text.length).toBeLessThan(2_000_100);
});

it('gives the end of what is not an argument', () => {
  const end = (text: string) => new GroovyTexts(text).argumentAt(0, false, VARIABLES).end;
  expect(["label: y, sh 'b'", 'x + y', '', ', 5'].map(end)).toEqual([9, 0, 0, 1]);
});
