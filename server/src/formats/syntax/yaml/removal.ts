import type { CST } from 'yaml';
import { isBlank } from '../../../packaging/characters';
import type { Span } from '../../../packaging/span';
import { childrenOf, endOf, type YamlNode } from './node';

/** The text to delete to remove an item from a list that still parses. */
export function listItemRemoval(text: string, list: YamlNode, index: number): Span {
  const items = childrenOf(list);
  const item = items[index] as CST.CollectionItem;
  return list.type === 'block-seq' ? blockItem(text, item) : flowItem(item, items[index + 1]);
}

/** The lines from the dash to the end of the value, or only the item itself if they contain something else. */
function blockItem(text: string, { start, value }: CST.CollectionItem): Span {
  const dash = start.find((token) => token.type === 'seq-item-ind')?.offset ?? value?.offset ?? 0;
  const end = value ? endOf(value) : dash + 1;
  let from = dash;
  while (from > 0 && isBlank(text.charCodeAt(from - 1))) {
    from--;
  }
  if (from > 0 && text.charCodeAt(from - 1) !== 0x0a) {
    return { start: dash, end };
  }
  const newline = text.indexOf('\n', Math.max(end - 1, dash));
  return { start: from, end: newline === -1 ? text.length : newline + 1 };
}

/** The item with the comma after it, or, for the last, with the one before it. */
function flowItem(item: CST.CollectionItem, next: CST.CollectionItem | undefined): Span {
  const value = item.value as YamlNode;
  const comma = item.start.find((token) => token.type === 'comma');
  if (next?.value) {
    return { start: value.offset, end: next.key?.offset ?? next.value.offset };
  }
  return { start: comma?.offset ?? value.offset, end: endOf(value) };
}
