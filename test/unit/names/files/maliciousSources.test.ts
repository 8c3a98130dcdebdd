import { describe, expect, it } from 'vitest';
import { decodeMalicious, encodeMalicious, isDeceiving } from '../../../../server/src/names/files/maliciousList';
import { readMalicious, unquote } from '../../../../server/src/names/files/maliciousSources';
import type { Projects } from '../../../../server/src/names/files/projectSources';
import type { PreviousData, SnapshotSources } from '../../../../server/src/names/files/sources';
import type { MaliciousRecord } from '../../../../server/src/names/nameData';

const TODAY = '2026-11-20';
const projects = (...names: readonly string[]): Projects => ({
  date: '2026-10',
  listings: [],
  rows: names.map((name) => ({ name, version: '', month: '', firstListed: '' })),
  removed: [],
  ranks: new Map(),
});

const OLD: MaliciousRecord = { source: 'registry', category: 'malicious' };
const dataBefore = (date: string): PreviousData =>
  ({ dates: { malicious: date }, malicious: { all: () => new Map([['old', [OLD]]]) } }) as unknown as PreviousData;

function read(sources: SnapshotSources, existing: readonly string[] = [], previous?: PreviousData) {
  const { records, date } = readMalicious(sources, projects(...existing), TODAY, previous);
  return { records: [...records].map(([name, list]) => `${name} ${list.map(({ source }) => source).join()}`), date };
}

const osv = (name: string, month?: string): { readonly name: string; readonly record: MaliciousRecord } => ({
  name,
  record: { source: 'osv', category: 'malicious', id: `MAL-${name}`, month },
});

describe('records of malicious packages', () => {
  it('come from each source that there is', () => {
    const campaigns = 'name\tcategory\tmonth\tcampaign\taffected_versions\nb\tspam\t2026-11\tx\t';
    expect(read({ malicious: 'A.b\nc' }).records).toEqual(['a-b registry', 'c registry']);
    expect(read({ campaigns }).records).toEqual(['b campaigns']);
    expect(read({ maliciousRecords: [osv('d')] }).records).toEqual(['d osv']);
    expect(read({ malicious: 'b', campaigns, maliciousRecords: [osv('b')] }).records).toEqual(['b registry,campaigns,osv']);
    expect(read({ malicious: 'b\n\n  \nc  ' }).records).toEqual(['b registry', 'c registry']);
    // What cannot be a name of one line.
    expect(read({ malicious: 'a b\na,b\na|b\nok' }).records).toEqual(['ok registry']);
  });

  it('are not empty, unless there were some before', () => {
    expect(() => read({})).toThrow('no list of malicious packages');
    expect(() => read({ malicious: '' })).toThrow('no list of malicious packages');
    expect(read({}, [], dataBefore('2026-09'))).toEqual({ records: ['old registry'], date: '2026-09' });
    expect(read({ maliciousRecords: [osv('new')] }, [], dataBefore('2026-09')).records).toEqual(['new osv', 'old registry']);
  });

  it('are of the newest month of a record, or of before', () => {
    const of = (months: readonly (string | undefined)[], previous?: PreviousData) =>
      read({ maliciousRecords: months.map((month, i) => osv(`n${i}`, month)) }, [], previous).date;
    expect(of(['2026-05', '2026-08', undefined])).toBe('2026-08');
    expect(of([undefined])).toBe('2026-10');
    expect(of(['2026-05'], dataBefore('2026-09'))).toBe('2026-09');
    expect(of(['2026-10'], dataBefore('2026-09'))).toBe('2026-10');
    // A date of the future is a mistake of a clock.
    expect(of(['2026-05'], dataBefore('2026-12'))).toBe('2026-05');
    expect(of([undefined], dataBefore('2026-12'))).toBe('2026-10');
    expect(of(['2026-05'], dataBefore(TODAY))).toBe(TODAY);
    const campaigns = (month: string) => read({ campaigns: `name\nb\tspam\t${month}\tx\t` }).date;
    expect([campaigns('2026-11'), campaigns('2026-12')]).toEqual(['2026-11', '2026-10']);
  });

  it('are about versions only of projects that exist', () => {
    const campaigns = 'name\na\tmalicious\t\tx\t1.0 2.0\nb\tmalicious\t\tx\t1.0';
    const { records } = readMalicious({ campaigns }, projects('a', 'c'), TODAY);
    expect([...records].map(([name, [record]]) => [name, record?.versions])).toEqual([
      ['a', ['1.0', '2.0']],
      ['b', undefined],
    ]);
  });
});

it.each([
  ['', ''],
  ['"', '"'],
  ['""', ''],
  ['"a', '"a'],
  ['a"', 'a"'],
  ['"a\\\\b"', 'a\\b'],
  ['"a\\"b"', 'a"b'],
  ['"\\320\\265x"', 'еx'],
  ['"x\\377"', 'x\ufffd'],
  ['"\\101\\102"', 'AB'],
  // No byte has these digits.
  ['"\\400"', '400'],
  ['"\\18"', '18'],
  ['"\\12"', '12'],
  ['"é"', 'é'],
])('%j is the path %j as git writes it', (text, expected) => {
  expect(unquote(text)).toBe(expected);
});

it('records are stored as text, with a sign for what is not known', () => {
  const records: readonly MaliciousRecord[] = [
    { source: 'registry', category: 'malicious' },
    { source: 'campaigns', category: 'suspicious', month: '2026-05', id: 'x' },
    { source: 'osv', category: 'pentest', id: 'MAL-1', versions: ['1.0', '2.0'] },
    { source: 'campaigns', category: 'spam', month: '2026-05' },
    { source: 'campaigns', category: 'hacking-tool' },
  ];
  const file = encodeMalicious(
    new Map([
      ['c', []],
      ['b', records],
      ['a', []],
    ]),
  );
  expect(new TextDecoder().decode(file)).toBe('a\nb\tR M - -\tK S 2026-05 x\tO P - MAL-1 1.0 2.0\tK A 2026-05 -\tK H - -\nc');
  const list = decodeMalicious(file);
  expect([...list.all()]).toEqual([
    ['a', []],
    ['b', records],
    ['c', []],
  ]);
  expect(['a', 'b', 'c', 'd', ''].map((name) => list.recordsOf(name).length)).toEqual([0, 5, 0, 0, 0]);
  expect(records.map(isDeceiving)).toEqual([true, true, true, false, false]);
});
