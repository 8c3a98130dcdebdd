import { covering, type Span } from './span';

interface Piece {
  /** Where the piece begins in the slice's own text. */
  readonly at: number;
  /** Where it begins in the document. */
  readonly offset: number;
  /** Its length in the document. It differs from its length in the slice only for escapes (`\u0061`). */
  readonly documentLength: number;
  readonly length: number;
}

/**
 * Text from a document in which each character keeps its position.
 *
 * A requirement is often not contiguous in its file: backslash continuations, TOML escapes, `# ` prefixes of inline script
 * metadata, JSON strings of a notebook. Grammars read `text`; every span that leaves them goes through `span()`.
 */
export class Slice {
  readonly #pieces: readonly Piece[];
  /** The document offset to report for an empty slice. */
  readonly #anchor: number;
  /** Whether each piece is after the one before it in the document too. Otherwise, a value from below was filled in: `"%s==1" % "a"`. */
  readonly #isInOrder: boolean;

  private constructor(
    readonly text: string,
    pieces: readonly Piece[],
    anchor: number,
    isInOrder = true,
  ) {
    this.#pieces = pieces;
    this.#anchor = anchor;
    this.#isInOrder = isInOrder;
  }

  static of(document: string, start = 0, end = document.length): Slice {
    const text = document.slice(start, end);
    return new Slice(text, text === '' ? [] : [{ at: 0, offset: start, documentLength: text.length, length: text.length }], start);
  }

  /** A piece of text with the position `span` in the document, but with another content there: an escape sequence. */
  static replaced(text: string, span: Span): Slice {
    const documentLength = span.end - span.start;
    return new Slice(text, text === '' ? [] : [{ at: 0, offset: span.start, documentLength, length: text.length }], span.start);
  }

  static join(slices: readonly Slice[]): Slice {
    const [first] = slices;
    if (first !== undefined && slices.length === 1) {
      return first;
    }
    const pieces: Piece[] = [];
    let text = '';
    let isInOrder = true;
    let before = 0;
    for (const slice of slices) {
      for (const piece of slice.#pieces) {
        isInOrder &&= piece.offset >= before;
        before = piece.offset;
        pieces.push({ ...piece, at: piece.at + text.length });
      }
      text += slice.text;
    }
    return new Slice(text, pieces, first === undefined ? 0 : first.#anchor, isInOrder);
  }

  get length(): number {
    return this.text.length;
  }

  sub(start: number, end = this.text.length): Slice {
    if (start === 0 && end === this.text.length) {
      return this;
    }
    const pieces: Piece[] = [];
    for (let i = this.#pieceIndex(start); i < this.#pieces.length; i++) {
      const piece = this.#pieces[i] as Piece;
      if (piece.at >= end) {
        break;
      }
      const from = Math.max(start, piece.at);
      const to = Math.min(end, piece.at + piece.length);
      if (to <= from) {
        continue;
      }
      if (piece.documentLength === piece.length) {
        pieces.push({ at: from - start, offset: piece.offset + from - piece.at, documentLength: to - from, length: to - from });
      } else {
        pieces.push({ ...piece, at: from - start, length: to - from });
      }
    }
    return new Slice(this.text.slice(start, end), pieces, this.offsetAt(start), this.#isInOrder);
  }

  /** The matches of a global pattern replaced by other texts or slices, at their positions. Undefined keeps a match. */
  replaceEach(pattern: RegExp, replacement: (match: RegExpExecArray) => Slice | string | undefined): Slice {
    const slices: Slice[] = [];
    let at = 0;
    for (const match of this.text.matchAll(pattern)) {
      const { 0: found, index } = match;
      const given = replacement(match);
      if (given !== undefined) {
        const end = index + found.length;
        slices.push(this.sub(at, index), typeof given === 'string' ? Slice.replaced(given, this.span(index, end)) : given);
        at = end;
      }
    }
    return at === 0 ? this : Slice.join([...slices, this.sub(at)]);
  }

  trim(): Slice {
    if (this.text.trim().length === this.text.length) {
      return this;
    }
    const lead = this.text.length - this.text.trimStart().length;
    return this.sub(lead, lead + this.text.trim().length);
  }

  /** The document offset of the character at `index`; for `index === length`, just after the last character. */
  offsetAt(index: number): number {
    const piece = this.#pieces[this.#pieceIndex(index)];
    if (piece === undefined) {
      return this.#endOffset();
    }
    return piece.documentLength === piece.length ? piece.offset + Math.max(0, index - piece.at) : piece.offset;
  }

  /** The document span that has all characters of `[start, end)`, including everything in between. */
  span(start = 0, end = this.text.length): Span {
    const first = this.offsetAt(start);
    if (end <= start) {
      return { start: first, end: first };
    }
    if (!this.#isInOrder) {
      const places = this.sub(start, end).#pieces.map(({ offset, documentLength }) => ({ start: offset, end: offset + documentLength }));
      return covering(places) ?? { start: first, end: first };
    }
    const piece = this.#pieces[this.#pieceIndex(end - 1)] as Piece;
    const last = piece.documentLength === piece.length ? piece.offset + (end - piece.at) : piece.offset + piece.documentLength;
    return { start: first, end: last };
  }

  #endOffset(): number {
    const last = this.#pieces.at(-1);
    return last === undefined ? this.#anchor : last.offset + last.documentLength;
  }

  /** Index of the piece that holds `index` (binary search); `pieces.length` when after the end. */
  #pieceIndex(index: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle] as Piece;
      if (piece.at + piece.length <= index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
