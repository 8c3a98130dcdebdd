import { expect, it } from 'vitest';
import { DiagnosticTag } from 'vscode-languageserver-types';
import { project } from '../../../inMemoryHost';
import { release } from '../given';
import { expectMarked, judged, SIMPLEJSON } from '../world';

it.each<[what: string, marked: string]>([
  [
    'a pin of a yanked version, with the reason',
    `
simplejson==1.1
          ^^^^^ warning[yanked-version]: 'simplejson' 1.1 was yanked. Reason: broken metadata`,
  ],
  ['a pin of another one', 'simplejson==1.0'],
  ['a range, from which installers do not take it', 'simplejson<=1.1'],
])('%s', async (_, marked) => {
  await expectMarked('requirements.txt', marked, SIMPLEJSON);
});

it('omits a reason that was not given', async () => {
  const index = new Map([['simplejson', project('simplejson', { releases: [release('1.1', '2020-02-01T00:00:00Z', '')] })]]);
  const marked = `
simplejson==1.1
          ^^^^^ warning[yanked-version]: 'simplejson' 1.1 was yanked.`;
  await expectMarked('requirements.txt', marked, { ...SIMPLEJSON, index });
});

it('strikes it through', async () => {
  const { diagnostics } = await judged('requirements.txt', 'simplejson==1.1', SIMPLEJSON);
  expect(diagnostics.map(({ tags }) => tags)).toEqual([[DiagnosticTag.Deprecated]]);
});
