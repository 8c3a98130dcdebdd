import * as l10n from '@vscode/l10n';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { describeModuleOfSameName, explainNoFinding } from '../analysis/explanation';
import type { LiveAnswers } from '../facts/packages/liveAnswers';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { Requirement } from '../formats/manifest/format';
import { redactUrls } from '../index/safeUrl';
import { foundValue } from '../lookup';
import { encodeComponent } from '../packaging/escapes';
import { contains, type Span } from '../packaging/span';
import { formatSentences } from '../protocol/language';
import { escapeMarkdown, link, truncate } from '../protocol/markdown';
import { isMalware, ruleOf } from '../rules/index';
import type { Finding } from '../rules/rule';
import { advisoryLines, MARKDOWN, recordLine } from './furtherLines';
import { factsLine, type HoverSubject, moreLine, sourceLine } from './hoverFacts';
import { headline } from './hoverHeadline';
import { hoverNotChecked } from './hoverNotChecked';
import { publisherLine } from './hoverPublisher';
import { rangeOf } from './range';

/** A requirement, and the part of it that a hover is about. */
export interface Hovered {
  readonly requirement: Requirement;
  readonly place: Span;
}

/** The requirement with its name or specifier at `offset`. */
export function hoveredAt({ manifest: { requirements } }: Analysis, offset: number): Hovered | undefined {
  const isThere = (span: Span | undefined): span is Span => span !== undefined && contains(span, offset);
  const requirement =
    requirements.find(({ nameSpan }) => isThere(nameSpan)) ?? requirements.find(({ specifierSpan }) => isThere(specifierSpan));
  const place = [requirement?.nameSpan, requirement?.specifierSpan].find(isThere);
  return requirement && place && { requirement, place };
}

/**
 * The facts about the package: the verdict in one line, facts that are not in the diagnostics above the hover, and what was not checked. `live` is
 * absent if no index serves it. `themeIcons`: whether the client draws `$(icon)`.
 */
export function hover(analysis: Analysis, { requirement, place }: Hovered, live: LiveAnswers | undefined, themeIcons: boolean): Hover {
  const facts = analysis.factsOf(requirement);
  const findings = analysis.findings.filter((finding) => isAbout(finding, requirement));
  const subject: HoverSubject = { requirement, facts, live, now: analysis.now };
  const unknown = findings.flatMap(({ details = [] }) => details.filter(({ kind }) => kind === 'unknown').map(({ text }) => text));
  const open = [...unknown, ...hoverNotChecked(subject, unknown)];
  const { summary } = (live && foundValue(live.metadata)) ?? {};
  const sections = [
    headline(requirement.name, findings, open.length === 0 && isFromIndex(requirement, facts), themeIcons),
    lines(explanations(subject, findings, open)),
    summary ? escapeMarkdown(truncate(summary, MAX_SUMMARY)) : '',
    factsLine(subject),
    sourceLine(requirement, facts),
    live === undefined ? '' : publisherLine(live.provenance),
    ...findings.map(({ records }) => listOf(advisoryLines(records?.advisories ?? [], MARKDOWN))),
    whyLine(analysis, requirement),
    open.length === 0 ? '' : `_${escapeMarkdown(formatSentences(open))}_`,
    lines([moreLine(subject), links(subject, analysis.scope)]),
  ];
  return {
    contents: { kind: MarkupKind.Markdown, value: sections.filter((section) => section !== '').join('\n\n') },
    range: rangeOf(analysis.document, place),
  };
}

const MAX_SUMMARY = 300;

/** Whether a finding is about a requirement, or about malware in its archive, which may have another name. */
function isAbout(finding: Finding, requirement: Requirement): boolean {
  return finding.requirement === requirement || (isMalware(finding) && finding.requirement?.span === requirement.span);
}

function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('  \n');
}

function isFromIndex({ source }: Requirement, { isPrivate }: PackageFacts): boolean {
  return source === 'index' && !isPrivate;
}

/** Facts that are not in the diagnostics, or in favor of a name without any, as Markdown, without those in `open` below it. */
function explanations({ requirement, facts }: HoverSubject, findings: readonly Finding[], open: readonly string[]): string[] {
  const { name } = requirement;
  const said = findings.flatMap(({ details = [] }) => details.map(({ text }) => text));
  const isLookalike = findings.some(({ rule }) => ruleOf(rule).showsLookalikes);
  const quiet =
    isLookalike || !isFromIndex(requirement, facts) ? [] : [...describeModuleOfSameName(name, facts), ...explainNoFinding(facts)];
  const records = findings.flatMap(({ source, records }) =>
    source === undefined || records?.advisories !== undefined ? [] : [recordLine(source, MARKDOWN)],
  );
  const texts = [...said, ...quiet].filter((text) => !open.includes(text));
  return [...texts.map((text) => escapeMarkdown(redactUrls(text))), ...records];
}

/** Why a lock file has the package, as Markdown. */
function whyLine({ format, manifestFacts, manifest, viaOf }: Analysis, requirement: Requirement): string {
  if (requirement.role !== 'locked') {
    return '';
  }
  const via = viaOf(requirement);
  if (via !== undefined) {
    return l10n.t({
      message: 'Required by: {0}',
      args: [via.names.map(escapeMarkdown).join(' → ')],
      comment: ['{0} is a chain of package names, each of which needs the next one.'],
    });
  }
  const isSaid = manifest.requirements.some(({ needs }) => needs !== undefined);
  return isSaid || manifestFacts.places.has(requirement.normalizedName)
    ? ''
    : l10n.t({
        message: '{0} does not say which package needs it.',
        args: [escapeMarkdown(format.title)],
        comment: ['{0} is a kind of file, such as: requirements.txt.'],
      });
}

function links({ requirement, facts, live }: HoverSubject, { routes }: Analysis['scope']): string {
  if (!isFromIndex(requirement, facts)) {
    return '';
  }
  const { normalizedName, project: known, listed } = facts;
  const project = live && foundValue(live.metadata);
  // An answer of another index tells nothing about PyPI.
  const isPypi = routes.asksPypiAlone(normalizedName, requirement.indexName);
  const isOnPypi =
    isPypi && known.kind !== 'unavailable' ? known.kind === 'found' : listed.kind === 'found' || (isPypi && project !== undefined);
  const others = Object.entries(project?.links ?? {}).slice(0, 5);
  return [
    ...(isOnPypi ? [link('PyPI', `https://pypi.org/project/${encodeComponent(normalizedName)}/`)] : []),
    ...others.map(([label, url]) => link(truncate(label, 40), url)),
  ].join(' · ');
}
