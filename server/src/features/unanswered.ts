import * as l10n from '@vscode/l10n';
import { allowedVersions } from '../facts/allowedVersions';
import { releaseOf } from '../facts/releases';
import type { Requirement } from '../formats/format';
import type { Lookup } from '../lookup';
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
    const { project, advisories, listed, isPrivate, malicious } = factsOf(requirement);
    const isKeptHome = isPrivate && scope.routes.of(normalizedName, requirement.indexName).ask.length === 0;
    if (isKeptHome || (malicious && requirement.source === 'index')) {
      return [];
    }
    const parts: string[] = [];
    if (project.kind === 'unavailable' && requirement.source === 'index' && listed.kind === 'missing') {
      parts.push(l10n.t('Whether it exists on the index is not known: {0}.', project.why));
    } else {
      const why = versionUnknown(requirement, project);
      if (why !== undefined) {
        parts.push(l10n.t('The version was not checked now: {0}.', why));
      }
    }
    if (requirement.specifier && advisories.kind === 'found' && advisories.stale !== undefined) {
      parts.push(l10n.t('Advisories after {0} are not known: {1}.', dayOf(advisories.stale.asOf), advisories.stale.why));
    }
    return parts.length === 0 ? [] : [{ requirement, why: parts.join(' ') }];
  });
}

/** Why nobody can say today whether the pinned version is there and not taken back. */
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

/** A moment as an ISO date. */
export function dayOf(time: number | undefined): string {
  return new Date(time ?? 0).toISOString().slice(0, 10);
}
