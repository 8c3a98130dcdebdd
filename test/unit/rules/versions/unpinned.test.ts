import { it } from 'vitest';
import { expectMarked } from '../world';

const ON = { files: { 'lookalike.toml': '[rules]\nunpinned = "warning"' } };

it.each<[what: string, file: string, marked: string]>([
  [
    'a range',
    'requirements.txt',
    `
simplejson>=3
^^^^^^^^^^ warning[unpinned]: 'simplejson' is not pinned. Use '==' with a version.`,
  ],
  [
    'a prefix',
    'requirements.txt',
    `
simplejson==3.*
^^^^^^^^^^ warning[unpinned]: …`,
  ],
  [
    'a bare name',
    'requirements.txt',
    `
simplejson
^^^^^^^^^^ warning[unpinned]: …`,
  ],
  ['a pin', 'requirements.txt', 'simplejson==3.20.1'],
  ['a constraint, which installs nothing', 'constraints.txt', 'simplejson>=3'],
  ['a package from a URL', 'requirements.txt', 'simplejson @ https://example.com/simplejson-1.0.tar.gz'],
])('%s', async (_, file, marked) => {
  await expectMarked(file, marked, ON);
});

it('is off by default', async () => {
  await expectMarked('requirements.txt', 'simplejson>=3');
});
