import type { RuleId } from '../../configuration/ruleLevels';
import type { Span } from '../../packaging/span';
import type { Edit, Finding } from '../rule';

/** One word between the brackets of a comment. */
export interface IgnoreWord extends Span {
  readonly text: string;
}

export interface IgnoreComment {
  /** From its `#` to the end of its line. */
  readonly span: Span;
  /** Rules and ids of advisories, or everything. */
  readonly words: readonly IgnoreWord[] | 'all';
  /** After the last word of the list. */
  readonly listEnd: number;
}

/** The subject of a finding: its requirement, or else the finding's own span. */
type Place = Pick<Finding, 'requirement' | 'span'>;

/**
 * The findings that the comments `# lookalike: ignore` and `# lookalike: ignore[rule, rule]` of a text suppress: those with a requirement
 * on the line, continuations included. The text is searched once, however many findings a line has.
 */
export class Suppressions {
  readonly #text: string;

  /** By the end of their line. */
  readonly #byLineEnd: ReadonlyMap<number, IgnoreComment>;
  readonly #lineEnds: LineEnds;
  /** A list can be long, and so can the line with findings before it. */
  readonly #listed = new Map<IgnoreComment, ListedWords>();
  /** Comments that address Lookalike and say nothing that it knows, without the blanks around them. */
  readonly unknown: readonly IgnoreWord[];

  constructor(text: string, jsonEscapedLines = false) {
    this.#text = text;

    const { known, unknown } = findComments(text, jsonEscapedLines);
    this.#byLineEnd = known;
    this.unknown = unknown;
    this.#lineEnds = new LineEnds(text, jsonEscapedLines);
  }

  get isEmpty(): boolean {
    return this.#byLineEnd.size === 0;
  }

  /** All of them, in the order of the text. */
  get comments(): Iterable<IgnoreComment> {
    return this.#byLineEnd.values();
  }

  /** The comment that suppresses a rule there. */
  commentOn(rule: RuleId, place: Place): IgnoreComment | undefined {
    return this.#commentsOn(place).find((comment) => comment.words === 'all' || this.#wordsIn(comment).texts.has(rule));
  }

  /** The word in a comment there that names an advisory by one of its `ids`, which are in capital letters. */
  idOn(ids: ReadonlySet<string>, place: Place): IgnoreWord | undefined {
    for (const comment of this.#commentsOn(place)) {
      const { first } = this.#wordsIn(comment);
      const [word] = [...ids].flatMap((id) => first.get(id) ?? []).sort((a, b) => a.start - b.start);
      if (word !== undefined) {
        return word;
      }
    }
    return undefined;
  }

  #wordsIn(comment: IgnoreComment): ListedWords {
    let known = this.#listed.get(comment);
    if (known === undefined) {
      const texts = new Set<string>();
      const first = new Map<string, IgnoreWord>();
      for (const word of comment.words === 'all' ? [] : comment.words) {
        const id = word.text.toUpperCase();
        texts.add(word.text);
        first.set(id, first.get(id) ?? word);
      }
      known = { texts, first };
      this.#listed.set(comment, known);
    }
    return known;
  }

  /** Whether any comment there affects the place. */
  isOn(place: Place): boolean {
    return this.#commentsOn(place).length > 0;
  }

  #commentsOn({ requirement, span }: Place): IgnoreComment[] {
    const comments: IgnoreComment[] = [];
    if (this.isEmpty) {
      return comments;
    }
    const { start, end } = requirement?.span ?? span;
    for (let lineEnd = this.#lineEnds.of(start); ; lineEnd = this.#lineEnds.of(lineEnd + 1)) {
      const comment = this.#byLineEnd.get(lineEnd);
      if (comment !== undefined && comment.span.start >= start) {
        comments.push(comment);
      }
      if (lineEnd >= end) {
        return comments;
      }
    }
  }

  /** The end of the line of `offset`, if a comment there has an effect. Undefined: the line is continued, or everything on it is ignored. */
  insertionPoint(offset: number): number | undefined {
    const end = this.#lineEnds.of(offset);
    return this.#byLineEnd.get(end)?.words === 'all' || this.#text.slice(offset, end).trimEnd().endsWith('\\') ? undefined : end;
  }

  /** Adds a comment at `end` of a line, or rules to the existing one: only the last comment of a line has an effect. */
  suppressionEdit(rules: readonly string[], end: number): Edit {
    const comment = this.#byLineEnd.get(end);
    if (comment !== undefined && comment.words !== 'all') {
      const { listEnd: at } = comment;
      return { span: { start: at, end: at }, text: `${comment.words.length === 0 ? '' : ', '}${rules.join(', ')}` };
    }
    let start = end;
    while (start > 0 && ' \t'.includes(this.#text.charAt(start - 1))) {
      start--;
    }
    return { span: { start, end }, text: `  # lookalike: ignore[${rules.join(', ')}]` };
  }
}

/** The words in the list of a comment: as written, and the first one by each text in capital letters. */
interface ListedWords {
  readonly texts: ReadonlySet<string>;
  readonly first: ReadonlyMap<string, IgnoreWord>;
}

/** Ends of lines. The last one is remembered: a long line with many findings is searched once. */
class LineEnds {
  readonly #text: string;
  readonly #inStrings;

  #from = 0;
  #to = -1;

  constructor(
    text: string,
    /** Lines are written inside JSON strings: they end at their `\n`, or at the closing quote. */
    inStrings = false,
  ) {
    this.#text = text;
    this.#inStrings = inStrings;
  }

  of(offset: number): number {
    if (offset < this.#from || offset > this.#to) {
      let at = offset;
      while (at < this.#text.length && !isLineEnd(this.#text, at, this.#inStrings)) {
        at += this.#inStrings && this.#text.charAt(at) === '\\' ? 2 : 1;
      }
      this.#from = offset;
      this.#to = Math.min(at, this.#text.length);
    }
    return this.#to;
  }
}

function isLineEnd(text: string, at: number, inStrings: boolean): boolean {
  const c = text.charAt(at);
  return inStrings ? c === '"' || (c === '\\' && 'nr'.includes(text.charAt(at + 1) || ' ')) : c === '\n' || c === '\r';
}

/** A comment for Lookalike, however it is written: without the colon, only a word that starts like `ignore` tells it from prose. */
const MARK = /#[ \t]{0,20}lookalike(?:[ \t]{0,20}:|[ \t]{1,20}(?=ig))[ \t]*/gi;
const COMMENT = /#[ \t]*lookalike:[ \t]*ignore[ \t]*(?:\[([^\]#"\\\r\n]*)\])?[ \t]*/y;

interface FoundComments {
  readonly known: Map<number, IgnoreComment>;
  readonly unknown: IgnoreWord[];
}

function findComments(text: string, inStrings: boolean): FoundComments {
  const known = new Map<number, IgnoreComment>();
  const unknown: IgnoreWord[] = [];
  const lineEnds = new LineEnds(text, inStrings);
  for (const { index: start } of text.matchAll(MARK)) {
    COMMENT.lastIndex = start;
    const match = COMMENT.exec(text);
    const end = COMMENT.lastIndex;
    if (match !== null && (end === text.length || isLineEnd(text, end, inStrings))) {
      const list = match[1];
      const listStart = start + match[0].indexOf('[') + 1;
      const words = list === undefined ? 'all' : wordsOf(list, listStart);
      known.set(end, { span: { start, end }, words, listEnd: listStart + (list?.trimEnd().length ?? 0) });
    } else {
      const said = text.slice(start, Math.min(lineEnds.of(start), start + MAX_UNKNOWN)).trimEnd();
      unknown.push({ text: said, start, end: start + said.length });
    }
  }
  return { known, unknown };
}

/** So much of a comment is looked at. */
const MAX_UNKNOWN = 200;

function wordsOf(list: string, listStart: number): IgnoreWord[] {
  const words: IgnoreWord[] = [];
  let at = listStart;
  for (const part of list.split(',')) {
    const text = part.trim();
    const start = at + part.length - part.trimStart().length;
    if (text !== '') {
      words.push({ text, start, end: start + text.length });
    }
    at += part.length + 1;
  }
  return words;
}
