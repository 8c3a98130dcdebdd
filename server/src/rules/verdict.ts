import type { PackageFacts } from '../facts/packageFacts';
import type { Requirement } from '../formats/manifest/format';
import { moved } from '../packaging/span';
import type { Finding, Fix } from './rule';
import type { Authority, Judgement } from './suppression/authority';

/** What was said of one requirement. It holds for the same requirement elsewhere in the text, too. */
export interface Verdict extends Judgement {
  readonly facts: PackageFacts;
  /** A manifest beside the lock file asks for the name. */
  readonly isDeclared: boolean;
  /** A comment had its say: it may be another one in the next version of the text. */
  readonly isCommented: boolean;
}

/** Whether comments of the text have nothing to do with a verdict on the requirement. */
export function isUncommented({ isCommented, findings, suppressed }: Verdict, requirement: Requirement, { comments }: Authority): boolean {
  // Where nothing was found, there is nothing that a comment could hide.
  const isQuiet = findings.length + suppressed.length === 0;
  return !isCommented && (isQuiet || comments?.suppressions.isOn({ requirement, span: requirement.span }) !== true);
}

/** The verdict on a requirement that now begins `by` units further on, as `requirement`. */
export function movedVerdict(verdict: Verdict, requirement: Requirement, by: number): Verdict {
  const { findings, suppressed } = verdict;
  if (findings.length + suppressed.length === 0) {
    return verdict;
  }
  const move = <T extends Finding>(finding: T): T => movedFinding(finding, requirement, by);
  return { ...verdict, findings: findings.map(move), suppressed: suppressed.map(move) };
}

function movedFinding<T extends Finding>(finding: T, requirement: Requirement, by: number): T {
  return {
    ...finding,
    requirement,
    span: moved(finding.span, by),
    fixes: by === 0 ? finding.fixes : finding.fixes.map((fix) => movedFix(fix, by)),
  };
}

function movedFix(fix: Fix, by: number): Fix {
  return { ...fix, edits: fix.edits.map(({ span, text }) => ({ span: moved(span, by), text })) };
}
