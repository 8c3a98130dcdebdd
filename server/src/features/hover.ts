import * as l10n from '@vscode/l10n';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import type { PackageFacts, Resemblance } from '../facts/packageFacts';
import type { ProjectMetadata } from '../facts/project';
import { redactUrls } from '../facts/safeUrl';
import type { Requirement } from '../formats/format';
import type { Lookup } from '../lookup';
import type { Confidence } from '../names/engine';
import { describeTechnique } from '../names/labels';
import { contains } from '../packaging/span';
import { popularity } from '../rules/targets';
import type { Analysis } from './analysis';
import { escapeMarkdown, link, truncate } from './markdown';
import { rangeOf } from './range';

/** The requirement whose name or specifier stands at `offset`. */
export function requirementAt({ manifest }: Analysis, offset: number): Requirement | undefined {
  return (
    manifest.requirements.find(({ nameSpan }) => contains(nameSpan, offset)) ??
    manifest.requirements.find(({ specifierSpan }) => specifierSpan !== undefined && contains(specifierSpan, offset))
  );
}

/** A card of what is known of the package: the verdict first, then the offline facts, then what the index says. */
export function hover(analysis: Analysis, requirement: Requirement, metadata: Lookup<ProjectMetadata>): Hover {
  const facts = analysis.factsOf(requirement);
  const sections = [
    `**${escapeMarkdown(requirement.name)}**`,
    ...verdicts(analysis, requirement),
    listing(requirement, facts).join('  \n'),
    ...live(metadata),
    links(requirement, facts, metadata),
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
  const named = about.some(({ rule }) => rule === 'known-malicious' || rule === 'typosquat');
  if (named) {
    lines.push(...facts.resemblances.map((resemblance) => lookalike(facts.confidence, resemblance)));
  } else if (requirement.source === 'index' && !facts.isPrivate && facts.resemblances.length === 0) {
    lines.push(l10n.t('Looks like no other popular name.'));
  }
  return lines.map(escapeMarkdown);
}

function lookalike(confidence: Confidence | undefined, resemblance: Resemblance): string {
  const { target } = resemblance;
  const why = describeTechnique(resemblance);
  return confidence === 'high'
    ? l10n.t("Imitates '{0}': {1}. '{0}' is {2}.", target, why, popularity(resemblance))
    : l10n.t("May imitate '{0}': {1}. '{0}' is {2}.", target, why, popularity(resemblance));
}

function listing({ source }: Requirement, facts: PackageFacts): string[] {
  if (source !== 'index') {
    return [l10n.t('Not from the package index: the name was not judged.')];
  }
  if (facts.isPrivate) {
    return [l10n.t('A private package, by your configuration: the name was not looked up.')];
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
  if (facts.listed.kind === 'found') {
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

function live(metadata: Lookup<ProjectMetadata>): string[] {
  if (metadata.kind === 'unavailable') {
    return [`_${escapeMarkdown(l10n.t('Not checked on the index: {0}.', redactUrls(metadata.why)))}_`];
  }
  if (metadata.kind === 'missing') {
    return [escapeMarkdown(l10n.t('The index has no description of this project.'))];
  }
  const { summary, version, releasedAt, author, license, requiresPython } = metadata.value;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Latest version'), releasedAt === undefined ? version : `${version} (${releasedAt.slice(0, 10)})`],
    [l10n.t('Author'), author],
    [l10n.t('Licence'), license],
    [l10n.t('Python'), requiresPython],
  ];
  const shown = rows.flatMap(([label, value]) => (value ? [`${label}: ${escapeMarkdown(truncate(value, 120))}`] : []));
  return [...(summary ? [escapeMarkdown(truncate(summary, 300))] : []), shown.join('  \n')];
}

function links({ source }: Requirement, facts: PackageFacts, metadata: Lookup<ProjectMetadata>): string {
  if (source !== 'index' || facts.isPrivate) {
    return '';
  }
  const parts: string[] = [];
  if (facts.listed.kind === 'found' || metadata.kind === 'found') {
    parts.push(link(l10n.t('PyPI page'), `https://pypi.org/project/${encodeURIComponent(facts.normalizedName)}/`));
  }
  if (metadata.kind === 'found') {
    for (const [label, url] of Object.entries(metadata.value.links).slice(0, 5)) {
      parts.push(link(truncate(label, 40), url));
    }
  }
  return parts.join(' · ');
}
