import { expect, it } from 'vitest';
import type { IncludeFact, IncludeFailure } from '../../../../server/src/facts/manifestFacts';
import { includeNotChecked } from '../../../../server/src/rules/files/notChecked';
import { expectMarked } from '../world';

it.each<[what: string, file: string, marked: string]>([
  [
    'a file on the web',
    'requirements.txt',
    `
-r https://example.com/base.txt
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[not-checked]: 'https://example.com/base.txt' was not checked because Lookalike does not download included files.`,
  ],
  [
    'a file outside the workspace',
    'requirements.txt',
    `
-c ../base.txt
   ^^^^^^^^^^^ warning[not-checked]: '../base.txt' was not checked because it is outside the workspace.`,
  ],
  [
    'a file of a command, in none of the folders where it may run',
    'Dockerfile',
    `
FROM python:3.14
RUN pip install -r reqs/base.txt
                   ^^^^^^^^^^^^^ information[not-checked]: 'reqs/base.txt' was not checked because it is not in any folder where this command may run.`,
  ],
])('%s', async (_, file, marked) => {
  await expectMarked(file, marked);
});

it('a file that cannot be read', async () => {
  const marked = `
-r base.txt
   ^^^^^^^^ warning[not-checked]: 'base.txt' was not checked because it is not a readable text file.`;
  await expectMarked('requirements.txt', marked, {
    prepare: (host) => host.workspace.files.set('file:///project/base.txt', { why: 'it is not a text file' }),
  });
});

it('a chain of files that has no end', async () => {
  const files = Object.fromEntries(Array.from({ length: 52 }, (_, i) => [`x${i}.txt`, `-r x${i + 1}.txt\n`]));
  const marked = `
-r x0.txt
   ^^^^^^ warning[not-checked]: Some files that 'x0.txt' includes were not checked: too many, or nested too deeply.`;
  await expectMarked('requirements.txt', marked, { files });
});

it.each<[IncludeFailure | undefined, string | undefined]>([
  ['unreadable', "'a.txt' was not checked because it is not a readable text file."],
  ['outside', "'a.txt' was not checked because it is outside the workspace."],
  ['too-deep', "Some files that 'a.txt' includes were not checked: too many, or nested too deeply."],
  ['remote', "'a.txt' was not checked because Lookalike does not download included files."],
  ['other-kind', "'a.txt' was not checked as a requirements file because of its name."],
  ['unknown-folder', "'a.txt' was not checked because it is not in any folder where this command may run."],
  ['missing', undefined],
  ['cycle', undefined],
  [undefined, undefined],
])('of an include that fails as %s it is said: %s', (failure, expected) => {
  expect(includeNotChecked({ include: { path: 'a.txt' }, failure } as IncludeFact)).toBe(expected);
});
