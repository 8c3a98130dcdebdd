import { expect, it } from 'vitest';
import { CrashWatch } from '../../../client/src/crashes';

const begin = (uri: string, version: number) => ({ uri, version, isDone: false });
const end = (uri: string, version: number) => ({ uri, version, isDone: true });

it.each([
  ['nothing', [], []],
  ['what is under way', [begin('a', 3)], [{ uri: 'a', version: 3 }]],
  ['nothing that is done', [begin('a', 3), end('a', 3)], []],
  ['the newer text of two', [begin('a', 3), begin('a', 4), end('a', 3)], [{ uri: 'a', version: 4 }]],
  [
    'all of several',
    [begin('a', 1), begin('b', 2), begin('c', 1), end('b', 2)],
    [
      { uri: 'a', version: 1 },
      { uri: 'c', version: 1 },
    ],
  ],
])('leaves alone %s', (_, work, expected) => {
  const crashes = new CrashWatch();
  for (const one of work) {
    crashes.worked(one);
  }
  expect(crashes.leftAlone).toEqual([]);
  expect(crashes.stopped()).toEqual(expected.map(({ uri }) => uri));
  expect(crashes.leftAlone).toEqual(expected);
});

it('remembers the texts on which the server crashed until the user restarts it', () => {
  const crashes = new CrashWatch();
  crashes.worked(begin('a', 1));
  crashes.stopped();
  crashes.worked(begin('b', 7));
  expect(crashes.stopped()).toEqual(['b']);
  expect(crashes.leftAlone).toHaveLength(2);
  crashes.forget();
  expect(crashes.leftAlone).toEqual([]);
});
