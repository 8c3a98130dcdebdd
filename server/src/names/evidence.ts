import * as l10n from '@vscode/l10n';
import type { Confidence, NameJudgement } from './engine';

/** What is known of a project besides its name. Everything may be unknown, and unknown never counts for or against it. */
export interface KnownFacts {
  /** Whether any index has the project. */
  readonly exists?: boolean;
  /** Rank by downloads. */
  readonly rank?: number;
  /** Downloads in 30 days. */
  readonly downloads?: number;
  /** Since the first release, in days. */
  readonly ageInDays?: number;
  /** Since the latest release, in months. */
  readonly monthsSinceRelease?: number;
  readonly releases?: number;
  /** Whether somebody who owns the imitated project owns this one too. */
  readonly sameOwner?: boolean;
  /** Whether its summary repeats the imitated project's. */
  readonly summaryCopied?: boolean;
  /** Other projects that put words behind the same name: the imitated project has plugins by the hundred. */
  readonly familySize?: number;
  readonly status?: 'active' | 'archived' | 'quarantined' | 'deprecated';
}

export interface Verdict {
  /** Undefined: what is known speaks for the project, nothing is reported. */
  readonly confidence?: Confidence;
  /** Why it is not what the name alone says, a sentence; undefined when nothing known changes that. */
  readonly reason?: string;
}

/** As many downloads as the last of the most downloaded projects has. */
const MANY_DOWNLOADS = 50_000;
/** Squats are found and removed within weeks, seldom years. */
const OLD_IN_DAYS = 2 * 365;
const MANY_RELEASES = 10;
const NEW_IN_DAYS = 90;
/** A project whose latest release is so long ago is not the fresh trap that squats are. */
const LONG_QUIET_MONTHS = 36;
const FEW_RELEASES = 3;
/** Plugins of a family this large are honest nearly always. */
const LARGE_FAMILY = 200;

/** Moves what the name alone says by what is known. The first fact that decides gives the reason. */
export function weighEvidence(judgement: NameJudgement, facts: KnownFacts): Verdict {
  const { confidence, imitations } = judgement;
  const { target, technique } = imitations[0]!;
  const { ageInDays, releases, downloads } = facts;
  if (facts.rank !== undefined) {
    return { reason: l10n.t('It is among the most downloaded projects itself.') };
  }
  if (facts.status === 'quarantined') {
    return { confidence: 'high', reason: l10n.t('The index has put it under quarantine.') };
  }
  if (facts.sameOwner === true) {
    return { reason: l10n.t('The owner of {0} owns it too.', target) };
  }
  if (facts.exists === false) {
    return { confidence, reason: l10n.t('No index has it: nobody can have meant it.') };
  }
  if (facts.summaryCopied === true) {
    return { confidence: 'high', reason: l10n.t('Its description repeats the one of {0}.', target) };
  }
  if (downloads !== undefined && downloads >= MANY_DOWNLOADS) {
    return { confidence: lower(confidence), reason: l10n.t('Many people download it: {0} times in 30 days.', downloads) };
  }
  if (ageInDays !== undefined && releases !== undefined) {
    if (ageInDays >= OLD_IN_DAYS && releases >= MANY_RELEASES) {
      return {
        confidence: lower(confidence),
        reason: l10n.t('It is {0} years old and has {1} releases.', Math.floor(ageInDays / 365), releases),
      };
    }
    if (ageInDays < NEW_IN_DAYS && releases <= FEW_RELEASES) {
      return { confidence: 'high', reason: l10n.t('It is {0} days old.', Math.floor(ageInDays)) };
    }
  }
  if (technique === 'suffix' && (facts.familySize ?? 0) >= LARGE_FAMILY) {
    return { confidence: lower(confidence), reason: l10n.t('{0} has {1} such plugins.', target, facts.familySize!) };
  }
  // The month alone is weak: it spares only what is little suspicious by its name.
  if (confidence === 'low' && (facts.monthsSinceRelease ?? 0) >= LONG_QUIET_MONTHS) {
    return { reason: l10n.t('Its latest release is {0} years old.', Math.floor(facts.monthsSinceRelease! / 12)) };
  }
  return { confidence };
}

function lower(confidence: Confidence): Confidence | undefined {
  return confidence === 'high' ? 'low' : undefined;
}
