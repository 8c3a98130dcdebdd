import { globAlternatives } from '../configuration/glob';

/** With more patterns than this, an editor would compare each of its documents with too many patterns. */
const MAX_PATTERNS = 200;
/** Maximum number of `**` in one pattern. */
const MAX_FOLDERS = 2;

/**
 * Patterns for an editor that match at least what `globs` match, relative to any folder. Editors make regular expressions of patterns, which can take
 * exponential time, and the globs come from repositories. So each pattern is simple, and may match more than the glob. The server then decides.
 */
export function editorGlobs(globs: readonly string[]): string[] {
  const patterns = distinct(globs.flatMap((glob) => (globAlternatives(glob.replace(/^\.?\/+/, '')) ?? ['*']).map(simplePattern)));
  if (patterns.length <= MAX_PATTERNS) {
    return patterns;
  }
  const endings = distinct(patterns.map((pattern) => `**/*${endingOf(pattern)}`));
  return endings.length <= MAX_PATTERNS ? endings : ['**/*'];
}

function simplePattern(glob: string): string {
  if (/\[[^\]]*\//.test(glob) || /[{}()]/.test(glob)) {
    return `**/*${endingOf(glob)}`;
  }
  const segments = glob.split('/').map(simpleSegment);
  const folders = segments.flatMap((segment, i) => (segment === '**' ? i : []));
  const [first = 0] = folders;
  const last = folders.at(-1) ?? 0;
  const fewer = folders.length > MAX_FOLDERS ? [...segments.slice(0, first), '**', ...segments.slice(last + 1)] : segments;
  return ['**', ...fewer].filter((segment, i, all) => segment !== '**' || all[i - 1] !== '**').join('/');
}

/** A part of a path with at most one wildcard. */
function simpleSegment(segment: string): string {
  const isSimple = segment === '**' || (!/[?[\]\\!+@]/.test(segment) && segment.split('*').length <= 2);
  return isSimple ? segment : `*${endingOf(segment)}`;
}

/** `.txt`, if the glob certainly ends with it. */
function endingOf(glob: string): string {
  return /[\w*?\]](\.\w{1,20})$/.exec(glob)?.[1] ?? '';
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
