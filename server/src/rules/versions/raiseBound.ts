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
import { flawsIn } from './flaws';

/** Maximum number of versions that are tried as the lower bound. */
const MAX_TRIED = 100;

/**
 * Raises the lower bound of a range to the first version after `from` with which there is nothing to report. `from` is the lower bound unless given, or
 * all versions where there is none; there is no fix where no advisory affects it.
 */
export function raiseBound(requirement: Requirement, facts: PackageFacts, policy: ReleasePolicy, from?: string): readonly Fix[] {
  const { specifier, specifierSpan, hashes } = requirement;
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
  const choices = replacements(facts, policy);
  const raised = firstSound(requirement, facts, start, (after) => firstUnaffected(advisories, after, choices));
  return raised === undefined
    ? []
    : [
        {
          title:
            hashes.length === 0
              ? l10n.t({ message: 'Raise the lower bound to >={0}', args: [raised.version], comment: ['{0} is a version.'] })
              : l10n.t({
                  message: 'Raise the lower bound to >={0} and drop the hashes',
                  args: [raised.version],
                  comment: ['{0} is a version.'],
                }),
          edits: [{ span: specifierSpan, text: raised.specifier }, ...hashes.map(({ span }) => ({ span, text: '' }))],
          preferred: true,
        },
      ];
}

/** The first version after `from` with which the range has nothing to report: below an upper bound, later versions may be affected again. */
function firstSound(
  requirement: Requirement,
  facts: PackageFacts,
  from: string,
  next: (after: string) => string | undefined,
): { readonly version: string; readonly specifier: string } | undefined {
  let version = next(from);
  for (let tried = 0; version !== undefined && tried < MAX_TRIED; tried++) {
    const specifier = raisedSpecifier(requirement.specifier ?? '', requirement.specifierGrammar, version);
    if (specifier === undefined) {
      return undefined;
    }
    if (flawsIn({ ...requirement, specifier }, facts) === undefined) {
      return { version, specifier };
    }
    version = next(version);
  }
  return undefined;
}
