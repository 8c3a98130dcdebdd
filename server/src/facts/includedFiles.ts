const NONE: ReadonlySet<string> = new Set();

/** Files that other files include: requirements files, whatever their names. All are URIs. */
export class IncludedFiles {
  readonly #targets = new Map<string, ReadonlySet<string>>();
  /** How many files include a file. */
  readonly #counts = new Map<string, number>();

  has(uri: string): boolean {
    return this.#counts.has(uri);
  }

  /** All of them. */
  uris(): Iterable<string> {
    return this.#counts.keys();
  }

  /** The files that `uri` includes, each once. */
  of(uri: string): ReadonlySet<string> {
    return this.#targets.get(uri) ?? NONE;
  }

  /** From now on, `uri` includes exactly `targets`. Returns the files that became included or are no longer included. */
  note(uri: string, targets: Iterable<string>): string[] {
    const before = this.of(uri);
    const after = new Set(targets);
    if (after.size === 0) {
      this.#targets.delete(uri);
    } else {
      this.#targets.set(uri, after);
    }
    return [...after]
      .filter((target) => !before.has(target) && this.#count(target, 1) === 1)
      .concat([...before].filter((target) => !after.has(target) && this.#count(target, -1) === 0));
  }

  #count(target: string, change: 1 | -1): number {
    const count = (this.#counts.get(target) ?? 0) + change;
    if (count === 0) {
      this.#counts.delete(target);
    } else {
      this.#counts.set(target, count);
    }
    return count;
  }
}
