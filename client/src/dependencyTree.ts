import type { Dependencies, ReportedFinding, ReportedNotChecked, Severity } from '../../server/src/protocol/dependencies';

export const GROUPINGS = ['severity', 'package', 'file'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Severities, most severe first. Parts that were not checked come last. */
export const KINDS = ['error', 'warning', 'information', 'hint', 'notChecked'] as const;
export type Kind = Severity | 'notChecked';

/** The subject of one row. */
export type Entry =
  | { readonly kind: Severity; readonly of: ReportedFinding }
  | { readonly kind: 'notChecked'; readonly of: ReportedNotChecked };

/** A row with rows below it. */
export interface Group {
  /** The kind, the package or the URI that its entries share. Empty for entries without a package. */
  readonly key: string;
  /** The most severe of its entries. */
  readonly kind: Kind;
  readonly entries: readonly Entry[];
}

export type Totals = Readonly<Record<Kind, number>>;

export function totalsOf(entries: readonly Entry[]): Totals {
  const totals = { error: 0, warning: 0, information: 0, hint: 0, notChecked: 0 };
  for (const { kind } of entries) {
    totals[kind]++;
  }
  return totals;
}

/** All entries with every word of `filter` in their name, message, rule, advisories or path, case-insensitive. */
export function entriesOf({ findings, notChecked }: Dependencies, filter: string, pathOf: (uri: string) => string): Entry[] {
  const entries: Entry[] = [
    ...findings.map((of) => ({ kind: of.severity, of })),
    ...notChecked.map((of) => ({ kind: 'notChecked' as const, of })),
  ];
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = searchText(entry, pathOf).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function searchText({ kind, of }: Entry, pathOf: (uri: string) => string): string {
  const own = kind === 'notChecked' ? [of.why] : [of.message, of.rule, ...of.advisories];
  return [of.name ?? '', pathOf(of.uri), ...own].join('\n');
}

/** Groups by severity are in that order, others by their most severe entry and then by key. Entries are sorted by severity, file and line. */
export function groupsOf(entries: readonly Entry[], grouping: Grouping): Group[] {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry, grouping);
    const group = byKey.get(key) ?? [];
    byKey.set(key, group);
    group.push(entry);
  }
  return [...byKey]
    .map(([key, group]): Group => {
      const sorted = group.sort(grouping === 'file' ? byPlace : bySeverity);
      return { key, kind: KINDS.find((kind) => sorted.some((entry) => entry.kind === kind)) ?? 'notChecked', entries: sorted };
    })
    .sort((a, b) => rank(a.kind) - rank(b.kind) || compare(a.key, b.key));
}

function keyOf({ kind, of }: Entry, grouping: Grouping): string {
  switch (grouping) {
    case 'severity':
      return kind;
    case 'package':
      return (kind === 'notChecked' ? of.name?.toLowerCase() : of.normalizedName) ?? '';
    case 'file':
      return of.uri;
  }
}

const rank = (kind: Kind): number => KINDS.indexOf(kind);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const lineOf = ({ of }: Entry): number => of.range?.start.line ?? -1;

function byPlace(a: Entry, b: Entry): number {
  return compare(a.of.uri, b.of.uri) || lineOf(a) - lineOf(b);
}

function bySeverity(a: Entry, b: Entry): number {
  return rank(a.kind) - rank(b.kind) || byPlace(a, b);
}

/** The actions of the context menu for an entry. `when` clauses use these words. */
export function contextOf(entry: Entry): string {
  if (entry.kind === 'notChecked') {
    return 'notChecked';
  }
  const { advisories, name, trustable, url, rule } = entry.of;
  return [
    'finding',
    ...(trustable ? ['trustable'] : []),
    ...(rule === 'known-malicious' && name !== undefined ? ['malicious'] : []),
    ...(advisories.length > 0 ? ['advisory'] : []),
    ...(advisories.length > 0 && name !== undefined && rule === 'vulnerable-version' ? ['acceptable'] : []),
    ...(url === undefined ? [] : ['page']),
  ].join(' ');
}
