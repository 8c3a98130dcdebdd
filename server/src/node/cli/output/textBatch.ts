/** Joins texts that arrive in one turn: each write may wait for the reader. */
export class TextBatch {
  readonly #write: (text: string) => void;
  #waiting: string[] = [];

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  add(text: string): void {
    if (text === '') {
      return;
    }
    if (this.#waiting.length === 0) {
      setImmediate(() => this.flush());
    }
    this.#waiting.push(text);
  }

  /** Writes the pending text. */
  flush(): void {
    if (this.#waiting.length > 0) {
      this.#write(this.#waiting.join(''));
      this.#waiting = [];
    }
  }
}
