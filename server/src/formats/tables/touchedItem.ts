import { Slice } from '../../packaging/slice';
import { moved, type Span } from '../../packaging/span';
import type { ItemReader, Link, Manifest, Requirement, WrittenText } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { isMoved, movedRequirement } from '../manifest/moved';
import { changeBetween, firstAt } from '../manifest/pieces';
import { parsePep508Item } from '../pip/pep508Item';
import { findTemplate } from '../syntax/toml/template';

/**
 * A line that is one item of an array: a string without escapes, extras and templates, with its comma. Nothing around it changes how it is read, and
 * it does not change how other text is read.
 */
const ITEM = /^[ \t]*"([^"\\[\]{}%\p{Cc}]*)",[ \t]*\r?$/u;

/** Prefixes of groups with items that are only PEP 508 requirements, whatever else tools add. */
const GROUPS = ['build-system.requires', 'project.dependencies', 'project.optional-dependencies.', 'dependency-groups.'] as const;

/** Tables with the sources of names: an edit of a name may affect them. An array of texts (coverage has one) is not such a table. */
const SOURCES = /\bsources?\b(?![ \t]*=[ \t]*\[[ \t]*["'\]\r\n])|\binclude_packages\b/;

/** A line of a text, without its line break. */
interface Line extends Span {
  readonly text: string;
}

/** Reads an edit inside one requirement of the standard tables of a pyproject.toml: the other requirements move, nothing else changes. */
export const standardItems: ItemReader = {
  areAlone: (text) => !SOURCES.test(text),
  readTouched(before, text, change) {
    const by = text.length - before.text.length;
    const lines = itemLines(before.text, text, change);
    if (lines === undefined) {
      return undefined;
    }
    const index = firstAt(before.manifest.requirements, lines.old.start);
    const old = before.manifest.requirements[index];
    if (old === undefined || old.span.start >= lines.old.end || !GROUPS.some((group) => isIn(old.group, group))) {
      return undefined;
    }
    const read = readItem(before.text, lines.old, old.group);
    const now = readItem(text, lines.now, old.group);
    const [reread] = read.requirements;
    const [changed] = now.requirements;
    if (reread === undefined || changed === undefined || !isMoved(old, reread, 0)) {
      return undefined;
    }
    return withItem(before, { index, by, line: lines.old, read, now, changed });
  },
};

function isIn(name: string | undefined, group: string): boolean {
  return group.endsWith('.') ? name?.startsWith(group) === true : name === group;
}

/** The line of a change, before and after it. Undefined: it was or is not an item. */
function itemLines(before: string, text: string, change: Span): { readonly old: Line; readonly now: Line } | undefined {
  const start = text.lastIndexOf('\n', change.start - 1) + 1;
  const end = text.indexOf('\n', change.end);
  const old = { start, end: end - (text.length - before.length), text: before.slice(start, end - (text.length - before.length)) };
  const now = { start, end, text: text.slice(start, end) };
  return end !== -1 && ITEM.test(old.text) && ITEM.test(now.text) ? { old, now } : undefined;
}

/**
 * Whether two versions of a pyproject.toml differ only in one item of a standard table, judged by the lines above it. False
 * also if that is unknown, as with multi-line strings, which can contain anything that looks like a table.
 */
export function differInItem(before: string, text: string): boolean {
  const line = itemLines(before, text, changeBetween(before, text))?.now;
  if (line === undefined || text.includes('"""') || text.includes("'''")) {
    return false;
  }
  let key: string | undefined;
  for (let end = line.start - 1; end > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const above = text.slice(start, end);
    const header = /^[ \t]*\[(.*)\][ \t]*\r?$/.exec(above)?.[1];
    if (key !== undefined && header !== undefined) {
      return GROUPS.some((group) => isIn(`${header}.${key}`, group));
    }
    if (key === undefined && !ITEM.test(above) && !/^[ \t]*(?:#.*)?\r?$/.test(above)) {
      key = /^[ \t]*([\w-]+)[ \t]*=[ \t]*\[[ \t]*\r?$/.exec(above)?.[1];
      if (key === undefined) {
        return false;
      }
    }
    end = start - 1;
  }
  return false;
}

function readItem(text: string, line: Line, group: string | undefined): ManifestBuilder {
  const into = new ManifestBuilder();
  const start = line.start + line.text.indexOf('"') + 1;
  const removeSpan = { start: line.start, end: Math.min(text.length, line.end + 1) };
  parsePep508Item(Slice.of(text, start, line.start + line.text.lastIndexOf('"')), into, { group, removeSpan, findVariable: findTemplate });
  return into;
}

interface Touched {
  readonly index: number;
  readonly by: number;
  /** Before the change. */
  readonly line: Line;
  readonly read: ManifestBuilder;
  readonly now: ManifestBuilder;
  readonly changed: Requirement;
}

/** Undefined: something else extends into the line. */
function withItem({ manifest }: WrittenText, { index, by, line, read, now, changed }: Touched): Manifest | undefined {
  const isBefore = ({ end }: Span): boolean => end <= line.start;
  const isAfter = ({ start }: Span): boolean => start > line.end;
  const isOutside = (span: Span): boolean => isBefore(span) || isAfter(span);
  const { requirements, links } = manifest;
  const head = requirements.slice(0, index);
  const tail = requirements.slice(index + 1);
  const others = [manifest.includes, manifest.indexes, links ?? [], links?.map(({ target }) => ({ span: target })) ?? []];
  const isAlone =
    head.every(({ span, removeSpan }) => isBefore(span) && (removeSpan === undefined || isBefore(removeSpan))) &&
    tail.every(({ span, removeSpan }) => isAfter(span) && (removeSpan === undefined || removeSpan.start > line.end)) &&
    others.every((items: readonly { readonly span: Span }[]) => items.every(({ span }) => isOutside(span)));
  const place = (span: Span): Span => (isAfter(span) ? moved(span, by) : span);
  const placed = <T extends { readonly span: Span }>(items: readonly T[]): readonly T[] =>
    by === 0 ? items : items.map((item) => (isAfter(item.span) ? { ...item, span: moved(item.span, by) } : item));
  const problems = replaced(manifest.problems, read.problems, now.problems);
  const unchecked = replaced(manifest.unchecked, read.unchecked, now.unchecked);
  if (!isAlone || problems === undefined || unchecked === undefined) {
    return undefined;
  }
  return {
    ...manifest,
    requirements: [...head, changed, ...(by === 0 ? tail : tail.map((each) => movedRequirement(each, by)))],
    includes: placed(manifest.includes),
    indexes: placed(manifest.indexes),
    problems,
    unchecked,
    links: by === 0 ? links : links?.map(({ span, target }): Link => ({ span: place(span), target: place(target) })),
  };

  /** The items outside of the line, and those that are now in it. Undefined: those that were in it differ from reading it by itself. */
  function replaced<T extends { readonly span: Span }>(
    items: readonly T[],
    were: readonly T[],
    are: readonly T[],
  ): readonly T[] | undefined {
    const inside = items.filter(({ span }) => !isOutside(span));
    if (JSON.stringify(inside) !== JSON.stringify([...were].sort(byPlace))) {
      return undefined;
    }
    return are.length === 0 && inside.length === 0
      ? placed(items)
      : [...placed(items.filter(({ span }) => isOutside(span))), ...are].sort(byPlace);
  }
}

function byPlace(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start;
}
