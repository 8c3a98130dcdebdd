import { MANY_EXTENSIONS } from './evidence';
import type { NameData } from './nameData';
import type { Listing } from './timeEvidence';

export interface Namesakes {
  /** Listed projects that put words after the name (`name-…`), counted no further than matters. */
  readonly extensions: number;
  /** The earliest month that one of them was last released in, of those that came with the project; undefined where these are few. */
  readonly knownIn?: string | undefined;
}

const MAX_NAMESAKES = 200;

/**
 * What is named after a project. Others are named after one that is there: what came with it tells how old it is at least, where only its latest release
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
