import * as l10n from '@vscode/l10n';
import type { PackageFacts, Resemblance } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import { describeTechnique } from '../../names/engine/labels';
import { formatDate, formatList, formatNumber } from '../../protocol/language';
import { removeRequirement, replaceName } from '../fixes';
import type { Fix } from '../rule';
import { disguiseLabel, disguiseNotes } from './disguise';

/**
 * One fix per target, best first, each abandoned one after its successor, and removal. A module of Python cannot
 * replace a name. `isCertain`: the first fix may be applied automatically, if it is the only one.
 */
export function suspicionFixes(requirement: Requirement, resemblances: readonly Resemblance[], isCertain = false): Fix[] {
  const projects = resemblances.filter(({ technique }) => technique !== 'standard-library');
  const choices = projects.map(({ target, looksLike }) => ({
    target,
    ...(projects.some((other) => other.target === looksLike) && { continues: looksLike }),
  }));
  const replacements = choices.map(({ target, ...rest }, i) =>
    replaceName(requirement, target, {
      ...rest,
      preferred: i === 0,
      certain: isCertain && resemblances.length === 1,
    }),
  );
  const isModule = resemblances.length > 0 && projects.length === 0;
  return [...replacements, ...removeRequirement(requirement).map((fix) => ({ ...fix, preferred: isModule }))];
}

/** That another project continues the target, as a sentence. Empty: none is known to. */
export function supersededNote(project: { readonly target: string; readonly superseded?: PackageFacts['superseded'] }): string[] {
  const { superseded, target } = project;
  if (superseded === undefined) {
    return [];
  }
  return superseded.lastRelease === undefined
    ? [
        l10n.t({
          message: "'{0}' is the successor of '{1}'.",
          args: [superseded.successor, target],
          comment: ['{0} is a package name. {1} is a package name.'],
        }),
      ]
    : [
        l10n.t({
          message: "'{0}' has had no release since {1}. Its successor is '{2}'.",
          args: [target, formatDate(superseded.lastRelease), superseded.successor],
          comment: ['{0} is a package name. {1} is a month, such as: Nov 2026. {2} is a package name.'],
        }),
      ];
}

/** The message about a look-alike, with its name first: `'reqeusts' looks like 'requests' (letters swapped).` */
export function lookalikeMessage(name: string, resemblance: Resemblance): string {
  const { target, looksLike, isPrivate, technique } = resemblance;
  if (looksLike !== undefined) {
    return l10n.t({
      message: "'{0}' looks like '{1}'. The project to install is '{2}'.",
      args: [name, looksLike, target],
      comment: ['{0}, {1} and {2} are package names.'],
    });
  }
  if (technique === 'standard-library') {
    return l10n.t({
      message: "'{0}' looks like '{1}', a module of the Python standard library.",
      args: [name, target],
      comment: ['{0} is a package name, {1} the name of a module.'],
    });
  }
  const difference = differenceLabel(name, resemblance);
  return isPrivate
    ? l10n.t({
        message: "'{0}' looks like your private package '{1}' ({2}).",
        args: [name, target, difference],
        comment: ['{0} and {1} are package names. {2} is how they differ, such as: letters swapped.'],
      })
    : l10n.t({
        message: "'{0}' looks like '{1}' ({2}).",
        args: [name, target, difference],
        comment: ['{0} and {1} are package names. {2} is how they differ, such as: letters swapped.'],
      });
}

/** How `name`, as written, differs from its target, as a fragment for brackets. A foreign letter is more informative than its position. */
function differenceLabel(name: string, resemblance: Resemblance): string {
  const disguise = disguiseLabel(name);
  const technique = describeTechnique(name, resemblance);
  return disguise === undefined ? technique : resemblance.technique === 'homoglyph' ? disguise : formatList([disguise, technique], 'unit');
}

function alsoLooksLike(name: string, other: Resemblance): string {
  return l10n.t({
    message: "It also looks like '{0}' ({1}).",
    args: [other.target, differenceLabel(name, other)],
    comment: ['{0} is a package name. {1} is how the names differ, such as: letters swapped.'],
  });
}

/** Facts that make a slip likely: the popularity of the target, and other similar projects. */
export function resemblanceDetails(name: string, resemblances: readonly Resemblance[]): string[] {
  const [best, ...others] = resemblances;
  if (best === undefined) {
    return [];
  }
  return [
    ...disguiseNotes(name),
    // The message already names the project that `best` continues.
    ...others.flatMap((other) => (other.target === best.looksLike ? supersededNote(other) : [alsoLooksLike(name, other)])),
    ...(best.rank === undefined || best.isPrivate
      ? []
      : [
          l10n.t({
            message: "'{0}' is #{1} on PyPI by downloads.",
            args: [best.target, formatNumber(best.rank)],
            comment: ['{0} is a package name, {1} its rank.'],
          }),
        ]),
    ...supersededNote(best),
  ];
}
