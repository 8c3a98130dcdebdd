import { normalizeName } from '../../packaging/name';
import type { Span } from '../../packaging/span';
import type { Link } from '../format';
import { findPlaces } from './keyPath';
import { itemsOf, type TomlTable } from './node';

/** What a name is the name of. Groups and extras are compared as packages are (PEP 685, 735), indexes letter by letter. */
export type NameSpace = 'group' | 'poetry-group' | 'extra' | 'index';

/** A place where such a name is declared or used: a text, texts in an array, or, for a declaration without text, the last key. */
export interface NamePlace {
  readonly path: readonly string[];
  readonly space: NameSpace;
  readonly is: 'declared' | 'used';
}

export function declared(path: string, space: NameSpace): NamePlace {
  return { path: path.split('.'), space, is: 'declared' };
}

export function used(path: string, space: NameSpace): NamePlace {
  return { path: path.split('.'), space, is: 'used' };
}

/** From each use of a name to its first declaration, where there is one. */
export function findLinks(root: TomlTable, places: readonly NamePlace[]): readonly Link[] {
  const declarations = new Map<string, Span>();
  for (const place of places) {
    if (place.is === 'declared') {
      for (const [name, span] of namesAt(root, place)) {
        if (!declarations.has(name)) {
          declarations.set(name, span);
        }
      }
    }
  }
  return places
    .filter((place) => place.is === 'used')
    .flatMap((place) => namesAt(root, place))
    .flatMap(([name, span]) => {
      const target = declarations.get(name);
      return target === undefined ? [] : [{ span, target }];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

function namesAt(root: TomlTable, { path, space, is }: NamePlace): readonly [name: string, span: Span][] {
  const id = (name: string): string => `${space} ${space === 'index' ? name : normalizeName(name)}`;
  return findPlaces(root, { path }).flatMap(({ entry, value }): [string, Span][] => {
    if (is === 'declared' && path.at(-1) === '*') {
      return [[id(entry.key.name), entry.key.nameSpan]];
    }
    return itemsOf(value).flatMap((item): [string, Span][] => (item.kind === 'string' ? [[id(item.text), item.slice.span()]] : []));
  });
}
