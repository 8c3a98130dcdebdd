import * as l10n from '@vscode/l10n';
import { matchAdvisories } from '../advisories/matching';
import { allowedVersions } from '../facts/packages/allowedVersions';
import type { LiveAnswers } from '../facts/packages/liveAnswers';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { Requirement } from '../formats/manifest/format';
import type { Release } from '../index/project';
import { redactUrls } from '../index/safeUrl';
import { dayOf, foundValue } from '../lookup';
import { formatAge, formatDate, formatNumber } from '../protocol/language';
import { escapeMarkdown, truncate } from '../protocol/markdown';

/** The subject of a hover. `live` is absent if no index serves the package. */
export interface HoverSubject {
  readonly requirement: Requirement;
  readonly facts: PackageFacts;
  readonly live: LiveAnswers | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const MAX_FACT = 120;

/** `latest 2.34.2 (12 days ago) · pinned 2.31.0 · Apache-2.0 · Python ≥3.9 · #6 on PyPI`, as Markdown. */
export function factsLine(subject: HoverSubject): string {
  const { requirement, facts, live } = subject;
  const { license, requiresPython } = (live && foundValue(live.metadata)) ?? {};
  const { pinned } = allowedVersions(requirement);
  const parts = [
    latest(subject),
    ...(pinned === undefined ? [] : [l10n.t({ message: 'pinned {0}', args: [fact(pinned)], comment: ['{0} is a version.'] })]),
    ...(license ? [fact(license)] : []),
    ...(requiresPython ? [`Python ${fact(requiresPython.replace(/>=\s*/g, '≥').replace(/<=\s*/g, '≤'))}`] : []),
    ...(facts.rank === undefined || facts.isPrivate || requirement.source !== 'index'
      ? []
      : [
          l10n.t({
            message: '#{0} on PyPI',
            args: [formatNumber(facts.rank)],
            comment: ['{0} is the rank of a package by downloads.'],
          }),
        ]),
    unaffected(subject),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function fact(text: string): string {
  return escapeMarkdown(truncate(text, MAX_FACT));
}

/** From the index, otherwise from the bundled list. */
function latest({ facts, live, now }: HoverSubject): string | undefined {
  const metadata = live && foundValue(live.metadata);
  if (metadata !== undefined) {
    const { version, releasedAt } = metadata;
    const time = releasedAt === undefined ? Number.NaN : Date.parse(releasedAt);
    return Number.isNaN(time) ? latestVersion(version) : latestOf(version, formatAge(time, now));
  }
  const { latestVersion: listed, latestMonth } = (facts.isPrivate ? undefined : foundValue(facts.listed)) ?? {};
  return listed === undefined ? undefined : latestMonth === undefined ? latestVersion(listed) : latestOf(listed, formatDate(latestMonth));
}

function latestVersion(version: string): string {
  return l10n.t({ message: 'latest {0}', args: [fact(version)], comment: ['{0} is a version.'] });
}

function latestOf(version: string, date: string): string {
  return l10n.t({
    message: 'latest {0} ({1})',
    args: [fact(version), date],
    comment: ['{0} is a version, {1} when it was released, such as: 12 days ago; Nov 2026.'],
  });
}

/** A fact: no advisory affects the pinned version. */
function unaffected(subject: HoverSubject): string | undefined {
  if (!isUnaffected(subject)) {
    return undefined;
  }
  const day = unaffectedUntil(subject);
  return day === undefined
    ? l10n.t('no known vulnerabilities')
    : l10n.t({ message: 'no known vulnerabilities as of {0}', args: [day], comment: ['{0} is a date.'] });
}

/** The last day for which the line of facts says that no advisory affects the pinned version, in its words. Undefined: it has no day. */
export function unaffectedUntil(subject: HoverSubject): string | undefined {
  const { advisories } = subject.facts;
  const asOf = advisories.kind === 'found' ? advisories.stale?.asOf : undefined;
  return asOf === undefined || !isUnaffected(subject) ? undefined : formatDate(dayOf(asOf));
}

/** For a project that is quarantined or missing this is not useful. */
function isUnaffected({ requirement, facts }: HoverSubject): boolean {
  const { source } = requirement;
  const allowed = allowedVersions(requirement);
  const { advisories, project, listed } = facts;
  const isThere =
    project.kind === 'found' ? project.value.status !== 'quarantined' : project.kind !== 'missing' && listed.kind !== 'missing';
  const isKnown = source === 'index' && !facts.isPrivate && !facts.malicious && isThere && allowed.pinned !== undefined;
  return isKnown && advisories.kind === 'found' && matchAdvisories(advisories.value, allowed).length === 0;
}

/** The source of the package, if not the public index, as Markdown. */
export function sourceLine({ source, indexName = '' }: Requirement, { isPrivate }: PackageFacts): string {
  if (source === 'explicit-index') {
    const index = escapeMarkdown(truncate(redactUrls(indexName), 80));
    return l10n.t({ message: "Served by index '{0}'.", args: [index], comment: ['{0} is the name of a package index.'] });
  }
  if (source === 'workspace') {
    return l10n.t('A project of this workspace.');
  }
  if (source !== 'index') {
    return l10n.t('Not from a package index. Checked for known malware only.');
  }
  return isPrivate ? l10n.t('Private package (from your configuration). Its name is never sent to a public server.') : '';
}

/** Number of digits of a hash to show: enough to compare by eye. */
const DIGITS = 12;

/** Less common facts, as Markdown: author, downloads, hashes of the files. */
export function moreLine({ requirement, facts, live }: HoverSubject): string {
  const author = (live && foundValue(live.metadata))?.author;
  const release = live && foundValue(live.release);
  const parts = [
    ...(author ? [l10n.t({ message: 'Author: {0}', args: [fact(author)], comment: ['{0} is a name.'] })] : []),
    ...(facts.downloads === undefined || facts.isPrivate || requirement.source !== 'index'
      ? []
      : [
          l10n.t({
            message: 'Downloads in 30 days: {0}',
            args: [formatNumber(facts.downloads)],
            comment: ['{0} is a count.'],
          }),
        ]),
    ...(release === undefined ? [] : [digest(release, '.tar.gz', 'sdist'), digest(release, '.whl', 'wheel')]),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function digest({ files }: Release, ending: string, kind: string): string | undefined {
  const sha256 = files.find(({ filename, hashes }) => filename.endsWith(ending) && hashes.sha256 !== undefined)?.hashes.sha256;
  return sha256 === undefined ? undefined : `${kind} sha256 \`${sha256.slice(0, DIGITS)}…\``;
}
