import * as l10n from '@vscode/l10n';
import { RULE_LEVELS, type RuleId, type RuleLevel, SEVERITIES } from '../configuration/ruleLevels';
import type { PackageFacts } from '../facts/packageFacts';
import type { Requirement } from '../formats/format';
import { nameRules, otherRules } from './index';
import { knownMalicious } from './knownMalicious';
import { comesFromIndex, type Finding, type Rule, type RuleContext, type RuleFinding } from './rule';

/** Judges a whole file: pure and synchronous, in the order of the text. */
export function judge(
  context: RuleContext,
  factsOf: (requirement: Requirement) => PackageFacts,
  levels: Readonly<Partial<Record<RuleId, RuleLevel>>>,
): Finding[] {
  const findings: Finding[] = [];
  const report = (rule: Rule, requirement: Requirement | undefined, found: Iterable<RuleFinding>): boolean => {
    let any = false;
    for (const finding of found) {
      any = true;
      const severity = severityOf(rule.id, finding, levels[rule.id]);
      if (severity !== 'off') {
        const { fixes = [], targets = [], message } = finding;
        const shown = context.editable
          ? { message, fixes }
          : { message: fixes.length > 0 ? `${message} ${l10n.t('Change the manifest, then lock again.')}` : message, fixes: [] };
        findings.push({ ...finding, ...shown, rule: rule.id, severity, requirement, targets });
      }
    }
    return any;
  };

  for (const requirement of context.manifest.requirements) {
    if (requirement.role === 'reference') {
      continue;
    }
    const facts = factsOf(requirement);
    const isReportedElsewhere = context.manifestFacts.declared.has(requirement.normalizedName);
    if (requirement.source === 'index' && !isReportedElsewhere) {
      // A rule that is switched off still has the name: what it would have said must not come back as a milder guess.
      nameRules.some((rule) => rule.check !== undefined && report(rule, requirement, rule.check(requirement, facts, context)));
    } else if (requirement.source === 'explicit-index' && requirement.role === 'locked' && knownMalicious.check !== undefined) {
      // A lock file names a mirror like a private index; what is malicious is so on both.
      report(knownMalicious, requirement, knownMalicious.check(requirement, facts, context));
    }
    for (const rule of otherRules) {
      if (rule.check !== undefined && comesFromIndex(requirement)) {
        report(rule, requirement, rule.check(requirement, facts, context));
      }
    }
  }
  for (const rule of otherRules) {
    if (rule.checkManifest !== undefined) {
      report(rule, undefined, rule.checkManifest(context));
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** A configured level replaces the rule's own; a finding graded below the default keeps its distance from it. */
function severityOf(id: RuleId, finding: RuleFinding, configured: RuleLevel | undefined): RuleLevel {
  const level = configured ?? RULE_LEVELS[id];
  if (level === 'off' || finding.severity === undefined) {
    return level;
  }
  return SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(level) ? finding.severity : level;
}
