import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { ImportName } from '../../../../server/src/names/nameData';
import { describeModule, importName, moduleFixes, moduleTargets } from '../../../../server/src/rules/names/importName';
import { LISTED, MISSING, OFFLINE, onIndex, requirementOf, saidBy } from '../given';
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

describe('the finding about a module', () => {
  const span = { start: 0, end: 4 };
  const removeSpan = { start: 0, end: 10 };
  const module = (more: Partial<ImportName> = {}): ImportName => ({ module: 'm', standardLibrary: false, projects: ['p', 'q'], ...more });
  const said = (importName: ImportName, facts: Partial<PackageFacts>) => saidModule({ importName, listed: MISSING, ...facts });
  const saidModule = (facts: Partial<PackageFacts>) => saidBy(importName, { removeSpan }, facts);
  const fix = (title: string, preferred?: boolean) => expect.objectContaining({ title, ...(preferred !== undefined && { preferred }) });
  const MESSAGE = "'name' is a module name. Install 'p' to import it.";
  const fixes = [fix("Replace with 'p'", true), fix("Replace with 'q'", false), fix("Remove 'name'", false)];

  it.each<[what: string, facts: Partial<PackageFacts>, message: string]>([
    ['no one knows a project of the name', {}, MESSAGE],
    ['the index has no project of the name', { project: MISSING }, MESSAGE],
    ['nothing is known', { listed: OFFLINE }, MESSAGE],
    ['the index has one', { project: onIndex() }, `${MESSAGE} The project named 'name' is unrelated.`],
    ['the list has one', { listed: LISTED }, `${MESSAGE} The project named 'name' is unrelated.`],
    ['the list has one, the index not', { listed: LISTED, project: MISSING }, `${MESSAGE} The project named 'name' is unrelated.`],
  ])('where %s', (_, facts, message) => {
    expect(said(module(), facts)).toEqual([{ span, message, targets: ['p', 'q'], fixes }]);
  });

  it('is absent for a private name, and for one of no module', () => {
    expect(said(module(), { isPrivate: true })).toEqual([]);
    expect(saidModule({ listed: MISSING })).toEqual([]);
    expect(saidModule({ rank: 7 })).toEqual([]);
  });

  it('is information for a popular project of the same name', () => {
    const message = "'name' is unrelated to 'p', which provides the module 'm'.";
    const both = [fix("Replace with 'p'"), fix("Replace with 'q'")];
    expect(said(module(), { rank: 7 })).toEqual([{ span, message, severity: 'information', targets: ['p', 'q'], fixes: both }]);
    // Which of several is meant is not known.
    expect(said(module(), { rank: 7 })[0]?.fixes?.some(({ preferred }) => preferred)).toBe(false);
    expect(said(module({ standardLibrary: true }), { rank: 7 })).toEqual([]);
    expect(said(module({ projects: [] }), { rank: 7 })).toEqual([]);
    expect(said(module(), { rank: 7, superseded: { successor: 'new', source: '' } })).toEqual([]);
  });

  it.each<[what: string, module: Partial<ImportName>, specifier: string | undefined, titles: readonly (readonly [string, boolean])[]]>([
    [
      'of a project',
      {},
      '>=1',
      [
        ["Replace with 'p'", true],
        ["Replace with 'q'", false],
        ["Remove 'name'", false],
      ],
    ],
    ['of no project', { projects: [] }, undefined, [["Remove 'name'", true]]],
    [
      'that a project had',
      { projects: ['p'], until: '82' },
      undefined,
      [
        ["Replace with 'p<82'", true],
        ["Remove 'name'", false],
      ],
    ],
    ['that a project had, in a version', { projects: ['p'], until: '82' }, '==1', [["Remove 'name'", false]]],
    [
      'of Python',
      { standardLibrary: true },
      undefined,
      [
        ["Replace with 'p'", false],
        ["Replace with 'q'", false],
        ["Remove 'name'", true],
      ],
    ],
    [
      'that Python had',
      { standardLibrary: true, projects: ['p'], until: '3.12' },
      '==1',
      [
        ["Replace with 'p'", true],
        ["Remove 'name'", false],
      ],
    ],
  ])('has these fixes for a module %s', (_, more, specifier, titles) => {
    const found = moduleFixes(requirementOf({ removeSpan, specifier }), module(more));
    expect(found.map(({ title, preferred }) => [title, preferred])).toEqual(titles);
  });
});
