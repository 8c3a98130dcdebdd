import { describe, expect, it } from 'vitest';
import { imitatePrivate, resemblesPrivate } from '../../../../server/src/names/engine/privateNames';

/** The imitation of one private name or pattern, with its score above the threshold of a warning, which is 10. */
const imitated = (name: string, own: string): string | undefined => {
  const [found, ...others] = imitatePrivate(name, [own], 10);
  expect(others).toEqual([]);
  return found && `${found.target} ${found.technique} ${found.detail ?? '-'} ${found.distance} ${found.score}`;
};

describe('an imitation of a private name', () => {
  it.each<[what: string, name: string, own: string, expected: string | undefined]>([
    ['separators', 'acmeutils', 'acme-utils', 'acme-utils separators - 0 13'],
    ['separators in a short name', 'a-b', 'ab', 'ab separators - 0 13'],
    // An edit from four letters on, with certainty from six.
    ['an edit of three letters', 'abx', 'abc', undefined],
    ['an edit of four', 'abcx', 'abcd', 'abcd replacement x 1 9.5'],
    ['an edit of five', 'abcdx', 'abcde', 'abcde replacement x 1 9.5'],
    ['an edit of six', 'abcdex', 'abcdef', 'abcdef replacement x 1 12'],
    ['a letter less than six', 'abcde', 'abcdef', 'abcdef omission f 1 12'],
    // Two edits from eight letters on, with certainty from ten.
    ['two edits of seven', 'abcdexy', 'abcdefg', undefined],
    ['two edits of eight', 'abcdefxy', 'abcdefgh', 'abcdefgh several-edits - 2 9.5'],
    ['two edits of nine', 'abcdefgxy', 'abcdefghi', 'abcdefghi several-edits - 2 9.5'],
    ['two edits of ten', 'abcdefghxy', 'abcdefghij', 'abcdefghij several-edits - 2 11'],
    ['two letters less', 'abcdefgh', 'abcdefghij', 'abcdefghij several-edits - 2 11'],
    ['three letters less', 'abcdefg', 'abcdefghij', undefined],
    ['three edits', 'abcdefgxyz', 'abcdefghij', undefined],
    // Another order.
    ['words in another order', 'tools-acme', 'acme-tools', 'acme-tools word-order - 0 13'],
    ['words in another order, with more', 'tools-acme-x', 'acme-tools', undefined],
    // A word for Python.
    ...['py', 'python', 'python3'].map((word): [string, string, string, string] => [
      `${word} before it`,
      `${word}-acme-tools`,
      'acme-tools',
      `acme-tools prefix ${word} 0 12`,
    ]),
    ...['py', 'python', 'lib', 'package'].map((word): [string, string, string, string] => [
      `${word} after it`,
      `acme-tools${word}`,
      'acme-tools',
      `acme-tools suffix ${word} 0 12`,
    ]),
    ['python3 after it', 'acme-tools-python3', 'acme-tools', undefined],
    ['lib before it', 'lib-acme-tools', 'acme-tools', undefined],
    ['py after other letters', 'zzzzzzpy', 'abcdef', undefined],
    ['py around it', 'py-acme-tools-py', 'acme-tools', undefined],
    ['py beside six letters', 'python-abcdef', 'abcdef', 'abcdef prefix python 0 12'],
    ['py beside five letters', 'python-abcde', 'abcde', undefined],
    ['the name itself', 'acme-tools', 'acme-tools', undefined],
    ['nothing', '', 'acme-tools', undefined],
  ])('has %s: %s', (_, name, own, expected) => {
    expect(imitated(name, own)).toBe(expected);
  });

  it.each<[name: string, own: string, expected: string | undefined]>([
    ['amce-tools', 'acme-*', 'acme-tools transposition - 1 9.5'],
    ['globxe-tools', 'globex-*', 'globex-tools transposition - 1 11'],
    ['globbex-tools', 'globex-*', 'globex-tools repetition b 1 11'],
    ['g1obex-tools', 'globex-*', 'globex-tools homoglyph 1 1 11'],
    ['glo-bex-tools', 'globex-*', undefined],
    ['globe-tools', 'globex-*', 'globex-tools omission x 1 9.5'],
    ['globex-tools', 'globex-*', undefined],
    ['globxe', 'globex-*', undefined],
    ['globxe-a-b', 'globex-*', 'globex-a-b transposition - 1 11'],
    ['globexcorp-tools', 'globex-corp-*', undefined],
    ['globexc-orp-tools', 'globex-corp-*', 'globex-corp-tools separators - 0 12'],
    ['globex-cor-p-tools', 'globex-corp-*', 'globex-corp-p-tools omission p 1 9.5'],
    ['globex-crop-tools', 'globex-corp-*', 'globex-corp-tools transposition - 1 11'],
    ['globex-crop', 'globex-corp-*', undefined],
    // Two edits, and short words.
    ['gxobxx-tools', 'globex-*', undefined],
    ['globexcxxp-tools', 'globexcorp-*', undefined],
    ['abx-tools', 'abc-*', undefined],
    ['abcx-tools', 'abcd-*', 'abcd-tools replacement x 1 9.5'],
    // Other patterns have no words before the star.
    ['globxe-tools', 'globex*', undefined],
    ['globxe-tools', '*-tools', undefined],
    ['globxe-tools', 'glo*bex-*', undefined],
    ['globxe-x', '*', undefined],
    ['acmextool', 'acme*tool', undefined],
  ])('%s has the words of %s: %s', (name, own, expected) => {
    expect(imitated(name, own)).toBe(expected);
  });

  it('is of each that it resembles, unless it is one of them', () => {
    const names = ['acme-tools', 'acme-toolx', 'other'];
    expect(imitatePrivate('acme-tooly', names, 0).map(({ target }) => target)).toEqual(['acme-tools', 'acme-toolx']);
    expect(imitatePrivate('acme-toolx', names, 0)).toEqual([]);
    expect(imitatePrivate('acme-tooly', [], 0)).toEqual([]);
    expect(['acme-tooly', 'acme-tools', 'unlike'].map((name) => resemblesPrivate(name, names))).toEqual([true, false, false]);
    expect(resemblesPrivate('acme-tooly', names)).toBe(true);
  });
});
