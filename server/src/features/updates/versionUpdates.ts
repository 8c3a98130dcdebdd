import type { Analysis } from '../../analysis/analysis';
import { MAX_SPECIFIER } from '../../facts/packages/allowedVersions';
import { newestSound, supportsPython, type VersionChoice, versionChoices } from '../../facts/packages/versionChoices';
import type { Manifest, Requirement } from '../../formats/manifest/format';
import { allowsVersion, updatedSpecifier } from '../../packaging/specifierUpdate';
import { comesFromIndex } from '../../rules/rule';
import { type HashEdits, hashEdits } from '../edits/hashEdits';
import { readWith } from '../edits/trial';

/** A newer version than a requirement allows, and the text to write for it. */
export interface VersionUpdate extends HashEdits {
  readonly requirement: Requirement;
  readonly version: string;
}

/** Maximum number of updates that are tried one by one if all together fail. */
const MAX_TRIED = 20;

/**
 * The newest version of a requirement's project with nothing against it: not yanked, not affected by an advisory, older than the cool-down, no
 * pre-release unless one is in use, and compatible with every Python that the project supports. Undefined: none is known.
 */
export function newestVersion(analysis: Analysis, requirement: Requirement): VersionChoice | undefined {
  if (!comesFromIndex(requirement)) {
    return undefined;
  }
  const { configuration, now, requiresPython: python } = analysis;
  const choices = versionChoices(analysis.factsOf(requirement), now, configuration.coolDown);
  const usesPrerelease = /\d(?:a|b|rc|\.?dev)\d/i.test(requirement.specifier ?? '');
  return newestSound(
    choices.filter(({ requiresPython }) => supportsPython(requiresPython, python)),
    usesPrerelease,
  );
}

/**
 * The edits with which `requirements` accept the newest versions. No update for one that already does, and for one with a text that cannot be changed with
 * certainty: each update is tried on the text, which must then allow the version and be otherwise the same. Costs one parse if there is any.
 */
export function updatesOf(analysis: Analysis, requirements: readonly Requirement[]): readonly VersionUpdate[] {
  const updates = requirements.flatMap((requirement) => proposed(analysis, requirement) ?? []);
  const sharers = new Map<number, number>();
  for (const { specifierSpan, role } of analysis.manifest.requirements) {
    if (specifierSpan !== undefined && role !== 'reference') {
      sharers.set(specifierSpan.start, (sharers.get(specifierSpan.start) ?? 0) + 1);
    }
  }
  // One text that several requirements share is not changed for only one of them.
  const own = updates.filter(({ requirement }) => sharers.get(requirement.specifierSpan?.start ?? -1) === 1);
  return fits(analysis, own) ? own : own.slice(0, MAX_TRIED).filter((update) => fits(analysis, [update]));
}

function proposed(analysis: Analysis, requirement: Requirement): VersionUpdate | undefined {
  const { specifier, specifierSpan, specifierGrammar, role } = requirement;
  if (analysis.format.generated || specifier === undefined || specifierSpan === undefined || role === 'reference') {
    return undefined;
  }
  const written = analysis.document.getText().slice(specifierSpan.start, specifierSpan.end);
  // With quotes, escapes or continuations in between, the value differs from the text.
  if (written !== specifier || specifier.length > MAX_SPECIFIER) {
    return undefined;
  }
  const newest = newestVersion(analysis, requirement);
  const text = newest && updatedSpecifier(specifier, specifierGrammar, newest.version);
  if (newest === undefined || text === undefined) {
    return undefined;
  }
  const { edits, hashes } = hashEdits(analysis, requirement, newest.version);
  return { requirement, version: newest.version, edits: [{ span: specifierSpan, text }, ...edits], hashes };
}

/** Whether the text then allows the versions, and is otherwise the same. */
function fits(analysis: Analysis, updates: readonly Pick<VersionUpdate, 'requirement' | 'version' | 'edits'>[]): boolean {
  if (updates.length === 0) {
    return true;
  }
  const { manifest: before } = analysis;
  const after = readWith(
    analysis,
    updates.flatMap(({ edits }) => edits),
  );
  if (after?.requirements.length !== before.requirements.length || after.problems.length > before.problems.length) {
    return false;
  }
  const versionOf = new Map(updates.map(({ requirement, version }) => [requirement, version]));
  return (
    restOf(after) === restOf(before) &&
    before.requirements.every((old, i) => {
      const now = after.requirements[i];
      const version = versionOf.get(old);
      return (
        now !== undefined &&
        sameBesides(old, now) &&
        (version === undefined
          ? now.specifier === old.specifier
          : now.specifier !== undefined && allowsVersion(now.specifier, now.specifierGrammar, version) === true)
      );
    })
  );
}

function sameBesides(a: Requirement, b: Requirement): boolean {
  const rest = ({ name, extras, marker, url, source, group }: Requirement): string =>
    JSON.stringify([name, extras, marker, url, source, group]);
  return rest(a) === rest(b);
}

function restOf({ includes, indexes, unchecked }: Manifest): string {
  return JSON.stringify([includes.map(({ path }) => path), indexes.map(({ kind, url }) => [kind, url]), unchecked.map(({ text }) => text)]);
}
