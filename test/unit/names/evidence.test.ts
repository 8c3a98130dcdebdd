import { describe, expect, it } from 'vitest';
import type { Confidence, NameJudgement } from '../../../server/src/names/engine';
import { type KnownFacts, weighEvidence } from '../../../server/src/names/evidence';

const thresholds = { high: 0, low: -2 };

/** A warning from 0 on, an information from -2 on. */
function judged(score: number): NameJudgement {
  const confidence = score >= thresholds.high ? 'high' : 'low';
  return { confidence, thresholds, imitations: [{ target: 'requests', technique: 'omission', distance: 1, score }] };
}

const BORDERLINE = 0.5;
const STRIKING = 5;
const FAINT = -1;
const YEARS_5 = 5 * 365;

describe('evidence', () => {
  it.each<[string, KnownFacts, number, Confidence | undefined]>([
    ['nothing known', {}, BORDERLINE, 'high'],
    ['nothing known', {}, FAINT, 'low'],
    ['popular itself', { rank: 12_000 }, STRIKING, undefined],
    ['popular itself, and closed', { rank: 12_000, status: 'quarantined' }, FAINT, 'high'],
    ['quarantined, though old', { status: 'quarantined', ageInDays: YEARS_5, activeMonths: 50 }, FAINT, 'high'],
    ['archived, which its owner says', { status: 'archived' }, FAINT, 'low'],
    ['the same owner', { sameOwner: true }, STRIKING, undefined],
    ['the same owner of a new project', { sameOwner: true, ageInDays: 2 }, STRIKING, undefined],
    ['another owner', { sameOwner: false }, FAINT, 'low'],
    ['a copied summary', { summaryCopied: true }, FAINT, 'high'],
    ['a summary of its own', { summaryCopied: false }, BORDERLINE, 'high'],
    [
      'a copied summary of a project that was kept up for years',
      { summaryCopied: true, ageInDays: YEARS_5, activeMonths: 30 },
      FAINT,
      undefined,
    ],
    ['long quiet', { monthsSinceRelease: 24 }, BORDERLINE, 'low'],
    ['long quiet', { monthsSinceRelease: 24 }, FAINT, undefined],
    ['long quiet, but a striking name', { monthsSinceRelease: 200 }, STRIKING, 'high'],
    ['not so long quiet', { monthsSinceRelease: 23 }, BORDERLINE, 'high'],
    ['kept up for years', { ageInDays: YEARS_5, activeMonths: 6, monthsSinceRelease: 0 }, 3, 'low'],
    ['kept up for years', { ageInDays: YEARS_5, activeMonths: 6, monthsSinceRelease: 0 }, BORDERLINE, undefined],
    ['old, with a new release after years', { ageInDays: YEARS_5, activeMonths: 2, monthsSinceRelease: 0 }, BORDERLINE, 'high'],
    ['many months of a short life', { ageInDays: 400, activeMonths: 12 }, BORDERLINE, 'high'],
    ['days old', { ageInDays: 3, activeMonths: 1, monthsSinceRelease: 0 }, FAINT, 'high'],
    ['a month old', { ageInDays: 30, activeMonths: 1 }, FAINT, 'low'],
    ['others are named after it', { extensions: 5 }, BORDERLINE, 'low'],
    ['others are named after it, but a striking name', { extensions: 5 }, STRIKING, 'high'],
    ['few are named after it', { extensions: 4 }, BORDERLINE, 'high'],
  ])('%s', (_, facts, score, after) => {
    const before = judged(score);
    const verdict = weighEvidence(before, facts);
    expect(verdict.confidence).toBe(after);
    // Whoever sees another verdict than the name's is told why, and nobody else.
    expect(Boolean(verdict.reason)).toBe(before.confidence !== after);
  });

  it('gives the reasons of the direction that it went', () => {
    expect(weighEvidence(judged(FAINT), { ageInDays: 1.5, summaryCopied: true, extensions: 9 }).reason).toBe(
      "It is 1 day old. Its description repeats the one of 'requests'.",
    );
    expect(weighEvidence(judged(BORDERLINE), { monthsSinceRelease: 40, extensions: 9 }).reason).toBe(
      'It has stood on the index for 3 years. Other projects are named after it.',
    );
  });

  it('has only time, ownership and names that others took speak for a project', () => {
    const free: KnownFacts = { status: 'active', summaryCopied: false, activeMonths: 99, sameOwner: false };
    expect(weighEvidence(judged(BORDERLINE), free)).toEqual({ confidence: 'high' });
  });
});
