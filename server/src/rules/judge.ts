import * as l10n from '@vscode/l10n';
import type { SuppressedBy } from '../configuration/suppressedBy';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { Manifest, Requirement } from '../formats/manifest/format';
import { addAll } from '../packaging/lists';
import type { Steps } from '../slices';
import { archivesIn } from './archives';
import { details as detailsOf } from './detail';
import { invalidRequirement } from './files/invalidRequirement';
import { gradedBy } from './grade';
import { isMalware, nameRules, otherRules, ruleOf } from './index';
import { projectStatus } from './names/projectStatus';
import type { Finding, RequirementContext, Rule, RuleContext, RuleFinding } from './rule';
import { sourceNote } from './sourceNote';
import { type Authority, isForUser, type Judgement, place, splitAccepted, suppressorsOf } from './suppression/authority';
import type { Verdict } from './verdict';

const MALWARE_RULES = nameRules.filter(({ malware }) => malware);

/** The verdicts on a file and on each of its requirements; undefined for those that are not judged. */
export interface FileJudgement extends Judgement {
  readonly verdicts: readonly (Verdict | undefined)[];
  /** The new ones among them. */
  readonly judgedAnew: readonly Verdict[];
}

/**
 * Judges a whole file: pure, in the order of the text, with one step per judged requirement.
 * @param kept the known verdict of each requirement, if there is one.
 */
export function* judge(
  context: RuleContext,
  factsOf: (requirement: Requirement) => PackageFacts,
  authority: Authority,
  kept: readonly (Verdict | undefined)[] = [],
): Steps<FileJudgement> {
  const into: Judgement = { findings: [], suppressed: [] };
  const { manifest, manifestFacts } = context;
  const isRepeated = repetitionsIn(manifest);
  const verdicts: (Verdict | undefined)[] = [];
  const judgedAnew: Verdict[] = [];
  const { declared } = manifestFacts;
  let i = -1;
  for (const requirement of manifest.requirements) {
    i++;
    let verdict: Verdict | undefined;
    if (requirement.role !== 'reference' && !isRepeated(requirement)) {
      const isDeclared = declared.has(requirement.normalizedName);
      verdict = kept[i];
      if (verdict?.isDeclared !== isDeclared) {
        verdict = judgeRequirement({ requirement, facts: factsOf(requirement), context, authority }, isDeclared);
        judgedAnew.push(verdict);
        yield;
      }
      addAll(into.findings, verdict.findings);
      addAll(into.suppressed, verdict.suppressed);
    }
    verdicts.push(verdict);
  }
  const reported = new Set(
    [...into.findings, ...into.suppressed].filter(isMalware).flatMap(({ requirement }) => (requirement ? [subjectOf(requirement)] : [])),
  );
  for (const archive of archivesIn(manifest)) {
    // What the name before it says is not said again. Another name is another package, even if that one is malware too.
    if (!reported.has(subjectOf(archive))) {
      const found: Judgement = { findings: [], suppressed: [] };
      judgeSubject(MALWARE_RULES, { requirement: archive, facts: factsOf(archive), context, authority }, found);
      addAll(into.findings, found.findings.map(withoutFixes));
      addAll(into.suppressed, found.suppressed.map(withoutFixes));
      yield;
    }
  }
  for (const rule of otherRules) {
    for (const finding of rule.checkManifest?.(context) ?? []) {
      collect(rule, [finding], { context, authority }, [], into);
      yield;
    }
  }
  return {
    findings: inOrder(distinct(withoutRepeats(into.findings))),
    suppressed: inOrder(distinct(into.suppressed)),
    verdicts,
    judgedAnew,
  };
}

/** A package and its place. */
function subjectOf({ normalizedName, span }: Requirement): string {
  return `${span.start} ${span.end} ${normalizedName}`;
}

/** A name in the URL of an archive: no edit of it leads to another package, and the requirement with the URL may be for a package that is wanted. */
function withoutFixes<T extends Finding>(finding: T): T {
  return { ...finding, fixes: [] };
}

/** PDM locks a package once per set of extras. The files are the same, so each finding is reported once. */
function repetitionsIn({ requirements }: Manifest): (requirement: Requirement) => boolean {
  const keyOf = ({ normalizedName, specifier, source, indexName }: Requirement): string =>
    JSON.stringify([normalizedName, specifier, source, indexName]);
  const withExtras = new Set(requirements.filter(({ role, extras }) => role === 'locked' && extras.length > 0));
  const plain = withExtras.size === 0 ? new Set() : new Set(requirements.filter((each) => !withExtras.has(each)).map(keyOf));
  return (requirement) => withExtras.has(requirement) && plain.has(keyOf(requirement));
}

/** `isDeclared`: a manifest next to the lock file requires the name, and the finding is reported there. */
function judgeRequirement(subject: Subject, isDeclared: boolean): Verdict {
  const { requirement, facts, authority } = subject;
  const into: Judgement = { findings: [], suppressed: [] };
  if (!isDeclared) {
    judgeSubject(nameRules, subject, into);
  } else if (!facts.malicious) {
    // The manifest has the name, but only the lock file has the version that may be malicious.
    judgeSubject(MALWARE_RULES, subject, into);
  }
  judgeSubject(otherRules, subject, into);
  const isCommented = authority.comments?.suppressions.isOn({ requirement, span: requirement.span }) === true;
  return { ...into, facts, isDeclared, isCommented };
}

/**
 * The finding about a name that is not in a file: of the rules about the owner of the name, else of another rule about names, such as one that reports that the
 * index has quarantined the project.
 */
export function judgeName(requirement: Requirement, facts: PackageFacts, context: RequirementContext, authority: Authority): Judgement {
  const into: Judgement = { findings: [], suppressed: [] };
  const subject: Subject = { requirement, facts, context, authority };
  judgeSubject(nameRules, subject, into);
  if (into.findings.length === 0) {
    const withVerdict = otherRules.filter(({ verdict }) => verdict?.(facts) !== undefined);
    judgeSubject(withVerdict, subject, into);
  }
  return into;
}

/** Facts about a name without findings: its project is archived, deprecated or has a successor. */
export function notesOnName(requirement: Requirement, facts: PackageFacts, context: RequirementContext, authority: Authority): Finding[] {
  const into: Judgement = { findings: [], suppressed: [] };
  judgeSubject([projectStatus], { requirement, facts, context, authority }, into);
  return into.findings;
}

/** One requirement, the facts about its package, and everything that may suppress findings about it. */
interface Subject {
  readonly requirement: Requirement;
  readonly facts: PackageFacts;
  readonly context: RequirementContext;
  readonly authority: Authority;
}

function judgeSubject(rules: readonly Rule[], subject: Subject, into: Judgement): void {
  const { requirement, facts, context, authority } = subject;
  runRules(rules, subject, [], into);
  const { withoutPrivate } = facts;
  if (withoutPrivate !== undefined) {
    const heeding = rules.filter(({ respectsPrivate }) => respectsPrivate);
    runRules(heeding, { requirement, facts: withoutPrivate, context, authority }, [withoutPrivate.by], into);
  }
}

function runRules(rules: readonly Rule[], subject: Subject, by: readonly SuppressedBy[], into: Judgement): void {
  const { requirement, facts, context, authority } = subject;
  const { open, accepted } = splitAccepted(requirement, facts, authority);
  for (const rule of rules) {
    if (rule.check === undefined || rule.appliesTo?.(requirement) === false) {
      continue;
    }
    for (const [accepting, some] of rule.readsAdvisories ? accepted : []) {
      collect(rule, rule.check(requirement, some, context), subject, [...by, accepting], into);
    }
    // Only the first rule of a family reports. One that is off still claims the name: its finding must not come back as a milder guess of another rule.
    if (collect(rule, rule.check(requirement, open, context), subject, by, into) && rule.family !== undefined) {
      break;
    }
  }
}

/** Places the findings of a rule, with the configured severity. Returns whether there were any. */
function collect(
  rule: Rule,
  found: Iterable<RuleFinding>,
  { requirement, facts, context, authority }: Pick<Subject, 'context' | 'authority'> & Partial<Subject>,
  by: readonly SuppressedBy[],
  into: Judgement,
): boolean {
  let any = false;
  for (const finding of found) {
    any = true;
    const { level } = authority.configuration.levelOf(rule, isForUser({ ...finding, rule: rule.id }));
    if (level !== 'off') {
      const { fixes = [], targets = [], details = [] } = finding;
      const note = requirement !== undefined && rule.family === 'name' ? sourceNote(requirement) : [];
      const relock = !context.editable && fixes.length > 0 ? detailsOf('advice', [l10n.t('Edit the manifest, then re-lock.')]) : [];
      const judged: Finding = {
        ...finding,
        details: [...details, ...note, ...relock],
        fixes: context.editable ? fixes : [],
        rule: rule.id,
        severity: gradedBy(finding, level),
        requirement,
        targets,
      };
      place(judged, [...by, ...suppressorsOf(rule, judged, facts, authority)], authority, into);
    }
  }
  return any;
}

/** A name in foreign letters is also invalid. The look-alike matters more, and each range gets one diagnostic. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const named = new Set(findings.filter(({ rule }) => ruleOf(rule).showsLookalikes).map(({ span }) => `${span.start}-${span.end}`));
  return findings.filter(({ rule, span }) => rule !== invalidRequirement.id || !named.has(`${span.start}-${span.end}`));
}

/** Several requirements may share one name (an array of Poetry's constraints): its findings are reported once. */
function distinct<T extends Finding>(findings: readonly T[]): T[] {
  const byPlace = new Map<string, T>();
  for (const finding of findings) {
    const { rule, span, message } = finding;
    const key = `${span.start}-${span.end} ${rule} ${message}`;
    if (!byPlace.has(key)) {
      byPlace.set(key, finding);
    }
  }
  return [...byPlace.values()];
}

function inOrder<T extends Finding>(findings: readonly T[]): T[] {
  return [...findings].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
