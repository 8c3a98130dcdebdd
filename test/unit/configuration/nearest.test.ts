import { describe, expect, it } from 'vitest';
import { didYouMean, nearestWord, withNearest } from '../../../server/src/configuration/nearest';

describe('the intended word', () => {
  it.each<[word: string, known: string[], expected: string | undefined]>([
    ['typosquat', ['unpinned', 'typosquat'], 'typosquat'],
    ['typosqat', ['unpinned', 'typosquat'], 'typosquat'],
    ['tpyosqat', ['typosquat'], 'typosquat'],
    ['tposqa', ['typosquat'], undefined],
    // Words of at most four letters may have one slip, longer ones two.
    ['hind', ['hint'], 'hint'],
    ['hind', ['hands'], undefined],
    ['hinds', ['hands'], 'hands'],
    ['hinds', ['lands'], 'lands'],
    ['hin', ['hint'], 'hint'],
    ['hi', ['hint'], undefined],
    ['errorss', ['error'], 'error'],
    ['errorsss', ['error'], undefined],
    // The nearest word, and of two equally near ones the first.
    ['trusts', ['trist', 'trust'], 'trust'],
    ['trxst', ['trist', 'trust'], 'trist'],
    ['COOL_DOWN', ['cool-down'], 'cool-down'],
    ['é'.repeat(5), ['\u00e9'.repeat(5)], '\u00e9'.repeat(5)],
    ['a', [], undefined],
    // The start of one word, but not of two, and not just two letters.
    ['warn', ['error', 'warning'], 'warning'],
    ['INFO', ['information'], 'information'],
    ['project', ['project-status', 'project-name'], undefined],
    ['war', ['warning'], 'warning'],
    ['wa', ['warning'], undefined],
    ['x'.repeat(100), ['x'.repeat(99)], 'x'.repeat(99)],
    ['x'.repeat(101), ['x'.repeat(101)], undefined],
  ])('%s among %j: %s', (word, known, expected) => {
    expect(nearestWord(word, known)).toBe(expected);
  });
});

it('follows the error, or else all known words do', () => {
  expect(withNearest("Unknown level 'eror'.", 'eror', ['error', 'off'])).toBe("Unknown level 'eror'. Did you mean 'error'?");
  expect(withNearest("Unknown level 'loud'.", 'loud', ['error', 'off'])).toBe("Unknown level 'loud'. Known values: error, off.");
  expect(didYouMean('No.', 'yes')).toBe("No. Did you mean 'yes'?");
});
