import type { IndexSearch, RequirementRole } from '../manifest/format';
import type { TomlEntry, TomlTable, TomlValue } from '../syntax/toml/node';

/** The value at a key path; `readers.ts` has a reader for each. */
export type Content =
  /** PEP 508 strings. */
  | 'requirements'
  /** Lines as in a requirements file, `-r FILE` among them. */
  | 'pip-lines'
  /** Arguments of `pip install`, separated by spaces. */
  | 'pip-arguments'
  /** Shell commands. */
  | 'commands'
  /** Tasks by name, with values that contain shell commands. */
  | 'tasks'
  | 'argument-lists'
  /** Keys such as `pipx:NAME`, with a version as their value. */
  | 'pipx-tools'
  /** The groups of PEP 735, as a whole. */
  | 'group-table'
  /** A whole tox.ini in a string. */
  | 'tox-ini'
  /** Names, in an array or comma-separated. */
  | 'names'
  /** A table with names as keys. Its values are not requirements. */
  | 'name-keys'
  /** A table from names to Poetry's constraints. */
  | 'poetry-dependencies'
  /** The same with names of conda, except for those that say where they come from. */
  | 'conda-lock-dependencies'
  /** A table from names to versions or tables with a version (Pipfile, pixi). */
  | 'versions'
  /** A table from names to a version, specifiers or a URL (PDM). */
  | 'overrides'
  /** A table from names to their sources (uv, Hatch). */
  | 'sources'
  /** Whether the tool ignores its table of sources, or the names for which it does. */
  | 'no-sources'
  | 'no-sources-names'
  /** File names, alone or in a table's `file`; each a list of requirements. */
  | 'files'
  | 'constraint-files'
  /** Tables with `name` and `url`. */
  | 'index-tables'
  /** Whether the tool searches the indexes of its tables as the row's `search` says. The row is before that of the tables. */
  | 'index-search'
  | 'index-url'
  | 'extra-index-urls'
  | 'find-links'
  | 'trusted-hosts'
  | 'no-index'
  | 'index-strategy';

/** A place in a TOML document with declared dependencies. */
export interface KeyPath {
  /** Keys from the root. `*` is any key, and arrays of tables are searched. */
  readonly path: readonly string[];
  readonly holds: Content;
  /** Absent: `dependency`. `reference`: the place only contains names. */
  readonly role?: RequirementRole;
  /** Keys that a `*` does not match. */
  readonly except?: readonly string[];
  /** The last key of the path is the name of an extra or of a group; a tool's table of sources may apply to one only. */
  readonly scope?: 'extra' | 'group';
  /** The index table that replaces PyPI implicitly. */
  readonly defaultIndex?: 'first' | { readonly named: string } | undefined;
  /** How the tool searches these indexes. */
  readonly search?: IndexSearch | undefined;
}

/** A row of a table of key paths: `at` is the path with dots. */
export function at(path: string, holds: Content, more: Omit<KeyPath, 'path' | 'holds'> = {}): KeyPath {
  return { path: path.split('.'), holds, ...more };
}

/** The rows with additional keys before them: a tool's own file has the keys of its table in pyproject.toml. */
export function under<T extends { readonly path: readonly string[] }>(prefix: string, rows: readonly T[]): readonly T[] {
  return rows.map((row) => ({ ...row, path: [...prefix.split('.'), ...row.path] }));
}

export interface KeyPlace {
  /** The actual keys, in place of `*`. */
  readonly keys: readonly string[];
  readonly entry: TomlEntry;
  readonly value: TomlValue;
}

/** Every place of the document that matches the row. */
export function findPlaces(root: TomlTable, { path, except }: Pick<KeyPath, 'path' | 'except'>): readonly KeyPlace[] {
  const places: KeyPlace[] = [];
  const keys: string[] = [];
  const enter = (value: TomlValue): void => {
    if (value.kind === 'table') {
      walk(value);
    } else if (value.kind === 'array') {
      value.items.forEach(enter);
    }
  };
  const walk = (table: TomlTable): void => {
    const segment = path[keys.length] as string;
    for (const entry of segment === '*' ? table.entries : table.all(segment)) {
      if (segment === '*' && except?.includes(entry.key.name)) {
        continue;
      }
      keys.push(entry.key.name);
      if (keys.length === path.length) {
        places.push({ keys: [...keys], entry, value: entry.value });
      } else {
        enter(entry.value);
      }
      keys.pop();
    }
  };
  walk(root);
  return places;
}
