import * as l10n from '@vscode/l10n';
import { redactUrls } from '../index/safeUrl';
import { dayOf, type Lookup, notCheckedWhy } from '../lookup';
import { formatDate } from '../protocol/language';
import { type HoverSubject, unaffectedUntil } from './hoverFacts';
import { publisherNotChecked } from './hoverPublisher';

/** Why parts of the hover are incomplete, in sentences that repeat no reason, and no day that the hover has elsewhere. `said`: what it says already. */
export function hoverNotChecked(subject: HoverSubject, said: readonly string[] = []): string[] {
  const { live } = subject;
  if (live === undefined) {
    return [];
  }
  const answers: readonly Lookup<unknown>[] = [live.metadata, live.release];
  const why = answers.map(notCheckedWhy).find((reason) => reason !== undefined);
  const checked = why === undefined ? undefined : lastChecked(answers);
  const texts: string[] = [];
  const isSaid = checked === undefined && why !== undefined && said.some((text) => text.includes(redactUrls(why)));
  if (why !== undefined && !isSaid) {
    texts.push(
      checked === undefined
        ? l10n.t({ message: 'Not checked: {0}.', args: [redactUrls(why)], comment: ['{0} is a reason.'] })
        : l10n.t({
            message: 'Last checked {0}. Now unavailable: {1}.',
            args: [checked, redactUrls(why)],
            comment: ['{0} is a date, {1} a reason.'],
          }),
    );
  }
  const publisher = publisherNotChecked(live.provenance);
  if (publisher !== undefined && publisher !== (why && redactUrls(why))) {
    texts.push(l10n.t({ message: 'Publisher not checked: {0}.', args: [publisher], comment: ['{0} is a reason.'] }));
  }
  return [...texts, ...oldAdvisories(subject, why, [checked, unaffectedUntil(subject)])];
}

/** The day of the oldest of these answers. Undefined: all are of today. */
function lastChecked(answers: readonly Lookup<unknown>[]): string | undefined {
  const days = answers.flatMap((lookup) => (lookup.kind === 'found' && lookup.stale?.asOf !== undefined ? [lookup.stale.asOf] : []));
  return days.length === 0 ? undefined : formatDate(dayOf(days.reduce((a, b) => Math.min(a, b))));
}

/** A note that the advisories are not of today. `why` and `days`: texts that the hover already has. */
function oldAdvisories(
  { requirement: { source, specifier }, facts: { advisories, isPrivate } }: HoverSubject,
  why: string | undefined,
  days: readonly (string | undefined)[],
): string[] {
  if (source !== 'index' || isPrivate || !specifier || advisories.kind !== 'found' || advisories.stale === undefined) {
    return [];
  }
  const { asOf, why: reason } = advisories.stale;
  const day = formatDate(dayOf(asOf));
  const isDayTold = days.includes(day);
  if (reason === why) {
    return isDayTold ? [] : [l10n.t({ message: 'Advisories as of {0}.', args: [day], comment: ['{0} is a date.'] })];
  }
  return [
    isDayTold
      ? l10n.t({ message: 'Newer advisories were not checked: {0}.', args: [redactUrls(reason)], comment: ['{0} is a reason.'] })
      : l10n.t({
          message: 'Advisories last checked {0}. Now unavailable: {1}.',
          args: [day, redactUrls(reason)],
          comment: ['{0} is a date, {1} a reason.'],
        }),
  ];
}
