import { expect, it } from 'vitest';
import type { RuleId } from '../../../server/src/configuration/ruleLevels';
import { identity } from '../../../server/src/node/cli/baseline';
import type { PrintedFinding } from '../../../server/src/node/cli/output/finding';
import { rules } from '../../../server/src/rules';

/** Rules about versions: a finding about one version is not one about another. */
const OF_VERSIONS: ReadonlySet<RuleId> = new Set<RuleId>([
  'known-malicious',
  'vulnerable-version',
  'unknown-version',
  'yanked-version',
  'recent-release',
  'hash-mismatch',
]);

function findingOf(rule: RuleId, version: string): PrintedFinding {
  const place = { line: 0, character: 0 };
  return {
    path: 'requirements.txt',
    range: { start: place, end: place },
    rule,
    severity: 'warning',
    message: version,
    name: 'a',
    version,
    targets: [],
  };
}

it.each(rules)('$id: whether a baseline with a finding of one version has that of another', ({ id }) => {
  const isSame = identity(findingOf(id, '1.0')) === identity(findingOf(id, '2.0'));
  expect(isSame).toBe(!OF_VERSIONS.has(id));
});
