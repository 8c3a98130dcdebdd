import type { Finding } from './rule';

/**
 * Whether a comment `# lookalike: ignore` or `# lookalike: ignore[rule, rule]` at the end of a line that the finding's
 * requirement stands on (continuations included) switches it off.
 */
export function isSuppressed(text: string, finding: Finding, linesInStrings = false): boolean {
  const { start, end } = finding.requirement?.span ?? finding.span;
  if (linesInStrings) {
    const rules = ignoredRules(text.slice(start, endOfStringLine(text, end)));
    return rules === 'all' || rules.includes(finding.rule);
  }
  let lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  while (lineStart <= end) {
    const lineEnd = endOfLine(text, lineStart);
    const rules = ignoredRules(text.slice(lineStart, lineEnd));
    if (rules === 'all' || rules.includes(finding.rule)) {
      return true;
    }
    lineStart = lineEnd + 1;
  }
  return false;
}

export function endOfLine(text: string, offset: number): number {
  for (let i = offset; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) {
      return i;
    }
  }
  return text.length;
}

/** Where a line that is written inside a JSON string ends: at its `\n`, or at the closing quote. */
export function endOfStringLine(text: string, offset: number): number {
  for (let i = offset; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || (c === '\\' && (text[i + 1] === 'n' || text[i + 1] === 'r'))) {
      return i;
    }
    if (c === '\\') {
      i++;
    }
  }
  return text.length;
}

/** What the comment at the end of a line switches off. */
export function ignoredRules(line: string): readonly string[] | 'all' {
  // The last `#` starts the comment's last part, so one look is enough however many there are.
  const comment = line.slice(line.lastIndexOf('#') + 1).trim();
  const match = /^lookalike:[ \t]*ignore[ \t]*(?:\[([^\]]*)\])?$/.exec(comment);
  if (match === null || !line.includes('#')) {
    return [];
  }
  return match[1] === undefined ? 'all' : match[1].split(',').map((rule) => rule.trim());
}
