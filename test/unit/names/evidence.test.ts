import { describe, expect, it } from 'vitest';
import { type KnownFacts, timeWeight, weighEvidence, weighOutsider } from '../../../server/src/names/evidence';
import type { Confidence, NameJudgement } from '../../../server/src/names/judgement';
import type { Listing } from '../../../server/src/names/timeEvidence';

const thresholds = { high: 0, low: -2 };

/** A warning from 0 on, an information from -2 on. */
function judged(score: number): NameJudgement {
  const confidence = score >= thresholds.high ? 'high' : score >= thresholds.low ? 'low' : undefined;
  return { confidence, thresholds, imitations: [{ target: 'requests', technique: 'omission', distance: 1, score }] };
}

const BORDERLINE = 0.5;
const STRIKING = 5;
const FAINT = -1;
/** Less than the threshold for the name alone. */
const UNREMARKABLE = -4;
const YEARS_5 = 5 * 365;

const OLD: Listing = { asOf: '2026-11', firstListed: 'before-2024-12', latestMonth: '2023-01' };
/** Registered at some time in two years. */
const SINCE: Listing = { asOf: '2026-11', firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2026-11' };
const NEW: Listing = { ...SINCE, notListedIn: '2026-10' };

describe('evidence', () => {
  it.each<[string, KnownFacts, number, Confidence | undefined]>([
    ['nothing known', {}, BORDERLINE, 'high'],
    ['nothing known', {}, FAINT, 'low'],
    ['nothing known, at the threshold of a warning', {}, thresholds.high, 'high'],
    ['nothing known, at the threshold of an information', {}, thresholds.low, 'low'],
    ['nothing known, below it', {}, thresholds.low - 0.01, undefined],
    ['a copied summary, up to the threshold', { summaryCopied: true }, -2, 'high'],
    ['a copied summary, not up to the threshold', { summaryCopied: true }, -2.01, 'low'],
    ['a copied summary, up to the lower threshold', { summaryCopied: true }, -4, 'low'],
    ['a copied summary, not up to the lower threshold', { summaryCopied: true }, -4.01, undefined],
    ['others are named after it, down to the threshold', { extensions: 5 }, 1.91, 'high'],
    ['others are named after it, below the threshold', { extensions: 5 }, 1.89, 'low'],
    ['kept up for years, down to the threshold', { ageInDays: YEARS_5, activeMonths: 6 }, 4, 'high'],
    ['kept up for years, below the threshold', { ageInDays: YEARS_5, activeMonths: 6 }, 3.99, 'low'],
    ['kept up for years, down to the lower threshold', { ageInDays: YEARS_5, activeMonths: 6 }, 2, 'low'],
    ['kept up for years, below the lower threshold', { ageInDays: YEARS_5, activeMonths: 6 }, 1.99, undefined],
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
    ['listed long ago', { listing: OLD }, BORDERLINE, undefined],
    ['listed long ago, but a striking name', { listing: OLD }, STRIKING, 'high'],
    ['listed long ago, with a release today', { listing: { ...OLD, latestMonth: '2026-11' } }, FAINT, undefined],
    ['listed since, released this month', { listing: SINCE }, FAINT, 'high'],
    ['listed since, quiet for two years', { listing: { ...SINCE, latestMonth: '2024-12' } }, BORDERLINE, undefined],
    ['listed since, quiet for half a year', { listing: { ...SINCE, latestMonth: '2026-05' } }, BORDERLINE, 'low'],
    ['registered this month', { listing: NEW }, UNREMARKABLE, 'low'],
    ['registered this month', { listing: NEW }, FAINT, 'high'],
    ['the first upload says more than the lists', { ageInDays: 3, listing: OLD }, FAINT, 'high'],
    ['kept up for years', { ageInDays: YEARS_5, activeMonths: 6 }, 3, 'low'],
    ['kept up for years', { ageInDays: YEARS_5, activeMonths: 6 }, BORDERLINE, undefined],
    ['old, with a new release after years', { ageInDays: YEARS_5, activeMonths: 2 }, BORDERLINE, undefined],
    ['kept up for two years', { ageInDays: 730, activeMonths: 6 }, 3, 'low'],
    ['kept up for nearly two years', { ageInDays: 729, activeMonths: 6 }, 3, 'high'],
    ['kept up for years, in few months', { ageInDays: YEARS_5, activeMonths: 5 }, 3, 'high'],
    ['a year old', { ageInDays: 365, activeMonths: 2 }, BORDERLINE, undefined],
    ['days old', { ageInDays: 3, activeMonths: 1 }, FAINT, 'high'],
    ['days old', { ageInDays: 3, activeMonths: 1 }, UNREMARKABLE, 'low'],
    ['months old', { ageInDays: 120, activeMonths: 1 }, FAINT, 'low'],
    ['others are named after it', { extensions: 5 }, BORDERLINE, 'low'],
    ['others are named after it, but a striking name', { extensions: 5 }, STRIKING, 'high'],
    ['few are named after it', { extensions: 4 }, BORDERLINE, 'high'],
  ])('%s', (_, facts, score, after) => {
    const before = judged(score);
    const verdict = weighEvidence(before, facts);
    expect(verdict.confidence).toBe(after);
    // A verdict other than the name's has a reason, and no other one has
    expect(Boolean(verdict.reason)).toBe(before.confidence !== after);
  });

  it('gives the reasons for the direction of the change', () => {
    expect(weighEvidence(judged(FAINT), { ageInDays: 1.5, summaryCopied: true, extensions: 9 }).reason).toBe(
      "First released yesterday. Its description is copied from 'requests'.",
    );
    expect(weighEvidence(judged(BORDERLINE), { listing: OLD, extensions: 9 }).reason).toBe(
      'First listed before Dec 2024. Other projects use it as a prefix.',
    );
    expect(weighEvidence(judged(FAINT), { listing: SINCE }).reason).toBe('First listed after Nov 2024, latest release this month.');
    expect(weighEvidence(judged(BORDERLINE), { listing: { ...SINCE, latestMonth: '2025-02' } }).reason).toBe(
      'First listed after Nov 2024, latest release in Feb 2025.',
    );
  });

  it('gives no reason of the other direction, and each once', () => {
    const both: KnownFacts = { summaryCopied: true, extensions: 5 };
    expect(weighEvidence(judged(-2.1), both)).toEqual({ confidence: 'low', reason: "Its description is copied from 'requests'." });
    expect(weighEvidence(judged(-0.1), both)).toEqual({ confidence: 'high', reason: "Its description is copied from 'requests'." });
    const lowered: KnownFacts = { ageInDays: YEARS_5, activeMonths: 6, summaryCopied: true };
    expect(weighEvidence(judged(1), lowered)).toEqual({ confidence: 'low', reason: 'It has been released regularly for 5 years.' });
    expect(weighEvidence(judged(-1), lowered)).toEqual({ reason: 'It has been released regularly for 5 years.' });
    const namesakes: Listing = { ...SINCE, notListedIn: '2024-11', knownIn: '2023-01' };
    expect(weighEvidence(judged(BORDERLINE), { listing: namesakes, extensions: 5 }).reason).toBe('Other projects use it as a prefix.');
  });

  it('decides alone where it is certain', () => {
    expect(weighEvidence(judged(STRIKING), { status: 'quarantined', rank: 5, sameOwner: true })).toEqual({ confidence: 'high' });
    expect(weighEvidence(judged(FAINT), { status: 'quarantined' })).toEqual({
      confidence: 'high',
      reason: 'The index has quarantined it.',
    });
    expect(weighEvidence(judged(STRIKING), { rank: 5, sameOwner: true })).toEqual({
      reason: 'It is itself one of the most downloaded projects.',
    });
    expect(weighEvidence(judged(STRIKING), { sameOwner: true, summaryCopied: true })).toEqual({
      reason: "It has the same owner as 'requests'.",
    });
  });

  it.each([
    [730, 'It has been released regularly for 2 years.'],
    [1094, 'It has been released regularly for 2 years.'],
    [1095, 'It has been released regularly for 3 years.'],
  ])('says for how many years a project of %i days was kept up', (ageInDays, reason) => {
    expect(weighEvidence(judged(BORDERLINE), { ageInDays, activeMonths: 6 }).reason).toBe(reason);
  });

  it('weighs time alone for those that only ask for it', () => {
    expect(timeWeight({})).toBe(0);
    expect(timeWeight({ extensions: 9, summaryCopied: true })).toBe(0);
    expect(timeWeight({ ageInDays: 730, activeMonths: 6 })).toBe(-4);
    expect(timeWeight({ listing: OLD })).toBeLessThan(0);
    expect(timeWeight({ listing: NEW })).toBeGreaterThan(0);
  });

  it('age does not excuse look-alike letters in a well-known name', () => {
    const disguised = (distance: number): NameJudgement => ({
      ...judged(BORDERLINE),
      imitations: [{ target: 'numpy', technique: 'homoglyph', distance, score: BORDERLINE }],
    });
    expect(weighEvidence(disguised(2), { listing: OLD }, 20).confidence).toBe('high');
    expect(weighEvidence(disguised(2), { listing: OLD }, 500).confidence).toBe('high');
    expect(weighEvidence(disguised(2), { listing: OLD }, 501).confidence).toBeUndefined();
    expect(weighEvidence(disguised(2), { listing: OLD }).confidence).toBeUndefined();
    // A young age counts against it, all the same.
    expect(weighEvidence({ ...disguised(2), confidence: 'low' }, { listing: NEW }, 20).reason).toBe(
      'First listed after Oct 2026, latest release this month.',
    );
    expect(weighEvidence(disguised(1), { listing: OLD }, 20).confidence).toBeUndefined();
  });

  it('only time, ownership and names after it count in favor of a project', () => {
    const free: KnownFacts = { status: 'active', summaryCopied: false, activeMonths: 99, sameOwner: false };
    expect(weighEvidence(judged(BORDERLINE), free)).toEqual({ confidence: 'high' });
  });
});

describe("another owner's project with a name of a family", () => {
  it.each<[string, KnownFacts, Confidence | undefined]>([
    ['nothing known', {}, 'high'],
    ['years old, with one release', { ageInDays: YEARS_5, activeMonths: 1 }, 'high'],
    ['in the oldest list', { listing: OLD }, 'high'],
    ['kept up for years', { ageInDays: YEARS_5, activeMonths: 6 }, 'low'],
    ['the host of other projects', { extensions: 5 }, 'low'],
    ['the host of few other projects', { extensions: 4 }, 'high'],
    ['kept up for two years', { ageInDays: 730, activeMonths: 6 }, 'low'],
    ['kept up for nearly two years', { ageInDays: 729, activeMonths: 6 }, 'high'],
    ['kept up in five months', { ageInDays: YEARS_5, activeMonths: 5 }, 'high'],
    ['popular itself', { rank: 12_000 }, undefined],
  ])('%s', (_, facts, confidence) => {
    expect(weighOutsider(facts)).toBe(confidence);
  });
});

describe('the reason by the lists of projects', () => {
  it.each<[listing: Partial<Listing>, reason: string | undefined]>([
    [{ firstListed: 'before-2025-01', latestMonth: '2023-01' }, 'First listed before Jan 2025.'],
    [{ firstListed: '2026-11', notListedIn: '2026-10' }, 'First listed after Oct 2026.'],
    [{ firstListed: '2026-11', notListedIn: '2026-10', latestMonth: '2026-11' }, 'First listed after Oct 2026, latest release this month.'],
    [
      { firstListed: '2026-10', notListedIn: '2026-09', latestMonth: '2026-10' },
      'First listed after Sep 2026, latest release in Oct 2026.',
    ],
    [{ firstListed: '2026-11' }, 'First listed in Nov 2026.'],
    [{ firstListed: '2026-11', latestMonth: '2026-11' }, 'First listed in Nov 2026, latest release this month.'],
    [{ firstListed: '2026-10', latestMonth: '2026-10' }, 'First listed in Oct 2026, latest release in Oct 2026.'],
    [{ firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2026-11', knownIn: '2023-01' }, 'Other projects use it as a prefix.'],
    [
      { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2024-12', knownIn: '2024-12' },
      'First listed after Nov 2024, latest release in Dec 2024.',
    ],
    [{ firstListed: '2026-11', notListedIn: '2024-11', knownIn: '2024-12' }, 'Other projects use it as a prefix.'],
  ])('%j: %s', (listing, reason) => {
    const facts = { listing: { asOf: '2026-11', firstListed: '', ...listing } };
    expect([FAINT, BORDERLINE].map((score) => weighEvidence(judged(score), facts).reason)).toContain(reason);
  });
});
