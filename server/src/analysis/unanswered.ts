import * as l10n from '@vscode/l10n';
import { allowedVersions } from '../facts/allowedVersions';
import type { FactScope } from '../facts/packageFactStore';
import type { PackageFacts } from '../facts/packageFacts';
import type { Requirement } from '../formats/manifest/format';
import { releaseOf } from '../index/releases';
import { dayOf, type Lookup, notCheckedWhy } from '../lookup';
import { formatDate, formatSentences } from '../protocol/language';
import { comesFromIndex } from '../rules/rule';
import type { Analysis } from './analysis';

/** What the services could not be asked about a name although it mattered, as a sentence for people. */
export interface Unanswered {
  readonly requirement: Requirement;
  readonly why: string;
}

/** Names that are judged by less than could be known of them, each once, in the order of the file. Offline is the user's own choice, so nothing then. */
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

/** What about one package could not be asked, in sentences; undefined where nothing that matters is open. */
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

/** Why no one can say today whether the pinned version is there and not taken back. */
function versionUnknown(requirement: Requirement, project: Lookup<Parameters<typeof releaseOf>[0]>): string | undefined {
  const { pinned } = allowedVersions(requirement);
  if (pinned === undefined || project.kind === 'missing') {
    return undefined;
  }
  if (project.kind === 'unavailable') {
    return project.why;
  }
  // An answer of today in part is enough for what it has.
  const isOfToday = project.stale?.asOf === undefined && releaseOf(project.value, pinned) !== undefined;
  return isOfToday ? undefined : project.stale?.why;
}
