import { describe, expect, it } from 'vitest';
import { growth } from './growth';
import { read } from './read';

describe('groups of commands', () => {
  it.each([
    ['{ echo aaa; echo bbb; } > requirements.txt', 'aaa bbb'],
    ['(echo aaa; echo bbb) > requirements.txt\necho ccc', 'aaa bbb'],
    ['(echo aaa; echo bbb) | pip install -r /dev/stdin', 'aaa bbb'],
    ['{ echo aaa; cd x; echo bbb; } | xargs pip install', 'aaa bbb'],
    ['(cat a.txt; echo aaa | sort) | xargs pip install', '<a.txt aaa'],
    ['((echo aaa); (echo bbb)) | xargs pip install', 'aaa bbb'],
    ['(echo pip install aaa; echo pip install bbb) | sh', 'aaa bbb'],
    ['{ cat <<E\npip install aaa\nE\n} | bash', 'aaa'],
    ['(echo aaa; echo bbb) | while read p; do pip install $p; done', 'aaa bbb'],
    ['( pip install aaa ) > a.txt; { pip install bbb; } >> a.txt 2>&1', 'aaa bbb'],
    // What one of the commands prints is only known at run time.
    ['(echo aaa; curl x) | xargs pip install', '?pip install'],
    ['(echo aaa) | curl x | xargs pip install', '?pip install'],
    [`(${'echo aaa; '.repeat(1_001)}) | xargs pip install`, '?pip install'],
    ['(echo aaa); curl x | xargs pip install', '?pip install'],
    ['> a.txt\necho aaa', ''],
  ])('%s', (text, expected) => {
    expect(read('a.sh', `${text}\n`)).toBe(expected);
  });

  it.each(['(', '{ ', '(echo a;', '{ echo a;', '(echo a)|', '(echo a)|x;', '(echo a;)>f\n', ')', '} '])('cost linear time: %j', (text) => {
    expect(growth((times) => `pip\n${text.repeat(times)}`)).toBeLessThan(2.2);
    expect(
      growth((times) => `pip\n${text.repeat(times)}${(text.includes('{') ? '} ' : ')').repeat(times)}|xargs pip install`),
    ).toBeLessThan(2.2);
  });

  it('cost linear time in each other', () => {
    expect(growth((times) => `${'('.repeat(times)}${'echo a)|xargs pip install;'.repeat(times)}`, 'a.sh', 500)).toBeLessThan(2.2);
  });
});

it.each([
  'source /dev/stdin <<< "pip install aaa"',
  '. /dev/stdin <<< "pip install aaa"',
  'echo pip install aaa | source /dev/fd/0',
  'bash /dev/stdin <<< "pip install aaa"',
  'bash - <<< "pip install aaa"',
  'bash -s -- x <<< "pip install aaa"',
  'python /dev/stdin <<< "import os; os.system(\'pip install aaa\')"',
])('reads a script that is the input: %s', (text) => {
  expect(read('a.sh', `${text}\n`)).toBe('aaa');
});
