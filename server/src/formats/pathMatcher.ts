import picomatch from 'picomatch';
import { lastAnswers } from '../lastAnswers';
import { addAll } from '../packaging/lists';

/** What every name that a glob matches begins and ends with, in small letters. */
interface Frame {
  readonly start: string;
  readonly end: string;
}

/** Nothing is known of the name. */
const ANY: readonly Frame[] = [{ start: '', end: '' }];
const MAX_FRAMES = 50;

/** So many answers are kept: a scan asks several times for each file, and many files have the same name. */
const MAX_KEPT = 4_096;

interface Glob {
  readonly frames: readonly Frame[];
  matches(path: string): boolean;
}

/**
 * Tells the first of several lists of globs that a path (`/` separated) matches, whatever the case of letters: its place, or -1. A glob is compiled when a
 * name first begins and ends as the glob's names do: most sessions need a handful of the globs of all formats, and compiling all of them takes 20 ms of a
 * start. It also tells most files of a folder apart at once, since a scan asks for each file that there is.
 */
export function createPathSorter(lists: readonly (readonly string[])[]): (path: string) => number {
  const globs = lists.flatMap((list, place) => list.map((glob) => ({ place, ...createGlob(glob) })));
  const globsOf = lastAnswers(
    (name) => globs.filter(({ frames }) => frames.some(({ start, end }) => name.startsWith(start) && name.endsWith(end))),
    MAX_KEPT,
  );
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const placeOf = lastAnswers((path) => globsOf(nameOf(path)).find(({ matches }) => matches(path))?.place ?? -1, MAX_KEPT);
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
  // A brace around a folder, a class or an extended glob: it is left to the compiled glob.
  return texts === undefined || texts.some((text) => /[{}()!+@\\]/.test(text)) ? ANY : texts.map(frameOf);
}

/** `a.{b,c}` as `a.b` and `a.c`; undefined where there are too many. Braces in braces stay. */
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
