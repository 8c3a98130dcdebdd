import { describe, expect, it } from 'vitest';
import { DIGEST, expectMarked, fixesOf, SIMPLEJSON, type World } from '../world';

const ON: World = { ...SIMPLEJSON, files: { 'lookalike.toml': '[rules]\nmissing-hash = "warning"' } };

it.each<[what: string, file: string, marked: string]>([
  [
    'a pin',
    'requirements.txt',
    `
simplejson==1.0
^^^^^^^^^^ warning[missing-hash]: 'simplejson' has no hash, so the downloaded file is not verified.`,
  ],
  [
    'a range',
    'requirements.txt',
    `
simplejson>=1.0
^^^^^^^^^^ warning[missing-hash]: …`,
  ],
  ['a pin with a hash', 'requirements.txt', `simplejson==1.0 --hash=sha256:${DIGEST}`],
  ['a file that can have none', 'pyproject.toml', '[project]\nname = "app"\ndependencies = ["simplejson==1.0"]\n'],
])('%s', async (_, file, marked) => {
  await expectMarked(file, marked, ON);
});

it('is off by default', async () => {
  await expectMarked('requirements.txt', 'simplejson==1.0', SIMPLEJSON);
});

describe('the fix', () => {
  it('adds the hashes that the index publishes', async () => {
    const fixes = await fixesOf('requirements.txt', 'simplejson==1.0\nattrs==2.0\n', ON);
    expect(fixes.filter(({ preferred }) => preferred)).toEqual([
      {
        title: 'Add hashes (files: 1)',
        preferred: true,
        text: `simplejson==1.0 \\\n    --hash=sha256:${DIGEST}\nattrs==2.0\n`,
      },
    ]);
  });

  it('is absent if the version is unknown', async () => {
    const fixes = await fixesOf('requirements.txt', 'simplejson>=1.0\n', ON);
    expect(fixes.filter(({ title }) => title.startsWith('Add'))).toEqual([]);
  });
});
