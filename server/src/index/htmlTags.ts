import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

export interface TagHandler {
  /** An opening tag, in lowercase letters, with the first value of each attribute. */
  open(tag: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(tag: string): void;
}

/** HTML is given to the tokenizer in pieces of this many UTF-16 units, until `handler` has seen enough. */
const PIECE = 65_536;

/**
 * Reads the tags of an HTML text one after the other, in linear time. No list of open tags is kept: a hostile page may have
 * hundreds of thousands. Comments, and the contents of scripts, are not tags. Stops early when `isDone` returns true.
 */
export function readTags(html: string, handler: TagHandler, isDone: () => boolean): void {
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, new TagCallbacks(html, handler));
  for (let at = 0; at < html.length && !isDone(); at += PIECE) {
    tokenizer.write(html.slice(at, at + PIECE));
  }
  if (!isDone()) {
    tokenizer.end();
  }
}

class TagCallbacks implements TokenizerCallbacks {
  #tag = '';
  #attributes = new Map<string, string>();
  #name = '';
  #value = '';

  readonly #html: string;
  readonly #handler: TagHandler;

  constructor(html: string, handler: TagHandler) {
    this.#html = html;
    this.#handler = handler;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, end).toLowerCase();
    this.#attributes = new Map();
  }

  onattribname(start: number, end: number): void {
    this.#name = this.#html.slice(start, end).toLowerCase();
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#html.slice(start, end);
  }

  onattribentity(code: number): void {
    this.#value += String.fromCodePoint(code);
  }

  onattribend(): void {
    if (!this.#attributes.has(this.#name)) {
      this.#attributes.set(this.#name, this.#value);
    }
  }

  onopentagend(): void {
    this.#handler.open(this.#tag, this.#attributes);
  }

  onselfclosingtag(): void {
    this.#handler.open(this.#tag, this.#attributes);
  }

  onclosetag(start: number, end: number): void {
    this.#handler.close(this.#html.slice(start, end).toLowerCase());
  }

  ontext(start: number, end: number): void {
    this.#handler.text(this.#html.slice(start, end));
  }

  ontextentity(code: number): void {
    this.#handler.text(String.fromCodePoint(code));
  }

  // Nothing else has links.
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}
}
