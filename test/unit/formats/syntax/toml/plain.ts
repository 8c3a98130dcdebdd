import type { TomlValue } from '../../../../../server/src/formats/syntax/toml/node';

/** A value without positions, for comparison: tables as objects, line ends as `\n`, scalars as `kind:text`. */
export function plain(value: TomlValue): unknown {
  switch (value.kind) {
    case 'string':
      return value.slice.text.replaceAll('\r\n', '\n');
    case 'array':
      return value.items.map(plain);
    case 'table':
      return Object.fromEntries(value.entries.map((entry) => [entry.key.name, plain(entry.value)]));
    default:
      return `${value.kind}:${value.text}`;
  }
}
