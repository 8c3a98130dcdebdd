import { describe, expect, it } from 'vitest';
import { describeModule, moduleTargets } from '../../../../server/src/rules/names/importName';
import { expectMarked, fixesOf } from '../world';

describe('the message', () => {
  it.each([
    ['cv2', "'cv2' is a module name. Install 'opencv-python' to import it."],
    ['PIL', "'PIL' is a module name. Install 'pillow' to import it."],
    ['google.protobuf', "'google.protobuf' is a module name. Install 'protobuf' to import it."],
    ['usb', "'usb' is a module name. Install 'pyusb' to import it. The project named 'usb' is unrelated."],
    ['sqlite3', "'sqlite3' is part of the Python standard library. There is nothing to install."],
    ['asyncore', "'asyncore' was removed from the standard library in Python 3.12. On newer Python versions, install 'pyasyncore'."],
    ['imp', "'imp' was removed from the standard library in Python 3.12. There is nothing to install."],
    [
      'tomllib',
      "'tomllib' has been in the standard library since Python 3.11. There is nothing to install. On older Python versions, install 'tomli'.",
    ],
    ['urllib2', "'urllib2' is part of the Python 2 standard library. There is nothing to install."],
  ])('of %s', async (name, message) => {
    await expectMarked('requirements.txt', `${name}>=1\n${'^'.repeat(name.length)} warning[import-name]: ${message}`);
  });

  it.each([
    ['jwt', "'jwt' is unrelated to 'pyjwt', which provides the module 'jwt'."],
    ['websocket', "'websocket' is unrelated to 'websocket-client', which provides the module 'websocket'."],
  ])("of %s, a popular project with the name of another one's module", async (name, message) => {
    await expectMarked('requirements.txt', `${name}\n${'^'.repeat(name.length)} information[import-name]: ${message}`);
  });

  it('is absent for a popular project with the name of a module of Python', async () => {
    await expectMarked('requirements.txt', 'typing');
  });
});

describe('the fixes', () => {
  it.each<[name: string, fixes: [text: string, preferred: boolean][]]>([
    [
      'asyncore',
      [
        ['pyasyncore\nattrs\n', true],
        ['attrs\n', false],
      ],
    ],
    [
      'tomllib',
      [
        ['tomli\nattrs\n', false],
        ['attrs\n', true],
      ],
    ],
    [
      'cv2',
      [
        ['opencv-python\nattrs\n', true],
        ['opencv-python-headless\nattrs\n', false],
        ['attrs\n', false],
      ],
    ],
  ])('of %s', async (name, expected) => {
    const fixes = (await fixesOf('requirements.txt', `${name}\nattrs\n`)).filter(({ title }) => /^(Replace|Remove) /.test(title));
    expect(fixes.map(({ text, preferred }) => [text, preferred])).toEqual(expected);
  });
});

describe('the sentences about a module', () => {
  const STD = { standardLibrary: true, projects: [] };
  it.each<[module: Partial<Parameters<typeof describeModule>[1]>, sentences: readonly string[], targets: readonly string[]]>([
    [{ standardLibrary: false, projects: [] }, [], []],
    [{ standardLibrary: false, projects: ['p', 'q'] }, ["'m' is a module name. Install 'p' to import it."], ['p', 'q']],
    [{ standardLibrary: false, projects: ['p'], until: '2.0' }, ["'m' is a module name. 'p' provided it before version 2.0."], ['p']],
    [STD, ["'m' is part of the Python standard library. There is nothing to install."], []],
    [{ ...STD, until: '3.0' }, ["'m' is part of the Python 2 standard library. There is nothing to install."], []],
    [{ ...STD, until: '3.12' }, ["'m' was removed from the standard library in Python 3.12.", 'There is nothing to install.'], []],
    [
      { ...STD, until: '3.12', projects: ['p'] },
      ["'m' was removed from the standard library in Python 3.12.", "On newer Python versions, install 'p'."],
      ['p'],
    ],
    [{ ...STD, since: '3.4' }, ["'m' has been in the standard library since Python 3.4. There is nothing to install."], []],
    [
      { ...STD, since: '3.4', projects: ['p'] },
      ["'m' has been in the standard library since Python 3.4. There is nothing to install.", "On older Python versions, install 'p'."],
      [],
    ],
  ])('%j', (module, sentences, targets) => {
    expect(describeModule('m', { module: 'm', ...module } as never)).toEqual(sentences);
    expect(moduleTargets({ module: 'm', ...module } as never)).toEqual(targets);
  });
});
