import * as l10n from '@vscode/l10n';
import type { Confidence, NameJudgement } from './engine';

/**
 * What is known of a project besides its name. Everything may be unknown, and unknown never counts for or against it. Only what an attacker can hardly
 * arrange speaks for a project: time, and who the index says owns it. Summaries, links, authors and numbers of releases are free to anybody.
 */
export interface KnownFacts {
  /** Rank by downloads. */
  readonly rank?: number;
  readonly status?: 'active' | 'archived' | 'quarantined' | 'deprecated';
  /** Whether somebody who may upload the imitated project may upload this one too, by the index's own word. */
  readonly sameOwner?: boolean;
  /** Whether its summary repeats the imitated project's. */
  readonly summaryCopied?: boolean;
  /** Since the first upload. */
  readonly ageInDays?: number;
  /** Months of the calendar in which anything was uploaded. */
  readonly activeMonths?: number;
  /** Since the latest upload: as long, at least, it has stood on the index without being taken down. */
  readonly monthsSinceRelease?: number;
  /** Other projects of the list that put words behind this name. */
  readonly extensions?: number;
}

export interface Verdict {
  /** Undefined: what is known speaks for the project, nothing is reported. */
  readonly confidence?: Confidence;
  /** Why it is not what the name alone says, in sentences; undefined when nothing known changes that. */
  readonly reason?: string;
}

/** Squats are found and taken down within weeks, the longest known ones within a year or so. */
const LONG_MONTHS = 24;
/** Uploads in one minute are cheap, uploads in so many different months are not. */
const STEADY_MONTHS = 6;
const NEW_IN_DAYS = 30;
export const MANY_EXTENSIONS = 5;

/**
 * Log-odds. Half of all honest projects have been quiet for two years, of squats hardly one in twenty-five; one in seven has been kept up for
 * so long, of squats nearly none. Of the honest names that the engine warns of, four in a thousand have five others named after them in the list,
 * of the malicious ones one in 1,800.
 */
const QUIET = -2;
const STEADY = -4;
const NEW = 2;
const COPIED = 2;
const EXTENDED = -1.9;

interface Weight {
  readonly weight: number;
  readonly reason: string;
}

/** Moves what the name alone says by what is known. */
export function weighEvidence(judgement: NameJudgement, facts: KnownFacts): Verdict {
  const { confidence, thresholds, imitations } = judgement;
  const { target, score } = imitations[0]!;
  if (facts.status === 'quarantined') {
    return { confidence: 'high', reason: confidence === 'high' ? undefined : l10n.t('The index has quarantined it.') };
  }
  if (facts.rank !== undefined) {
    return { reason: l10n.t('It is among the most downloaded projects itself.') };
  }
  if (facts.sameOwner === true) {
    return { reason: l10n.t("The owner of '{0}' owns it too.", target) };
  }
  const weights = weightsOf(facts, target);
  const total = weights.reduce((sum, { weight }) => sum + weight, score);
  const weighed = total >= thresholds.high ? 'high' : total >= thresholds.low ? 'low' : undefined;
  if (weighed === confidence) {
    return { confidence };
  }
  const isRaised = weighed === 'high';
  const reasons = weights.filter(({ weight }) => weight > 0 === isRaised).map(({ reason }) => reason);
  return { confidence: weighed, reason: reasons.join(' ') };
}

function weightsOf(facts: KnownFacts, target: string): Weight[] {
  const { ageInDays, activeMonths = 0, monthsSinceRelease = 0, summaryCopied, extensions = 0 } = facts;
  const weights: Weight[] = [];
  const ageInMonths = (ageInDays ?? 0) / (365 / 12);
  if (ageInMonths >= LONG_MONTHS && activeMonths >= STEADY_MONTHS) {
    weights.push({ weight: STEADY, reason: l10n.t('It has had releases for {0} years.', Math.floor(ageInMonths / 12)) });
  } else if (monthsSinceRelease >= LONG_MONTHS) {
    weights.push({ weight: QUIET, reason: l10n.t('It has stood on the index for {0} years.', Math.floor(monthsSinceRelease / 12)) });
  } else if (ageInDays !== undefined && ageInDays < NEW_IN_DAYS) {
    const days = Math.floor(ageInDays);
    weights.push({ weight: NEW, reason: days === 1 ? l10n.t('It is 1 day old.') : l10n.t('It is {0} days old.', days) });
  }
  if (extensions >= MANY_EXTENSIONS) {
    weights.push({ weight: EXTENDED, reason: l10n.t('Other projects are named after it.') });
  }
  if (summaryCopied === true) {
    weights.push({ weight: COPIED, reason: l10n.t("Its description repeats the one of '{0}'.", target) });
  }
  return weights;
}
