import { describe, expect, it } from 'vitest';
import { setupTexts } from '../../../../../server/src/formats/files/python/setupPy';
import { formatOf } from '../../../../../server/src/formats/index';

describe('a list of setup.py that is changed after it is made', () => {
  it.each([
    ['R.append("acme")', ['base', 'acme']],
    ['R.insert(0, "acme")', ['base', 'acme']],
    ['R.add("acme")', ['base', 'acme']],
    ['R[0] = "acme"', ['base', 'acme']],
    ['R[:] = ["acme"]', ['base', 'acme']],
    ['R[len(R):] = ["acme"]', ['base', 'acme']],
    ['R[0:1] += ["acme"]', ['base', 'acme']],
    ['R[0] == "acme"', ['base']],
    ['print(R[0])', ['base']],
  ])('%s', (line, names) => {
    const manifest = formatOf('setup.py')?.parse(`from setuptools import setup\nR = ["base"]\n${line}\nsetup(install_requires=R)\n`);
    expect(manifest?.requirements.map(({ name }) => name)).toEqual(names);
    expect(manifest?.unchecked).toEqual([]);
  });

  it.each(['R.insert(0, acme())', 'R[0] = acme()', 'R[:] = acme()'])('says that it is known only when the file runs: %s', (line) => {
    const manifest = formatOf('setup.py')?.parse(`R = ["base"]\n${line}\nsetup(install_requires=R)\n`);
    expect(manifest?.unchecked.map(({ text }) => text)).toEqual(['acme()']);
  });

  it('reads extras under a key that is not a text as not checked', () => {
    const manifest = formatOf('setup.py')?.parse('E = {"a": ["acme"]}\nE[key] = ["other"]\nsetup(extras_require=E)\n');
    expect(manifest?.requirements.map(({ name }) => name)).toEqual(['acme']);
    expect(manifest?.unchecked).toHaveLength(1);
  });
});

it.each([
  [50, 0],
  [51, 1],
])('of lists in %i variables that use each other, %i are not read', (count, unread) => {
  const lines = Array.from({ length: count }, (_, i) => `v${i} = ["p${i}"]${i + 1 < count ? ` + v${i + 1}` : ''}`);
  const manifest = formatOf('setup.py')?.parse([...lines, 'setup(install_requires=v0)', ''].join('\n'));
  expect(manifest?.requirements).toHaveLength(50);
  expect(manifest?.unchecked.map(({ text }) => text)).toEqual(unread === 0 ? [] : ['v50']);
});

describe('the texts of setup()', () => {
  it.each<[text: string, texts: object]>([
    ['setup(name="acme", python_requires=">=3.9")', { name: 'acme', python_requires: '>=3.9' }],
    ['setup(name="acme", name="other")', { name: 'acme' }],
    ['N = "acme"\nsetup(name=N)', { name: 'acme' }],
    ['N = "acme"\nN = "other"\nsetup(name=N)', {}],
    ['setup(name=N)', {}],
    ['setup(name=f())', {}],
    ['setup(**{"name": "acme", "python_requires": ">=3"})', { name: 'acme', python_requires: '>=3' }],
    ['setup(version="1", python_requires=">=3")', { python_requires: '>=3' }],
    ['setup(names="acme")', {}],
    ['install(name="acme")', {}],
    ['setup()', {}],
    ['', {}],
  ])('of %j are %j', (text, texts) => {
    expect(setupTexts(text)).toEqual(texts);
  });
});

describe('an expression of setup.py', () => {
  it.each<[expression: string, names: readonly string[], unchecked?: readonly string[]]>([
    ['x or ["a"]', ['a'], ['x']],
    ['["a"] or ["b"]', ['a', 'b']],
    ['x and ["a"] or ["b"]', ['a', 'b'], ['x']],
    ['["a"] if x or y else ["b"]', ['a', 'b']],
    ['(r := ["a"])', ['a']],
    ['["a", x or "b"]', ['a', 'b'], ['x']],
    ['["a", "b"]', ['a', 'b']],
    ['("a", "b",)', ['a', 'b']],
    ['("a")', ['a']],
    ['{"a", "b"}', ['a', 'b']],
    ['"a"', ['a']],
    ['"a\\nb"', ['a', 'b']],
    ['["a" "b"]', ['ab']],
    ['["a"] + ["b"]', ['a', 'b']],
    ['["a"] if x else ["b"]', ['a', 'b']],
    ['["a", *["b", "c"]]', ['a', 'b', 'c']],
    ['list(("a", "b"))', ['a', 'b']],
    ['tuple(["a"])', ['a']],
    ['set(["a"])', ['a']],
    ['sorted({"a"})', ['a']],
    ['"a b".split()', ['a', 'b']],
    ['"a,b".split(",")', ['a', 'b']],
    ['textwrap.dedent("a")', ['a']],
    ['["%s" % "a"]', ['a']],
    ['["%s-%s" % ("a", "b")]', ['a-b']],
    ['["{}-x".format("a")]', ['a-x']],
    ['["a" "b", f"c"]', ['ab', 'c']],
    ['[["a"]]', ['a']],
    [`${'['.repeat(39)}"a"${']'.repeat(39)}`, ['a']],
    [`${'['.repeat(40)}"a"${']'.repeat(40)}`, [], ['"a"']],
    ['{**x, "b": ["a"]}', [], ['{**x, "b": ["a"]}']],
    ['{k: v for k in x}', [], ['{k: v for k in x}']],
    ['"{}==1".format(x)', [], ['"{}==1".format(x)']],
    ['"%s>=1" % x', [], ['"%s>=1" % x']],
    ['x.splitlines()', [], ['x.splitlines()']],
    ['[r"a", u"b", b"c"]', ['a', 'b', 'c']],
    ['["a"][0]', [], ['["a"][0]']],
    ['None', []],
    ['["a", None]', ['a']],
    ['["a"] if x else None', ['a']],
    ['Nonesuch', [], ['Nonesuch']],
  ])('%s', (expression, names, unchecked = []) => {
    const manifest = formatOf('setup.py')?.parse(`setup(install_requires=${expression})\n`);
    expect([manifest?.requirements.map(({ name }) => name), manifest?.unchecked.map(({ text }) => text)]).toEqual([names, unchecked]);
  });
});
