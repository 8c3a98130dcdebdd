import { describe, expect, it } from 'vitest';
import { disguiseLabel, disguiseNotes } from '../../../../server/src/rules/names/disguise';

describe('the hidden characters of a name', () => {
  it.each([
    ['r\u0435quests', 'U+0435', 'Cyrillic'],
    ['\u03bdumpy', 'U+03BD', 'Greek'],
    ['fl\u0585sk', 'U+0585', 'Armenian'],
    ['\uff4eumpy', 'U+FF4E', 'full-width form'],
    ['scikit\u2011learn', 'U+2011', 'dash'],
    ['requ\u0131sts', 'U+0131', 'Latin look-alike'],
    ['\u{1d427}umpy', 'U+1D427', 'letter variant'],
    ['num\u200bpy', 'U+200B', 'invisible'],
    ['numpy\u0301', 'U+0301', 'diacritic'],
  ])('%o: %s, %s', (name, codePoint, kind) => {
    const [note, ...others] = disguiseNotes(name);
    expect(others).toEqual([]);
    expect(note).toContain(codePoint);
    expect(note).toContain(kind);
    expect(disguiseLabel(name)).toContain(codePoint);
  });

  it('are none in an honest name', () => {
    expect(disguiseNotes('scikit-learn')).toEqual([]);
    expect(disguiseLabel('scikit-learn')).toBeUndefined();
  });

  it('are limited to three characters', () => {
    expect(disguiseNotes('\u0430\u0435\u043e\u0440\u0441')).toHaveLength(3);
  });
});
