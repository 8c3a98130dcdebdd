export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Most severe first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export type RuleLevel = Severity | 'off';

/**
 * Every rule, in the order of `rules/index.ts`, which has its other properties. The id is the diagnostic's code, the key in
 * `[rules]` and the name of the rule's page in docs/rules/.
 */
export const RULE_IDS = [
  'known-malicious',
  'import-name',
  'typosquat',
  'unknown-package',
  'project-status',
  'vulnerable-version',
  'unknown-version',
  'yanked-version',
  'recent-release',
  'dependency-confusion',
  'insecure-index',
  'hash-mismatch',
  'missing-hash',
  'unpinned',
  'invalid-requirement',
  'not-checked',
  'invalid-configuration',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

export function isRuleId(value: unknown): value is RuleId {
  return (RULE_IDS as readonly unknown[]).includes(value);
}

/** The properties of a rule that the configuration needs. */
export interface ConfigurableRule {
  readonly id: RuleId;
  /** Its default severity. */
  readonly level: RuleLevel;
  /** Whether it reports known malware, which only the user can hide. */
  readonly malware?: true;
}
