import { itemsOf, type TomlEntry } from '../formats/syntax/toml/node';
import { parseToml } from '../formats/syntax/toml/parse';
import { itemRemoval } from '../formats/syntax/toml/remove';
import type { Span } from '../packaging/span';
import { configurationTable } from './configurationFile';

/** The text to delete to remove the entry at `span` of a list. Undefined: the text cannot be changed with certainty. */
export function listEntryRemoval(uri: string, text: string, list: 'trust' | 'accept', span: Span): Span | undefined {
  const entry = listIn(uri, text, list);
  const index = itemsOf(entry?.value).findIndex((item) => item.span.start === span.start);
  const removal = entry === undefined || index < 0 ? undefined : removalIn(text, entry, index);
  if (removal === undefined) {
    return undefined;
  }
  const left = text.slice(0, removal.start) + text.slice(removal.end);
  const isSound = parseToml(left).problems.length <= parseToml(text).problems.length;
  return isSound && itemsOf(listIn(uri, left, list)?.value).length === itemsOf(entry?.value).length - 1 ? removal : undefined;
}

function listIn(uri: string, text: string, list: string): TomlEntry | undefined {
  return configurationTable(uri, parseToml(text).root)?.entry(list);
}

function removalIn(text: string, { value, statement, others }: TomlEntry, index: number): Span | undefined {
  if (value.kind !== 'array') {
    return undefined;
  }
  const tables = [statement, ...others];
  if (statement.kind !== 'section') {
    return itemRemoval(text, value, index);
  }
  const table = tables.length === value.items.length ? tables[index] : undefined;
  return table && { start: table.start, end: text.charAt(table.end) === '\n' ? table.end + 1 : table.end };
}
