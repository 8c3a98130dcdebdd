/**
 * Globs of paths as uv, Rye and Hatch read them: `*` and `?` within one part, `[a-z]` and `[!a-z]`, `**` for any number of parts.
 * A repository contains both the globs and the paths, so a match costs at most the product of their lengths.
 */
export interface PathPattern {
  /** Whether the whole path matches; `/` separated, relative, without `.` parts. */
  matches(path: string): boolean;
}

/** The parts of a path or glob, with slashes of either kind. Empty parts and `.` are dropped. */
export function pathParts(path: string): readonly string[] {
  return path
    .replace(/\\/g, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
}

/** Compiles a glob. `**` is any number of folders. */
export function pathPattern(glob: string): PathPattern {
  const parts = pathParts(glob).map((part) => (part === '**' ? ANY : partMatcher(part)));
  return { matches: (path) => matchWithGaps(parts, path.split('/'), (matches, part) => matches(part)) };
}

/** Whether one part of a path matches one part of a glob. */
export function partMatcher(glob: string): (part: string) => boolean {
  const steps = stepsOf(glob);
  return (part) => matchWithGaps(steps, [...part], (matches, character) => matches(character));
}

type Step = typeof ANY | ((character: string) => boolean);

/** Any number of characters, or of parts. */
const ANY = Symbol('any');

function stepsOf(glob: string): readonly Step[] {
  const steps: Step[] = [];
  const characters = [...glob];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    const close = character === '[' ? characters.indexOf(']', i + 2) : -1;
    if (character === '*') {
      steps.push(ANY);
    } else if (character === '?') {
      steps.push(() => true);
    } else if (close > 0) {
      steps.push(classOf(characters.slice(i + 1, close)));
      i = close;
    } else {
      steps.push((other) => other === character);
    }
  }
  return steps;
}

function classOf(characters: readonly string[]): (character: string) => boolean {
  const isNegated = characters[0] === '!' || characters[0] === '^';
  const members = isNegated ? characters.slice(1) : characters;
  return (character) => {
    const isMember = members.some((from, i) => {
      const to = members[i + 1] === '-' ? members[i + 2] : undefined;
      return from === character || (to !== undefined && from <= character && character <= to);
    });
    return isMember !== isNegated;
  };
}

/** Goes back only to the last gap: the part before it has already matched as early as possible. */
function matchWithGaps<S, T>(steps: readonly (S | typeof ANY)[], items: readonly T[], matches: (step: S, item: T) => boolean): boolean {
  let step = 0;
  let item = 0;
  let gap = -1;
  let from = 0;
  while (item < items.length) {
    const current = steps[step];
    if (current === ANY) {
      gap = step++;
      from = item;
    } else if (current !== undefined && matches(current, items[item] as T)) {
      step++;
      item++;
    } else if (gap !== -1) {
      step = gap + 1;
      item = ++from;
    } else {
      return false;
    }
  }
  while (steps[step] === ANY) {
    step++;
  }
  return step === steps.length;
}
