import * as l10n from '@vscode/l10n';
import type { RuleId, Severity } from '../configuration/ruleLevels';
import { NO_MANIFEST_FACTS } from '../facts/manifestFacts';
import type { FactScope, PackageFactStore } from '../facts/packageFactStore';
import { EMPTY_MANIFEST, type Requirement } from '../formats/format';
import { isValidName, normalizeName } from '../packaging/name';
import { judge } from '../rules/judge';

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
}

const VERDICTS: Readonly<Partial<Record<RuleId, Verdict>>> = {
  'known-malicious': 'malicious',
  typosquat: 'suspicious',
  'import-name': 'suspicious',
  'unknown-package': 'unknown',
  'invalid-requirement': 'unknown',
};

export function checkName(name: string, store: PackageFactStore, scope: FactScope, now: number): NameReport {
  const normalizedName = normalizeName(name);
  if (!isValidName(name)) {
    return {
      name,
      normalizedName,
      verdict: 'unknown',
      rule: 'invalid-requirement',
      severity: 'error',
      targets: [],
      reason: l10n.t('This is not a valid package name: only letters, digits, ".", "-" and "_", and a letter or digit at both ends.'),
    };
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
  const manifest = { ...EMPTY_MANIFEST, requirements: [requirement] };
  const findings = judge(
    { manifest, manifestFacts: NO_MANIFEST_FACTS, editable: true, canHaveHashes: false, now, coolDown: scope.configuration.coolDown },
    () => facts,
    scope.configuration.levels,
  );
  const finding = findings.find(({ rule }) => rule in VERDICTS);
  if (finding === undefined) {
    return { name, normalizedName, verdict: 'ok', targets: [] };
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
    reason: message,
  };
}
