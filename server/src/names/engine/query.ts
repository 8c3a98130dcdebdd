import { hashPrefixes, MAX_LETTERS } from './tables/rollingHash';
import { HYPHEN } from './targets';

/** Further words count as one: no popular name has more. */
export const MAX_TOKENS = 12;

/** A judged name, parsed once. One object is reused for all names, so judging allocates nothing. */
export class Query {
  text = '';
  /** Character codes without separators. */
  readonly letters = new Uint8Array(MAX_LETTERS);
  length = 0;
  /** Hash prefixes of `letters`. */
  readonly prefixes = new Int32Array(MAX_LETTERS + 1);
  /** Positions in `letters` where words begin; `tokenStarts[tokens]` is the length. */
  readonly tokenStarts = new Uint8Array(MAX_TOKENS + 1);
  tokens = 0;
  /** 1 where a word begins in `letters`, and after the last letter. */
  readonly isBoundary = new Uint8Array(MAX_LETTERS + 1);

  /** False for a name that cannot be judged: too long, empty, or not ASCII. */
  set(name: string): boolean {
    this.isBoundary.fill(0);
    this.text = name;
    this.length = 0;
    this.tokens = 0;
    if (name.length > MAX_LETTERS) {
      return false;
    }
    let atStart = true;
    let length = 0;
    for (let i = 0; i < name.length; i++) {
      const unit = name.charCodeAt(i);
      if (unit > 127) {
        return false;
      }
      if (unit === HYPHEN) {
        atStart = true;
        continue;
      }
      if (atStart) {
        this.isBoundary[length] = 1;
        if (this.tokens < MAX_TOKENS) {
          this.tokenStarts[this.tokens++] = length;
        }
        atStart = false;
      }
      this.letters[length++] = unit;
    }
    this.length = length;
    this.isBoundary[length] = 1;
    this.tokenStarts[this.tokens] = length;
    hashPrefixes(this.letters, length, this.prefixes);
    return length > 0;
  }
}
