import { describe, expect, it } from 'vitest';
import { contextOf, entriesOf, type Grouping, groupsOf, totalsOf } from '../../../client/src/dependencyTree';
import type { Dependencies, ReportedFinding } from '../../../server/src/protocol/dependencies';

const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 3 } });
const pathOf = (uri: string): string => uri.slice('file:///'.length);

function finding(uri: string, line: number, name: string, rest: Partial<ReportedFinding> = {}): ReportedFinding {
  const message = `'${name}' is in a record of malicious packages.`;
  return {
    uri: `file:///${uri}`,
    range: at(line),
    rule: 'known-malicious',
    severity: 'error',
    message,
    name,
    normalizedName: name.toLowerCase(),
    advisories: [],
    trustable: false,
    ...rest,
  };
}

const DEPENDENCIES: Dependencies = {
  findings: [
    finding('b.txt', 4, 'Evil'),
    finding('a.txt', 9, 'old', { severity: 'warning', rule: 'vulnerable-version', advisories: ['CVE-2024-1'] }),
    finding('a.txt', 2, 'evil'),
    finding('a.txt', 0, 'loose', { severity: 'hint', rule: 'unpinned' }),
  ],
  notChecked: [
    { uri: 'file:///b.txt', range: at(7), name: 'old', why: 'The index did not answer.' },
    { uri: 'file:///c.txt', why: 'The file could not be read.' },
  ],
};

const shape = (grouping: Grouping, filter = ''): unknown =>
  groupsOf(entriesOf(DEPENDENCIES, filter, pathOf), grouping).map(({ key, kind, entries }) => [
    key,
    kind,
    entries.map(({ of }) => `${pathOf(of.uri)}:${of.range?.start.line ?? '-'}`),
  ]);

describe('groups', () => {
  it.each<[Grouping, unknown]>([
    [
      'severity',
      [
        ['error', 'error', ['a.txt:2', 'b.txt:4']],
        ['warning', 'warning', ['a.txt:9']],
        ['hint', 'hint', ['a.txt:0']],
        ['notChecked', 'notChecked', ['b.txt:7', 'c.txt:-']],
      ],
    ],
    [
      'package',
      [
        ['evil', 'error', ['a.txt:2', 'b.txt:4']],
        ['old', 'warning', ['a.txt:9', 'b.txt:7']],
        ['loose', 'hint', ['a.txt:0']],
        ['', 'notChecked', ['c.txt:-']],
      ],
    ],
    [
      'file',
      [
        ['file:///a.txt', 'error', ['a.txt:0', 'a.txt:2', 'a.txt:9']],
        ['file:///b.txt', 'error', ['b.txt:4', 'b.txt:7']],
        ['file:///c.txt', 'notChecked', ['c.txt:-']],
      ],
    ],
  ])('by %s', (grouping, expected) => {
    expect(shape(grouping)).toEqual(expected);
  });
});

it.each([
  ['EVIL', 2],
  ['cve-2024', 1],
  ['unpinned', 1],
  ['b.txt old', 1],
  ['could not', 1],
  ['nothing like it', 0],
])('the filter %s leaves %i', (filter, count) => {
  expect(entriesOf(DEPENDENCIES, filter, pathOf)).toHaveLength(count);
});

it('counts the entries of each kind', () => {
  expect(totalsOf(entriesOf(DEPENDENCIES, '', pathOf))).toEqual({ error: 2, warning: 1, information: 0, hint: 1, notChecked: 2 });
});

it.each<[string, ReportedFinding | undefined]>([
  ['notChecked', undefined],
  ['finding malicious', finding('a', 0, 'x')],
  ['finding trustable', finding('a', 0, 'x', { rule: 'typosquat', trustable: true })],
  ['finding malicious advisory page', finding('a', 0, 'x', { advisories: ['MAL-1'], url: 'https://osv.dev/MAL-1' })],
  ['finding advisory acceptable', finding('a', 0, 'x', { rule: 'vulnerable-version', advisories: ['CVE-1'] })],
])('offers for %s what can be done there', (expected, of) => {
  const entry = of === undefined ? ({ kind: 'notChecked', of: { uri: 'file:///a', why: 'x' } } as const) : { kind: of.severity, of };
  expect(contextOf(entry)).toBe(expected);
});
