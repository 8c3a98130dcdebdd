import picomatch from 'picomatch';
import { lastAnswers } from '../lastAnswers';
import { addAll } from '../packaging/lists';

/** Common prefix and suffix of the names that a glob matches, in lowercase letters. */
interface Frame {
  readonly start: string;
  readonly end: string;
}

/** Nothing is known about the name. */
const ANY: readonly Frame[] = [{ start: '', end: '' }];
const MAX_FRAMES = 50;

interface Glob {
  readonly frames: readonly Frame[];
  matches(path: string): boolean;
}

/**
 * Finds the first of several lists of globs that a path (`/` separated) matches, case-insensitively: its index, or -1. A glob is compiled when a
 * name first has the prefix and suffix of the glob: most sessions need a handful of the globs of all formats, and compiling all of them takes 20 ms of a
 * start. Most files of a folder are also rejected early, because a scan asks for each existing file.
 */
export function createPathSorter(lists: readonly (readonly string[])[]): (path: string) => number {
  const globs = lists.flatMap((list, place) => list.map((glob) => ({ place, ...createGlob(glob) })));
  // A scan asks several times for each file, and many files have the same name.
  const globsOf = lastAnswers((name) =>
    globs.filter(({ frames }) => frames.some(({ start, end }) => name.startsWith(start) && name.endsWith(end))),
  );
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const placeOf = lastAnswers((path) => globsOf(nameOf(path)).find(({ matches }) => matches(path))?.place ?? -1);
  return (path) => (globsOf(nameOf(path)).length === 0 ? -1 : placeOf(path));
}

function createGlob(glob: string): Glob {
  let compiled: RegExp | undefined;
  return {
    frames: framesOf(glob),
    matches: (path) => {
      // With `s`, since a folder's name can have line breaks.
      compiled ??= picomatch.makeRe(glob, { dot: true, flags: 'is' });
      return compiled.test(path);
    },
  };
}

function framesOf(glob: string): readonly Frame[] {
  const name = glob.slice(glob.lastIndexOf('/') + 1).toLowerCase();
  const texts = expandBraces(name);
  // A brace around a folder, a class or an extended glob: the compiled glob decides.
  return texts === undefined || texts.some((text) => /[{}()!+@\\]/.test(text)) ? ANY : texts.map(frameOf);
}

/** `a.{b,c}` as `a.b` and `a.c`. Undefined: too many. Nested braces stay. */
function expandBraces(text: string): readonly string[] | undefined {
  const [all, before = '', parts = '', after = ''] = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(text) ?? [];
  if (all === undefined) {
    return [text];
  }
  const expanded: string[] = [];
  for (const part of parts.split(',')) {
    const texts = expandBraces(before + part + after);
    if (texts === undefined || expanded.length + texts.length > MAX_FRAMES) {
      return undefined;
    }
    addAll(expanded, texts);
  }
  return expanded;
}

function frameOf(text: string): Frame {
  const pieces = text.split(/[*?]|\[[^\]]*\]/);
  return { start: pieces[0] ?? '', end: pieces.at(-1) ?? '' };
}
