import { describe, expect, it } from 'vitest';
import { readSeverity } from '../../../server/src/advisories/severity';

const CRITICAL = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';
const HIGH = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';
const MEDIUM = 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N';
const LOW = 'AV:L/AC:L/Au:N/C:P/I:N/A:N';

function vectors(...scores: readonly unknown[]) {
  return { severity: scores.map((score) => ({ type: 'CVSS', score })) };
}

describe('the severity of a record', () => {
  it.each([
    ['LOW', 'low'],
    ['MODERATE', 'medium'],
    ['MEDIUM', 'medium'],
    ['HIGH', 'high'],
    ['CRITICAL', 'critical'],
    ['critical', 'critical'],
    ['terrible', undefined],
    ['', undefined],
    [5, undefined],
  ])('by the word %j is %s', (severity, expected) => {
    expect(readSeverity({ database_specific: { severity } })).toBe(expected);
  });

  // Scores on both sides of each limit of the rating scale.
  it.each<[string, string | undefined, number]>([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'critical', 9.8],
    ['CVSS:3.1/AV:A/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 'critical', 9.0],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 'high', 8.8],
    ['CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H', 'high', 7.0],
    ['CVSS:3.1/AV:A/AC:H/PR:L/UI:R/S:U/C:H/I:H/A:H', 'medium', 6.8],
    ['CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L', 'medium', 4.0],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N', 'low', 3.7],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', undefined, 0],
  ])('%s is %s (%d)', (vector, expected) => {
    expect(readSeverity(vectors(vector))).toBe(expected);
  });

  it.each([
    [[LOW, MEDIUM, HIGH, CRITICAL], 'critical'],
    [[LOW, MEDIUM, HIGH], 'high'],
    [[LOW, MEDIUM], 'medium'],
    [[LOW], 'low'],
    [[LOW, 'CVSS:4.0/nonsense', MEDIUM], 'medium'],
    [['CVSS:3.1/nonsense', 'AV:nonsense', 'nonsense', 5, null], undefined],
    [[], undefined],
  ])('of %j is that of the newest system: %s', (scores, expected) => {
    expect(readSeverity(vectors(...scores))).toBe(expected);
  });

  it('may be in the affected package, and the word takes precedence over the vector', () => {
    expect(readSeverity({ affected: [null, vectors(HIGH)] } as never)).toBe('high');
    expect(readSeverity({ ...vectors(CRITICAL), database_specific: { severity: 'LOW' } })).toBe('low');
    expect(readSeverity({ ...vectors(CRITICAL), database_specific: { severity: 'unknown' } })).toBe('critical');
  });

  it.each([{ severity: 5 }, { severity: [null, {}, []] }, { affected: 5 }, { database_specific: null }, {}])(
    'of %j is not known',
    (record) => {
      expect(readSeverity(record as never)).toBeUndefined();
    },
  );
});
