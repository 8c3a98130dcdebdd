import { normalizeName } from '../../packaging/name';
import type { IndexPin, Requirement } from '../manifest/format';
import { addItems, addKey, addTable, quoted, setKey, type TextEdit } from '../syntax/toml/insert';
import { itemsOf, TomlTable, type TomlValue } from '../syntax/toml/node';
import { parseToml } from '../syntax/toml/parse';
import { isTrue } from './indexTables';
import { findPlaces } from './keyPath';
import { isPublicIndex } from './packageSources';

/** A table of an index that can serve private names. */
interface IndexTable {
  readonly name: string;
  readonly table: TomlTable;
}

/** Edits. Undefined: the text cannot be edited. */
type Edits = readonly TextEdit[] | undefined;

/** For pyproject.toml: the ways of uv, Poetry and PDM. */
export function pyprojectPins(text: string, requirement: Requirement | undefined, names: readonly string[]): readonly IndexPin[] {
  const { root } = parseToml(text);
  const tool = tableAt(root, 'tool');
  const uv = tableAt(tool, 'uv');
  const poetry = tableAt(tool, 'poetry');
  const send = {
    uv: (index: IndexTable, sent: readonly string[]) => sendWithUv(text, uv, index, sent),
    poetry: (index: IndexTable, sent: readonly string[]) => sendWithPoetry(text, root, index, sent),
  };
  return [
    ...indexTables(uv?.get('index')).flatMap((index) =>
      pinsOf(index, requirement, names, send.uv, (table) => setKey(text, table, 'explicit', 'true')),
    ),
    ...indexTables(poetry?.get('source')).flatMap((index) =>
      pinsOf(index, requirement, names, send.poetry, (table) =>
        table.get('default') === undefined && table.get('secondary') === undefined
          ? setKey(text, table, 'priority', '"explicit"')
          : undefined,
      ),
    ),
    ...indexTables(tableAt(tool, 'pdm')?.get('source')).flatMap((index) =>
      pinsOf(index, requirement, names, ({ table }, sent) => all([addItems(text, table, 'include_packages', sent)])),
    ),
  ];
}

/** For a Pipfile: `index` on the package. */
export function pipfilePins(text: string, requirement: Requirement | undefined, names: readonly string[]): readonly IndexPin[] {
  const { root } = parseToml(text);
  const tables = root.entries.flatMap(({ key, value }) =>
    value.kind === 'table' && !['requires', 'scripts', 'pipenv', 'build-system'].includes(key.name) ? [value] : [],
  );
  return indexTables(root.get('source')).flatMap((index) =>
    pinsOf(index, requirement, names, (_, sent) => markEntries(text, tables, sent, 'index', index.name)),
  );
}

/** Each index costs as much as the whole file, and each name as much as its table. Files beyond these limits get no such fix. */
const MAX_INDEXES = 8;
const MAX_NAMES = 200;

/** Named indexes that not everyone can write to. */
function indexTables(value: TomlValue | undefined): readonly IndexTable[] {
  const tables = itemsOf(value).flatMap((table): IndexTable[] => {
    const name = table.kind === 'table' ? table.string('name')?.text : undefined;
    const url = table.kind === 'table' ? table.string('url')?.text : undefined;
    return table.kind !== 'table' || name === undefined || url === undefined || isPublicIndex(url) || isPublicIndex(name)
      ? []
      : [{ name, table }];
  });
  return tables.slice(0, MAX_INDEXES);
}

function pinsOf(
  index: IndexTable,
  requirement: Requirement | undefined,
  names: readonly string[],
  send: (index: IndexTable, names: readonly string[]) => Edits,
  makeExplicit?: (table: TomlTable) => TextEdit | undefined,
): IndexPin[] {
  const pins: IndexPin[] = [];
  const propose = (sent: readonly string[], explicit: boolean, edits: Edits): void => {
    if (edits !== undefined && sent.length > 0) {
      pins.push({ indexName: index.name, names: sent, explicit, edits });
    }
  };
  const { table } = index;
  if (requirement !== undefined) {
    propose([requirement.normalizedName], false, send(index, [requirement.normalizedName]));
  }
  const isExplicit = isTrue(table.get('explicit')) || table.string('priority')?.text === 'explicit';
  if (makeExplicit !== undefined && !isExplicit && !isTrue(table.get('default')) && names.length <= MAX_NAMES) {
    propose(names, true, all([makeExplicit(table), ...(send(index, names) ?? [undefined])]));
  }
  return pins;
}

/** `tool.uv.sources`, which applies to every list of the file. */
function sendWithUv(text: string, uv: TomlTable | undefined, { name: index }: IndexTable, names: readonly string[]): Edits {
  return addEntries(text, 'tool.uv.sources', uv?.get('sources'), names, `{ index = ${quoted(index)} }`);
}

/** `source` on the dependency: on its own table, or, for those of `project.dependencies`, on a table with nothing else. */
function sendWithPoetry(text: string, root: TomlTable, { name: index }: IndexTable, names: readonly string[]): Edits {
  const paths = ['dependencies', 'dev-dependencies', 'group.*.dependencies'].map((path) => `tool.poetry.${path}`.split('.'));
  const tables = paths.flatMap((path) => findPlaces(root, { path })).flatMap(({ value }) => (value.kind === 'table' ? [value] : []));
  const present = new Set(tables.flatMap(({ entries }) => entries.map(({ key }) => normalizeName(key.name))));
  const bare = names.filter((name) => !present.has(name));
  const edits = markEntries(text, tables, names, 'source', index);
  if (bare.length === 0) {
    return edits;
  }
  const own = findPlaces(root, { path: ['tool', 'poetry', 'dependencies'] }).at(-1)?.value;
  const added = addEntries(text, 'tool.poetry.dependencies', own, bare, `{ source = ${quoted(index)} }`);
  return edits && added && [...edits, ...added];
}

/** A key for each name in a table that may not exist yet. */
function addEntries(text: string, path: string, table: TomlValue | undefined, names: readonly string[], value: string): Edits {
  if (table === undefined || (table.kind === 'table' && table.form === 'implicit')) {
    const lines = names.map((name) => `${name} = ${value}`);
    return [addTable(text, path, lines)];
  }
  return table.kind === 'table' ? all(names.map((name) => addKey(text, table, name, value))) : undefined;
}

/** `key = index` on every entry of the names: a version becomes a table with the version in it. */
function markEntries(text: string, tables: readonly TomlTable[], names: readonly string[], key: string, index: string): Edits {
  const edits: (TextEdit | undefined)[] = [];
  const marked = new Set(names);
  for (const entry of tables.flatMap(({ entries }) => entries)) {
    if (!marked.has(normalizeName(entry.key.name))) {
      continue;
    }
    for (const value of itemsOf(entry.value)) {
      if (value.kind === 'string') {
        const version = text.slice(value.span.start, value.span.end);
        edits.push({ span: value.span, text: `{ version = ${version}, ${key} = ${quoted(index)} }` });
      } else if (value.kind === 'table' && !['git', 'hg', 'path', 'file', 'url', 'source', 'index'].some((other) => value.get(other))) {
        edits.push(addKey(text, value, key, quoted(index)));
      }
    }
  }
  return all(edits);
}

function all(edits: readonly (TextEdit | undefined)[]): Edits {
  return edits.every((edit) => edit !== undefined) ? (edits as readonly TextEdit[]) : undefined;
}

function tableAt(table: TomlTable | undefined, key: string): TomlTable | undefined {
  const value = table?.get(key);
  return value instanceof TomlTable ? value : undefined;
}
