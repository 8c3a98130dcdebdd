import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RULE_IDS } from '../../../server/src/configuration/ruleLevels';
import { nameRules, rules } from '../../../server/src/rules';

const RULES = path.join(__dirname, '../../../server/src/rules');

/** The default level, the mildest one, the possible damage, and what else is true of each rule. */
const PROPERTIES = `
known-malicious error information 9.8 name respectsTrust respectsPrivate readsAdvisories judgesVersion malware showsLookalikes
import-name warning information 5 name respectsTrust respectsPrivate trustable
typosquat warning information 8.1 name respectsTrust respectsPrivate trustable mayBePrivate showsLookalikes
unknown-package warning information 6.5 name respectsTrust trustable mayBePrivate
project-status warning information 5 - respectsTrust trustable
vulnerable-version warning information 7.5 - respectsPrivate readsAdvisories judgesVersion
unknown-version warning - 3 - judgesVersion
yanked-version warning - 3 - judgesVersion
recent-release information - 3 - respectsTrust judgesVersion
dependency-confusion warning information 8.1 - respectsTrust
insecure-index warning - 6.5 -
hash-mismatch error - 8.1 - judgesVersion
missing-hash off - 3 -
unpinned off - 2 -
invalid-requirement error - 2 -
not-checked warning information 4 -
invalid-configuration warning information 4 -
`;

it('has these properties of each rule', () => {
  const lines = rules.map(({ id, level, mildest, securitySeverity, family, ...flags }) => {
    const set = Object.entries(flags).flatMap(([name, value]) => (value === true ? [name] : []));
    return [id, level, mildest ?? '-', securitySeverity, family ?? '-', ...set].join(' ');
  });
  expect(lines.join('\n')).toBe(PROPERTIES.trim());
});

it('lists the rules in the order of their ids', () => {
  expect(rules.map(({ id }) => id)).toEqual(RULE_IDS);
});

it.each(rules)('$id has a file of its own, and one of tests in the same folder', ({ id }) => {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const [file] = filesBelow(RULES).filter((one) => path.posix.basename(one) === `${name}.ts`);
  expect(file).toBeDefined();
  expect(filesBelow(__dirname)).toContain(file?.replace(/\.ts$/, '.test.ts'));
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replace(/\\/g, '/'));
}

it.each(nameRules)('$id, which is about a name, judges requirements and has a verdict for `check`', ({ check, verdict }) => {
  expect([check, verdict]).toEqual([expect.any(Function), expect.any(Function)]);
});

it.each(rules)('$id: the rule ignores a name that can be trusted', ({ trustable = false, respectsTrust = false }) => {
  expect(!trustable || respectsTrust).toBe(true);
});

it('gives a name with a finding this verdict', () => {
  const quarantined = { kind: 'found', value: { status: 'quarantined' } };
  const active = { kind: 'found', value: { status: 'active' } };
  const verdicts = rules.flatMap(({ id, verdict }) =>
    [
      { maliciousRecords: [{ category: 'malicious' }], project: quarantined },
      { maliciousRecords: [{ category: 'spam' }], project: active },
      { maliciousRecords: [], project: { kind: 'missing' } },
    ].flatMap((facts) => (verdict === undefined ? [] : `${id} ${verdict(facts as never)}`)),
  );
  expect(verdicts).toEqual([
    ...['malicious', 'suspicious', 'suspicious'].map((verdict) => `known-malicious ${verdict}`),
    ...['suspicious', 'suspicious', 'suspicious'].map((verdict) => `import-name ${verdict}`),
    ...['suspicious', 'suspicious', 'suspicious'].map((verdict) => `typosquat ${verdict}`),
    ...['unknown', 'unknown', 'unknown'].map((verdict) => `unknown-package ${verdict}`),
    ...['suspicious', 'undefined', 'undefined'].map((verdict) => `project-status ${verdict}`),
  ]);
});
