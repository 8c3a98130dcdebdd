import type { CST } from 'yaml';

export type YamlNode = CST.Token;

/** The values of the documents. */
export function rootsOf(tokens: readonly CST.Token[]): readonly YamlNode[] {
  return tokens.flatMap((token) => (token.type === 'document' && token.value ? [token.value] : []));
}

/** The items of all collections. */
export function* itemsBelow(roots: readonly YamlNode[]): Iterable<CST.CollectionItem> {
  const pending = [...roots];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const item of childrenOf(node)) {
      yield item;
      if (item.key) {
        pending.push(item.key);
      }
      if (item.value) {
        pending.push(item.value);
      }
    }
  }
}

/** The items of a collection; none for other nodes. */
export function childrenOf(node: YamlNode | undefined): readonly CST.CollectionItem[] {
  return node?.type === 'block-map' || node?.type === 'block-seq' || node?.type === 'flow-collection' ? node.items : [];
}

/** The offset after the text of a node. */
export function endOf(node: YamlNode): number {
  if (node.type === 'block-scalar') {
    const last = node.props.at(-1);
    return (last && 'source' in last ? last.offset + last.source.length : node.offset) + node.source.length;
  }
  return 'source' in node ? node.offset + node.source.length : node.offset;
}

export function isSequence(node: YamlNode): node is CST.BlockSequence | CST.FlowCollection {
  return node.type === 'block-seq' || (node.type === 'flow-collection' && node.start.type === 'flow-seq-start');
}
