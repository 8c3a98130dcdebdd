import { expect, it } from 'vitest';
import type { RuleId } from '../../../../server/src/configuration/ruleLevels';
import { identity } from '../../../../server/src/node/cli/baseline';
import type { PrintedFinding } from '../../../../server/src/node/cli/output/finding';
import { rules } from '../../../../server/src/rules';

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

it.each<[string, Partial<PrintedFinding>, boolean]>([
  ['the name in another spelling', { name: 'A-B' }, true],
  ['another line and another message', { message: 'x', range: { start: { line: 9, character: 0 }, end: { line: 9, character: 1 } } }, true],
  ['another severity', { severity: 'error' }, true],
  ['another name', { name: 'ab' }, false],
  ['another file', { path: 'b/requirements.txt' }, false],
  ['no name', { name: undefined }, false],
  ['a name that is not a text', { name: null as unknown as string }, false],
])('a baseline has a finding with %s: %s', (_, other, isSame) => {
  const finding = { ...findingOf('typosquat', '1.0'), name: 'a_b' };
  expect(identity({ ...finding, ...other }) === identity(finding)).toBe(isSame);
});
