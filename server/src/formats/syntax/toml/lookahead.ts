import { APOSTROPHE, afterKeys, afterSpaces, CLOSE_BRACKET, CR, EQUALS, HASH, LF, OPEN_BRACKET, QUOTE } from './cursor';
import { scalarKind } from './scalar';

// What a line looks like. A value without an end stops before the statement below it.

/** Whether a statement seems to start at that offset of a text. */
export function startsStatement(text: string, at: number): boolean {
  return text.charCodeAt(at) === OPEN_BRACKET ? startsHeader(text, at) : startsKeyValue(text, at);
}

export function startsKeyValue(text: string, at: number): boolean {
  const end = afterKeys(text, at);
  return end !== undefined && text.charCodeAt(end) === EQUALS && text.charCodeAt(end + 1) !== EQUALS;
}

/** `[a.b]` alone on its line where `a.b` is not a value, so it cannot be a nested array. */
function startsHeader(text: string, at: number): boolean {
  const start = text.charCodeAt(at + 1) === OPEN_BRACKET ? at + 2 : at + 1;
  const end = afterKeys(text, start);
  if (end === undefined || text.charCodeAt(end) !== CLOSE_BRACKET) {
    return false;
  }
  const after = afterSpaces(text, end + (text.charCodeAt(end + 1) === CLOSE_BRACKET ? 2 : 1));
  const code = text.charCodeAt(after);
  if (after < text.length && code !== HASH && code !== LF && code !== CR) {
    return false;
  }
  const keys = text.slice(start, end).trim();
  const first = keys.charCodeAt(0);
  const quoted = first === QUOTE || first === APOSTROPHE;
  return quoted ? keys.indexOf(keys.charAt(0), 1) < keys.length - 1 : scalarKind(keys) === 'invalid';
}
