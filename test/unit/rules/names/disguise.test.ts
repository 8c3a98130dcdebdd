import { describe, expect, it } from 'vitest';
import { disguiseLabel, disguiseNotes } from '../../../../server/src/rules/names/disguise';

describe('the hidden characters of a name', () => {
  it.each([
    ['r\u0435quests', "'\u0435' is U+0435", "The character '\u0435' (U+0435, Cyrillic) looks like 'e'."],
    ['\u03bdumpy', "'\u03bd' is U+03BD", "The character '\u03bd' (U+03BD, Greek) looks like 'v'."],
    ['fl\u0585sk', "'\u0585' is U+0585", "The character '\u0585' (U+0585, Armenian) looks like 'o'."],
    ['\uff4eumpy', "'\uff4e' is U+FF4E", "The character '\uff4e' (U+FF4E, full-width form) looks like 'n'."],
    ['scikit\u2011learn', "'\u2011' is U+2011", "The character '\u2011' (U+2011, dash) looks like '-'."],
    ['requ\u0131sts', "'\u0131' is U+0131", "The character '\u0131' (U+0131, Latin look-alike) looks like 'i'."],
    ['\u{1d427}umpy', "'\u{1d427}' is U+1D427", "The character '\u{1d427}' (U+1D427, letter variant) looks like 'n'."],
    ['\u4e2dumpy', "'\u4e2d' is U+4E2D", "It contains the character '\u4e2d' (U+4E2D)."],
    ['num\u200bpy', 'invisible character U+200B', 'It contains an invisible character (U+200B).'],
    ['numpy\u0301', 'diacritic U+0301', 'It contains a letter with a diacritic (U+0301).'],
  ])('%o: %s', (name, label, note) => {
    expect(disguiseNotes(name)).toEqual([note]);
    expect(disguiseLabel(name)).toBe(label);
  });

  it('are none in an honest name', () => {
    expect(disguiseNotes('scikit-learn')).toEqual([]);
    expect(disguiseLabel('scikit-learn')).toBeUndefined();
  });

  it('are limited to three characters', () => {
    const notes = (name: string) => disguiseNotes(name).map((note) => /U\+\w+/.exec(note)?.[0]);
    expect(notes('\u0430\u0435')).toEqual(['U+0430', 'U+0435']);
    expect(notes('\u0430\u0435\u043e\u0440\u0441')).toEqual(['U+0430', 'U+0435', 'U+043E']);
  });
});
