import { expect, test } from 'vitest';
import { activationEvents, dependencyFiles, documentSelector, expandGlob } from '../../../client/src/selector';
import type { FileKind } from '../../../server/src/protocol/fileKinds';

function format(globs: readonly string[], languageIds?: readonly string[]): FileKind {
  return { globs, languageIds };
}

test('every place of dependency files, each language and glob', () => {
  const selector = documentSelector([format(['**/deps.txt'], ['deps'])]);
  expect(selector.filter(({ scheme }) => scheme === 'file')).toEqual([
    { scheme: 'file', language: 'deps' },
    { scheme: 'file', pattern: '**/deps.txt' },
    { scheme: 'file', pattern: '**/lookalike.toml' },
  ]);
  expect(new Set(selector.map(({ scheme }) => scheme))).toEqual(new Set(['file', 'untitled', 'vscode-vfs', 'vscode-notebook-cell']));
});

test('a file with an ambiguous name tells nothing about a folder', () => {
  const formats = [format(['**/deps.{txt,in}']), { ...format(['**/*.py']), hints: [['x']] }];
  expect(dependencyFiles(formats)).toEqual(['**/deps.{txt,in}', '**/lookalike.toml']);
});

test('activation by the languages of the formats and by the names of their files', () => {
  const formats = [
    format(['**/deps.txt'], ['deps']),
    format(['**/a.toml']),
    { ...format(['**/b.{yml,yaml}', '**/*.py', '**/*.pyw']), hints: [['x']] },
  ];
  expect(activationEvents(formats)).toEqual([
    'onLanguage:deps',
    'onLanguage:python',
    'onLanguage:toml',
    'onLanguage:yaml',
    'onTerminalShellIntegration:*',
    'workspaceContains:**/deps.txt',
    'workspaceContains:**/a.toml',
    'workspaceContains:**/lookalike.toml',
  ]);
});

test.each([
  ['a', ['a']],
  ['a.{b,c}', ['a.b', 'a.c']],
  ['{a,b}.{c,d}', ['a.c', 'a.d', 'b.c', 'b.d']],
  ['a{', ['a{']],
])('braces of %s', (glob, expanded) => {
  expect(expandGlob(glob)).toEqual(expanded);
});
