import type { Edit, Finding } from './rule';

interface IgnoreComment {
  /** Where its `#` stands. */
  readonly start: number;
  readonly rules: ReadonlySet<string> | 'all';
  /** Behind the last rule of the list. */
  readonly listEnd: number;
}

/**
 * Which findings the comments `# lookalike: ignore` and `# lookalike: ignore[rule, rule]` of a text switch off: those whose requirement
 * stands on the line, continuations included. The text is looked through once, however many findings a line has.
 */
export class Suppressions {
  /** By the end of their line. */
  private readonly comments: ReadonlyMap<number, IgnoreComment>;
  private readonly lineEnds: LineEnds;

  constructor(
    private readonly text: string,
    linesInStrings = false,
  ) {
    this.comments = findComments(text, linesInStrings);
    this.lineEnds = new LineEnds(text, linesInStrings);
  }

  covers({ rule, requirement, span }: Finding): boolean {
    if (this.comments.size === 0) {
      return false;
    }
    const { start, end } = requirement?.span ?? span;
    for (let lineEnd = this.lineEnds.of(start); ; lineEnd = this.lineEnds.of(lineEnd + 1)) {
      const comment = this.comments.get(lineEnd);
      if (comment !== undefined && comment.start >= start && (comment.rules === 'all' || comment.rules.has(rule))) {
        return true;
      }
      if (lineEnd >= end) {
        return false;
      }
    }
  }

  /** The end of the line that `offset` is on, if a comment there is heard. Undefined: the line is continued, or everything on it is ignored. */
  commentEnd(offset: number): number | undefined {
    const end = this.lineEnds.of(offset);
    return this.comments.get(end)?.rules === 'all' || this.text.slice(offset, end).trimEnd().endsWith('\\') ? undefined : end;
  }

  /** Adds a comment at `end` of a line, or rules to the one that is there: only the last comment of a line is heard. */
  ignoring(rules: readonly string[], end: number): Edit {
    const comment = this.comments.get(end);
    if (comment !== undefined && comment.rules !== 'all') {
      const { listEnd: at } = comment;
      return { span: { start: at, end: at }, text: `${comment.rules.size === 0 ? '' : ', '}${rules.join(', ')}` };
    }
    let start = end;
    while (start > 0 && ' \t'.includes(this.text.charAt(start - 1))) {
      start--;
    }
    return { span: { start, end }, text: `  # lookalike: ignore[${rules.join(', ')}]` };
  }
}

/** Ends of lines. The last one is remembered: a long line with many findings is gone through once. */
class LineEnds {
  private from = 0;
  private to = -1;

  constructor(
    private readonly text: string,
    /** Lines are written inside JSON strings: they end at their `\n`, or at the closing quote. */
    private readonly inStrings = false,
  ) {}

  of(offset: number): number {
    if (offset < this.from || offset > this.to) {
      let at = offset;
      while (at < this.text.length && !isLineEnd(this.text, at, this.inStrings)) {
        at += this.inStrings && this.text.charAt(at) === '\\' ? 2 : 1;
      }
      this.from = offset;
      this.to = Math.min(at, this.text.length);
    }
    return this.to;
  }
}

function isLineEnd(text: string, at: number, inStrings: boolean): boolean {
  const c = text.charAt(at);
  return inStrings ? c === '"' || (c === '\\' && 'nr'.includes(text.charAt(at + 1) || ' ')) : c === '\n' || c === '\r';
}

const MARK = 'lookalike:';

function findComments(text: string, inStrings: boolean): Map<number, IgnoreComment> {
  const comments = new Map<number, IgnoreComment>();
  for (let mark = text.indexOf(MARK); mark !== -1; mark = text.indexOf(MARK, mark + MARK.length)) {
    let start = mark - 1;
    while (start >= 0 && ' \t'.includes(text.charAt(start))) {
      start--;
    }
    const comment = /lookalike:[ \t]*ignore[ \t]*(?:\[([^\]#\r\n]*)\])?[ \t]*/y;
    comment.lastIndex = mark;
    const match = text.charAt(start) === '#' ? comment.exec(text) : null;
    if (match === null) {
      continue;
    }
    const end = mark + match[0].length;
    if (end === text.length || isLineEnd(text, end, inStrings)) {
      const list = match[1];
      const rules = list === undefined ? 'all' : new Set(list.split(',').flatMap((rule) => rule.trim() || []));
      comments.set(end, { start, rules, listEnd: mark + match[0].indexOf('[') + 1 + (list?.trimEnd().length ?? 0) });
    }
  }
  return comments;
}
