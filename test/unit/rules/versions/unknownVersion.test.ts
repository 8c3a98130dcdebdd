import { it } from 'vitest';
import { project } from '../../../inMemoryHost';
import { release } from '../given';
import { expectMarked, SIMPLEJSON } from '../world';

it.each<[what: string, marked: string]>([
  [
    'a version that the index does not have',
    `
simplejson==9.9
          ^^^^^ warning[unknown-version]: 'simplejson' has no version 9.9 on the index.`,
  ],
  [
    'between others',
    `
simplejson[speedups] == 9.9 ; python_version > "3"
                     ^^^^^^ warning[unknown-version]: …`,
  ],
  ['one that it has', 'simplejson==1.0'],
  ['the same in other digits', 'simplejson==1.0.0'],
  ['a range', 'simplejson>=9.9'],
])('%s', async (_, marked) => {
  await expectMarked('requirements.txt', marked, SIMPLEJSON);
});

it('has no finding for an old answer', async () => {
  const { index } = SIMPLEJSON;
  const answer = index?.get('simplejson');
  const old = answer?.kind === 'found' ? { ...answer, stale: { asOf: Date.UTC(2026, 9, 1), why: 'the index did not answer' } } : answer;
  await expectMarked('requirements.txt', 'simplejson==9.9', {
    ...SIMPLEJSON,
    index: new Map(old === undefined ? [] : [['simplejson', old]]),
  });
});

it('has no finding if the index lists no versions', async () => {
  await expectMarked('requirements.txt', 'simplejson==9.9', { ...SIMPLEJSON, index: new Map([['simplejson', project('simplejson')]]) });
});

it('reads a lock file', async () => {
  const index = new Map([['simplejson', project('simplejson', { releases: [release('1.0', '2020-01-01T00:00:00Z')] })]]);
  const marked = `
[[package]]
name = "simplejson"
version = "9.9"
           ^^^ warning[unknown-version]: 'simplejson' has no version 9.9 on the index.
source = { registry = "https://pypi.org/simple" }
`;
  await expectMarked('uv.lock', marked, { ...SIMPLEJSON, index });
});
