import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Configuration } from '../configuration/configuration';
import type { IndexRoutes } from '../facts/indexes/indexRoutes';
import type { PackageFactStore } from '../facts/packages/packageFactStore';
import type { Manifest, Requirement } from '../formats/manifest/format';
import { isMoved } from '../formats/manifest/moved';
import type { Authority } from '../rules/suppression/authority';
import { isUncommented, movedVerdict, type Verdict } from '../rules/verdict';

/** Milliseconds that a verdict is kept. Ages in its texts are then a little out of date. */
const KEPT_FOR = 3_600_000;

/** Everything that the verdicts on the requirements of one version depend on, except for the requirements and the comments. */
export interface Grounds {
  readonly formatId: string;
  readonly store: PackageFactStore;
  /** The state of the store at that time. */
  readonly revision: number;
  readonly configuration: Configuration;
  readonly routes: IndexRoutes;
  readonly now: number;
  readonly requiresPython?: string | undefined;
}

/** A version that was judged. */
interface JudgedVersion {
  readonly document: TextDocument;
  readonly manifest: Manifest;
  readonly verdicts: readonly (Verdict | undefined)[];
  readonly grounds: Grounds;
}

/**
 * For each requirement of a new version of a text, the verdict of the previous version if it is still valid: the requirement is the same, and there is
 * no news about its package. Typing changes one place, so the requirements before and after it are compared, from both ends.
 */
export function keptVerdicts(
  before: JudgedVersion | undefined,
  now: { readonly requirements: readonly Requirement[]; readonly length: number; readonly grounds: Grounds; readonly authority: Authority },
): (Verdict | undefined)[] {
  const { requirements, grounds, authority } = now;
  const kept: (Verdict | undefined)[] = [];
  if (before === undefined || !areSame(before.grounds, grounds)) {
    return kept;
  }
  const { verdicts, manifest } = before;
  const old = manifest.requirements;
  const shorter = Math.min(old.length, requirements.length);
  const keep = (from: number, to: number, by: number): boolean => {
    const requirement = requirements[to] as Requirement;
    const known = old[from] as Requirement;
    if (!(by === 0 && known === requirement) && !isMoved(known, requirement, by)) {
      return false;
    }
    const verdict = verdicts[from];
    if (
      verdict !== undefined &&
      !grounds.store.hasNews(requirement, before.grounds.revision) &&
      isUncommented(verdict, requirement, authority)
    ) {
      kept[to] = known === requirement ? verdict : movedVerdict(verdict, requirement, by);
    }
    return true;
  };
  let start = 0;
  while (start < shorter && keep(start, start, 0)) {
    start++;
  }
  const by = now.length - before.document.getText().length;
  for (let end = 1; end <= shorter - start && keep(old.length - end, requirements.length - end, by); end++) {
    // Compares as long as the requirements are equal.
  }
  return kept;
}

function areSame(before: Grounds, now: Grounds): boolean {
  return (
    before.formatId === now.formatId &&
    before.store === now.store &&
    before.configuration === now.configuration &&
    before.routes === now.routes &&
    before.requiresPython === now.requiresPython &&
    now.now - before.now < KEPT_FOR
  );
}
