export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Most severe first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export type RuleLevel = Severity | 'off';

/**
 * Every rule with the severity that it has unless configured. The id is the diagnostic's code, the key in `[rules]` and the
 * name of its page in docs/rules/. A rule that grades itself (`typosquat` by confidence) is listed with its highest severity.
 */
export const RULE_LEVELS = {
  'known-malicious': 'error',
  typosquat: 'warning',
  'import-name': 'warning',
  'unknown-package': 'warning',
  'invalid-requirement': 'error',
  'project-status': 'warning',
  'dependency-confusion': 'warning',
  'insecure-index': 'warning',
  'vulnerable-version': 'warning',
  'yanked-version': 'warning',
  'unknown-version': 'warning',
  'recent-release': 'information',
  'hash-mismatch': 'error',
  'missing-hash': 'off',
  unpinned: 'off',
  'invalid-configuration': 'warning',
  'not-checked': 'information',
} as const satisfies Record<string, RuleLevel>;

export type RuleId = keyof typeof RULE_LEVELS;

export const RULE_IDS = Object.keys(RULE_LEVELS) as readonly RuleId[];

export function isRuleId(value: unknown): value is RuleId {
  return typeof value === 'string' && Object.hasOwn(RULE_LEVELS, value);
}
