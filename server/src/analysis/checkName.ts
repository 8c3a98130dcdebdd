import * as l10n from '@vscode/l10n';
import type { RuleId, Severity } from '../configuration/ruleLevels';
import { messageOf } from '../errors';
import { NO_MANIFEST_FACTS } from '../facts/manifestFacts';
import type { PackageFactStore } from '../facts/packages/packageFactStore';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { FactScope } from '../facts/packages/question';
import { EMPTY_MANIFEST, type Requirement } from '../formats/manifest/format';
import { redactUrls } from '../index/safeUrl';
import { isValidName, normalizeName } from '../packaging/name';
import { formatSentences } from '../protocol/language';
import { invalidRequirement } from '../rules/files/invalidRequirement';
import { isMalware, ruleOf } from '../rules/index';
import { judgeName, notesOnName } from '../rules/judge';
import { disguiseNotes } from '../rules/names/disguise';
import { describeSome, isHarmful } from '../rules/names/maliciousEvidence';
import type { FindingSource, NameVerdict, RuleContext } from '../rules/rule';
import type { Authority } from '../rules/suppression/authority';
import { explainNoFinding } from './explanation';
import { whyUnanswered } from './unanswered';

/** The result of `lookalike check` for one name. A key without a value is absent. */
export interface NameReport {
  readonly name: string;
  readonly normalizedName: string;
  readonly verdict: NameVerdict;
  readonly rule?: RuleId;
  readonly severity?: Severity;
  readonly targets: readonly string[];
  readonly technique?: string | undefined;
  /** The record that the verdict is based on. */
  readonly source?: FindingSource | undefined;
  /** The reason, for people. */
  readonly reason?: string;
  /** No service was contacted, as the user's settings say: the verdict uses only the bundled data. */
  readonly offline?: true;
  /** Why the verdict is based on incomplete facts. */
  readonly notChecked?: string;
  /** Lookalike itself failed on the name: there is no verdict. */
  readonly failed?: true;
}

export interface NameCheckerOptions extends Pick<Authority, 'pathOf'> {
  readonly store: PackageFactStore;
  readonly scope: FactScope;
  readonly now: number;
  /** Why no service was contacted about any of the names. Absent: one was, or the user has turned them off. */
  readonly notAsked?: string | undefined;
}

/** Judges names one after another, with the facts that the store has at that time. */
export function nameChecker({ store, scope, now, notAsked, pathOf }: NameCheckerOptions): (name: string) => NameReport {
  const { configuration } = scope;
  const authority: Authority = { configuration, pathOf };
  const context: RuleContext = {
    manifest: EMPTY_MANIFEST,
    manifestFacts: NO_MANIFEST_FACTS,
    editable: true,
    canHaveHashes: false,
    publicIndexUse: scope.routes.publicIndexUse,
    asksPypiAlone: scope.routes.asksPypiAlone,
    indexes: scope.routes.indexes,
    now,
    coolDown: configuration.coolDown,
  };
  const { offline } = configuration.settings;
  return (name) => ({
    ...checkName({ name, store, scope, context, authority, notAsked }),
    ...(offline ? { offline } : {}),
  });
}

/** The result for a name that Lookalike failed on. */
export function failedReport(name: string, error: unknown): NameReport {
  const notChecked = l10n.t({
    message: 'Lookalike failed on this name: {0}',
    args: [redactUrls(messageOf(error))],
    comment: ['{0} is a reason.'],
  });
  return { name, normalizedName: name, verdict: 'unknown', targets: [], notChecked, failed: true };
}

interface NameQuestion extends Pick<NameCheckerOptions, 'store' | 'scope' | 'notAsked'> {
  readonly name: string;
  readonly context: RuleContext;
  readonly authority: Authority;
}

function checkName({ name, store, scope, context, authority, notAsked }: NameQuestion): NameReport {
  const normalizedName = normalizeName(name);
  const isValid = isValidName(name);
  if (!isValid && isAscii(name)) {
    return invalid(name, normalizedName);
  }
  const facts = store.facts({ normalizedName }, scope);
  const requirement: Requirement = {
    name,
    normalizedName,
    extras: [],
    specifierGrammar: 'pep440',
    hashes: [],
    source: 'index',
    role: 'dependency',
    span: { start: 0, end: name.length },
    nameSpan: { start: 0, end: name.length },
  };
  const {
    findings: [finding],
  } = judgeName(requirement, facts, context, authority);
  const isSettled = scope.configuration.settings.offline || (finding !== undefined && isMalware(finding));
  const why = isSettled ? undefined : (notAsked ?? whyUnanswered(requirement, facts, scope));
  const notChecked = why === undefined ? {} : { notChecked: redactUrls(why) };
  if (finding === undefined) {
    if (!isValid) {
      return invalid(name, normalizedName);
    }
    const notes = notesOnName(requirement, facts, context, authority).map(({ message }) => message);
    if (facts.maliciousRecords.some((record) => record.versions !== undefined && isHarmful(record))) {
      notes.push(describeSome(name));
    }
    return { name, normalizedName, ...clean(facts, notes), ...notChecked };
  }
  const { rule, severity, targets, message, details = [], source } = finding;
  const { verdict, showsLookalikes } = ruleOf(rule);
  return {
    name,
    normalizedName,
    ...notChecked,
    verdict: verdict?.(facts) ?? 'suspicious',
    rule,
    severity,
    targets,
    source,
    technique: showsLookalikes ? facts.resemblances[0]?.technique : undefined,
    reason: formatSentences([message, ...details.map(({ text }) => text)]),
  };
}

const OK = { verdict: 'ok', targets: [] } as const;

/** A name without findings. `notes`: sentences about its project. */
function clean(facts: PackageFacts, notes: readonly string[]): Omit<NameReport, 'name' | 'normalizedName'> {
  const why = [...notes, ...explainNoFinding(facts)];
  return why.length === 0 ? OK : { ...OK, reason: formatSentences(why) };
}

/** Then it is not a look-alike: `requests==2` does not imitate `requests`, but a name in Cyrillic letters may. */
function isAscii(name: string): boolean {
  return /^[\u0000-\u007f]*$/.test(name);
}

function invalid(name: string, normalizedName: string): NameReport {
  const said = l10n.t({
    message: "'{0}' is not a valid package name. Use letters, digits, '.', '-' and '_', with a letter or digit at both ends.",
    args: [name],
    comment: ['{0} is a package name.'],
  });
  return {
    name,
    normalizedName,
    verdict: 'unknown',
    rule: invalidRequirement.id,
    severity: 'error',
    targets: [],
    reason: formatSentences([said, ...disguiseNotes(name)]),
  };
}
