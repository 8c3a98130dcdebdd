import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../../server/src/formats/manifest/format';
import type { Finding } from '../../../server/src/rules/rule';
import type { Authority } from '../../../server/src/rules/suppression/authority';
import { isUncommented, movedVerdict, type Verdict } from '../../../server/src/rules/verdict';
import { factsOf, requirementOf } from './given';

const finding = (start: number): Finding => ({
  rule: 'typosquat',
  severity: 'warning',
  span: { start, end: start + 2 },
  message: 'It is.',
  targets: [],
  fixes: [{ title: 'Fix', edits: [{ span: { start, end: start + 1 }, text: 'x' }], preferred: true }],
});
const suppressed = (start: number) => ({ ...finding(start), by: { kind: 'trust' as const, outside: false } });
const verdictOf = (more: Partial<Verdict> = {}): Verdict => ({
  findings: [],
  suppressed: [],
  facts: factsOf(),
  isDeclared: false,
  isCommented: false,
  ...more,
});

/** The counts of reported and suppressed findings of a verdict. */
const COUNTS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;
const withCounts = (reported: number, hidden: number): Verdict =>
  verdictOf({ findings: reported > 0 ? [finding(3)] : [], suppressed: hidden > 0 ? [suppressed(5)] : [] });

describe('a verdict is valid wherever its requirement is', () => {
  it.each(COUNTS)('with %i findings and %i that are suppressed', (reported, hidden) => {
    const verdict = withCounts(reported, hidden);
    // Most verdicts say nothing: nothing is made for them.
    expect(movedVerdict(verdict, requirementOf(), 7) === verdict).toBe(reported + hidden === 0);
    for (const by of [0, 1, 7, -3]) {
      const requirement = requirementOf({ name: 'moved' });
      const atPlace = <T extends Finding>(found: T, start: number): T => ({ ...found, ...finding(start + by), requirement });
      expect(movedVerdict(verdict, requirement, by)).toEqual({
        ...verdict,
        findings: verdict.findings.map((found) => atPlace(found, 3)),
        suppressed: verdict.suppressed.map((found) => atPlace(found, 5)),
      });
    }
  });
});

describe('a verdict is independent of comments', () => {
  const authorityWith = (isOn: boolean | undefined): Authority =>
    ({
      comments: isOn === undefined ? undefined : { suppressions: { isOn: (place: unknown) => isOn && isAt(place) } },
    }) as never;
  const requirement: Requirement = requirementOf();
  const isAt = (place: unknown): boolean => JSON.stringify(place) === JSON.stringify({ requirement, span: requirement.span });

  it.each(COUNTS)('with %i findings and %i that are suppressed', (reported, hidden) => {
    const verdict = withCounts(reported, hidden);
    const isQuiet = reported + hidden === 0;
    for (const isOn of [undefined, false, true]) {
      expect(isUncommented(verdict, requirement, authorityWith(isOn))).toBe(isQuiet || isOn !== true);
      expect(isUncommented({ ...verdict, isCommented: true }, requirement, authorityWith(isOn))).toBe(false);
    }
  });
});
