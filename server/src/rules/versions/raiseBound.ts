import * as l10n from '@vscode/l10n';
import { splitMalicious } from '../../advisories/advisory';
import { affectsVersion } from '../../advisories/affected';
import { firstUnaffected } from '../../advisories/matching';
import { allowedVersions, MAX_SPECIFIER } from '../../facts/packages/allowedVersions';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import { type ReleasePolicy, replacements } from '../../facts/packages/versionChoices';
import type { Requirement } from '../../formats/manifest/format';
import { foundValue } from '../../lookup';
import { lowestVersion, raisedSpecifier } from '../../packaging/specifierUpdate';
import type { Fix } from '../rule';

/**
 * Raises the lower bound of a range to the first version after `from` that no advisory affects. `from` is the lower bound unless given, or all versions where there is none; there is no fix
 * where no advisory affects it.
 */
export function raiseBound(requirement: Requirement, facts: PackageFacts, policy: ReleasePolicy, from?: string): readonly Fix[] {
  const { specifier, specifierSpan, specifierGrammar, hashes } = requirement;
  if (specifier === undefined || specifierSpan === undefined || specifier.length > MAX_SPECIFIER) {
    return [];
  }
  // With quotes, escapes or continuations in between, the value differs from the text.
  const isWrittenSo = specifierSpan.end - specifierSpan.start === specifier.length;
  const start = from ?? lowestVersion(specifier) ?? '0';
  const advisories = splitMalicious(foundValue(facts.advisories)).flaws;
  if (
    !isWrittenSo ||
    allowedVersions(requirement).pinned !== undefined ||
    !advisories.some((advisory) => affectsVersion(advisory, start))
  ) {
    return [];
  }
  const version = firstUnaffected(advisories, start, replacements(facts, policy));
  const text = version && raisedSpecifier(specifier, specifierGrammar, version);
  return version === undefined || text === undefined
    ? []
    : [
        {
          title:
            hashes.length === 0
              ? l10n.t({ message: 'Raise the lower bound to >={0}', args: [version], comment: ['{0} is a version.'] })
              : l10n.t({ message: 'Raise the lower bound to >={0} and drop the hashes', args: [version], comment: ['{0} is a version.'] }),
          edits: [{ span: specifierSpan, text }, ...hashes.map(({ span }) => ({ span, text: '' }))],
          preferred: true,
        },
      ];
}
