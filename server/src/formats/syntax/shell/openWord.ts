import { Slice } from '../../../packaging/slice';
import type { Word } from '../words';
import type { ShellCursor } from './cursor';

/** What is asked of a word is in so many characters of its beginning. */
const MAX_WRITTEN = 200;

/** The word that is being read: the pieces that quotes, escapes and expansions divide it into. */
export class OpenWord {
  readonly #cursor: ShellCursor;
  /** Undefined between words. */
  #pieces: Slice[] | undefined;
  #start = 0;

  constructor(cursor: ShellCursor) {
    this.#cursor = cursor;
  }

  get isOpen(): boolean {
    return this.#pieces !== undefined;
  }

  get start(): number {
    return this.#start;
  }

  /** Its beginning as written. Empty between words. */
  get written(): string {
    return this.#pieces === undefined ? '' : this.#cursor.text.slice(this.#start, Math.min(this.#cursor.at, this.#start + MAX_WRITTEN));
  }

  /** Whether it has only digits so far, as written. */
  get isNumber(): boolean {
    return this.#pieces !== undefined && /^\d+$/.test(this.#cursor.text.slice(this.#start, this.#cursor.at));
  }

  add(piece: Slice): void {
    if (this.#pieces === undefined) {
      this.#pieces = [];
      this.#start = this.#cursor.at;
    }
    this.#pieces.push(piece);
  }

  /** Adds the text up to `end`, and moves there. */
  take(end: number): void {
    this.add(this.#cursor.script.sub(this.#cursor.at, end));
    this.#cursor.at = end;
  }

  /** Replaces what was read of it. */
  restart(start: number, piece: Slice): void {
    this.#pieces = [piece];
    this.#start = start;
  }

  drop(): void {
    this.#pieces = undefined;
  }

  /** Ends the word. Undefined: none has begun. */
  close(): Word | undefined {
    if (this.#pieces === undefined) {
      return undefined;
    }
    const { at } = this.#cursor;
    const unquoted = Slice.join(this.#pieces);
    const isPlain = unquoted.length === at - this.#start && this.#pieces.length === 1;
    this.#pieces = undefined;
    return { text: unquoted.text, start: this.#start, end: at, ...(!isPlain && { unquoted }) };
  }
}
