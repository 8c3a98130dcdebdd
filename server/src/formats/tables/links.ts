import { normalizeName } from '../../packaging/name';
import type { Span } from '../../packaging/span';
import type { Link, Requirement } from '../manifest/format';
import { itemsOf, type TomlTable } from '../syntax/toml/node';
import { findPlaces } from './keyPath';

/** The kind of a name. Groups and extras are compared as packages are (PEP 685, 735), indexes exactly. */
export type NameSpace = 'group' | 'poetry-group' | 'extra' | 'index';

/** A declaration or use of such a name: a text, texts in an array, or, for a declaration without text, the last key. */
export interface NameKeys {
  readonly path: readonly string[];
  readonly space: NameSpace;
  readonly is: 'declared' | 'used';
}

export function declared(path: string, space: NameSpace): NameKeys {
  return { path: path.split('.'), space, is: 'declared' };
}

export function used(path: string, space: NameSpace): NameKeys {
  return { path: path.split('.'), space, is: 'used' };
}

/** From each use of a name to its first declaration, if there is one. */
export function findLinks(
  text: string,
  root: TomlTable,
  places: readonly NameKeys[],
  requirements: readonly Requirement[],
): readonly Link[] {
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
  const uses = places.filter((place) => place.is === 'used').flatMap((place) => namesAt(root, place));
  return [...uses, ...ownExtras(text, root, requirements)]
    .flatMap(([name, span]) => {
      const target = declarations.get(name);
      return target === undefined ? [] : [{ span, target }];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

function idOf(space: NameSpace, name: string): string {
  return `${space} ${space === 'index' ? name : normalizeName(name)}`;
}

/** Extras that a project requires of itself: `all = ["this-project[cli,web]"]`. */
function ownExtras(text: string, root: TomlTable, requirements: readonly Requirement[]): readonly [name: string, span: Span][] {
  const project = root.get('project');
  const own = project?.kind === 'table' ? project.string('name')?.text : undefined;
  if (own === undefined) {
    return [];
  }
  const uses: [string, Span][] = [];
  const ownName = normalizeName(own);
  for (const { normalizedName, extras, nameSpan, span } of requirements) {
    if (normalizedName !== ownName) {
      continue;
    }
    const written = text.slice(nameSpan.end, span.end);
    let at = 0;
    for (const extra of extras) {
      const start = written.indexOf(extra, at);
      if (start === -1) {
        // With escapes, no piece of the text is the extra.
        break;
      }
      at = start + extra.length;
      uses.push([idOf('extra', extra), { start: nameSpan.end + start, end: nameSpan.end + at }]);
    }
  }
  return uses;
}

function namesAt(root: TomlTable, { path, space, is }: NameKeys): readonly [name: string, span: Span][] {
  return findPlaces(root, { path }).flatMap(({ entry, value }): [string, Span][] => {
    if (is === 'declared' && path.at(-1) === '*') {
      return [[idOf(space, entry.key.name), entry.key.nameSpan]];
    }
    return itemsOf(value).flatMap((item): [string, Span][] =>
      item.kind === 'string' ? [[idOf(space, item.text), item.slice.span()]] : [],
    );
  });
}
