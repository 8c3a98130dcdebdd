import { normalizeName } from '../packaging/name';
import type { NameData } from './nameData';

/** Why a name is proposed for the typed text. */
export type NameMatch = 'prefix' | 'word' | 'module' | 'misspelling';

/** One project that the typed text may mean. */
export interface NameHit {
  /** Normalized. */
  readonly name: string;
  /** 1 is the most downloaded project. Absent: not among the popular ones. */
  readonly rank?: number | undefined;
  readonly match: NameMatch;
  /** The module that the project provides, for a match by module. */
  readonly module?: string | undefined;
}

/** Maximum number of unpopular names to look at. */
const MAX_TAIL = 200;
/** Shorter text is a misspelling of too many names. */
const MIN_MISSPELLED = 3;
const WORD_START = '-';

/**
 * The projects that `typed` (normalized) may become, best first: the projects of a module of that name, popular names that begin with it, popular
 * names with a word that begins with it, and the rest of the list by length. Popular names with a misspelled beginning come before the rest
 * if no popular name begins with `typed`. A name that is malicious, that the engine considers an imitation or that is another project's module is never
 * proposed, and the successor of an abandoned project replaces it. `isSound` tells what else is known of a name: whether nothing is reported of it.
 */
export function searchNames(data: NameData, typed: string, limit: number, isSound: (name: string) => boolean = () => true): NameHit[] {
  if (typed === '') {
    return mostPopular(data, limit).filter(({ name }) => isOffered(data, name) && isSound(name));
  }
  const hits = new Map<string, NameHit>();
  const add = (hit: NameHit): void => {
    const sound = unabandoned(data, hit, typed);
    if (!hits.has(sound.name) && isOffered(data, sound.name) && isSound(sound.name)) {
      hits.set(sound.name, sound);
    }
  };
  addModules(data, typed, add);
  const wordStart = WORD_START + typed;
  const isMisspelled = misspellingOf(typed);
  const inWords: NameHit[] = [];
  const misspelled: NameHit[] = [];
  for (let rank = 1; rank <= data.popular.size; rank++) {
    const name = data.popular.nameAt(rank) ?? '';
    if (name.startsWith(typed)) {
      if (hits.size < limit) {
        add({ name, rank, match: 'prefix' });
      }
    } else if (inWords.length < limit && name.includes(wordStart)) {
      inWords.push({ name, rank, match: 'word' });
    } else if (misspelled.length < limit && isMisspelled(name)) {
      misspelled.push({ name, rank, match: 'misspelling' });
    }
  }
  const tail = data
    .namesStartingWith(typed, MAX_TAIL)
    .filter((name) => data.popular.rankOf(name) === undefined)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const rest = tail.map((name): NameHit => ({ name, match: 'prefix' }));
  const isKnownBeginning = [...hits.values()].some(({ match }) => match === 'prefix');
  for (const hit of isKnownBeginning ? [...inWords, ...rest, ...misspelled] : [...inWords, ...misspelled, ...rest]) {
    if (hits.size >= limit) {
      break;
    }
    add(hit);
  }
  return [...hits.values()];
}

function mostPopular(data: NameData, limit: number): NameHit[] {
  return Array.from({ length: Math.min(limit, data.popular.size) }, (_, i) => ({
    name: data.popular.nameAt(i + 1) ?? '',
    rank: i + 1,
    match: 'prefix' as const,
  }));
}

/** `bs4` means beautifulsoup4, also before the last letter is typed. */
function addModules(data: NameData, typed: string, add: (hit: NameHit) => void): void {
  const { standardLibrary, projects = [], module } = data.importName(typed) ?? {};
  if (!standardLibrary) {
    for (const name of projects) {
      add({ name, rank: data.popular.rankOf(name), match: 'module', module });
    }
  }
}

/** Whether a name would have no finding of its own. */
export function isOffered(data: NameData, name: string): boolean {
  const isPopular = data.popular.rankOf(name) !== undefined;
  if (data.isMalicious(name) || data.superseded(name) !== undefined || isModuleOfOther(data, name, isPopular)) {
    return false;
  }
  return isPopular || (data.exists(name) && data.engine.judge(name) === undefined);
}

/** As in the rule `import-name`. */
function isModuleOfOther(data: NameData, name: string, isPopular: boolean): boolean {
  const module = data.importName(name);
  return module !== undefined && (!isPopular || (!module.standardLibrary && module.projects.length > 0));
}

/** The successor of a project, if it has one. */
function unabandoned(data: NameData, hit: NameHit, typed: string): NameHit {
  const successor = data.superseded(hit.name)?.successor;
  const name = successor && normalizeName(successor);
  return name === undefined ? hit : { name, rank: data.popular.rankOf(name), match: name.startsWith(typed) ? 'prefix' : 'word' };
}

/** Tells whether the beginning of a name is one slip (a letter more, less, other, or two swapped) away from `typed`. */
function misspellingOf(typed: string): (name: string) => boolean {
  // The suffixes of `typed`, computed once, because all popular names are compared.
  const rests = Array.from({ length: typed.length }, (_, i) => typed.slice(i));
  const from = (at: number): string => rests[at] ?? '';
  return (name) => {
    if (typed.length < MIN_MISSPELLED || name.length + 1 < typed.length) {
      return false;
    }
    let same = 0;
    while (same < typed.length && name.charCodeAt(same) === typed.charCodeAt(same)) {
      same++;
    }
    const rest = from(same + 1);
    return (
      // Another letter, an extra letter, a missing letter, two letters swapped.
      name.startsWith(rest, same + 1) ||
      name.startsWith(rest, same) ||
      name.startsWith(from(same), same + 1) ||
      (typed.charCodeAt(same + 1) === name.charCodeAt(same) &&
        typed.charCodeAt(same) === name.charCodeAt(same + 1) &&
        name.startsWith(from(same + 2), same + 2))
    );
  };
}
