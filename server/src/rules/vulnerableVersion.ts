import * as l10n from '@vscode/l10n';
import { type Advisory, isMalicious, publicId } from '../advisories/advisory';
import { firstUnaffected, matchAdvisories } from '../advisories/matching';
import { allowedVersions } from '../facts/allowedVersions';
import { availableVersions } from '../facts/releases';
import type { Requirement } from '../formats/format';
import { foundValue } from '../lookup';
import type { Fix, Rule } from './rule';

/** Every version that the specifier allows is affected by an advisory; where only some are, an information. */
export const vulnerableVersion: Rule = {
  id: 'vulnerable-version',
  *check(requirement, facts) {
    const advisories = (foundValue(facts.advisories) ?? []).filter((advisory) => !isMalicious(advisory));
    // A bare name gets the newest version: what older ones had says nothing about it.
    if (advisories.length === 0 || !requirement.specifier) {
      return;
    }
    const project = foundValue(facts.project);
    const known = project && availableVersions(project);
    const allowed = { ...allowedVersions(requirement), known };
    const matches = matchAdvisories(advisories, allowed);
    const [worst] = matches;
    if (worst === undefined) {
      return;
    }
    const isCertain = worst.effect === 'all';
    const ids = matches.filter(({ effect }) => effect === worst.effect).map(({ advisory }) => advisory);
    const upgrade = allowed.pinned === undefined ? undefined : firstUnaffected(advisories, allowed.pinned, known);
    const sentences = [
      isCertain
        ? allowed.pinned === undefined
          ? l10n.t("Every version that '{0}' allows is affected by {1}.", requirement.specifier, listed(ids))
          : l10n.t('{0} {1} is affected by {2}.', requirement.name, allowed.pinned, listed(ids))
        : l10n.t("'{0}' may bring in a version that is affected by {1}.", requirement.specifier, listed(ids)),
    ];
    if (upgrade !== undefined) {
      sentences.push(l10n.t('Version {0} is not affected.', upgrade));
    } else if (allowed.pinned !== undefined) {
      sentences.push(l10n.t('No later version is known to be free of it.'));
    }
    yield {
      span: requirement.specifierSpan ?? requirement.nameSpan,
      message: sentences.join(' '),
      severity: isCertain ? undefined : 'information',
      fixes: upgrade === undefined ? [] : upgradeFix(requirement, upgrade, publicId(worst.advisory)),
    };
  },
};

const NAMED = 3;

function listed(advisories: readonly Advisory[]): string {
  const named = advisories.slice(0, NAMED).map((advisory) => {
    return advisory.severity === undefined ? publicId(advisory) : `${publicId(advisory)} (${severityWord(advisory.severity)})`;
  });
  const more = advisories.length - named.length;
  return more > 0 ? l10n.t('{0} and {1} more', named.join(', '), more) : named.join(', ');
}

function severityWord(severity: NonNullable<Advisory['severity']>): string {
  switch (severity) {
    case 'critical':
      return l10n.t('critical');
    case 'high':
      return l10n.t('high');
    case 'medium':
      return l10n.t('medium');
    case 'low':
      return l10n.t('low');
  }
}

/** Puts the other version in place of the pinned one; hashes go, since they belong to the old version's files. */
function upgradeFix(requirement: Requirement, version: string, id: string): Fix[] {
  const { specifier, specifierSpan, hashes } = requirement;
  if (specifier === undefined || specifierSpan === undefined) {
    return [];
  }
  const operator = /^[=\s]*/.exec(specifier)?.[0] ?? '';
  return [
    {
      title: l10n.t('Upgrade to {0} (fixes {1})', version, id),
      edits: [{ span: specifierSpan, text: operator + version }, ...hashes.map(({ span }) => ({ span, text: '' }))],
      preferred: true,
    },
  ];
}
