import * as l10n from '@vscode/l10n';
import type { RuleId, Severity } from '../configuration/ruleLevels';
import { NO_MANIFEST_FACTS } from '../facts/manifestFacts';
import type { FactScope, PackageFactStore } from '../facts/packageFactStore';
import type { PackageFacts } from '../facts/packageFacts';
import { EMPTY_MANIFEST, type Requirement } from '../formats/format';
import { isValidName, normalizeName } from '../packaging/name';
import { disguiseNotes } from '../rules/disguise';
import { judgeName, type Levels } from '../rules/judge';
import { projectStatus } from '../rules/projectStatus';
import type { RuleContext } from '../rules/rule';
import { notKnown, whyQuiet } from './explanation';

export type Verdict = 'ok' | 'suspicious' | 'malicious' | 'unknown';

/** What `lookalike check` says of one name; a key without a value is absent. */
export interface NameReport {
  readonly name: string;
  readonly normalizedName: string;
  readonly verdict: Verdict;
  readonly rule?: RuleId;
  readonly severity?: Severity;
  readonly targets: readonly string[];
  readonly technique?: string;
  /** For people: why. */
  readonly reason?: string;
  /** Nobody was asked: the verdict is by the bundled data alone. */
  readonly offline?: true;
}

const VERDICTS: Readonly<Partial<Record<RuleId, Verdict>>> = {
  'known-malicious': 'malicious',
  typosquat: 'suspicious',
  'import-name': 'suspicious',
  'unknown-package': 'unknown',
};

/** Judges names one after another, each by what the store knows of it now; `offline`: no service was asked before. */
export function nameChecker(store: PackageFactStore, scope: FactScope, now: number, offline: boolean): (name: string) => NameReport {
  const { levels, coolDown } = scope.configuration;
  const context: RuleContext = {
    manifest: EMPTY_MANIFEST,
    manifestFacts: NO_MANIFEST_FACTS,
    editable: true,
    canHaveHashes: false,
    publicReach: scope.routes.publicReach,
    now,
    coolDown,
  };
  const said = offline ? ({ offline } as const) : {};
  return (name) => Object.assign(checkName(name, store, scope, context, levels), said);
}

function checkName(name: string, store: PackageFactStore, scope: FactScope, context: RuleContext, levels: Levels): NameReport {
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
  const [finding] = judgeName(requirement, facts, context, levels);
  if (finding === undefined) {
    return isValid ? { name, normalizedName, ...statusVerdict(requirement, facts, context) } : invalid(name, normalizedName);
  }
  const { rule, severity, targets, message } = finding;
  return {
    name,
    normalizedName,
    verdict: VERDICTS[rule] as Verdict,
    rule,
    severity,
    targets,
    technique: rule === 'known-malicious' || rule === 'typosquat' ? facts.resemblances[0]?.technique : undefined,
    reason: [message, ...(rule === 'typosquat' ? notKnown(name, facts) : [])].join(' '),
  };
}

const OK = { verdict: 'ok', targets: [] } as const;

/** A name that looks like no other may still be closed by its index. */
function statusVerdict(requirement: Requirement, facts: PackageFacts, context: RuleContext): Omit<NameReport, 'name' | 'normalizedName'> {
  if (facts.project.kind === 'found' && facts.project.value.status === 'quarantined') {
    for (const { message } of projectStatus.check?.(requirement, facts, context) ?? []) {
      return { verdict: 'suspicious', rule: projectStatus.id, severity: 'warning', targets: [], reason: message };
    }
  }
  const why = whyQuiet(facts);
  return why.length === 0 ? OK : { ...OK, reason: why.join(' ') };
}

/** No look-alike then: `requests==2` is no disguise of `requests`, as a name in Cyrillic letters may be. */
function isAscii(name: string): boolean {
  return /^[\u0000-\u007f]*$/.test(name);
}

function invalid(name: string, normalizedName: string): NameReport {
  const said = l10n.t(
    "'{0}' is not a valid package name. It can have letters, digits, '.', '-' and '_', with a letter or digit at both ends.",
    name,
  );
  return {
    name,
    normalizedName,
    verdict: 'unknown',
    rule: 'invalid-requirement',
    severity: 'error',
    targets: [],
    reason: [said, ...disguiseNotes(name)].join(' '),
  };
}
