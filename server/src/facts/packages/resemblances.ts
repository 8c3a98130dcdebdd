import type { Configuration } from '../../configuration/configuration';
import { coversName, type Imitation } from '../../names/judgement';
import type { NameData } from '../../names/nameData';
import type { Resemblance } from './packageFacts';

type Names = Pick<NameData, 'popular' | 'importName' | 'superseded'>;

/** The projects that a name imitates, best first. `meant` comes before all others. A project that should not be installed is replaced by the right one. */
export function resemblances(
  imitations: readonly Imitation[],
  meant: string | undefined,
  names: Names,
  configuration: Pick<Configuration, 'isPrivate'>,
): Resemblance[] {
  const ordered = [...imitations].sort((a, b) => Number(b.target === meant) - Number(a.target === meant));
  const found = ordered.flatMap((imitation): Resemblance[] => {
    const { target, technique } = imitation;
    const isPrivate = configuration.isPrivate(target);
    const instead = isPrivate ? [target] : coversName(technique) ? installable(target, names) : current(target, names);
    return instead.map((name) => ({
      ...imitation,
      target: name,
      rank: names.popular.rankOf(name),
      superseded: names.superseded(name),
      isPrivate: name === target ? isPrivate : configuration.isPrivate(name),
      ...(name !== target && { looksLike: target }),
    }));
  });
  return found.filter(({ target }, i) => found.findIndex((other) => other.target === target) === i);
}

/** The projects to install if `name` was meant: the project that provides the module of that name, or the successor and then the project itself. */
export function installable(name: string, names: Names): readonly string[] {
  const module = names.importName(name);
  const isNamesake = module !== undefined && !module.standardLibrary && module.projects.length > 0;
  return names.superseded(name) === undefined && isNamesake ? module.projects.slice(0, 1) : current(name, names);
}

/** The successor of `name`, and then `name` itself: next to an added word, the imitation is of this one. */
function current(name: string, names: Names): readonly string[] {
  const superseded = names.superseded(name);
  return superseded === undefined ? [name] : [superseded.successor, name];
}

/** Number of letters in the own part of a new member per edit: with more edits it is a name of its own. */
const LETTERS_AN_EDIT = 3;

/**
 * Whether a name that does not exist would be a new member of a family of projects, and not a misspelling of an existing member. It imitates none of them, and the
 * owner of the family may still publish it.
 */
export function isNewMember(
  { target, technique, distance }: Imitation,
  name: string,
  { familyOf }: Pick<NameData, 'familyOf'>,
  configuration: Pick<Configuration, 'isPrivate'>,
): boolean {
  const family = familyOf(name);
  if (family === undefined || configuration.isPrivate(target)) {
    return false;
  }
  const own = name.length - family.length - 1;
  return !coversName(technique) || distance * LETTERS_AN_EDIT > own;
}
