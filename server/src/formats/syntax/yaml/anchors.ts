import type { CST } from 'yaml';
import type { YamlNode } from './node';

/** The nodes of a file with an anchor, to which aliases lead. */
export class Anchors {
  readonly #nodes = new Map<string, YamlNode>();

  get isEmpty(): boolean {
    return this.#nodes.size === 0;
  }

  /** @param tokens those before the node */
  add(tokens: readonly CST.SourceToken[], node: YamlNode | undefined): void {
    const anchor = node && tokens.find((token) => token.type === 'anchor');
    if (anchor) {
      this.#nodes.set(anchor.source.slice(1), node);
    }
  }

  /** The node itself, or the target of an alias. */
  resolve(node: YamlNode): YamlNode | undefined {
    return node.type === 'alias' ? this.#nodes.get(node.source.slice(1)) : node;
  }
}
