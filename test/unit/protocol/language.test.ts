import { afterEach, describe, expect, it } from 'vitest';
import { formatAge, formatDate, formatList, formatNumber, formatSentences, setLocale } from '../../../server/src/protocol/language';

afterEach(() => setLocale('en'));

const NOW = Date.UTC(2026, 10, 26);
const DAY = 86_400_000;

describe('the reader’s language', () => {
  it('is English unless it is set', () => {
    expect(formatNumber(1_234_567)).toBe('1,234,567');
    expect(formatDate('2026-11')).toBe('Nov 2026');
    expect(formatDate('2026-11-03')).toBe('Nov 3, 2026');
    expect(formatList(['a', 'b', 'c'])).toBe('a, b, and c');
    expect(formatList(['a', 'b'], 'disjunction')).toBe('a or b');
  });

  it('formats numbers, dates, lists and ages', () => {
    setLocale('de');
    expect(formatNumber(1_234_567)).toBe('1.234.567');
    expect(formatDate('2026-11', 'long')).toBe('November 2026');
    expect(formatDate('2026-11-03', 'long')).toBe('3. November 2026');
    expect(formatList(['a', 'b', 'c'])).toBe('a, b und c');
    expect(formatAge(NOW - 12 * DAY, NOW)).toBe('vor 12 Tagen');
    expect(formatList(['a', 'b'], 'unit')).toBe('a, b');
    setLocale('zh-CN');
    expect(formatList(['a', 'b', 'c'], 'unit')).toBe('a、b、c');
    setLocale('ja');
    expect(formatList(['a', 'b'], 'unit')).toBe('a、b');
    expect(formatDate('2026-11')).toBe('2026年11月');
    expect(formatAge(NOW - 12 * DAY, NOW)).toBe('12 日前');
  });

  it('takes the unit of an age that fits', () => {
    const ages = [-1, 0, 1, 2, 59, 60, 729, 731, 4000].map((days) => formatAge(NOW - days * DAY, NOW));
    expect(ages).toEqual([
      'today',
      'today',
      'yesterday',
      '2 days ago',
      '59 days ago',
      '2 months ago',
      '24 months ago',
      '2 years ago',
      '10 years ago',
    ]);
  });

  it('puts a space between sentences, but not after a full-width full stop', () => {
    expect(formatSentences(['A.', 'B.', 'C.'])).toBe('A. B. C.');
    expect(formatSentences(['甲。', '乙。', 'C.', '丙。'])).toBe('甲。乙。C. 丙。');
    expect(formatSentences(['A.'])).toBe('A.');
    expect(formatSentences([])).toBe('');
  });

  it('is English for an unknown language', () => {
    for (const tag of ['', 'C', 'tlh_XX', '../..', 'xx-yy-zz-11']) {
      setLocale(tag);
      expect(formatDate('2026-11')).toBe('Nov 2026');
    }
  });

  it('is English if the messages are not translated', () => {
    setLocale('sv', false);
    expect(formatDate('2026-11-03')).toBe('Nov 3, 2026');
    setLocale('en-GB', false);
    expect(formatDate('2026-11-03')).toBe('3 Nov 2026');
  });

  it('leaves a text that is not a date unchanged', () => {
    for (const text of ['', 'before-2024-12', '2026-13', '2026-02-31x', '26-11']) {
      expect(formatDate(text)).toBe(text);
    }
  });
});
