import { it } from 'vitest';
import { project } from '../../../inMemoryHost';
import { release } from '../given';
import { expectMarked, SIMPLEJSON } from '../world';

it.each<[what: string, marked: string]>([
  [
    'a pin of a release of yesterday',
    `
simplejson==2.0
          ^^^^^ information[recent-release]: 'simplejson' 2.0 was released on Nov 22, 2026, within the cool-down period.`,
  ],
  ['a pin of an old one', 'simplejson==1.0'],
  ['a range', 'simplejson>=1.0'],
])('%s', async (_, marked) => {
  await expectMarked('requirements.txt', marked, SIMPLEJSON);
});

it.each([
  ['cool-down = 1', 'simplejson==2.0'],
  ['trust = ["simplejson"]', 'simplejson==2.0'],
])('is silent with %j', async (configuration, marked) => {
  await expectMarked('requirements.txt', marked, { ...SIMPLEJSON, files: { 'lookalike.toml': configuration } });
});

it('uses the configured number of days', async () => {
  const index = new Map([
    ['simplejson', project('simplejson', { releases: [release('1.0', '2020-01-01T00:00:00Z'), release('1.2', '2026-11-14T00:00:00Z')] })],
  ]);
  const marked = `
simplejson==1.2
          ^^^^^ information[recent-release]: 'simplejson' 1.2 was released on Nov 14, 2026, within the cool-down period.`;
  await expectMarked('requirements.txt', marked, { ...SIMPLEJSON, index, files: { 'lookalike.toml': 'cool-down = 10' } });
  await expectMarked('requirements.txt', 'simplejson==1.2', { ...SIMPLEJSON, index });
});

it('distinguishes a new project from a new release', async () => {
  const index = new Map([['simplejson', project('simplejson', { releases: [release('2.0', '2026-11-22T00:00:00Z')] })]]);
  const marked = `
simplejson==2.0
^^^^^^^^^^ information[recent-release]: 'simplejson' is a new project, first released on Nov 22, 2026.`;
  await expectMarked('requirements.txt', marked, { ...SIMPLEJSON, index });
});
