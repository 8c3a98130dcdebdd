import type { RuleId, Severity } from '../configuration/ruleLevels';
import type { PublicReach } from '../facts/indexRoute';
import type { ManifestFacts } from '../facts/manifestFacts';
import type { PackageFacts } from '../facts/packageFacts';
import type { Manifest, Requirement } from '../formats/format';
import type { Span } from '../packaging/span';

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
  /** `--hash` options can stand in this file. */
  readonly canHaveHashes: boolean;
  /** Whether a public index is among those that the user's tools and the file search together. */
  readonly publicReach: PublicReach;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Days that a release must be old. */
  readonly coolDown: number;
}

/** What a rule says; the engine adds the rule's id and weighs the configured severity. */
export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'targets' | 'fixes'> & {
  /** Where the rule grades itself below its configured level. */
  readonly severity?: Severity;
  readonly targets?: readonly string[];
  readonly fixes?: readonly Fix[];
};

/** Whether an index serves the package: it then has versions, files and a status, whoever may own the name elsewhere. */
export function comesFromIndex({ source }: Requirement): boolean {
  return source === 'index' || source === 'explicit-index';
}

export interface Rule {
  readonly id: RuleId;
  /** Judges one requirement. */
  check?(requirement: Requirement, facts: PackageFacts, context: RuleContext): Iterable<RuleFinding>;
  /** Judges the file as a whole. */
  checkManifest?(context: RuleContext): Iterable<RuleFinding>;
}
