import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileData, FILES } from '../../../../server/src/names/files/compile';
import { loadNameData } from '../../../../server/src/names/files/loadNameData';
import { decodeMalicious } from '../../../../server/src/names/files/maliciousList';
import { decodePopularNames } from '../../../../server/src/names/files/popularNames';
import { decodeProjectList } from '../../../../server/src/names/files/projectList';
import { readSnapshot, type Snapshot } from '../../../../server/src/names/files/snapshot';
import type { PreviousData, SnapshotSources } from '../../../../server/src/names/files/sources';
import type { NameData } from '../../../../server/src/names/nameData';

/** Real names of a few hundred projects, most downloaded first. Like the bundled data, the list never changes. */
export const POPULAR: readonly string[] = readFileSync(path.join(import.meta.dirname, 'popular.txt'), 'utf8')
  .trim()
  .split('\n');

const MODULES = ['urllib', 'pathlib', 'argparse', 'datetime', 'collections', 'multiprocessing', 'subprocess', 're', 'xml-etree'];

/** Common additions to a name; better-known names get more of them. */
const BEHIND = ['utils', 'client', 'sdk', 'plugin', 'helper', 'core', 'cli', 'api', 'tools', 'extras', 'mock', 'async'];
const BEFORE = ['django', 'flask', 'pytest', 'py', 'my', 'simple', 'async'];

const LETTERS = 'etaoinsrhldcumfpgwybvkxjqz0123456789';

/** One typing slip of each kind in a name. `at` selects the position. */
export function slipsOf(name: string, at: number): readonly string[] {
  const i = 1 + (at % Math.max(1, name.length - 2));
  const letter = LETTERS[at % LETTERS.length] as string;
  const [before, here, behind] = [name.slice(0, i), name.charAt(i), name.slice(i + 1)];
  const slips = [
    before + behind,
    before + here + here + behind,
    before + letter + behind,
    before + letter + here + behind,
    before + behind.charAt(0) + here + behind.slice(1),
    name.slice(1),
    letter + name,
  ];
  return slips.filter((slip) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(slip) && !slip.includes('--'));
}

/** Imitations of a name. */
export function squatsOf(name: string, at: number): readonly string[] {
  const word = BEHIND[at % BEHIND.length] as string;
  const words = name.split('-');
  return [
    `${name}-${word}`,
    `${word}-${name}`,
    `${name}${word}`,
    `py${name}`,
    `python-${name}`,
    `${name}-python`,
    `python3${name}lib`,
    `my-${name}-${word}`,
    words.toReversed().join('-'),
    words.join(''),
    [words[0], word, ...words.slice(1)].join('-'),
    `${slipsOf(name, at)[0] ?? name}-${word}`,
    `${slipsOf(slipsOf(name, at)[0] ?? name, at + 3)[2] ?? name}`,
    `${name}s`,
    `${name}2`,
    name.replace('l', '1').replace('m', 'rn'),
  ];
}

/** Pseudo-random text, always the same. */
function some<T>(list: readonly T[], share: number, seed: number): readonly T[] {
  return list.filter((_, i) => (Math.imul(i + seed, 2_654_435_761) >>> 16) % 100 < share);
}

const PROJECTS = [
  ...POPULAR.slice(0, 380),
  ...POPULAR.slice(0, 120).flatMap((name, i) => BEHIND.slice(0, 12 - (i >> 4)).map((word) => `${name}-${word}`)),
  ...BEFORE.flatMap((word, i) => POPULAR.slice(0, 60 - 8 * i).map((name) => `${word}-${name}`)),
  ...some(
    POPULAR.slice(0, 200).flatMap((name, i) => slipsOf(name, i)),
    12,
    1,
  ),
  ...['globex-auth', 'quokka', 'zq', 'a', 'x-y-z'],
].filter((name) => !name.includes('--'));
const GONE = some(
  POPULAR.slice(0, 150).flatMap((name, i) => slipsOf(name, i + 7)),
  4,
  2,
);
const MALICIOUS = some(
  POPULAR.slice(0, 150).flatMap((name, i) => squatsOf(name, i)),
  12,
  3,
).filter((name) => !POPULAR.includes(name));

const monthAt = (i: number): string => (i % 23 === 0 ? '' : `${2014 + (i % 13)}-${String(1 + (i % 12)).padStart(2, '0')}`);

/** The sources in a month. `later`: a month in which some projects and records were added, removed and withdrawn. */
function sources(later: boolean): SnapshotSources {
  const projects = [...new Set(later ? [...PROJECTS.slice(0, -40), ...GONE.slice(0, 5), 'newcomer', 'requestss'] : PROJECTS)];
  const ranked = later ? ['newcomer', ...POPULAR.slice(3, 300).toReversed(), 'requestss'] : POPULAR;
  const rank = new Map(ranked.map((name, i) => [name, i + 1]));
  const rows = projects.map((name, i) => [name, `1.${i % 7}`, monthAt(i + (later ? 1 : 0)), rank.get(name) ?? ''].join('\t'));
  const campaigns = MALICIOUS.slice(0, 40).map((name, i) =>
    [
      name,
      ['malicious', 'spam', 'probably_pentest', 'highly_suspicious', 'high_risk_hacking_tools'][i % 5],
      '',
      `2025-0${1 + (i % 9)}-camp`,
      i % 3 === 0 ? '1.0 1.1' : '',
    ].join('\t'),
  );
  const reports = MALICIOUS.slice(20, 60).map((name, i) => ({
    name,
    record: {
      source: 'osv',
      category: 'malicious',
      id: `MAL-2026-${i}`,
      month: '2026-05',
      ...(i % 4 === 0 && { versions: ['2.0'] }),
    } as const,
  }));
  return {
    projectTable: ['name\tversion\tmonth\trank', ...rows, 'Not_Normal\t1\t2026-01\t3', 'broken'].join('\n'),
    downloads: JSON.stringify({
      last_update: '2026-10-02 03:04:05',
      rows: POPULAR.slice(0, 350).map((project, i) => ({ project, download_count: Math.round(2e9 / (i + 1) ** 2) })),
    }),
    malicious: [...MALICIOUS.slice(later ? 30 : 0), 'pycryptoenv', '"requ\\320\\265sts"'].join('\n'),
    campaigns: ['name\tcategory\tmonth\tcampaign\taffected_versions', ...campaigns].join('\n'),
    maliciousRecords: later ? reports.slice(5) : reports,
    ...(later
      ? { withdrawn: new Set(['MAL-2026-0', 'MAL-2026-7']) }
      : { earlierNames: { month: '2024-12', names: [...PROJECTS.slice(0, 900), ...GONE].join('\n') } }),
  };
}

const asItIs = (bytes: Uint8Array): Uint8Array => bytes;

export interface SmallWorld {
  readonly snapshot: Snapshot;
  /** The compiled files, not compressed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly data: NameData;
  readonly previous: PreviousData;
}

/** A few hundred projects, compiled as the bundled data are. `previous`: the world of a month before. */
export async function compileWorld(today: string, previous?: PreviousData): Promise<SmallWorld> {
  const snapshot = readSnapshot(sources(previous !== undefined), today, previous);
  const dates = { ...snapshot.dates, advisories: snapshot.dates.malicious };
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const files = new Map([
    ...compileData(snapshot, asItIs, MODULES),
    [FILES.manifest, json({ dates })] as const,
    [
      FILES.importNames,
      json({ installed: { yaml: ['pyyaml'], attr: ['attrs'] }, projects: { pkg_resources: { project: 'setuptools', before: '82' } } }),
    ] as const,
    [FILES.standardLibrary, json({ modules: { tomllib: { since: '3.11', project: 'tomli' }, asyncore: { until: '3.12' } } })] as const,
    [FILES.superseded, json({ projects: { pycrypto: { successor: 'pycryptodome', source: 'https://example.org' } } })] as const,
  ]);
  const data = await loadNameData((file) => () => files.get(file) as Uint8Array, asItIs);
  return {
    snapshot,
    files,
    data,
    previous: {
      dates,
      projects: decodeProjectList(files.get(FILES.projects) as Uint8Array, asItIs),
      removed: decodeProjectList(files.get(FILES.removed) as Uint8Array, asItIs),
      popular: decodePopularNames(files.get(FILES.popular) as Uint8Array),
      malicious: decodeMalicious(files.get(FILES.malicious) as Uint8Array),
      engine: data.engine,
    },
  };
}
