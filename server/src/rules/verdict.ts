import type { PackageFacts } from '../facts/packages/packageFacts';
import type { Requirement } from '../formats/manifest/format';
import { moved } from '../packaging/span';
import type { Finding, Fix } from './rule';
import type { Authority, Judgement } from './suppression/authority';

/** The findings about one requirement. They are also valid for the same requirement elsewhere in the text. */
export interface Verdict extends Judgement {
  readonly facts: PackageFacts;
  /** A manifest next to the lock file requires the name. */
  readonly isDeclared: boolean;
  /** A comment affected it: the next version of the text may have another comment. */
  readonly isCommented: boolean;
}

/** Whether a verdict on the requirement is independent of the comments of the text. */
export function isUncommented({ isCommented, findings, suppressed }: Verdict, requirement: Requirement, { comments }: Authority): boolean {
  // Without findings there is nothing that a comment could hide.
  const isQuiet = findings.length + suppressed.length === 0;
  return !isCommented && (isQuiet || comments?.suppressions.isOn({ requirement, span: requirement.span }) !== true);
}

/** The verdict on a requirement that was moved by `by` units, as `requirement`. */
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
    fixes: finding.fixes.map((fix) => movedFix(fix, by)),
  };
}

function movedFix(fix: Fix, by: number): Fix {
  return { ...fix, edits: fix.edits.map(({ span, text }) => ({ span: moved(span, by), text })) };
}
