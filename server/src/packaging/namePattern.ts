import { normalizeName } from './name';

/**
 * Whether a normalised name matches one of the given names or patterns (`acme-*`). Only `*` is special. The match is greedy over
 * literal parts, so it costs linear time on any pattern; names without a `*` cost nothing each.
 */
export function nameMatcher(patterns: readonly string[]): (normalizedName: string) => boolean {
  const names = new Set(patterns.filter((pattern) => !pattern.includes('*')).map(normalizeName));
  const matchers = patterns.filter((pattern) => pattern.includes('*')).map(patternMatcher);
  return (name) => names.has(name) || matchers.some((matches) => matches(name));
}

function patternMatcher(pattern: string): (name: string) => boolean {
  const [first = '', ...middle] = pattern.split('*').map((part) => part.replace(/[-_.]+/g, '-').toLowerCase());
  const last = middle.pop() ?? '';
  return (name) => {
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) {
      return false;
    }
    let from = first.length;
    const to = name.length - last.length;
    for (const part of middle) {
      const at = name.indexOf(part, from);
      if (at === -1 || at + part.length > to) {
        return false;
      }
      from = at + part.length;
    }
    return true;
  };
}
