import path from 'node:path';

/** Folders by their paths. Files are found in them in a time that does not depend on how many there are. */
export class FolderPaths {
  readonly #paths: ReadonlySet<string>;

  constructor(folders: readonly string[]) {
    this.#paths = new Set(folders.map(keyOf));
  }

  /** Whether a file is one of the folders or in one, by the paths alone: links are not followed. */
  hold(file: string): boolean {
    let current = keyOf(file);
    while (!this.#paths.has(current)) {
      const parent = path.dirname(current);
      if (parent === current) {
        return false;
      }
      current = parent;
    }
    return true;
  }
}

/** Windows does not distinguish capital letters. */
function keyOf(file: string): string {
  const resolved = path.resolve(file);
  return path.sep === '\\' ? resolved.toLowerCase() : resolved;
}
