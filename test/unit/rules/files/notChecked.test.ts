import { it } from 'vitest';
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
