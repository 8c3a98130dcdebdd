import * as l10n from '@vscode/l10n';
import { allowedVersions } from '../../facts/packages/allowedVersions';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import { details } from '../detail';
import { defineRule } from '../rule';
import { disguiseNotes } from './disguise';
import { describeModule, moduleFixes, moduleTargets } from './importName';
import { describeRecord, describeSome, isHarmful, type MaliciousEvidence, maliciousEvidence, sourceOfRecord } from './maliciousEvidence';
import { resemblanceDetails, suspicionFixes } from './targets';

/** The name, or each version that is allowed, is in a record of malicious packages. Nothing in the repository hides this finding (judge.ts). */
export const knownMalicious = defineRule({
  id: 'known-malicious',
  level: 'error',
  mildest: 'information',
  summary: () => l10n.t('The package, or this version, is listed as malicious.'),
  securitySeverity: 9.8,
  family: 'name',
  respectsTrust: true,
  respectsPrivate: true,
  readsAdvisories: true,
  judgesVersion: true,
  malware: true,
  showsLookalikes: true,
  // A record of spam or of a test is only that.
  verdict: ({ maliciousRecords }) => (maliciousRecords.some(isHarmful) ? 'malicious' : 'suspicious'),
  *check(requirement, facts) {
    const evidence = maliciousEvidence(requirement, facts);
    if (evidence === undefined) {
      return;
    }
    const { record, effect, harmful } = evidence;
    const { name, specifier, normalizedName } = requirement;
    const best = facts.resemblances[0];
    // Attackers also register free names of modules.
    const module = best === undefined ? facts.importName : undefined;
    const subject = {
      name,
      specifier: facts.malicious ? undefined : (allowedVersions(requirement).pinned ?? specifier),
      target: best?.looksLike ?? best?.target,
    };
    const message = effect === 'some' ? describeSome(name) : describeRecord(subject, record.category);
    const moduleNotes = module === undefined ? [] : describeModule(name, module);
    const seen = best === undefined ? [...disguiseNotes(name), ...moduleNotes] : resemblanceDetails(name, facts.resemblances);
    yield {
      span: requirement.nameSpan,
      message,
      details: details('evidence', seen),
      label: record.category === 'malicious' ? malwareLabel(requirement, facts, effect) : undefined,
      severity: effect === 'some' ? 'information' : harmful ? undefined : 'warning',
      source: sourceOfRecord(record, normalizedName),
      records: { ids: evidence.ids, fixed: [] },
      targets: module === undefined ? facts.resemblances.map((resemblance) => resemblance.target) : moduleTargets(module),
      fixes: module === undefined ? suspicionFixes(requirement, facts.resemblances) : moduleFixes(requirement, module),
    };
  },
});

/** The subject of the record: the package, or some versions of an otherwise honest project. */
function malwareLabel(requirement: Requirement, { malicious }: PackageFacts, effect: MaliciousEvidence['effect']): string {
  if (malicious || !requirement.specifier) {
    return l10n.t('Listed as malicious');
  }
  if (effect === 'some') {
    return l10n.t('Some versions are listed as malicious');
  }
  return allowedVersions(requirement).pinned === undefined
    ? l10n.t('The allowed versions are listed as malicious')
    : l10n.t('This version is listed as malicious');
}
