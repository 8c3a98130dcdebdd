import type { Slice } from '../../../packaging/slice';
import type { ShellDialect } from './command';

/** The escape character, which also joins lines. */
const ESCAPES: Readonly<Record<ShellDialect, string>> = { posix: '\\', cmd: '^', powershell: '`' };

/** A position in a shell script. */
export class ShellCursor {
  readonly script: Slice;
  readonly text: string;
  readonly dialect: ShellDialect;
  readonly escapeCharacter: string;
  at = 0;
  /** Texts that certainly do not occur again, so no search for them runs twice. */
  readonly #missing = new Set<string>();

  constructor(script: Slice, dialect: ShellDialect) {
    this.script = script;
    this.text = script.text;
    this.dialect = dialect;
    this.escapeCharacter = ESCAPES[dialect];
  }

  /** The next `character` at or after `from`, or the end of the text. */
  find(character: string, from: number): number {
    const at = this.text.indexOf(character, from);
    return at === -1 ? this.text.length : at;
  }

  /** The next `text` at or after `from`, or -1. Then it is not searched again. */
  findLasting(text: string, from: number): number {
    const at = this.#missing.has(text) ? -1 : this.text.indexOf(text, from);
    if (at === -1) {
      this.#missing.add(text);
    }
    return at;
  }

  isMissing(text: string): boolean {
    return this.#missing.has(text);
  }

  noteMissing(text: string): void {
    this.#missing.add(text);
  }

  /** Length of the line break at `at`: 2, 1 or 0. */
  lineBreakAt(at: number): number {
    if (this.text.charCodeAt(at) === 0x0a) {
      return 1;
    }
    return this.text.charCodeAt(at) === 0x0d && this.text.charCodeAt(at + 1) === 0x0a ? 2 : 0;
  }
}
