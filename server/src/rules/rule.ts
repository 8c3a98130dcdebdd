import type { ManifestFacts } from '../facts/manifestFacts';
import type { PackageFacts } from '../facts/packageFacts';
import type { Manifest, Requirement } from '../formats/format';
import type { Span } from '../packaging/span';

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

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The one that the editor's "fix" key takes. At most one a finding. */
  readonly preferred?: boolean;
  /** Safe to apply without looking (`source.fixAll.lookalike`). */
  readonly certain?: boolean;
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly span: Span;
  /** One or more plain sentences. */
  readonly message: string;
  readonly requirement?: Requirement;
  /** Normalised names that may have been meant, best first. */
  readonly targets: readonly string[];
  readonly fixes: readonly Fix[];
  /** Said of something that is out of use; editors strike it through. */
  readonly deprecated?: boolean;
}

/** What rules may look at beside the requirement and its package. */
export interface RuleContext {
  readonly manifest: Manifest;
  readonly manifestFacts: ManifestFacts;
  /** False in files that tools write: no fix edits them. */
  readonly editable: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What a rule says; the engine adds the rule's id and weighs the configured severity. */
export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'targets' | 'fixes'> & {
  /** Where the rule grades itself below its configured level. */
  readonly severity?: Severity;
  readonly targets?: readonly string[];
  readonly fixes?: readonly Fix[];
};

export interface Rule {
  readonly id: RuleId;
  /** Judges one requirement. */
  check?(requirement: Requirement, facts: PackageFacts, context: RuleContext): Iterable<RuleFinding>;
  /** Judges the file as a whole. */
  checkManifest?(context: RuleContext): Iterable<RuleFinding>;
}
