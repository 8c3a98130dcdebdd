import { afterEach, describe, expect, it } from 'vitest';
import { type CountedFinding, scanSummary } from '../../../../server/src/analysis/scan/scanSummary';
import type { RuleId } from '../../../../server/src/configuration/ruleLevels';
import { setLocale } from '../../../../server/src/protocol/language';

afterEach(() => setLocale('en'));

function found(rule: RuleId, name: string | undefined, file = 'a.txt'): CountedFinding {
  return { rule, name, file };
}

describe('the summary of a scan', () => {
  it.each<[string, CountedFinding[], string]>([
    ['nothing', [], 'No findings.'],
    ['one malicious package', [found('known-malicious', 'x')], '1 malicious package in 1 file.'],
    [
      'the example project',
      [...['a', 'b', 'c', 'd'].map((name, i) => found('known-malicious', name, `${i % 3}.txt`)), found('typosquat', 'reqeusts', '0.txt')],
      '4 malicious packages and 1 look-alike in 3 files.',
    ],
    [
      'each kind, the gravest first',
      [
        found('unpinned', 'f'),
        found('yanked-version', 'g'),
        found('vulnerable-version', 'django'),
        found('unknown-package', 'acme'),
        found('typosquat', 'reqeusts'),
        found('known-malicious', 'x'),
      ],
      '1 malicious package, 1 look-alike, 1 unknown package, 1 vulnerable package, and 2 other findings in 1 file.',
    ],
    ['only other findings', [found('unpinned', 'a'), found('invalid-requirement', undefined)], '2 findings in 1 file.'],
    ['a finding about a file', [found('not-checked', undefined)], '1 finding in 1 file.'],
  ])('of %s', (_, findings, text) => {
    expect(scanSummary(findings)).toBe(text);
  });

  it('counts a package once, however often and however it is written', () => {
    const often = [
      found('vulnerable-version', 'Django'),
      found('vulnerable-version', 'django', 'b.txt'),
      found('vulnerable-version', 'Pillow'),
    ];
    expect(scanSummary(often)).toBe('2 vulnerable packages in 2 files.');
  });

  it('formats numbers for the reader', () => {
    const many = Array.from({ length: 1234 }, (_, i) => found('known-malicious', `x${i}`));
    expect(scanSummary(many)).toBe('1,234 malicious packages in 1 file.');
    setLocale('de-DE');
    expect(scanSummary(many)).toBe('1.234 malicious packages in 1 file.');
  });
});
