import { expect, it } from 'vitest';
import { SEVERITIES } from '../../../server/src/configuration/ruleLevels';
import { gradedBy } from '../../../server/src/rules/grade';

it.each(SEVERITIES)('a finding at the level %s is as mild as the level, or milder', (level) => {
  expect(gradedBy({}, level)).toBe(level);
  for (const severity of SEVERITIES) {
    expect(gradedBy({ severity }, level)).toBe(SEVERITIES[Math.max(SEVERITIES.indexOf(severity), SEVERITIES.indexOf(level))]);
  }
});
