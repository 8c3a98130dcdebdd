import { describe, expect, it } from 'vitest';
import { project } from '../../../inMemoryHost';
import { DIGEST } from '../given';
import { expectMarked, fixesOf, SIMPLEJSON, type World } from '../world';

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
  [
    'an option that cannot be read, after which a hash may follow',
    'requirements.txt',
    `
simplejson==1.0 --no-such-option --hash=sha256:${DIGEST}
                ^^^^^^^^^^^^^^^^ error[invalid-requirement]: Unknown option '--no-such-option'.`,
  ],
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

  it('has the hashes of all files in order, without those of other algorithms', async () => {
    const file = (filename: string, hashes: Readonly<Record<string, string>>) => ({ filename, hashes, uploadTime: '2020-01-01T00:00:00Z' });
    const [low, high] = ['0a'.repeat(32), 'f0'.repeat(32)] as const;
    const releases = [
      {
        version: '1.0',
        files: [file('b.whl', { sha256: high }), file('a.whl', { md5: 'ab'.repeat(16) }), file('a.tar.gz', { sha256: low })],
      },
    ];
    const world = { ...ON, index: new Map([['simplejson', project('simplejson', { releases })]]) };
    expect((await fixesOf('requirements.txt', 'simplejson==1.0', world)).filter(({ preferred }) => preferred)).toEqual([
      {
        title: 'Add hashes (files: 2)',
        preferred: true,
        text: `simplejson==1.0 \\\n    --hash=sha256:${low} \\\n    --hash=sha256:${high}`,
      },
    ]);
  });

  it('is absent if the version is unknown', async () => {
    const fixes = await fixesOf('requirements.txt', 'simplejson>=1.0\n', ON);
    expect(fixes.filter(({ title }) => title.startsWith('Add'))).toEqual([]);
  });
});
