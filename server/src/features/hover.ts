import * as l10n from '@vscode/l10n';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import type { LiveAnswers } from '../facts/liveAnswers';
import type { PackageFacts, Resemblance } from '../facts/packageFacts';
import type { ProjectMetadata, Release } from '../facts/project';
import { type Provenance, repositoryPage } from '../facts/provenance';
import { redactUrls } from '../facts/safeUrl';
import type { Requirement } from '../formats/format';
import { type Lookup, notCheckedWhy } from '../lookup';
import type { Confidence } from '../names/engine';
import { contains } from '../packaging/span';
import { difference, popularity } from '../rules/targets';
import type { Analysis } from './analysis';
import { known, namesake, notKnown, whyQuiet } from './explanation';
import { escapeMarkdown, link, truncate } from './markdown';
import { rangeOf } from './range';
import { dayOf } from './unanswered';

/** The requirement whose name or specifier stands at `offset`. */
export function requirementAt({ manifest }: Analysis, offset: number): Requirement | undefined {
  return (
    manifest.requirements.find(({ nameSpan }) => contains(nameSpan, offset)) ??
    manifest.requirements.find(({ specifierSpan }) => specifierSpan !== undefined && contains(specifierSpan, offset))
  );
}

/** A card of what is known of the package: the verdict first, then the offline facts, then what the index says. `live` is absent where no index serves it. */
export function hover(analysis: Analysis, requirement: Requirement, live: LiveAnswers | undefined): Hover {
  const facts = analysis.factsOf(requirement);
  const sections = [
    `**${escapeMarkdown(requirement.name)}**`,
    ...verdicts(analysis, requirement),
    listing(requirement, facts, live?.metadata.kind === 'found').join('  \n'),
    ...(live === undefined
      ? []
      : [...description(live.metadata), files(live).join('  \n'), notChecked(requirement, facts, live).join('  \n')]),
    links(requirement, facts, live?.metadata),
  ];
  return {
    contents: { kind: MarkupKind.Markdown, value: sections.filter((section) => section !== '').join('\n\n') },
    range: rangeOf(analysis.document, requirement.nameSpan),
  };
}

/** The verdict in the card's own words: the editor shows the diagnostics' messages above it. */
function verdicts({ findings, factsOf }: Analysis, requirement: Requirement): string[] {
  const facts = factsOf(requirement);
  const about = findings.filter((finding) => finding.requirement === requirement);
  const lines = about.flatMap(({ rule, message }) => {
    switch (rule) {
      case 'known-malicious':
        return l10n.t('Known malicious: do not install it.');
      case 'typosquat':
        return [];
      case 'unknown-package':
        // The listing below says it.
        return [];
      default:
        return redactUrls(message);
    }
  });
  const { name } = requirement;
  if (about.some(({ rule }) => rule === 'known-malicious' || rule === 'typosquat')) {
    const confidence = facts.malicious ? 'high' : facts.confidence;
    lines.push(...facts.resemblances.map((resemblance) => lookalike(name, confidence, resemblance)));
    lines.push([...known(facts), ...notKnown(name, facts)].join(' '));
  } else if (requirement.source === 'index' && !facts.isPrivate) {
    lines.push(...namesake(name, facts), ...whyQuiet(facts));
    if (facts.resemblances.length === 0) {
      lines.push(l10n.t('Looks like no other popular name.'));
    }
  }
  return lines.filter((line) => line !== '').map(escapeMarkdown);
}

function lookalike(name: string, confidence: Confidence | undefined, resemblance: Resemblance): string {
  const said = confidence === 'high' ? l10n.t("Imitates '{0}'.", resemblance.target) : l10n.t("May imitate '{0}'.", resemblance.target);
  return [said, difference(name, resemblance), ...popularity(name, resemblance, false)].join(' ');
}

/** `hasLatest`: the index tells the latest version, so the list need not. */
function listing({ source }: Requirement, facts: PackageFacts, hasLatest: boolean): string[] {
  if (source === 'explicit-index') {
    return [l10n.t('The file names the index that serves it: the name was not judged.')];
  }
  if (source !== 'index') {
    return [l10n.t('Not from the package index: the name was not judged.')];
  }
  if (facts.isPrivate) {
    return [l10n.t('A private package, by your configuration: no public server is told its name.')];
  }
  const lines: string[] = [];
  if (facts.rank !== undefined && facts.downloads !== undefined) {
    lines.push(
      l10n.t('Number {0} of the most downloaded projects ({1} downloads in 30 days).', facts.rank, facts.downloads.toLocaleString('en')),
    );
  } else if (facts.rank !== undefined) {
    lines.push(l10n.t('Number {0} of the most downloaded projects.', facts.rank));
  } else if (facts.listed.kind === 'found') {
    lines.push(l10n.t('Not among the most downloaded projects.'));
  }
  if (facts.listed.kind === 'found' && !hasLatest) {
    const { latestVersion, latestMonth } = facts.listed.value;
    if (latestVersion !== undefined && latestMonth !== undefined) {
      lines.push(
        l10n.t('Latest version in the list of {0}: {1}, released in {2}.', facts.asOf, escapeMarkdown(latestVersion), latestMonth),
      );
    } else if (latestMonth !== undefined) {
      lines.push(l10n.t('Latest release in the list of {0}: {1}.', facts.asOf, latestMonth));
    }
  } else if (facts.listed.kind === 'missing') {
    lines.push(l10n.t('Not in the package list of {0}.', facts.asOf));
  }
  return lines;
}

function description(metadata: Lookup<ProjectMetadata>): string[] {
  if (metadata.kind === 'unavailable') {
    return [];
  }
  if (metadata.kind === 'missing') {
    return [escapeMarkdown(l10n.t('The index has no such project.'))];
  }
  const { summary, version, releasedAt, author, license, requiresPython } = metadata.value;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Latest version'), releasedAt === undefined ? version : `${version} (${releasedAt.slice(0, 10)})`],
    [l10n.t('Author'), author],
    [l10n.t('Licence'), license],
    [l10n.t('Python'), requiresPython],
  ];
  const shown = rows.flatMap(([label, value]) => (value ? [`${label}: ${escapeMarkdown(truncate(value, 120))}`] : []));
  return [[...(summary ? [escapeMarkdown(truncate(summary, 300))] : []), shown.join(' · ')].join('  \n')];
}

/** How many digits of a hash are shown: enough to compare by eye. */
const DIGITS = 12;

/** The files of the release in question: their hashes, and who published them. */
function files({ release, provenance }: LiveAnswers): string[] {
  if (release.kind !== 'found' || release.value.files.length === 0) {
    return [];
  }
  const { version, files: published } = release.value;
  const hashed = published.filter(({ hashes }) => hashes.sha256 !== undefined).length;
  const counted = l10n.t('Files of {0}: {1}, with hashes: {2}.', version, published.length, hashed);
  const digests = [digest(release.value, '.tar.gz', 'sdist'), digest(release.value, '.whl', 'wheel')].flatMap((text) => text ?? []);
  return [...publisher(provenance), [escapeMarkdown(counted), ...digests].join(' ')];
}

function digest({ files: published }: Release, ending: string, kind: string): string | undefined {
  const sha256 = published.find(({ filename, hashes }) => filename.endsWith(ending) && hashes.sha256 !== undefined)?.hashes.sha256;
  return sha256 === undefined ? undefined : `${kind} sha256 \`${sha256.slice(0, DIGITS)}…\``;
}

function publisher(provenance: Lookup<Provenance>): string[] {
  if (provenance.kind === 'unavailable') {
    return [escapeMarkdown(l10n.t('Publisher not checked: {0}.', redactUrls(provenance.why)))];
  }
  const publishers = provenance.kind === 'found' ? provenance.value.publishers : [];
  const first = publishers.find(({ verification }) => verification.kind === 'refuted') ?? publishers[0];
  if (first === undefined) {
    return [escapeMarkdown(l10n.t('No attestation: the index does not say who published it.'))];
  }
  const { publisher: claimed, verification } = first;
  const page = repositoryPage(claimed);
  const by =
    page === undefined ? escapeMarkdown(truncate(claimed.repository ?? claimed.kind, 120)) : link(page.slice('https://'.length), page);
  switch (verification.kind) {
    case 'verified':
      return [l10n.t('Published from {0} by Trusted Publishing (signature verified).', by)];
    case 'refuted':
      return [
        `**${l10n.t('The attestation of the publisher is false: {0}.', escapeMarkdown(verification.why))}** ${l10n.t('It claims {0}.', by)}`,
      ];
    case 'unverified':
      // To fetch a provenance is not to verify it.
      return verification.why === undefined
        ? [l10n.t('Published from {0} by Trusted Publishing (not verified here).', by)]
        : [l10n.t('Published from {0} by Trusted Publishing (not verified here: {1}).', by, escapeMarkdown(verification.why))];
  }
}

/** What the card says by less than could be known, each reason once. */
function notChecked(
  { source, specifier }: Requirement,
  { advisories, isPrivate }: PackageFacts,
  { metadata, release }: LiveAnswers,
): string[] {
  const lines: string[] = [];
  const asked: readonly Lookup<unknown>[] = [metadata, release];
  const answer = asked.find((lookup) => notCheckedWhy(lookup) !== undefined);
  const why = answer && notCheckedWhy(answer);
  if (answer !== undefined && why !== undefined) {
    const old = asked.flatMap((lookup) => (lookup.kind === 'found' && lookup.stale?.asOf !== undefined ? [lookup.stale.asOf] : []));
    lines.push(
      old.length === 0
        ? l10n.t('Not checked on the index: {0}.', redactUrls(why))
        : l10n.t('As of {0}; not checked now: {1}.', dayOf(Math.min(...old)), redactUrls(why)),
    );
  }
  if (source !== 'index' || isPrivate || !specifier || advisories.kind !== 'found' || advisories.stale === undefined) {
    return lines.map(emphasised);
  }
  const { stale } = advisories;
  // The reason is said already where it is the same.
  lines.push(
    stale.why === why
      ? l10n.t('Advisories as of {0}.', dayOf(stale.asOf))
      : l10n.t('Advisories as of {0}; not checked now: {1}.', dayOf(stale.asOf), redactUrls(stale.why)),
  );
  return lines.map(emphasised);
}

function emphasised(text: string): string {
  return `_${escapeMarkdown(text)}_`;
}

function links({ source }: Requirement, facts: PackageFacts, metadata: Lookup<ProjectMetadata> | undefined): string {
  if (source !== 'index' || facts.isPrivate) {
    return '';
  }
  const parts: string[] = [];
  if (facts.listed.kind === 'found' || metadata?.kind === 'found') {
    parts.push(link(l10n.t('PyPI page'), `https://pypi.org/project/${encodeURIComponent(facts.normalizedName)}/`));
  }
  if (metadata?.kind === 'found') {
    for (const [label, url] of Object.entries(metadata.value.links).slice(0, 5)) {
      parts.push(link(truncate(label, 40), url));
    }
  }
  return parts.join(' · ');
}
