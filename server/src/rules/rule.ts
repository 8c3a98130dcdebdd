import type { Advisory } from '../advisories/advisory';
import type { ConfigurableRule, RuleId, Severity } from '../configuration/ruleLevels';
import type { SuppressedBy } from '../configuration/suppressedBy';
import type { IndexRoutes, PublicIndexUse } from '../facts/indexRoutes';
import type { Via } from '../facts/lockedPaths';
import type { ManifestFacts } from '../facts/manifestFacts';
import type { PackageFacts } from '../facts/packageFacts';
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
  /** The version that it writes in place of a pinned one. */
  readonly version?: string;
  /** The project that it names, and the abandoned one that this continues. */
  readonly replacement?: { readonly target: string; readonly continues?: string | undefined };
  /** The title where the hashes of `version` are filled in. */
  readonly refilledTitle?: string;
  /** The one that the editor's "fix" key takes. At most one a finding. */
  readonly preferred?: boolean;
  /** Safe to apply without looking (`source.fixAll.lookalike`). */
  readonly certain?: boolean;
}

/** A record in someone's database, for people who want to see for themselves. */
export interface FindingSource {
  /** The database, and the id of the record where it has one. */
  readonly name: string;
  /** `2026-05`. */
  readonly month?: string | undefined;
  /** Shown as a link, never asked. */
  readonly url: string;
}

/** One advisory, for people. */
export interface ListedAdvisory {
  readonly id: string;
  /** The database's own words: escape them. */
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
  /** Versions that end what is affected, lowest first. */
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
  /** What else is known. */
  readonly details?: readonly Detail[];
  /** What the first line of the hover calls the package. Absent: nothing, since the diagnostic says it. */
  readonly label?: string | undefined;
  readonly requirement?: Requirement | undefined;
  /** Normalized names that may have been meant, best first. */
  readonly targets: readonly string[];
  readonly fixes: readonly Fix[];
  /** The record that it rests on. */
  readonly source?: FindingSource;
  /** Said of something that is out of use; editors strike it through. */
  readonly deprecated?: boolean;
  /** What the records that it is about have to say. */
  readonly records?: RecordDetails;
  /** A text was not read, in part or as its tool reads it: like known malware, only the user can hide that. */
  readonly isUnread?: true;
  /** Of a package of a lock file: why it is there. */
  readonly via?: Via;
  /** What is not for the repository to hide, and this would hide if it could. */
  readonly loweredBy?: SuppressedBy;
}

/** A finding that is not reported, and what keeps it from that. */
export interface SuppressedFinding extends Finding {
  readonly by: SuppressedBy;
}

/**
 * What rules may look at beside one requirement and its package: nothing of where the requirement is, and nothing of its neighbors. What a rule says
 * of a requirement is kept from one version of a text to the next, as long as these are the same.
 */
export interface RequirementContext {
  /** False in files that tools write: no fix edits them. */
  readonly editable: boolean;
  /** `--hash` options can be in this file. */
  readonly canHaveHashes: boolean;
  /** Whether a public index is among those that the user's tools and the file search together. */
  readonly publicIndexUse: PublicIndexUse;
  /** Whether what the index says of a name is the word of PyPI itself, and of no other index. */
  readonly asksPypiAlone: IndexRoutes['asksPypiAlone'];
  /** The options that decide from which index a name gets its package: of the file, and of those that are installed with it or install it. */
  readonly indexes: readonly IndexOption[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Days that a release must be old. */
  readonly coolDown: number;
}

/** What rules may look at when they judge a file as a whole. */
export interface RuleContext extends RequirementContext {
  readonly manifest: Manifest;
  readonly manifestFacts: ManifestFacts;
}

/** What a rule says; the engine adds the rule's id and weighs the configured severity. */
export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'targets' | 'fixes' | 'loweredBy' | 'via'> & {
  /** Where the rule grades itself below its configured level. */
  readonly severity?: Severity | undefined;
  readonly targets?: readonly string[];
  readonly fixes?: readonly Fix[];
};

/** Whether an index serves the package: it then has versions, files and a status, whoever may own the name elsewhere. */
export function comesFromIndex({ source }: Requirement): boolean {
  return source === 'index' || source === 'explicit-index';
}

/** Whether the name may still be taken from an index, whatever the file says of its source: it is worth a look who owns the name. */
export function hasOpenName(requirement: Requirement): boolean {
  return comesFromIndex(requirement) || requirement.unproven !== undefined;
}

/** Whether an index serves the name and nothing says which: the public one, where no other has it. */
export function isFromAnyIndex({ source }: Requirement): boolean {
  return source === 'index';
}

/** What `lookalike check` says of a name. */
export type NameVerdict = 'ok' | 'suspicious' | 'malicious' | 'unknown';

/**
 * All that is true of a rule. Its default level, the settings, package.json, the table in docs/rules.md, SARIF's descriptors, the verdicts of `check`, the
 * "Trust" quick fix and the hover derive from it.
 */
export interface Rule<Id extends RuleId = RuleId> extends ConfigurableRule {
  readonly id: Id;
  /** The mildest severity that the rule gives a finding by itself; absent where all have `level`. */
  readonly mildest?: Severity;
  /** What it finds, in one sentence. */
  summary(): string;
  /** How much is at stake, on the scale of CVSS (0 to 10): GitHub sorts alerts by it (9 and above is critical, 7 high, 4 medium). */
  readonly securitySeverity: number;
  /** Rules of a family exclude each other on one requirement: the first in `rules/index.ts` that finds something reports it. Absent: the rule adds to others. */
  readonly family?: 'name';
  /** Which requirements `check` judges. Absent: all, whatever their source. Mentions (`role` is `reference`) are never judged. */
  appliesTo?(requirement: Requirement): boolean;
  /** Says nothing of names in the configured `trust` list. */
  readonly heedsTrust?: true;
  /** Its findings have a quick fix that adds the name to `trust`. */
  readonly trustable?: true;
  /** Its findings have a quick fix that adds the name to `private`, where no public index is known to have it. */
  readonly mayBePrivate?: true;
  /** Says nothing of the user's own `private` names. */
  readonly heedsPrivate?: true;
  /** Judges by advisories, which can be accepted one by one. */
  readonly readsAdvisories?: true;
  /** Its findings are about the version: in a baseline, another version of the package is another finding. */
  readonly judgesVersion?: true;
  /** Its findings are about what the name looks like: the hover lists that, and nothing else need be said of the name's letters. */
  readonly showsLookalikes?: true;
  /** What `lookalike check` says of a name with such a finding. Absent or undefined: the finding has no weight there. */
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
