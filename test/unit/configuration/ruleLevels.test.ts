import { expect, it } from 'vitest';
import { isRuleId, RULE_IDS, SEVERITIES } from '../../../server/src/configuration/ruleLevels';

it('the severities are those of the protocol, most severe first', () => {
  expect(SEVERITIES).toEqual(['error', 'warning', 'information', 'hint']);
});

it('an id is written as in the rules', () => {
  expect(RULE_IDS.map((id) => isRuleId(id))).toEqual(RULE_IDS.map(() => true));
  expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length);
  expect(['Typosquat', 'typosquat ', '', 'constructor', undefined, 0, ['typosquat']].map((id) => isRuleId(id))).not.toContain(true);
});
