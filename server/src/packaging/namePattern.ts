import { normalizeName } from './name';

/**
 * Whether `normalizedName` matches one of the configured names or patterns (`acme-*`). Only `*` is special. The match is
 * greedy over literal parts, so it costs linear time on any pattern.
 */
export function matchesName(patterns: readonly string[], normalizedName: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, normalizedName));
}

function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[-_.]+/g, '-').toLowerCase());
  const first = parts[0] as string;
  if (parts.length === 1) {
    return normalizeName(pattern) === name;
  }
  const last = parts.at(-1) as string;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) {
    return false;
  }
  let from = first.length;
  const to = name.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = name.indexOf(part, from);
    if (at === -1 || at + part.length > to) {
      return false;
    }
    from = at + part.length;
  }
  return true;
}
