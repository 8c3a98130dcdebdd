/** Maximum number of words that one file's variables are filled into. A hostile file can make each of them long. */
const MAX_WORDS = 100_000;
const MAX_TEXT = 2_000_000;

/** Bounds what filling in the variables of a file costs. */
export class VariableBudget {
  #words = MAX_WORDS;
  #text = MAX_TEXT;
  #isSaid = false;

  get isSpent(): boolean {
    return this.#words <= 0 || this.#text <= 0;
  }

  /** Takes words from it. Whether they may be read. */
  allowsWords(count: number): boolean {
    this.#words -= count;
    return this.#words > 0;
  }

  /** Takes characters from it. Whether they may be read. */
  allowsText(length: number): boolean {
    this.#text -= length;
    return this.#text > 0;
  }

  /** Whether it is spent. Only the first time, so a file says it once. */
  takeEnd(): boolean {
    const isEnd = !this.#isSaid && this.isSpent;
    this.#isSaid ||= isEnd;
    return isEnd;
  }
}
