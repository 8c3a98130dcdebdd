import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { Slice } from '../../packaging/slice';

/** jsonc-parser goes down by recursion; no file that we read is half as deep. */
const MAX_DEPTH = 200;

export type JsonNode = Node;

/** The tree of a JSON text, as far as it can be read, and into `errors` what is wrong; undefined for an empty text and for one that is nested absurdly deep. */
export function parseJson(text: string, errors: ParseError[] = []): JsonNode | undefined {
  return depthOf(text) > MAX_DEPTH ? undefined : parseTree(text, errors, { allowTrailingComma: true, disallowComments: true });
}

export interface JsonMember {
  readonly key: JsonNode;
  readonly value: JsonNode;
}

/** The members of an object in the order of the text, also those whose key comes twice; none for anything else. */
export function membersOf(node: JsonNode | undefined): readonly JsonMember[] {
  if (node?.type !== 'object') {
    return [];
  }
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [{ key, value }] : []));
}

export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return membersOf(node).find(({ key }) => key.value === name)?.value;
}

/** The items of an array; none for anything else. */
export function elementsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** The content of a string node, escapes resolved; undefined for any other node. */
export function stringSlice(text: string, node: JsonNode | undefined): Slice | undefined {
  if (node?.type !== 'string') {
    return undefined;
  }
  const from = node.offset + 1;
  const closed = node.length > 1 && text.charAt(node.offset + node.length - 1) === '"';
  const to = node.offset + node.length - (closed ? 1 : 0);
  if (!text.slice(from, to).includes('\\')) {
    return Slice.of(text, from, to);
  }
  const pieces: Slice[] = [];
  let plain = from;
  for (let at = from; at < to; ) {
    if (text.charAt(at) !== '\\') {
      at++;
      continue;
    }
    if (plain < at) {
      pieces.push(Slice.of(text, plain, at));
    }
    const end = Math.min(to, at + (text.charAt(at + 1) === 'u' ? 6 : 2));
    pieces.push(Slice.replaced(resolveEscape(text.slice(at + 1, end)), { start: at, end }));
    at = end;
    plain = end;
  }
  if (plain < to) {
    pieces.push(Slice.of(text, plain, to));
  }
  return Slice.join(pieces);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function resolveEscape(sequence: string): string {
  if (/^u[0-9a-fA-F]{4}$/.test(sequence)) {
    return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  }
  return ESCAPES[sequence] ?? sequence;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        for (at++; at < text.length && text.charCodeAt(at) !== 0x22 && text.charCodeAt(at) !== 0x0a; at++) {
          if (text.charCodeAt(at) === 0x5c) {
            at++;
          }
        }
        break;
      case 0x5b:
      case 0x7b:
        depth++;
        deepest = Math.max(deepest, depth);
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
    }
  }
  return deepest;
}
