import { describe, expect, it } from 'vitest';
import { isBalanced, isWrittenAsRead } from '../../../../server/src/features/edits/writtenAsRead';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { applied, documentOf, serviceOn } from '../service';

async function replaced(name: string, text: string): Promise<string | undefined> {
  const { service } = serviceOn();
  const document = documentOf(name, text);
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const diagnostics = await service.diagnostics(document);
  expect(diagnostics.map(({ code }) => code)).toContain('typosquat');
  const actions = await service.codeActions(document, whole, { diagnostics });
  const action = actions.find(({ title }) => title.startsWith('Replace with'));
  return action && applied(document, action);
}

describe('a name that a file puts together is replaced', () => {
  it.each<readonly [string, string, string]>([
    ['a.sh', 'A=reqe\nB=usts\npip install $A$B\n', 'A=reqe\nB=usts\npip install requests\n'],
    ['a.sh', `A=reqe; pip install $\{A}usts\n`, 'A=reqe; pip install requests\n'],
    ['a.sh', 'pip install reqe""usts\n', 'pip install requests\n'],
    ['a.sh', 'pip install reqe\\\nusts\n', 'pip install requests\n'],
    ['a.bat', 'set V=reqe\npip install %V%usts\n', 'set V=reqe\npip install requests\n'],
    ['Makefile', 'V = reqe\nx:\n\tpip install $(V)usts\n', 'V = reqe\nx:\n\tpip install requests\n'],
    ['justfile', 'v := "reqe"\nx:\n  pip install {{v}}usts\n', 'v := "reqe"\nx:\n  pip install requests\n'],
    ['setup.py', 'setup(install_requires=["reqe" + "usts"])\n', 'setup(install_requires=["requests"])\n'],
    ['setup.py', 'setup(install_requires=["reqe%s" % "usts"])\n', 'setup(install_requires=["requests"])\n'],
    ['setup.py', 'v = "reqe"\nos.system(f"pip install {v}usts")\n', 'v = "reqe"\nos.system(f"pip install requests")\n'],
    ['pyproject.toml', '[project]\ndependencies = ["req\\u0065usts"]\n', '[project]\ndependencies = ["requests"]\n'],
  ])('where nothing else changes: %s %j', async (name, text, expected) => {
    expect(await replaced(name, text)).toBe(expected);
  });

  it.each<readonly [string, string]>([
    ['a.sh', 'pip install reqe{usts,xyz}\n'],
    ['a.sh', "printf 'reqe%s\\n' usts > requirements.txt\n"],
    ['a.sh', "pip install $(printf '%susts ' reqe)\n"],
    ['setup.py', 'setup(install_requires=["{}usts".format("reqe")])\n'],
    ['Jenkinsfile', "def v = 'reqe'\necho 1\nsh 'pip install ' + v + 'usts'\n"],
  ])('not where other code would go: %s %j', async (name, text) => {
    expect(await replaced(name, text)).toBeUndefined();
  });

  it('not by the fix of all misspellings either', async () => {
    const { service } = serviceOn();
    const text = 'pip install reqe{usts,xyz} reqeusts\n';
    const document = documentOf('a.sh', text);
    const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
    const [action] = await service.codeActions(document, whole, { diagnostics: [], only: ['source.fixAll.lookalike'] });
    expect(applied(document, action)).toBe('pip install reqe{usts,xyz} requests\n');
  });
});

describe('isWrittenAsRead', () => {
  const requirement = (text: string, name: string): Requirement => ({ name, nameSpan: { start: 0, end: text.length } }) as Requirement;

  it.each([
    ['abc', 'abc'],
    ["'a'bc", 'abc'],
    ['a" + "bc', 'abc'],
    ['\\u0061bc', 'abc'],
    ['\\U00000061\\x62c', 'abc'],
    ['$V', 'abc'],
    [`a$\{V}`, 'abc'],
    ['{{ v.w }}c', 'abc'],
    [`$\{{ env.V }}c`, 'abc'],
    ['%V%c', 'abc'],
    ['{v}c', 'abc'],
    ['caf\\u00e9', 'café'],
  ])('%s may be %s', (text, name) => {
    expect(isWrittenAsRead(text, requirement(text, name))).toBe(true);
  });

  it.each([
    ['abcd', 'abc'],
    ['cba', 'abc'],
    ['a{b,c}', 'ab'],
    ['a"\nx = 1\nf("bc', 'abc'],
    ['-x".format("a', 'a-x'],
    ['\\U00110000bd', 'abc'],
    [`abc${' '.repeat(1_000)}`, 'abc'],
  ])('%j is more than %s', (text, name) => {
    expect(isWrittenAsRead(text, requirement(text, name))).toBe(false);
  });

  it('looks at the specifier too', () => {
    const pinned = { ...requirement('aaa', 'aaa'), specifier: '==1', specifierSpan: { start: 3, end: 6 } };
    expect(isWrittenAsRead('aaa==1', pinned)).toBe(true);
    expect(isWrittenAsRead('aaa==1', { ...pinned, specifier: '==2' })).toBe(false);
  });
});

it.each<readonly [string, boolean]>([
  ['a', true],
  ['a" + "b', true],
  ['a"', false],
  ["a'b", false],
  ['`', false],
  ['f("a")', true],
  ['f("a"', false],
])('whether %s is balanced: %s', (text, expected) => {
  expect(isBalanced(text)).toBe(expected);
});
