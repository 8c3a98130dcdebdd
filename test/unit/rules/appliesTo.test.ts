import { describe, expect, it } from 'vitest';
import type { Requirement, RequirementSource } from '../../../server/src/formats/manifest/format';
import { nameRules, otherRules } from '../../../server/src/rules';

const SOURCES: readonly RequirementSource[] = ['index', 'explicit-index', 'url', 'vcs', 'path', 'workspace'];

function requirementOf(source: RequirementSource, more: Partial<Requirement> = {}): Requirement {
  const span = { start: 0, end: 4 };
  return {
    name: 'name',
    normalizedName: 'name',
    extras: [],
    specifierGrammar: 'pep440',
    hashes: [],
    source,
    role: 'dependency',
    span,
    nameSpan: span,
    ...more,
  };
}

/** The requirements that each rule judges. A rule that is not here judges no single requirements. */
const JUDGED: Readonly<Record<string, readonly RequirementSource[]>> = {
  'known-malicious': SOURCES,
  'import-name': ['index', 'explicit-index'],
  typosquat: ['index', 'explicit-index'],
  'unknown-package': ['index'],
  'project-status': ['index', 'explicit-index'],
  'vulnerable-version': ['index', 'explicit-index'],
  'unknown-version': ['index', 'explicit-index'],
  'yanked-version': ['index', 'explicit-index'],
  'recent-release': ['index', 'explicit-index'],
  'dependency-confusion': ['index'],
  'hash-mismatch': SOURCES,
  'missing-hash': ['index', 'explicit-index'],
  unpinned: ['index', 'explicit-index'],
};

describe('which requirements a rule applies to', () => {
  it.each([...nameRules, ...otherRules].map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const judged = rule.check === undefined ? [] : SOURCES.filter((source) => rule.appliesTo?.(requirementOf(source)) !== false);
    expect(judged).toEqual(JUDGED[id] ?? []);
  });

  it('checks the owner of the name if a path cannot be read', () => {
    const unproven = requirementOf('path', { unproven: { why: 'outside', place: '../x' } });
    const judging = nameRules.filter(({ appliesTo }) => appliesTo?.(unproven) !== false).map(({ id }) => id);
    expect(judging).toEqual(['known-malicious', 'import-name', 'typosquat']);
  });
});
