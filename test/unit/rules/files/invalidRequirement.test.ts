import { it } from 'vitest';
import { expectMarked } from '../world';

/** `test/fixtures` has the problems of each format. */
it.each<[what: string, marked: string]>([
  [
    'an operator that does not compare versions',
    `
simplejson=1.0
          ^^^^ error[invalid-requirement]: '=' does not compare versions. Did you mean '=='?
attrs`,
  ],
  [
    'a file that is not there',
    `
-r base.txt
   ^^^^^^^^ error[invalid-requirement]: 'base.txt' does not exist.`,
  ],
  [
    'a file that includes itself',
    `
-r requirements.txt
   ^^^^^^^^^^^^^^^^ error[invalid-requirement]: 'requirements.txt' includes this file again. pip rejects circular includes.`,
  ],
  [
    'a name in foreign letters, of which the look-alike is said alone',
    `
рandas
^^^^^^ warning[typosquat]: 'рandas' looks like 'pandas' ('р' is U+0440).`,
  ],
  ['a valid line', 'simplejson==3.20.1 ; python_version >= "3.9"  # why'],
])('%s', async (_, marked) => {
  await expectMarked('requirements.txt', marked);
});
