import * as l10n from '@vscode/l10n';
import { RULE_LEVELS, type RuleId, type RuleLevel, SEVERITIES } from '../configuration/ruleLevels';
import type { PackageFacts } from '../facts/packageFacts';
import type { Requirement } from '../formats/format';
import { nameRules, otherRules } from './index';
import { knownMalicious } from './knownMalicious';
import { comesFromIndex, type Finding, type Rule, type RuleContext, type RuleFinding } from './rule';

export type Levels = Readonly<Partial<Record<RuleId, RuleLevel>>>;

/** Judges a whole file: pure and synchronous, in the order of the text. */
export function judge(context: RuleContext, factsOf: (requirement: Requirement) => PackageFacts, levels: Levels): Finding[] {
  const findings: Finding[] = [];
  for (const requirement of context.manifest.requirements) {
    if (requirement.role === 'reference') {
      continue;
    }
    const facts = factsOf(requirement);
    const isReportedElsewhere = context.manifestFacts.declared.has(requirement.normalizedName);
    if (requirement.source === 'index' && !isReportedElsewhere) {
      findings.push(...judgeName(requirement, facts, context, levels));
    } else if (isLockedByItself(requirement, facts) && knownMalicious.check !== undefined) {
      collect(knownMalicious, requirement, knownMalicious.check(requirement, facts, context), context, levels, findings);
    }
    for (const rule of otherRules) {
      if (rule.check !== undefined && comesFromIndex(requirement)) {
        collect(rule, requirement, rule.check(requirement, facts, context), context, levels, findings);
      }
    }
  }
  for (const rule of otherRules) {
    if (rule.checkManifest !== undefined) {
      collect(rule, undefined, rule.checkManifest(context), context, levels, findings);
    }
  }
  return withoutRepeats(findings).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/**
 * Whether a lock file alone says what may be malicious: it names a mirror like a private index, and what is malicious is so on both; and it has the
 * version, while its manifest has the name.
 */
function isLockedByItself({ role, source }: Requirement, { malicious }: PackageFacts): boolean {
  return role === 'locked' && (source === 'explicit-index' || (source === 'index' && !malicious));
}

/** What the rules about whose name it is say of one requirement: the first that has something to say is heard. */
export function judgeName(requirement: Requirement, facts: PackageFacts, context: RuleContext, levels: Levels): Finding[] {
  const findings: Finding[] = [];
  for (const rule of nameRules) {
    // A rule that is switched off still has the name: what it would have said must not come back as a milder guess.
    if (rule.check !== undefined && collect(rule, requirement, rule.check(requirement, facts, context), context, levels, findings)) {
      break;
    }
  }
  return findings;
}

/** Puts what a rule found into `findings`, with the configured severity. Whether it found anything at all. */
function collect(
  rule: Rule,
  requirement: Requirement | undefined,
  found: Iterable<RuleFinding>,
  context: RuleContext,
  levels: Levels,
  findings: Finding[],
): boolean {
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
}

/** A name in foreign letters is invalid, and that is the lesser half of it: one range says one thing. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const named = new Set(
    findings.filter(({ rule }) => rule === 'typosquat' || rule === 'known-malicious').map(({ span }) => `${span.start}-${span.end}`),
  );
  return findings.filter(({ rule, span }) => rule !== 'invalid-requirement' || !named.has(`${span.start}-${span.end}`));
}

/** A configured level replaces the rule's own; a finding graded below the default keeps its distance from it. */
function severityOf(id: RuleId, finding: RuleFinding, configured: RuleLevel | undefined): RuleLevel {
  const level = configured ?? RULE_LEVELS[id];
  if (level === 'off' || finding.severity === undefined) {
    return level;
  }
  return SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(level) ? finding.severity : level;
}
