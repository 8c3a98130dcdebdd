import * as l10n from '@vscode/l10n';
import type { ProjectMetadata } from '../../index/project';
import { found, type Lookup, notCheckedWhy, unavailable } from '../../lookup';
import type { NameData } from '../../names/nameData';
import { ownersOf } from './nameEvidence';

/** How a project relates to the family of one owner's projects that its name belongs to. */
export interface FamilyStanding {
  /** The common prefix of the family's names: `google-cloud`. */
  readonly family: string;
  /** The most downloaded member. */
  readonly leader: string;
  /** The best-known members have a common owner, and this project has none of their owners. */
  readonly isOutsider: boolean;
}

/** A single member could belong to anyone. Two of three with one owner represent a family. */
const LEADERS = 3;
const MAX_MEMBERS = 1000;

/** The most downloaded members of a family, at most three. */
export function familyLeaders(family: string, { namesStartingWith, popular }: Pick<NameData, 'namesStartingWith' | 'popular'>): string[] {
  return namesStartingWith(`${family}-`, MAX_MEMBERS)
    .flatMap((name) => {
      const rank = popular.rankOf(name);
      return rank === undefined ? [] : [{ name, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, LEADERS)
    .map(({ name }) => name);
}

/**
 * Compares the owners that the index names. `leaders`: the details of `familyLeaders`, in that order. Unavailable: the index does not name the owners of the
 * project or of enough members. A family without a common owner has no outsiders.
 */
export function standingIn(
  family: string,
  own: Lookup<ProjectMetadata>,
  leaders: readonly { readonly name: string; readonly details: Lookup<ProjectMetadata> }[],
): Lookup<FamilyStanding> {
  const ofLeaders = leaders.map(({ details }) => (details.kind === 'found' ? ownersOf(details.value) : []));
  const known = ofLeaders.filter((owners) => owners.length > 0);
  const ownOwners = own.kind === 'found' ? ownersOf(own.value) : [];
  const [leader] = leaders;
  if (leader === undefined || ownOwners.length === 0 || known.length < 2) {
    const why = [own, ...leaders.map(({ details }) => details)].map(notCheckedWhy).find((each) => each !== undefined);
    return unavailable(why ?? l10n.t('the index has no details'));
  }
  const isOfOneOwner = known.some((owners, i) => owners.some((owner) => known.some((others, k) => k !== i && others.includes(owner))));
  const isOutsider = isOfOneOwner && !ownOwners.some((owner) => known.some((owners) => owners.includes(owner)));
  return found({ family, leader: leader.name, isOutsider });
}
