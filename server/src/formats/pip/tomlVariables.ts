import { Slice } from '../../packaging/slice';
import { TomlTable, type TomlValue } from '../syntax/toml/node';
import {
  addIndexAddress,
  addIndexAssignment,
  addIndexVariable,
  isIndexVariable,
  mayNameIndexes,
  type VariableTarget,
} from './indexVariables';

/**
 * Reads the environment variables that a tool's tables set for its commands (`set_env` of tox, `env-vars` of Hatch, `environment` of cibuildwheel,
 * `activation.env` of pixi), wherever they are.
 */
export function readTomlVariables(text: string, root: TomlTable, into: VariableTarget): void {
  if (!mayNameIndexes(text) && !text.includes('index-url')) {
    return;
  }
  // Keys that have already been read.
  const known = new Set(into.indexes.map(({ span }) => span.start));
  const all: VariableTarget = { indexes: [], includes: into.includes, unchecked: into.unchecked };
  readValues(text, root, all);
  for (const option of all.indexes) {
    if (!known.has(option.span.start)) {
      into.indexes.push(option);
    }
  }
}

function readValues(text: string, root: TomlTable, into: VariableTarget): void {
  const pending: TomlValue[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value.kind === 'array') {
      readArguments(value.items, into);
      for (const item of value.items) {
        pending.push(item);
      }
    } else if (value.kind === 'string') {
      const { slice } = value;
      for (const match of slice.text.matchAll(/(?<![^\s])[A-Z][A-Z0-9_]{1,100}=\S+/g)) {
        addIndexAssignment(slice.sub(match.index, match.index + match[0].length), into);
      }
    } else if (value instanceof TomlTable) {
      readTable(text, value, pending, into);
    }
  }
}

/** `["--extra-index-url", "https://…"]`: arguments that a tool passes to pip. */
function readArguments(items: readonly TomlValue[], into: VariableTarget): void {
  for (const [i, item] of items.entries()) {
    const [, option, inline] = item.kind === 'string' ? (/^--(extra-index-url|index-url)(?:[= ]\s*(\S+))?$/.exec(item.text) ?? []) : [];
    const next = items[i + 1];
    const kind = option === 'index-url' ? 'index' : 'extra-index';
    if (item.kind === 'string' && inline !== undefined) {
      addIndexAddress(kind, item.slice.sub(item.text.length - inline.length), into);
    } else if (option !== undefined && next?.kind === 'string') {
      addIndexAddress(kind, next.slice, into);
    }
  }
}

function readTable(text: string, table: TomlTable, pending: TomlValue[], into: VariableTarget): void {
  for (const { key, value } of table.entries) {
    if (isIndexVariable(key.name) && value.kind === 'string') {
      addIndexVariable(Slice.of(text, key.nameSpan.start, key.nameSpan.end), value.slice, into);
    } else {
      pending.push(value);
    }
  }
}
