import * as l10n from '@vscode/l10n';
import { formatDate, formatDaysAgo, formatSentences } from '../protocol/language';
import model from './engine/model.json';
import type { Confidence, Imitation, NameJudgement } from './judgement';
import { isOldest, type Listing, oldestMonth, type TimeModel, weightOfAge, weightOfListing } from './timeEvidence';

/**
 * Facts about a project besides its name. Any of them may be unknown, and an unknown fact never counts for or against it. Only facts that an attacker can hardly
 * arrange count in favor of a project: time, and the owner according to the index. Summaries, links, authors and numbers of releases are free for anyone.
 */
export interface KnownFacts {
  /** Rank by downloads. */
  readonly rank?: number | undefined;
  readonly status?: 'active' | 'archived' | 'quarantined' | 'deprecated' | undefined;
  /** Whether someone who may upload the imitated project may upload this one too, according to the index. */
  readonly sameOwner?: boolean | undefined;
  /** Whether its summary repeats the imitated project's. */
  readonly summaryCopied?: boolean | undefined;
  /** Since the first upload. */
  readonly ageInDays?: number | undefined;
  /** Months of the calendar in which anything was uploaded. */
  readonly activeMonths?: number | undefined;
  /** The age according to lists of projects, if the index has not told it. */
  readonly listing?: Listing | undefined;
  /** Other listed projects that put words after this name. */
  readonly extensions?: number | undefined;
}

export interface WeighedEvidence {
  /** Undefined: the facts are in favor of the project, nothing is reported. */
  readonly confidence?: Confidence | undefined;
  /** Why the confidence differs from that of the name alone, in sentences. Undefined: it does not. */
  readonly reason?: string | undefined;
}

/** Uploads in one minute are cheap, uploads in many different months are not. */
const LONG_MONTHS = 24;
const STEADY_MONTHS = 6;
const DAYS_A_MONTH = 365 / 12;
export const MANY_EXTENSIONS = 5;
/** Two letters that look like one (`rn` for `m`) in the name of such a popular project are not an accident: age does not excuse them. */
const WIDELY_KNOWN = 500;

/**
 * Log-odds that the training data cannot provide. Of the honest names that the engine warns about, four in a thousand have five others named after them
 * in the list; of the malicious ones, one in 1,800.
 */
const STEADY = -4;
const COPIED = 2;
const EXTENDED = -1.9;

const time: TimeModel = model.time;

interface Weight {
  readonly weight: number;
  /** A sentence for people, made on demand: most weights are only needed as numbers. */
  reason(): string;
}

/** Adjusts the judgment of the name by the facts. `targetRank`: of the first imitated project, by downloads. */
export function weighEvidence(judgement: NameJudgement, facts: KnownFacts, targetRank?: number): WeighedEvidence {
  const { confidence, thresholds, imitations } = judgement;
  const [{ target, score }] = imitations;
  if (facts.status === 'quarantined') {
    return { confidence: 'high', reason: confidence === 'high' ? undefined : l10n.t('The index has quarantined it.') };
  }
  if (facts.rank !== undefined) {
    return { reason: l10n.t('It is itself one of the most downloaded projects.') };
  }
  if (facts.sameOwner === true) {
    return { reason: l10n.t({ message: "It has the same owner as '{0}'.", args: [target], comment: ['{0} is a package name.'] }) };
  }
  const weights = weightsOf(facts, imitations[0], targetRank);
  const total = weights.reduce((sum, { weight }) => sum + weight, score);
  const weighed = total >= thresholds.high ? 'high' : total >= thresholds.low ? 'low' : undefined;
  if (weighed === confidence) {
    return { confidence };
  }
  const isRaised = weighed === 'high' || confidence === undefined;
  const reasons = weights.filter(({ weight }) => weight > 0 === isRaised).map(({ reason }) => reason());
  return { confidence: weighed, reason: formatSentences([...new Set(reasons)]) };
}

/**
 * The confidence that a project with a name of one owner's family, and with another owner, pretends to be a member. Only facts that take years count in its favor.
 */
export function weighOutsider(facts: KnownFacts): Confidence | undefined {
  if (facts.rank !== undefined) {
    return undefined;
  }
  return isSteady(facts) || (facts.extensions ?? 0) >= MANY_EXTENSIONS ? 'low' : 'high';
}

/** Log-odds that time adds to the score of the name; 0: unknown. */
export function timeWeight(facts: KnownFacts): number {
  return weightOfTime(facts)?.weight ?? 0;
}

function weightsOf(facts: KnownFacts, { target, technique, distance }: Imitation, targetRank: number | undefined): Weight[] {
  const { summaryCopied, extensions = 0 } = facts;
  const weights: Weight[] = [];
  const byTime = weightOfTime(facts);
  const isDisguise = technique === 'homoglyph' && distance > 1 && (targetRank ?? Number.POSITIVE_INFINITY) <= WIDELY_KNOWN;
  if (byTime !== undefined && (byTime.weight > 0 || !isDisguise)) {
    weights.push(byTime);
  }
  if (extensions >= MANY_EXTENSIONS) {
    weights.push({ weight: EXTENDED, reason: extendedReason });
  }
  if (summaryCopied === true) {
    weights.push({
      weight: COPIED,
      reason: () => l10n.t({ message: "Its description is copied from '{0}'.", args: [target], comment: ['{0} is a package name.'] }),
    });
  }
  return weights;
}

function isSteady({ ageInDays = 0, activeMonths = 0 }: KnownFacts): boolean {
  return ageInDays / DAYS_A_MONTH >= LONG_MONTHS && activeMonths >= STEADY_MONTHS;
}

function weightOfTime(facts: KnownFacts): Weight | undefined {
  const { ageInDays, listing } = facts;
  if (ageInDays !== undefined) {
    const months = ageInDays / DAYS_A_MONTH;
    const years = Math.floor(months / 12);
    if (isSteady(facts)) {
      return {
        weight: STEADY,
        reason: () => l10n.t({ message: 'It has been released regularly for {0} years.', args: [years], comment: ['{0} is a count.'] }),
      };
    }
    return { weight: weightOfAge(time, months), reason: () => ageReason(ageInDays) };
  }
  const isByNamesakes = listing?.knownIn !== undefined && listing.knownIn < (listing.latestMonth ?? listing.asOf);
  return listing && { weight: weightOfListing(time, listing), reason: isByNamesakes ? extendedReason : () => listingReason(listing) };
}

function extendedReason(): string {
  return l10n.t('Other projects use it as a prefix.');
}

function ageReason(days: number): string {
  return l10n.t({ message: 'First released {0}.', args: [formatDaysAgo(days)], comment: ['{0} is an age, such as: 12 days ago.'] });
}

function listingReason(listing: Listing): string {
  const { notListedIn, latestMonth, asOf, firstListed } = listing;
  if (isOldest(listing)) {
    return l10n.t({
      message: 'First listed before {0}.',
      args: [formatDate(oldestMonth(listing))],
      comment: ['{0} is a month, such as: Nov 2026.'],
    });
  }
  const first = formatDate(notListedIn ?? firstListed);
  if (latestMonth === undefined) {
    return notListedIn === undefined
      ? l10n.t({ message: 'First listed in {0}.', args: [first], comment: ['{0} is a month, such as: Nov 2026.'] })
      : l10n.t({ message: 'First listed after {0}.', args: [first], comment: ['{0} is a month, such as: Nov 2026.'] });
  }
  if (latestMonth === asOf) {
    return notListedIn === undefined
      ? l10n.t({
          message: 'First listed in {0}, latest release this month.',
          args: [first],
          comment: ['{0} is a month, such as: Nov 2026.'],
        })
      : l10n.t({
          message: 'First listed after {0}, latest release this month.',
          args: [first],
          comment: ['{0} is a month, such as: Nov 2026.'],
        });
  }
  const latest = formatDate(latestMonth);
  return notListedIn === undefined
    ? l10n.t({
        message: 'First listed in {0}, latest release in {1}.',
        args: [first, latest],
        comment: ['{0} and {1} are months, such as: Nov 2026.'],
      })
    : l10n.t({
        message: 'First listed after {0}, latest release in {1}.',
        args: [first, latest],
        comment: ['{0} and {1} are months, such as: Nov 2026.'],
      });
}
