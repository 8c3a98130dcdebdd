import { expect, it } from 'vitest';
import { setupCfg } from '../../../../server/src/formats/files/setupCfg';

it.each<[line: string, indexes: readonly string[]]>([
  ['index_url = https://a.example/simple', ['index https://a.example/simple']],
  ['index-url: https://a.example/simple', ['index https://a.example/simple']],
  [
    'find_links =\n  https://a.example/x\n  https://b.example/y https://c.example/z',
    ['find-links https://a.example/x', 'find-links https://b.example/y', 'find-links https://c.example/z'],
  ],
  ['index =  https://a.example/simple', []],
  ['allow_hosts = *.a.example', []],
])('[easy_install] with %j names the indexes %j', (line, indexes) => {
  const of = (section: string) => setupCfg.parse(`[${section}]\n${line}\n`).indexes.map(({ kind, url }) => `${kind} ${url}`);
  expect(of('easy_install')).toEqual(indexes);
  expect(of('install')).toEqual([]);
});

it('reads many keys of a section with a long name', () => {
  const name = 'a'.repeat(50_000);
  const text = `[${name}]\n${Array.from({ length: 50_000 }, (_, i) => `a${i} = b\n`).join('')}[tox:testenv]\ndeps = {[${name}]a7}\n`;
  expect(setupCfg.parse(text).requirements.map((requirement) => requirement.name)).toEqual(['b']);
});
