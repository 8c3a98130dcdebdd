import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { characterOfHex } from '../../../packaging/escapes';
import { Slice } from '../../../packaging/slice';

/** jsonc-parser is recursive. No real file is half as deep. */
const MAX_DEPTH = 200;

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const SLASH = 0x2f;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

export type JsonNode = Node;

/**
 * The tree of a JSON text, as far as it can be read. A byte order mark is not part of it (RFC 8259). Errors are added to `errors`. Undefined for an empty text and, without an
 * error, for one that `deepPlace` rejects.
 */
export function parseJsonTree(text: string, errors: ParseError[] = [], comments?: 'with-comments'): JsonNode | undefined {
  return deepPlace(text) === undefined
    ? parseTree(text.replace(/^\ufeff/, ' '), errors, { allowTrailingComma: true, disallowComments: comments === undefined })
    : undefined;
}

export interface JsonMember {
  readonly key: JsonNode;
  readonly value: JsonNode;
}

/** The members of an object in the order of the text, including repeated keys. None for anything else. */
export function membersOf(node: JsonNode | undefined): readonly JsonMember[] {
  if (node?.type !== 'object') {
    return [];
  }
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) => (key && value ? [{ key, value }] : []));
}

/** The value of a key of an object. Undefined: there is no such key, or the node is not an object. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return membersOf(node).find(({ key }) => key.value === name)?.value;
}

/** The items of an array; none for anything else. */
export function elementsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** The content of a string node, with resolved escapes. Undefined for any other node. */
export function stringSlice(text: Slice | string, node: JsonNode | undefined): Slice | undefined {
  if (node?.type !== 'string') {
    return undefined;
  }
  const end = node.offset + node.length;
  const literal = typeof text === 'string' ? Slice.of(text, node.offset, end) : text.sub(node.offset, end);
  const inside = literal.sub(1, literal.length - (isClosed(literal.text) ? 1 : 0));
  const { text: written } = inside;
  const pieces: Slice[] = [];
  let plain = 0;
  for (let at = written.indexOf('\\'); at !== -1; at = written.indexOf('\\', plain)) {
    const after = Math.min(written.length, at + (written.charAt(at + 1) === 'u' ? 6 : 2));
    pieces.push(inside.sub(plain, at), Slice.replaced(resolveEscape(written.slice(at + 1, after)), inside.span(at, after)));
    plain = after;
  }
  return pieces.length === 0 ? inside : Slice.join([...pieces, inside.sub(plain)]);
}

/** Whether the text of a string ends with its own quote, and not with an escaped one. */
function isClosed(literal: string): boolean {
  let backslashes = 0;
  while (literal.charAt(literal.length - 2 - backslashes) === '\\') {
    backslashes++;
  }
  return literal.length > 1 && literal.endsWith('"') && backslashes % 2 === 0;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function resolveEscape(sequence: string): string {
  const unit = sequence.startsWith('u') ? characterOfHex(sequence.slice(1), 4) : undefined;
  return unit ?? ESCAPES.get(sequence) ?? sequence;
}

/**
 * Where a JSON text is nested too deeply for the parser, if anywhere. A bracket closes only one of its own kind: the parser
 * skips any other, so its depth is never more than the count here.
 */
export function deepPlace(text: string): number | undefined {
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === SLASH) {
      at = endOfComment(text, at);
    } else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      open.push(code);
      if (open.length > MAX_DEPTH) {
        return at;
      }
    } else if ((code === CLOSE_BRACKET || code === CLOSE_BRACE) && open.at(-1) === code - 2) {
      open.pop();
    }
  }
  return undefined;
}

/** The offset of the quote or line break that ends the string at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) {
      at++;
    } else if (code === QUOTE || code === LF || code === CR) {
      break;
    }
  }
  return at;
}

/** The offset of the last character of the comment at `start`; `start` itself where none begins. */
function endOfComment(text: string, start: number): number {
  if (text.startsWith('/*', start)) {
    const end = text.indexOf('*/', start + 2);
    return end === -1 ? text.length : end + 1;
  }
  let at = start;
  if (text.startsWith('//', start)) {
    while (at + 1 < text.length && text.charCodeAt(at + 1) !== LF && text.charCodeAt(at + 1) !== CR) {
      at++;
    }
  }
  return at;
}
