import { describe, expect, it } from 'vitest';
import { type Candidate, newCandidate } from '../../../../server/src/names/engine/candidates/candidate';
import { Alignment, align } from '../../../../server/src/names/engine/letters/alignment';
import { osaDistance } from '../../../../server/src/names/engine/letters/edits';
import { Query } from '../../../../server/src/names/engine/query';
import { createTargets } from '../../../../server/src/names/engine/targets';
import { describeCandidate } from '../../../../server/src/names/engine/technique';

/** How `name` imitates `target`, which is a module of Python if `modules` has it. Default: the whole name stands for the target. */
function techniqueOf(name: string, target: string, part: Partial<Candidate> = {}, modules: readonly string[] = []): string {
  const targets = createTargets(['first', ...(modules.includes(target) ? [] : [target])], modules);
  const query = new Query();
  query.set(name);
  const id = targets.names.indexOf(target);
  const candidate = { ...newCandidate(), target: id, start: 0, end: query.length, ...part };
  const from = targets.starts[id]!;
  const to = from + targets.lengths[id]!;
  const { start, end } = candidate;
  candidate.distance = part.distance ?? osaDistance(query.letters, start, end, targets.letters, from, to, 3);
  const alignment = new Alignment();
  align(query.letters, start, end, targets.letters, from, to, alignment);
  const { technique, detail } = describeCandidate(targets, query, candidate, alignment);
  return detail === undefined ? technique : `${technique} ${detail}`;
}

describe('of a whole name', () => {
  it.each([
    ['scikitlearn', 'scikit-learn', 'separators'],
    ['reqeusts', 'requests', 'transposition'],
    // A letter that is missing.
    ['requsts', 'requests', 'omission e'],
    ['equests', 'requests', 'omission r'],
    ['master', 'masters', 'plural s'],
    ['tool-box', 'tools-box', 'plural s'],
    ['toolbox', 'tools-box', 'omission s'],
    ['mater', 'master', 'omission s'],
    ['master', 'masterx', 'omission x'],
    // A letter too many.
    ['requestsx', 'requests', 'addition x'],
    ['xrequests', 'requests', 'addition x'],
    ['numpys', 'numpy', 'plural s'],
    ['tools-box', 'tool-box', 'plural s'],
    ['toolsbox', 'tool-box', 'addition s'],
    ['nusmpy', 'numpy', 'addition s'],
    ['numppy', 'numpy', 'repetition p'],
    ['numpyy', 'numpy', 'repetition y'],
    ['requestss', 'requests', 'repetition s'],
    // Another letter.
    ['nubpy', 'numpy', 'replacement b'],
    ['tools', 'toolx', 'replacement s'],
    ['numpv', 'numpy', 'homoglyph v'],
    ['b0to3', 'boto3', 'homoglyph 0'],
    // A number.
    ['boto4', 'boto3', 'numeral 4'],
    ['boto', 'boto3', 'numeral 3'],
    ['boto33', 'boto3', 'numeral 3'],
    ['bo7to3', 'boto3', 'numeral 7'],
    ['botox', 'boto3', 'numeral x'],
    ['boto12', 'boto3', 'numeral'],
    ['boto3xx', 'boto3', 'several-edits'],
    ['boto4x', 'boto3', 'several-edits'],
    ['obto4', 'boto3', 'several-edits'],
    ['rqeusets', 'requests', 'several-edits'],
    ['rxquexts', 'requests', 'several-edits'],
    ['rxqeusts', 'requests', 'several-edits'],
    // Two letters for one.
    ['nurnpy', 'numpy', 'homoglyph'],
    ['vverkzeug', 'werkzeug', 'homoglyph'],
    ['werkzeug', 'vverkzeug', 'homoglyph'],
    ['nuxxpy', 'numpy', 'several-edits'],
    ['nurnpyxx', 'numpy', 'several-edits'],
  ])('%s for %s: %s', (name, target, expected) => {
    expect(techniqueOf(name, target)).toBe(expected);
  });
});

describe('of a part of a name', () => {
  it.each<[name: string, part: Partial<Candidate>, expected: string]>([
    ['numpy-utils', { end: 5 }, 'suffix utils'],
    ['my-numpy', { start: 2 }, 'prefix my'],
    ['my-own-numpy', { start: 5 }, 'prefix my-own'],
    ['numpy-my-own', { end: 5 }, 'suffix my-own'],
    ['numpymyown', { end: 5 }, 'suffix myown'],
    ['my-numpy-utils', { start: 2, end: 7 }, 'prefix-and-suffix my…utils'],
    ['nunpy-utils', { end: 5 }, 'affix-and-typo utils'],
    ['my-nunpy', { start: 2 }, 'affix-and-typo my'],
    ['my-nunpy-utils', { start: 2, end: 7 }, 'affix-and-typo my…utils'],
    ['num-big-py', { gapStart: 3, gapEnd: 6, distance: 0 }, 'infix big'],
    ['num-b-ig-py', { gapStart: 3, gapEnd: 6, distance: 0 }, 'infix b-ig'],
  ])('%s in %j: %s', (name, part, expected) => {
    expect(techniqueOf(name, 'numpy', part)).toBe(expected);
  });
});

it('of words in another order, or with another word for Python', () => {
  expect(techniqueOf('learn-scikit', 'scikit-learn', { reordered: true, distance: 0 })).toBe('word-order');
  expect(techniqueOf('python-yaml', 'pyyaml', { reordered: true, distance: 0 })).toBe('python-word');
});

it('of a module of Python is only that', () => {
  expect(techniqueOf('urlllib', 'urllib', {}, ['urllib'])).toBe('standard-library');
  expect(techniqueOf('my-urllib', 'urllib', { start: 2 }, ['os', 'urllib'])).toBe('standard-library');
  expect(techniqueOf('urlllib', 'urllib', {}, ['os'])).toBe('repetition l');
});
