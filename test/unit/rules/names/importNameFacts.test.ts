import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import type { ImportName } from '../../../../server/src/names/nameData';
import { importName, moduleFixes } from '../../../../server/src/rules/names/importName';
import { LISTED, MISSING, OFFLINE, onIndex, requirementOf, saidBy } from '../given';

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
