import * as l10n from '@vscode/l10n';
import type { PackageFacts, Resemblance } from '../facts/packageFacts';
import type { Requirement } from '../formats/format';
import { describeTechnique } from '../names/labels';
import { disguiseNotes } from './disguise';
import { removeRequirement, replaceName } from './fixes';
import type { Fix } from './rule';

/**
 * One fix a target, best first, each abandoned one followed by the project that continues it, and removal. A module of Python is nothing
 * to put in a name's place. `isCertain`: the first may be applied without looking, if there is no other.
 */
export function suspicionFixes(requirement: Requirement, resemblances: readonly Resemblance[], isCertain = false): Fix[] {
  const projects = resemblances.filter(({ technique }) => technique !== 'standard-library');
  const offered = new Set(projects.map(({ target }) => target));
  const replacements = projects.flatMap(({ target, superseded }, i) => [
    replaceName(requirement, target, { preferred: i === 0, certain: isCertain && i === 0 && resemblances.length === 1 }),
    ...(superseded === undefined || offered.has(superseded.successor)
      ? []
      : [replaceBySuccessor(requirement, target, superseded.successor)]),
  ]);
  const isModule = resemblances.length > 0 && projects.length === 0;
  return [...replacements, ...removeRequirement(requirement).map((fix) => ({ ...fix, preferred: isModule }))];
}

/** For who has just learnt that what was meant is out of use. */
function replaceBySuccessor(requirement: Requirement, target: string, successor: string): Fix {
  return { ...replaceName(requirement, successor), title: l10n.t("Replace with '{0}' (continues {1})", successor, target) };
}

export function supersededNote(project: { readonly target: string; readonly superseded?: PackageFacts['superseded'] }): string[] {
  const { superseded, target } = project;
  if (superseded === undefined) {
    return [];
  }
  return superseded.lastRelease === undefined
    ? [l10n.t("'{0}' continues '{1}'.", superseded.successor, target)]
    : [l10n.t("'{0}' has had no release since {1}: '{2}' continues it.", target, superseded.lastRelease, superseded.successor)];
}

/** How `name`, as written, differs from what it resembles. A foreign letter says more than its place among the others. */
export function difference(name: string, resemblance: Resemblance): string {
  const disguise = disguiseNotes(name);
  const isAll = disguise.length > 0 && resemblance.technique === 'homoglyph';
  return [...disguise, ...(isAll ? [] : [describeTechnique(name, resemblance)])].join(' ');
}

/** How much more people ask for the one than for the other; what makes a slip likely. A number sign works in every language. */
export function popularity(name: string, resemblance: Resemblance, exists: boolean): string[] {
  const { target, rank, isPrivate } = resemblance;
  if (isPrivate) {
    return [l10n.t("'{0}' is a private package of this project.", target)];
  }
  if (rank === undefined) {
    return [];
  }
  return [
    exists
      ? l10n.t("'{0}' is number {1} of the most downloaded, '{2}' is not among them.", target, rank, name)
      : l10n.t("'{0}' is number {1} of the most downloaded.", target, rank),
  ];
}
