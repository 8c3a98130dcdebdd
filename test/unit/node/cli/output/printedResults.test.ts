import { expect, it } from 'vitest';
import type { FileResult } from '../../../../../server/src/analysis/scan/fileResult';
import { PrintedResults } from '../../../../../server/src/node/cli/output/printedResults';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
const finding = (name: string, more: object = {}) => ({
  rule: 'typosquat',
  severity: 'warning',
  message: `${name}.`,
  range,
  name,
  targets: [],
  ...more,
});
const result = (...findings: readonly object[]) =>
  ({
    uri: 'file:///a.txt',
    findings,
    suppressed: [{ ...finding('own'), by: { kind: 'comment', outside: false, uri: 'file:///a.txt' } }],
  }) as unknown as FileResult;

/** A baseline with the findings about these names, which knows files by another path than the output. */
function printing(names: readonly string[] | undefined, by: object = {}) {
  const asked: string[] = [];
  const baseline = names && {
    by: { kind: 'baseline', outside: true, uri: 'file:///b.json', ...by },
    has: ({ name = '', path }: { name?: string | undefined; path: string }) => {
      asked.push(path);
      return names.includes(name);
    },
    offline: true,
    left: () => [],
  };
  const printed = new PrintedResults({
    baseline: baseline as never,
    known: (uri) => `known ${uri}`,
    print: (uri) => uri.replace('file:///', ''),
  });
  return { printed, asked };
}

it('without a baseline, all findings are reported, and those of the file that are suppressed', () => {
  const { printed } = printing(undefined);
  const reported = printed.add(result(finding('one'), finding('two')));
  expect(reported.map(({ name, path }) => [name, path])).toEqual([
    ['one', 'a.txt'],
    ['two', 'a.txt'],
  ]);
  expect(printed.suppressed.map(({ name, by }) => [name, by])).toEqual([['own', { kind: 'comment', path: 'a.txt' }]]);
  expect(printed.add(result(finding('three'))).map(({ name }) => name)).toEqual(['three']);
  expect(printed.suppressed).toHaveLength(2);
});

it.each([
  ['elsewhere', { outside: true }, true],
  ['in the repository', { outside: false }, false],
])('a baseline %s suppresses its findings, and in the repository none that only the user can hide', (_, by, hidesAll) => {
  const { printed, asked } = printing(['one', 'evil', 'mild'], by);
  const reported = printed.add(
    result(
      finding('one'),
      finding('two'),
      finding('evil', { severity: 'error', isForUser: true }),
      finding('mild', { severity: 'information', isForUser: true }),
    ),
  );
  expect(asked).toEqual(Array.from({ length: 4 }, () => 'known file:///a.txt'));
  expect(reported.map(({ name, severity }) => `${name} ${severity}`)).toEqual(
    hidesAll ? ['two warning'] : ['two warning', 'evil warning', 'mild information'],
  );
  expect(reported.map(({ message }) => /^.*?(?=b\.json)/.test(message))).toEqual(hidesAll ? [false] : [false, true, true]);
  expect(printed.suppressed.slice(1).map(({ name, by: why }) => [name, why])).toEqual(
    (hidesAll ? ['one', 'evil', 'mild'] : ['one']).map((name) => [name, { kind: 'baseline', path: 'b.json' }]),
  );
});
