import * as l10n from '@vscode/l10n';
import { normalizeName } from '../../packaging/name';
import type { Span } from '../../packaging/span';
import type { ManifestBuilder } from '../manifest/manifestBuilder';
import type { TomlTable, TomlValue } from '../syntax/toml/node';

interface Inclusion {
  readonly target: string;
  readonly span: Span;
}

/** Violations of PEP 735 in `[dependency-groups]`: invalid items, a repeated name, an include of a missing group, a cycle. */
export function checkDependencyGroups(groups: TomlValue, into: ManifestBuilder): void {
  if (groups.kind !== 'table') {
    return;
  }
  const inclusions = new Map<string, readonly Inclusion[]>();
  const written = new Map<string, string>();
  for (const { key, value } of groups.entries) {
    const name = normalizeName(key.name);
    const before = written.get(name);
    // The same spelling twice is invalid TOML, which is already reported.
    if (before !== undefined && before !== key.name) {
      into.problem(
        l10n.t({
          message: "The group '{0}' is declared twice (also as '{1}').",
          args: [key.name, before],
          comment: ['{0} is the name of a key. {1} is the name of a group.'],
        }),
        key.span,
      );
    }
    written.set(name, key.name);
    if (value.kind === 'array') {
      inclusions.set(name, [...(inclusions.get(name) ?? []), ...inclusionsIn(value.items, into)]);
    } else if (value.kind !== 'missing' && value.kind !== 'invalid') {
      into.problem(l10n.t('A dependency group must be a list of requirements.'), value.span);
    }
  }
  for (const { target, span } of [...inclusions.values()].flat()) {
    if (!written.has(normalizeName(target))) {
      into.problem(l10n.t({ message: "Unknown group '{0}'.", args: [target], comment: ['{0} is the name of a group.'] }), span);
    }
  }
  for (const { target, span } of circlesIn(inclusions)) {
    into.problem(l10n.t({ message: "'{0}' includes this group again.", args: [target], comment: ['{0} is the name of a group.'] }), span);
  }
}

function inclusionsIn(items: readonly TomlValue[], into: ManifestBuilder): readonly Inclusion[] {
  const found: Inclusion[] = [];
  for (const item of items) {
    const target = item.kind === 'table' ? includedGroup(item) : undefined;
    if (target !== undefined) {
      found.push(target);
    } else if (item.kind !== 'string' && item.kind !== 'missing' && item.kind !== 'invalid') {
      into.problem(l10n.t('Expected a requirement, or a table with include-group as its only key.'), item.span);
    }
  }
  return found;
}

function includedGroup(table: TomlTable): Inclusion | undefined {
  const name = table.entries.length === 1 ? table.string('include-group') : undefined;
  return name && { target: name.text, span: name.span };
}

/** The inclusions that lead back to a group on the way to them, found in one walk. */
function circlesIn(inclusions: ReadonlyMap<string, readonly Inclusion[]>): readonly Inclusion[] {
  const circles: Inclusion[] = [];
  const open = new Set<string>();
  const done = new Set<string>();
  for (const start of inclusions.keys()) {
    const way: { name: string; next: number }[] = done.has(start) ? [] : [{ name: start, next: 0 }];
    for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
      open.add(step.name);
      const inclusion = inclusions.get(step.name)?.[step.next++];
      const target = inclusion && normalizeName(inclusion.target);
      if (inclusion === undefined || target === undefined) {
        open.delete(step.name);
        done.add(step.name);
        way.pop();
      } else if (open.has(target)) {
        circles.push(inclusion);
      } else if (!done.has(target) && inclusions.has(target)) {
        way.push({ name: target, next: 0 });
      }
    }
  }
  return circles;
}
