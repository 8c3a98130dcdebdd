import { type TomlArray, type TomlEntry, type TomlKey, type TomlStatement, TomlTable, type TomlValue } from './node';
import type { ProblemList } from './problems';

interface OpenEntry extends TomlEntry {
  others: TomlStatement[];
  otherKeys: TomlKey[];
}

/** Most entries have one statement, and share these for the others. */
const NO_OTHERS: TomlStatement[] = [];
const NO_KEYS: TomlKey[] = [];

function addStatement(entry: OpenEntry, statement: TomlStatement, key: TomlKey): void {
  if (entry.others === NO_OTHERS) {
    entry.others = [];
    entry.otherKeys = [];
  }
  entry.others.push(statement);
  entry.otherKeys.push(key);
}

interface TableArray extends TomlArray {
  readonly items: TomlTable[];
  readonly commas: number[];
  /** Made by `[[header]]`, so another such header adds to it. */
  readonly ofTables: true;
}

/** The table that a header's keys name. */
export function openTable(
  root: TomlTable,
  keys: readonly TomlKey[],
  ofTables: boolean,
  section: TomlStatement,
  problems: ProblemList,
): TomlTable {
  let table = root;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as TomlKey;
    const last = i === keys.length - 1;
    const entry = table.entry(key.name) as OpenEntry | undefined;
    const value = entry?.value;
    if (entry !== undefined) {
      addStatement(entry, section, key);
    }
    if (last && ofTables) {
      const next = new TomlTable(section, 'header');
      if (value !== undefined && isTableArray(value)) {
        value.items.push(next);
        value.commas.push(-1);
      } else {
        reportDuplicate(entry, key, problems);
        const array: TableArray = { kind: 'array', items: [next], commas: [-1], span: section, ofTables: true };
        table.add({ key, value: array, statement: section, others: NO_OTHERS, otherKeys: NO_KEYS });
      }
      return next;
    }
    if (value?.kind === 'table') {
      if (value.form === 'inline' || (last && value.form !== 'implicit')) {
        reportDuplicate(entry, key, problems);
      } else if (last) {
        value.form = 'header';
      }
      table = value;
    } else if (value !== undefined && !last && isTableArray(value)) {
      table = value.items.at(-1) as TomlTable;
    } else {
      reportDuplicate(entry, key, problems);
      const next = new TomlTable(section, last ? 'header' : 'implicit');
      table.add({ key, value: next, statement: section, others: NO_OTHERS, otherKeys: NO_KEYS });
      table = next;
    }
  }
  return table;
}

/** Stores a value under dotted keys. */
export function assign(into: TomlTable, keys: readonly TomlKey[], value: TomlValue, statement: TomlStatement, problems: ProblemList): void {
  let table = into;
  const last = keys.length - 1;
  for (let i = 0; i < last; i++) {
    const key = keys[i] as TomlKey;
    const entry = table.entry(key.name) as OpenEntry | undefined;
    if (entry?.value.kind === 'table' && entry.value.form === 'dotted') {
      addStatement(entry, statement, key);
      table = entry.value;
    } else {
      reportDuplicate(entry, key, problems);
      const next = new TomlTable(statement, 'dotted');
      table.add({ key, value: next, statement, others: NO_OTHERS, otherKeys: NO_KEYS });
      table = next;
    }
  }
  const key = keys[last] as TomlKey;
  reportDuplicate(table.entry(key.name), key, problems);
  table.add({ key, value, statement, others: NO_OTHERS, otherKeys: NO_KEYS });
}

function reportDuplicate(entry: TomlEntry | undefined, key: TomlKey, problems: ProblemList): void {
  if (entry !== undefined) {
    problems.duplicate(key);
  }
}

function isTableArray(value: TomlValue): value is TableArray {
  return value.kind === 'array' && 'ofTables' in value;
}
