import type { TomlScalar } from './node';

const INTEGER = /^(?:[+-]?(?:0|[1-9](?:_?[0-9])*)|0x[0-9a-fA-F](?:_?[0-9a-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*)$/;
const FLOAT = /^[+-]?(?:inf|nan|(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)$/;
const DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const TIME = '[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?';
const DATETIME = new RegExp(`^(?:${DATE}(?:[Tt ]${TIME}(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?|${TIME})$`);
const LONGEST_SCALAR = 400;

/** The kind of an unquoted value (TOML 1.0; times without seconds as in 1.1). */
export function scalarKind(text: string): TomlScalar['kind'] {
  if (text === 'true' || text === 'false') {
    return 'boolean';
  }
  if (text.length > LONGEST_SCALAR) {
    return 'invalid';
  }
  if (INTEGER.test(text)) {
    return 'integer';
  }
  if (FLOAT.test(text)) {
    return 'float';
  }
  return DATETIME.test(text) ? 'datetime' : 'invalid';
}
