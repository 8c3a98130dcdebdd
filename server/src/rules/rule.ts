import type { Advisory } from '../advisories/advisory';
import type { ConfigurableRule, RuleId, Severity } from '../configuration/ruleLevels';
import type { SuppressedBy } from '../configuration/suppressedBy';
import type { IndexRoutes, PublicIndexUse } from '../facts/indexes/indexRoutes';
import type { Via } from '../facts/lockedPaths';
import type { ManifestFacts } from '../facts/manifestFacts';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { IndexOption, Manifest, Requirement } from '../formats/manifest/format';
import type { Span } from '../packaging/span';
import type { Detail } from './detail';

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The version that replaces the pinned one. */
  readonly version?: string;
  /** The project that it inserts, and the abandoned project that this one continues. */
  readonly replacement?: { readonly target: string; readonly continues?: string | undefined };
  /** The title for a fix that fills in the hashes of `version`. */
  readonly refilledTitle?: string;
  /** The fix that the editor's "auto fix" key applies. At most one per finding. */
  readonly preferred?: boolean;
  /** Safe to apply automatically (`source.fixAll.lookalike`). */
  readonly certain?: boolean;
}

/** A record in a public database, as evidence for people. */
export interface FindingSource {
  /** The database, and the id of the record if it has one. */
  readonly name: string;
  /** `2026-05`. */
  readonly month?: string | undefined;
  /** Shown as a link, never requested. */
  readonly url: string;
}

/** One advisory, for people. */
export interface ListedAdvisory {
  readonly id: string;
  /** Text of the database: escape it. */
  readonly title?: string | undefined;
  readonly severity?: Advisory['severity'] | undefined;
  /** The first version that is not affected. */
  readonly fixed?: string | undefined;
  readonly url: string;
}

/** Records of vulnerabilities or of malware. */
export interface RecordDetails {
  /** Every id and alias. */
  readonly ids: readonly string[];
  /** Versions that end the affected intervals, lowest first. */
  readonly fixed: readonly string[];
  /** The worst one. */
  readonly rating?: Advisory['severity'];
  /** The worst first. */
  readonly advisories?: readonly ListedAdvisory[];
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly span: Span;
  /** The culprit and what is wrong with it, in one or two short sentences: at most 90 characters in most cases, never more than 140. */
  readonly message: string;
  /** Further facts. */
  readonly details?: readonly Detail[];
  /** The name for the package in the first line of the hover. Absent: none, because the diagnostic says it. */
  readonly label?: string | undefined;
  readonly requirement?: Requirement | undefined;
  /** Normalized names of the intended package, best first. */
  readonly targets: readonly string[];
  readonly fixes: readonly Fix[];
  /** The record that it is based on. */
  readonly source?: FindingSource;
  /** About something that is out of use. Editors strike it through. */
  readonly deprecated?: boolean;
  /** Contents of the records that it is about. */
  readonly records?: RecordDetails;
  /** A text was not read, at least not as its tool reads it. As with known malware, only the user can hide this. */
  readonly isUnread?: true;
  /** For a package in a lock file: the reason why it is there. */
  readonly via?: Via;
  /** What the repository tried to hide it with. Only the user can hide it. */
  readonly loweredBy?: SuppressedBy;
}

/** A finding that is not reported, and what suppresses it. */
export interface SuppressedFinding extends Finding {
  readonly by: SuppressedBy;
}

/**
 * The context of a requirement and its package for rules: nothing about its position, and nothing about other requirements. The verdict on a
 * requirement is kept from one version of a text to the next, as long as this is the same.
 */
export interface RequirementContext {
  /** False in files that tools write: no fix edits these. */
  readonly editable: boolean;
  /** `--hash` options can be in this file. */
  readonly canHaveHashes: boolean;
  /** Whether a public index is among those that the user's tools and the file search together. */
  readonly publicIndexUse: PublicIndexUse;
  /** Whether answers of the index about a name come from PyPI itself, and from no other index. */
  readonly asksPypiAlone: IndexRoutes['asksPypiAlone'];
  /** The options that decide from which index a name gets its package: of the file, and of those that are installed with it or install it. */
  readonly indexes: readonly IndexOption[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Minimum age of a release, in days. */
  readonly coolDown: number;
  /** The Python versions that the project supports, a PEP 440 specifier; absent where that is not known. */
  readonly requiresPython?: string | undefined;
}

/** The context of a whole file for rules. */
export interface RuleContext extends RequirementContext {
  readonly manifest: Manifest;
  readonly manifestFacts: ManifestFacts;
}

/** A finding of a rule. The engine adds the rule's id and applies the configured severity. */
export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'targets' | 'fixes' | 'loweredBy' | 'via'> & {
  /** Set if the rule grades itself below its configured level. */
  readonly severity?: Severity | undefined;
  readonly targets?: readonly string[];
  readonly fixes?: readonly Fix[];
};

/** Whether an index serves the package. It then has versions, files and a status, regardless of the owner elsewhere. */
export function comesFromIndex({ source }: Requirement): boolean {
  return source === 'index' || source === 'explicit-index';
}

/** Whether the name may still come from an index, whatever source the file states. Then the owner of the name matters. */
export function hasOpenName(requirement: Requirement): boolean {
  return comesFromIndex(requirement) || requirement.unproven !== undefined;
}

/** Whether an index serves the name and none is stated: the public one, unless another one has it. */
export function isFromAnyIndex({ source }: Requirement): boolean {
  return source === 'index';
}

/** The verdict of `lookalike check` on a name. */
export type NameVerdict = 'ok' | 'suspicious' | 'malicious' | 'unknown';

/**
 * Everything about a rule. Its default level, the settings, package.json, the table in docs/rules.md, SARIF's descriptors, the verdicts of `check`, the
 * "Trust" quick fix and the hover derive from it.
 */
export interface Rule<Id extends RuleId = RuleId> extends ConfigurableRule {
  readonly id: Id;
  /** The mildest severity that the rule itself gives a finding. Absent: all findings have `level`. */
  readonly mildest?: Severity;
  /** Its summary, in one sentence. */
  summary(): string;
  /** The possible damage, on the scale of CVSS (0 to 10): GitHub sorts alerts by it (9 and above is critical, 7 high, 4 medium). */
  readonly securitySeverity: number;
  /** Rules of a family exclude each other on one requirement: the first in `rules/index.ts` with a finding reports it. Absent: the rule reports independently. */
  readonly family?: 'name';
  /** Which requirements `check` judges. Absent: all, whatever their source. Mentions (`role` is `reference`) are never judged. */
  appliesTo?(requirement: Requirement): boolean;
  /** Ignores names in the configured `trust` list. */
  readonly respectsTrust?: true;
  /** Its findings have a quick fix that adds the name to `trust`. */
  readonly trustable?: true;
  /** Its findings have a quick fix that adds the name to `private`, unless a public index is known to have it. */
  readonly mayBePrivate?: true;
  /** Ignores the user's own `private` names. */
  readonly respectsPrivate?: true;
  /** Uses advisories, which can be accepted one by one. */
  readonly readsAdvisories?: true;
  /** Its findings are about the version: for a baseline, another version of the package is another finding. */
  readonly judgesVersion?: true;
  /** Its findings are about the spelling of the name: the hover lists these, and nothing else about the name's letters. */
  readonly showsLookalikes?: true;
  /** The verdict of `lookalike check` for a name with such a finding. Absent or undefined: the finding does not affect it. */
  verdict?(facts: PackageFacts): NameVerdict | undefined;
  /** Judges one requirement. */
  check?(requirement: Requirement, facts: PackageFacts, context: RequirementContext): Iterable<RuleFinding>;
  /** Judges the file as a whole. */
  checkManifest?(context: RuleContext): Iterable<RuleFinding>;
}

/** Gives a rule its type. `rules/index.ts` lists what this returns. */
export function defineRule<const Id extends RuleId>(rule: Rule<Id>): Rule<Id> {
  return rule;
}
