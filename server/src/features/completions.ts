import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { completionPlace } from '../analysis/places/completionPlace';
import { configurationPlace, type ReportedNames } from '../analysis/places/configurationPlace';
import type { NamePlace, RequirementPlace } from '../analysis/places/places';
import type { ResultFinding } from '../analysis/scan/fileResult';
import { isConfigurationFile } from '../configuration/configurationFile';
import type { PackageFactStore } from '../facts/packages/packageFactStore';
import type { PackageName } from '../facts/packages/question';
import { versionChoices } from '../facts/packages/versionChoices';
import type { Requirement } from '../formats/manifest/format';
import type { ProjectMetadata } from '../index/project';
import { foundValue, type Lookup } from '../lookup';
import { formatDate } from '../protocol/language';
import { escapeMarkdown, truncate } from '../protocol/markdown';
import { isMalware, ruleOf } from '../rules';
import { comesFromIndex } from '../rules/rule';
import { extraCompletion, nameCompletion, operatorCompletion, versionCompletion, wordCompletion } from './completion';

/** The context of a completion in a document, and the indexes that may be contacted. */
export interface CompletionContext {
  /** Undefined: not a dependency file. */
  readonly analysis: Analysis | undefined;
  readonly isEnabled: boolean;
  /** For lookalike.toml, which has no findings of its own: the subjects of findings in other files. */
  readonly reported?: ReportedNames;
  readonly store: PackageFactStore;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Maximum time for the services, in milliseconds. */
  readonly patience: number;
}

/** All completions at `offset`. Undefined: Lookalike has none there. */
export async function complete(document: TextDocument, offset: number, context: CompletionContext): Promise<CompletionList | undefined> {
  const { analysis, isEnabled } = context;
  const text = document.getText();
  if (!isEnabled) {
    return undefined;
  }
  const place =
    analysis !== undefined
      ? completionPlace(analysis.format, document.uri, text, offset, reportedOf(analysis))
      : isConfigurationFile(document.uri)
        ? configurationPlace(document.uri, text, offset, context.reported)
        : undefined;
  if (place === undefined) {
    return undefined;
  }
  switch (place.kind) {
    case 'word':
      return wordCompletion(document, place);
    case 'name':
      return analysis && names(document, place, analysis, context);
    default:
      return analysis && ofRequirement(document, place, analysis, context);
  }
}

/** Subjects of findings: names that can be trusted, advisories that can be accepted. */
export function reportedIn(findings: readonly Pick<ResultFinding, 'rule' | 'normalizedName' | 'ids'>[]): ReportedNames {
  return {
    trustable: findings.flatMap(({ rule, normalizedName }) => (ruleOf(rule).trustable ? (normalizedName ?? []) : [])),
    advisories: findings.flatMap(({ ids, rule, normalizedName }) =>
      normalizedName === undefined || isMalware({ rule }) ? [] : ids.map((id) => [id, normalizedName] as const),
    ),
  };
}

function reportedOf({ findings }: Analysis): ReportedNames {
  return reportedIn(
    findings.map(({ rule, requirement, records }) => ({ rule, normalizedName: requirement?.normalizedName, ids: records?.ids ?? [] })),
  );
}

function names(
  document: TextDocument,
  place: NamePlace,
  { manifest, format, scope }: Analysis,
  { store }: CompletionContext,
): CompletionList {
  // The text that is being typed is not a requirement yet.
  const others = manifest.requirements.filter(({ nameSpan }) => nameSpan.start !== place.replace.start);
  const used = new Set(others.map(({ normalizedName }) => normalizedName));
  const isSound = (normalizedName: string): boolean => {
    const { confidence, outsider, project } = store.facts({ normalizedName }, scope);
    const isServed = project.kind === 'found' ? project.value.status !== 'quarantined' : project.kind !== 'missing';
    return confidence === undefined && outsider === undefined && isServed;
  };
  const isTaken = takenIn(
    place,
    others.filter(({ group }) => group === place.requirement.group),
  );
  return nameCompletion({ document, place, data: store.data, used, takesCaret: format.id === 'pyproject', isSound, isTaken });
}

/** Maximum number of names that are tried at a place. For further ones, the last answer holds. */
const MAX_TRIED = 5;

/** Which names a table has already: it cannot have a key twice. `others`: the requirements with the group of the place. */
function takenIn(place: NamePlace, others: readonly Requirement[]): (name: string) => boolean {
  const written = new Map(others.map(({ normalizedName, name }) => [normalizedName, name]));
  let tried = 0;
  let isLastTaken = false;
  return (name) => {
    const known = written.get(name);
    if (known !== undefined && tried++ < MAX_TRIED) {
      isLastTaken = !place.takes(known);
    }
    return known !== undefined && isLastTaken;
  };
}

async function ofRequirement(
  document: TextDocument,
  place: RequirementPlace,
  { scope, configuration }: Analysis,
  { store, signal, now, patience }: CompletionContext,
): Promise<CompletionList> {
  const { requirement } = place;
  const mayAsk = comesFromIndex(requirement) && !configuration.settings.offline;
  if (place.kind === 'extra') {
    const answer = mayAsk ? await inTime(metadataOf(requirement, { scope, store, signal }), patience) : undefined;
    return extraCompletion(document, place, (answer && foundValue(answer)?.extras) ?? []);
  }
  if (mayAsk && place.kind === 'version') {
    await inTime(store.project(requirement, scope, signal), patience);
  }
  const choices = versionChoices(store.facts(requirement, scope), now, configuration.coolDown);
  return place.kind === 'version' ? versionCompletion(document, place, choices) : operatorCompletion(document, place, choices);
}

/**
 * The facts about a proposed project, as Markdown: those of the index, if it may be contacted, otherwise those of the bundled list.
 */
export async function detailsOf(normalizedName: string, context: CompletionContext): Promise<string | undefined> {
  const { analysis, store, signal, patience, isEnabled } = context;
  if (analysis === undefined || !isEnabled) {
    return undefined;
  }
  const { scope, configuration } = analysis;
  const name: PackageName = { normalizedName };
  const mayAsk = !configuration.settings.offline && !configuration.isPrivate(normalizedName);
  const answer = mayAsk ? await inTime(metadataOf(name, { scope, store, signal }), patience) : undefined;
  const metadata = answer && foundValue(answer);
  if (metadata !== undefined) {
    return fromIndex(metadata);
  }
  const listed = foundValue(store.facts(name, scope).listed);
  const { latestVersion, latestMonth } = listed ?? {};
  return latestVersion === undefined
    ? undefined
    : latestMonth === undefined
      ? l10n.t({ message: 'Latest version: {0}', args: [escapeMarkdown(latestVersion)], comment: ['{0} is a version.'] })
      : l10n.t({
          message: 'Latest version: {0} ({1})',
          args: [escapeMarkdown(latestVersion), formatDate(latestMonth)],
          comment: ['{0} is a version. {1} is when it was released, such as: Nov 3, 2026; Nov 2026.'],
        });
}

function fromIndex({ summary, version, releasedAt, license }: ProjectMetadata): string {
  const latest = escapeMarkdown(truncate(version, 120));
  const lines = [
    ...(summary ? [escapeMarkdown(truncate(summary, 300))] : []),
    releasedAt === undefined
      ? l10n.t({ message: 'Latest version: {0}', args: [latest], comment: ['{0} is a version.'] })
      : l10n.t({
          message: 'Latest version: {0} ({1})',
          args: [latest, escapeMarkdown(formatDate(releasedAt.slice(0, 10)))],
          comment: ['{0} is a version. {1} is when it was released, such as: Nov 3, 2026; Nov 2026.'],
        }),
    ...(license
      ? [l10n.t({ message: 'License: {0}', args: [escapeMarkdown(truncate(license, 120))], comment: ['{0} is a license.'] })]
      : []),
  ];
  return lines.join('  \n');
}

/** Uses the same routes as the hover: an index only learns names that it may learn. */
function metadataOf(
  { normalizedName, indexName }: PackageName,
  { scope, store, signal }: Pick<Analysis, 'scope'> & Pick<CompletionContext, 'store' | 'signal'>,
): Promise<Lookup<ProjectMetadata>> {
  return store.index(scope, indexName).metadata(normalizedName, signal);
}

/** The result of `work` within `patience` milliseconds, else undefined. The work continues, and the next call has the result. */
async function inTime<T>(work: Promise<T>, patience: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
