import { expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { checkManifest } from '../manifestChecks';

// Random edits of valid files led to each of these.
it.each<readonly [what: string, path: string, text: string, expected: readonly string[]]>([
  ['a string with an escape', 'Dockerfile', 'RUN ["pip", "install", "esc\\u0061ped[x]==1.0"]\n', ['escaped: esc\\u0061ped ==1.0']],
  ['a string with an escape that JSON does not have', 'Dockerfile', 'RUN ["pip", "install", "\\exec==1.0"]\n', ['exec: \\exec ==1.0']],
  [
    'a package that begins as a part of another table',
    'pylock.toml',
    "[[packages.attestation-identities]]\nkind = 'GitHub'\n[packages]\nname = 'anchor'\nversion = '1.0'\n",
    ['anchor: anchor 1.0'],
  ],
  [
    'lines of a cell with something else between them',
    'a.ipynb',
    '{"cells": [{"cell_type": "code", "source": ["!pip install one", [["two"]], "pip install three"]}]}',
    ['one: one', 'three: three'],
  ],
  [
    'a line of a cell without an end',
    'a.ipynb',
    '{"cells": [{"cell_type": "code", "source": ["!pip install one\n, "two"]}]}',
    ['one: one'],
  ],
  [
    'a text with a value after it',
    'setup.py',
    'setup(install_requires=["%s==1.0" % "aaa", "{}>=2".format("bbb")])\n',
    ['aaa: aaa ==1.0', 'bbb: bbb >=2'],
  ],
  [
    'a text without an end',
    'setup.py',
    'setup(install_requires=["one==1\n  "two==2",\n  "three\n  , "four"])\n',
    ['one: one ==1', 'two: two ==2', 'three: three', 'four: four'],
  ],
  ['an argument after a text without an end', 'setup.py', 'setup(name="own,\n  install_requires=["one==1"])\n', ['one: one ==1']],
  ['a version in the value of a key', 'mise.toml', '[tools]\n"pipx:black" = { version = "24.4.2" }\n', ['black: black 24.4.2']],
])('%s has its name and version at their places', (_, path, text, expected) => {
  const manifest = formatOf(path)!.parse(text);
  checkManifest(text, manifest);
  const at = (span: { start: number; end: number } | undefined) => (span === undefined ? [] : [text.slice(span.start, span.end)]);
  expect(manifest.requirements.map((it) => [`${it.name}: ${at(it.nameSpan)}`, ...at(it.specifierSpan)].join(' '))).toEqual(expected);
});
