import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../../scripts/test/hostileTexts.mjs';
import { GroovyTexts } from '../../../../server/src/formats/syntax/groovyTexts';
import { parseIni, splitList } from '../../../../server/src/formats/syntax/ini';
import { deepPlace } from '../../../../server/src/formats/syntax/json/tree';
import { tokenizePython } from '../../../../server/src/formats/syntax/python/tokens';
import { readShell } from '../../../../server/src/formats/syntax/shell/readShell';
import { parseToml } from '../../../../server/src/formats/syntax/toml/parse';
import { splitWords } from '../../../../server/src/formats/syntax/words';
import { Slice } from '../../../../server/src/packaging/slice';
import { countSteps } from '../../countSteps';

// linear.test.ts reads such texts in every format. These readers do most of the work, and here each is measured by itself.
describe.each<readonly [what: string, read: (text: string) => unknown]>([
  ['POSIX shells', (text) => readShell(Slice.of(text))],
  ['the command prompt', (text) => readShell(Slice.of(text), 'cmd')],
  ['PowerShell', (text) => readShell(Slice.of(text), 'powershell')],
  ['the words of a command', (text) => splitWords(Slice.of(text), 0)],
  ['Python', tokenizePython],
  ['Groovy', (text) => new GroovyTexts(text).argumentAt(0, true, new Map())],
  ['TOML', parseToml],
  ['INI files', (text) => parseIni(`[a]\na =\n  ${text}`)],
  ['lists', (text) => splitList(Slice.of(text), ',')],
  ['the depth of JSON', deepPlace],
])('the reader of %s', (_, read) => {
  it('costs at most 2.2 times the steps for twice the hostile text', () => {
    const slow = HOSTILE.filter((text) => {
      const times = 2 * Math.ceil(500 / text.length);
      const [small = 0, large = 0] = [times, 2 * times].map((count) => countSteps(() => read(text.repeat(count))));
      return large > 2.2 * small + 10;
    });
    expect(slow).toEqual([]);
  });
});
