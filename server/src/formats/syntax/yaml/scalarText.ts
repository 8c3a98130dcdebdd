import type { CST } from 'yaml';
import { Slice } from '../../../packaging/slice';
import { blockScalar } from './blockScalar';
import type { YamlNode } from './node';
import { foldedLines, unescapeDoubleQuoted, unescapeSingleQuoted } from './scalar';

export function isScalar(node: YamlNode): node is CST.FlowScalar | CST.BlockScalar {
  return (
    node.type === 'block-scalar' || node.type === 'scalar' || node.type === 'single-quoted-scalar' || node.type === 'double-quoted-scalar'
  );
}

/** The value of a scalar, with the positions of its characters. Undefined: a block without its header. */
export function textOfScalar(text: string, scalar: CST.FlowScalar | CST.BlockScalar): Slice | undefined {
  switch (scalar.type) {
    case 'scalar':
      return foldedLines(Slice.of(text, scalar.offset, scalar.offset + scalar.source.length));
    case 'single-quoted-scalar':
      return unescapeSingleQuoted(withoutQuotes(text, scalar));
    case 'block-scalar':
      return blockScalar(text, scalar);
    default:
      return unescapeDoubleQuoted(withoutQuotes(text, scalar));
  }
}

function withoutQuotes(text: string, { offset, source }: CST.FlowScalar): Slice {
  const isClosed = source.length > 1 && source.endsWith(source.charAt(0));
  return Slice.of(text, offset + 1, offset + source.length - (isClosed ? 1 : 0));
}
