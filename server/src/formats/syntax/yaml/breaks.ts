import { Composer, type CST, Lexer, Parser } from 'yaml';
import { addAll } from '../../../packaging/lists';
import { itemsBelow, rootsOf, type YamlNode } from './node';

/** More levels than any tool's file has: reading and checking are recursive. */
const MAX_DEPTH = 100;
/** In a longer text, which a tool wrote, only errors of the lexer are reported: checking the rest takes as long as reading it. */
const MAX_CHECKED = 300_000;

interface Part {
  readonly tokens: CST.Token[];
  /** Where reading stopped because of the depth. */
  readonly deepAt?: number;
}

/** The tokens of a part of the text, at their positions in the whole. */
export function parsePart(text: string, start: number, end: number): Part {
  // Spaces only matter to YAML before the first word of a line.
  const part = start === 0 ? text.slice(0, end) : text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end);
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(part)) {
    if (parser.stack.length > MAX_DEPTH) {
      const deepAt = parser.offset;
      addAll(tokens, parser.end());
      return { tokens, deepAt };
    }
    addAll(tokens, parser.next(lexeme));
  }
  addAll(tokens, parser.end());
  return { tokens };
}

/** The first position among the tokens from `start` on that is not YAML, and the start of a line from which reading can continue. */
export function findBreak(text: string, start: number, tokens: readonly CST.Token[]): { at: number; resume: number } | undefined {
  const unclosed = findUnclosed(tokens) ?? Number.POSITIVE_INFINITY;
  const swallowed = start === 0 ? undefined : findSwallowed(tokens);
  const refused = text.length > MAX_CHECKED ? findRefused(tokens) : findInvalid(tokens);
  const wrong = Math.min(refused ?? Number.POSITIVE_INFINITY, swallowed ?? Number.POSITIVE_INFINITY);
  const invalid = Math.min(unclosed, wrong);
  if (invalid === Number.POSITIVE_INFINITY) {
    return undefined;
  }
  // An error may begin with blanks, and at the end of the text there is nothing to mark.
  const end = text.trimEnd().length;
  let at = Math.max(start, Math.min(invalid, end - 1));
  while (at < end && /\s/.test(text.charAt(at))) {
    at++;
  }
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  const next = newline === -1 ? text.length : newline + 1;
  return { at, resume: wrong < unclosed && line > start ? line : next };
}

/** An unclosed quoted text or flow collection includes all that follows. */
function findUnclosed(tokens: readonly CST.Token[]): number | undefined {
  let first: number | undefined;
  const look = (node: YamlNode | null | undefined): void => {
    const isOpen =
      node?.type === 'flow-collection'
        ? node.end.length === 0
        : (node?.type === 'double-quoted-scalar' || node?.type === 'single-quoted-scalar') &&
          (node.source.length < 2 || !node.source.endsWith(node.source.charAt(0)));
    if (node && isOpen && node.offset < (first ?? Number.POSITIVE_INFINITY)) {
      first = node.offset;
    }
  };
  const roots = rootsOf(tokens);
  roots.forEach(look);
  for (const { key, value } of itemsBelow(roots)) {
    look(key);
    look(value);
  }
  return first;
}

/** After a break, an item with a deeper indent than the previous one looks like the next line of that one's text. */
function findSwallowed(tokens: readonly CST.Token[]): number | undefined {
  let first: number | undefined;
  const look = (node: YamlNode | null | undefined): void => {
    const item = node?.type === 'scalar' ? /\n[ \t]*(?=-(?:\s|$))/.exec(node.source) : null;
    if (node && item) {
      first = Math.min(first ?? Number.POSITIVE_INFINITY, node.offset + item.index + item[0].length);
    }
  };
  const roots = rootsOf(tokens);
  roots.forEach(look);
  for (const { value } of itemsBelow(roots)) {
    look(value);
  }
  return first;
}

/** The first text that the lexer rejects. */
function findRefused(tokens: readonly CST.Token[]): number | undefined {
  let first = tokens.find(({ type }) => type === 'error')?.offset;
  const roots = rootsOf(tokens);
  for (const { key, value } of itemsBelow(roots)) {
    for (const node of [key, value]) {
      if (node?.type === 'error') {
        first = Math.min(first ?? node.offset, node.offset);
      }
    }
  }
  return first;
}

/** The first error of a YAML parser. */
function findInvalid(tokens: readonly CST.Token[]): number | undefined {
  let first: number | undefined;
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  for (const document of composer.compose(tokens)) {
    for (const { pos } of document.errors) {
      first = Math.min(first ?? pos[0], pos[0]);
    }
  }
  return first;
}
