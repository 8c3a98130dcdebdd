import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';

/** A value, after a `=` or between the commas of an array. */
export type TomlValue = TomlString | TomlScalar | TomlArray | TomlTable;

export class TomlString {
  readonly kind = 'string';

  readonly #document: string;
  readonly #start: number;
  readonly #end: number;
  readonly #resolved: Slice | undefined;

  /**
   * @param span with the quotes.
   * @param start start of the content in `document`; and its end
   * @param resolved the content, if escapes make it differ from the text
   */
  constructor(
    readonly span: Span,
    document: string,
    start: number,
    end: number,
    resolved?: Slice,
  ) {
    this.#document = document;
    this.#start = start;
    this.#end = end;
    this.#resolved = resolved;
  }

  /** The content, escapes resolved. */
  get text(): string {
    return this.#resolved?.text ?? this.#document.slice(this.#start, this.#end);
  }

  /** The position of the content, without the spaces around it. */
  get trimmedSpan(): Span {
    const text = this.text;
    const isPlain = this.#resolved === undefined && text.length === text.trim().length;
    return isPlain ? { start: this.#start, end: this.#end } : this.slice.trim().span();
  }

  /** The content with the position of each character. Made on demand: most strings of a file are never read. */
  get slice(): Slice {
    return this.#resolved ?? Slice.of(this.#document, this.#start, this.#end);
  }
}

/** A value that is not read further. `missing`: `key =` without a value. `invalid`: text that is not a TOML value. */
export interface TomlScalar {
  readonly kind: 'boolean' | 'integer' | 'float' | 'datetime' | 'missing' | 'invalid';
  readonly text: string;
  readonly span: Span;
}

export interface TomlArray {
  readonly kind: 'array';
  readonly items: readonly TomlValue[];
  /** For each item, the offset of the comma after it; -1: none, or an array of tables. */
  readonly commas: readonly number[];
  readonly span: Span;
}

export interface TomlKey {
  /** Escapes resolved. */
  readonly name: string;
  /** Without quotes. */
  readonly nameSpan: Span;
  /** With the quotes. */
  readonly span: Span;
}

/** A piece of the document that belongs to a key. */
export interface TomlStatement extends Span {
  /** `line`: `key = value`; `section`: a header and what is below it; `pair`: a `key = value` between braces. */
  readonly kind: 'line' | 'section' | 'pair';
}

export interface TomlEntry {
  /** Where the key was first written. */
  readonly key: TomlKey;
  readonly value: TomlValue;
  /** The text to delete to remove the entry; with `others` for dotted keys and repeated headers. */
  readonly statement: TomlStatement;
  readonly others: readonly TomlStatement[];
  /** The key as written in each of the others. */
  readonly otherKeys: readonly TomlKey[];
}

const SMALL = 8;

const NOTHING: readonly TomlValue[] = [];

/** A table in document order. A key that is wrongly set twice has two entries. */
export class TomlTable {
  readonly kind = 'table';
  readonly entries: TomlEntry[] = [];
  /** The last entry of each name. Most tables are so small that a linear search is cheaper. */
  #latest: Map<string, TomlEntry> | undefined;
  #hasDuplicates = false;

  constructor(
    readonly span: Span,
    /** How it was created: by its header, as a part of another header, by a dotted key, or inline. */
    public form: 'header' | 'implicit' | 'dotted' | 'inline',
  ) {}

  entry(name: string): TomlEntry | undefined {
    if (this.#latest !== undefined) {
      return this.#latest.get(name);
    }
    for (let i = this.entries.length - 1; i >= 0; i--) {
      if (this.entries[i]?.key.name === name) {
        return this.entries[i];
      }
    }
    return undefined;
  }

  get(name: string): TomlValue | undefined {
    return this.entry(name)?.value;
  }

  /** The string at `name`, undefined where there is something else. */
  string(name: string): TomlString | undefined {
    const value = this.get(name);
    return value?.kind === 'string' ? value : undefined;
  }

  /** All entries with that name, for documents that set it twice. */
  all(name: string): readonly TomlEntry[] {
    if (this.#hasDuplicates) {
      return this.entries.filter((entry) => entry.key.name === name);
    }
    const entry = this.entry(name);
    return entry === undefined ? [] : [entry];
  }

  add(entry: TomlEntry): void {
    this.#hasDuplicates ||= this.entry(entry.key.name) !== undefined;
    this.entries.push(entry);
    if (this.#latest !== undefined) {
      this.#latest.set(entry.key.name, entry);
    } else if (this.entries.length > SMALL) {
      this.#latest = new Map(this.entries.map((each) => [each.key.name, each]));
    }
  }
}

export interface TomlProblem {
  readonly message: string;
  readonly span: Span;
}

export interface TomlDocument {
  readonly root: TomlTable;
  readonly problems: readonly TomlProblem[];
}

/** The strings among the items of an array, or the one string itself. */
export function textsOf(value: TomlValue | undefined): readonly string[] {
  const texts: string[] = [];
  for (const item of itemsOf(value)) {
    if (item.kind === 'string') {
      texts.push(item.text);
    }
  }
  return texts;
}

/** `value` as a list: the items of an array, or the one value itself. */
export function itemsOf(value: TomlValue | undefined): readonly TomlValue[] {
  return value === undefined ? NOTHING : value.kind === 'array' ? value.items : [value];
}
