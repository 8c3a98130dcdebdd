import * as l10n from '@vscode/l10n';
import type { PackageFacts, Resemblance } from '../facts/packageFacts';
import type { Requirement } from '../formats/format';
import { replaceName } from './fixes';
import type { Fix } from './rule';

/** One fix a target, best first, and one for the project that continues an abandoned target. */
export function targetFixes(requirement: Requirement, resemblances: readonly Resemblance[], certain = false): Fix[] {
  const targets = resemblances.map((resemblance) => resemblance.target);
  const successors = resemblances.flatMap((resemblance) => resemblance.superseded?.successor ?? []);
  return [...new Set([...targets, ...successors])].map((target, i) =>
    replaceName(requirement, target, { preferred: i === 0, certain: certain && i === 0 && targets.length === 1 }),
  );
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

/** `the 6th most downloaded project` is awkward to localise: a number sign works in every language. */
export function popularity(resemblance: Resemblance): string {
  if (resemblance.isPrivate) {
    return l10n.t('a private package of this project');
  }
  return resemblance.rank === undefined ? l10n.t('part of Python') : l10n.t('number {0} of the most downloaded', resemblance.rank);
}
