import * as l10n from '@vscode/l10n';
import { allowedVersions } from '../facts/packages/allowedVersions';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { FactScope } from '../facts/packages/question';
import type { Requirement } from '../formats/manifest/format';
import { releaseOf } from '../index/releases';
import { dayOf, type Lookup, notCheckedWhy } from '../lookup';
import { formatDate, formatSentences } from '../protocol/language';
import { comesFromIndex } from '../rules/rule';
import type { Analysis } from './analysis';

/** The failed lookups that matter for a name, as a sentence for people. */
export interface Unanswered {
  readonly requirement: Requirement;
  readonly why: string;
}

/** Names that were judged with incomplete facts, each once, in the order of the file. Empty offline, which is the user's own choice. */
export function unanswered({ manifest, configuration, scope, factsOf }: Analysis): Unanswered[] {
  if (configuration.settings.offline) {
    return [];
  }
  const seen = new Set<string>();
  return manifest.requirements.flatMap((requirement) => {
    const { role, normalizedName, indexName = '', specifier = '' } = requirement;
    const key = [normalizedName, indexName, specifier].join(' ');
    if (role === 'reference' || !comesFromIndex(requirement) || seen.has(key)) {
      return [];
    }
    seen.add(key);
    const why = whyUnanswered(requirement, factsOf(requirement), scope);
    return why === undefined ? [] : [{ requirement, why }];
  });
}

/** The failed lookups for one package, in sentences. Undefined: there are none that matter. */
export function whyUnanswered(requirement: Requirement, facts: PackageFacts, scope: FactScope): string | undefined {
  const { project, wasAsked, advisories, listed, isPrivate, malicious, confidence, kinship } = facts;
  const { urls: ask, withheld } = scope.routes.of(requirement.normalizedName, requirement.indexName);
  const isKeptHome = isPrivate && ask.length === 0;
  if (isKeptHome || malicious) {
    return undefined;
  }
  const parts: string[] = [];
  if (project.kind === 'unavailable' && listed.kind === 'missing') {
    parts.push(
      l10n.t({ message: 'Could not check whether it exists on the index: {0}.', args: [project.why], comment: ['{0} is a reason.'] }),
    );
  } else {
    const why = versionUnknown(requirement, project);
    if (why !== undefined) {
      parts.push(l10n.t({ message: 'The version could not be checked: {0}.', args: [why], comment: ['{0} is a reason.'] }));
    } else if (project.kind === 'unavailable' && (wasAsked || withheld !== undefined)) {
      parts.push(
        l10n.t({ message: 'Could not check whether it is quarantined: {0}.', args: [project.why], comment: ['{0} is a reason.'] }),
      );
    }
  }
  const ownersUnknown = confidence === undefined || project.kind !== 'found' || kinship === undefined ? undefined : notCheckedWhy(kinship);
  if (ownersUnknown !== undefined) {
    parts.push(l10n.t({ message: 'Unknown: owners ({0}).', args: [ownersUnknown], comment: ['{0} is a reason.'] }));
  }
  if (requirement.specifier && advisories.kind === 'found' && advisories.stale !== undefined) {
    parts.push(
      l10n.t({
        message: 'Advisories published after {0} were not checked: {1}.',
        args: [formatDate(dayOf(advisories.stale.asOf)), advisories.stale.why],
        comment: ['{0} is a date, such as: Nov 3, 2026. {1} is a reason.'],
      }),
    );
  }
  return parts.length === 0 ? undefined : formatSentences(parts);
}

/** Why it is unknown today whether the pinned version exists and is not yanked. */
function versionUnknown(requirement: Requirement, project: Lookup<Parameters<typeof releaseOf>[0]>): string | undefined {
  const { pinned } = allowedVersions(requirement);
  if (pinned === undefined || project.kind === 'missing') {
    return undefined;
  }
  if (project.kind === 'unavailable') {
    return project.why;
  }
  // A partial but current answer is enough for its contents.
  const isOfToday = project.stale?.asOf === undefined && releaseOf(project.value, pinned) !== undefined;
  return isOfToday ? undefined : project.stale?.why;
}
