import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { mayContain } from '../../../../server/src/protocol/fileKinds';
import { read } from './read';

// No text has a word of the quick test for install commands.
describe('a script that another one runs', () => {
  it.each<readonly [text: string, expected: string]>([
    ['./ci/setup', '<./ci/setup'],
    ['bash ci/setup', '<ci/setup'],
    ['sh -ex ci/setup', '<ci/setup'],
    ['zsh -o errexit ci/setup', '<ci/setup'],
    ['bash --rcfile rc ci/setup', '<ci/setup'],
    ['source ci/env', '<ci/env'],
    ['$GITHUB_WORKSPACE/ci/setup', '<ci/setup'],
    ['bash ci/setup; sh ci/setup', '<ci/setup'],
    ['bash ci/setup.sh', ''],
    ['bash -c ci/setup', '<ci/setup'],
    ['bash -s ci/setup', ''],
    ['bash', ''],
    ['bash ci/python3', ''],
    ['bash ci/poetry', ''],
    ['bash $X/setup', ''],
  ])('%s: %j', (text, expected) => {
    for (const path of ['a.sh', 'Dockerfile', 'Makefile', '.github/workflows/a.yml']) {
      const before = path === 'Dockerfile' ? 'RUN ' : path === 'Makefile' ? 'a:\n\t' : path === 'a.sh' ? '' : 'a:\n  - run: ';
      const written = path === 'Makefile' ? text.replace('$X', '$$X').replace('$G', '$$G') : text;
      expect([path, read(path, `${before}${written}\n`)]).toEqual([path, expected]);
    }
  });

  it('may be make, with a value for its variable', () => {
    const text = 'make P=aaa\n';
    const format = formatOf('a.sh');
    expect(format && mayContain(format, text)).toBe(true);
    expect(format?.parse(text).handed).toHaveLength(1);
  });
});
