import type { HandedInput } from '../formats/manifest/format';
import { type HandedUse, ownUseOf, type ReadDefinition } from './handedUse';

/** Maximum number of other definitions that one file reaches, of their characters, and of the characters of an input's name. */
const MAX_DEFINITIONS = 50;
const MAX_READ = 1_000_000;
const MAX_NAME = 100;
/** For each variable of make, the Makefile is read again. */
const MAX_VARIABLES = 20;
/** Maximum number of definitions that pass a value on, one to the next, and of the inputs that get it that way. */
const MAX_DEPTH = 5;
const MAX_PASSED = 200;
/** A value that is nothing but an expression. */
const EXPRESSION = /^\s*(?:\$\{\{[^{}]*\}\}|\$\[\[[^[\]]*\]\])\s*$/;

/** The definitions that the values of one file reach, each read once. */
export class ReachedDefinitions {
  readonly #read: (input: HandedInput) => Promise<ReadDefinition | undefined>;
  readonly #definitions = new Map<string, ReadDefinition | undefined>();
  /** The uses of inputs that get a value from another definition. */
  readonly #passed = new Map<HandedInput, HandedUse>();
  #variables = 0;
  #room = MAX_READ;

  constructor(read: (input: HandedInput) => Promise<ReadDefinition | undefined>) {
    this.#read = read;
  }

  /** What becomes of a value in the definition that gets it, and in those that it is passed on to. `depth`: how often it was passed on. */
  async useOf(input: HandedInput, depth = 0): Promise<HandedUse> {
    this.#variables += input.make === undefined ? 0 : 1;
    const key = `${input.make === undefined ? '' : 'make '}${input.path}`;
    const isFew = this.#variables <= MAX_VARIABLES && input.input.length <= MAX_NAME;
    if (!isFew || !(this.#definitions.has(key) || (this.#definitions.size < MAX_DEFINITIONS && this.#room > 0))) {
      return 'unknown';
    }
    if (!this.#definitions.has(key)) {
      const read = await this.#read(input);
      this.#room -= read?.text.length ?? 0;
      this.#definitions.set(key, read);
    }
    const definition = this.#definitions.get(key);
    if (definition === undefined && depth > 0) {
      return 'unknown';
    }
    const { use, passedOn } = ownUseOf(input, definition);
    return strongest([use, ...(await this.#usesOf(passedOn, depth + 1))]);
  }

  /** What becomes of a value that other inputs get, as a part of their value. */
  async #usesOf(inputs: readonly HandedInput[], depth: number): Promise<HandedUse[]> {
    const uses: HandedUse[] = [];
    for (const input of inputs) {
      let use = this.#passed.get(input);
      if (use === undefined) {
        // For one that is reached again while it is followed.
        this.#passed.set(input, 'unknown');
        use = depth > MAX_DEPTH || this.#passed.size > MAX_PASSED ? 'unknown' : await this.useOf(input, depth);
        this.#passed.set(input, use);
      }
      uses.push(use === 'installed' && !EXPRESSION.test(input.text) ? 'unknown' : use);
    }
    return uses;
  }
}

function strongest(uses: readonly HandedUse[]): HandedUse {
  return uses.includes('installed') ? 'installed' : uses.includes('unknown') ? 'unknown' : 'other';
}
