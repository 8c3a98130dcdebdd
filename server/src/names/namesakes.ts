import { MANY_EXTENSIONS } from './evidence';
import type { NameData } from './nameData';
import type { Listing } from './timeEvidence';

export interface Namesakes {
  /** Listed projects that add words after the name (`name-…`), counted up to a limit. */
  readonly extensions: number;
  /** The earliest month of a latest release among those that appeared with the project. Undefined: too few of them. */
  readonly knownIn?: string | undefined;
}

const MAX_NAMESAKES = 200;

/**
 * The projects that are named after a project. Others are named after an existing project, so those that appeared with it show its minimum age, if only its latest release
 * is known.
 */
export function namesakesOf(
  name: string,
  listing: Pick<Listing, 'firstListed' | 'notListedIn'> | undefined,
  { extensions, namesStartingWith, project }: Pick<NameData, 'extensions' | 'namesStartingWith' | 'project'>,
): Namesakes {
  const count = extensions(name, MANY_EXTENSIONS);
  if (count < MANY_EXTENSIONS || listing?.notListedIn === undefined) {
    return { extensions: count };
  }
  const months = namesStartingWith(`${name}-`, MAX_NAMESAKES).flatMap((other) => {
    const { firstListed, notListedIn, latestMonth } = project(other) ?? {};
    return latestMonth !== undefined && firstListed === listing.firstListed && notListedIn === listing.notListedIn ? [latestMonth] : [];
  });
  return { extensions: count, knownIn: months.length < MANY_EXTENSIONS ? undefined : months.sort()[0] };
}
