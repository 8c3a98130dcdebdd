import { normalizeName } from '../packaging/name';
import type { PopularName } from './popularNames';
import { compare } from './popularNames';
import type { ProjectRow } from './projectList';

/** What the data files are compiled from. */
export interface Snapshot {
  /** Month of the project list, `2026-11`. */
  readonly asOf: string;
  /** Every project, sorted by name. */
  readonly projects: readonly ProjectRow[];
  /** Most downloaded first. */
  readonly popular: readonly PopularName[];
  /** Normalised names of removed malicious packages, sorted. */
  readonly malicious: readonly string[];
}

/** The source files as text. */
export interface SnapshotSources {
  /** Tab-separated with a header: normalised name, latest version, month of the latest release, rank by downloads or empty. */
  readonly projects: string;
  /** The public format of the top-pypi-packages data set: `{ rows: [{ project, download_count }] }`. */
  readonly downloads: string;
  /** One a line; a name with other than ASCII letters may be quoted the way git quotes paths. */
  readonly malicious: string;
}

export function readSnapshot(sources: SnapshotSources): Snapshot {
  const projects: ProjectRow[] = [];
  const ranks = new Map<string, number>();
  let asOf = '';
  for (const line of lines(sources.projects).slice(1)) {
    const [name = '', version = '', month = '', rank = ''] = line.split('\t');
    projects.push({ name, version, month });
    if (rank !== '') {
      ranks.set(name, Number(rank));
    }
    if (month > asOf) {
      asOf = month;
    }
  }
  projects.sort((a, b) => compare(a.name, b.name));
  const malicious = new Set(lines(sources.malicious).map((line) => normalizeName(unquote(line))));
  return { asOf, projects, popular: popularNames(ranks, sources.downloads), malicious: [...malicious].sort(compare) };
}

/**
 * One list out of two of different age: the ranked projects of the newer list in their order, then those that only the older list has.
 * A project that was among the most downloaded half a year ago is still what people type, and still worth imitating, even if it has
 * since been renamed or removed; but its old rank says little, so it comes behind. Counts exist in the older list only.
 */
function popularNames(ranks: ReadonlyMap<string, number>, downloadsJson: string): PopularName[] {
  const { rows } = JSON.parse(downloadsJson) as { rows: { project: string; download_count: number }[] };
  const downloads = new Map(rows.map((row) => [normalizeName(row.project), row.download_count]));
  const ranked = [...ranks].sort((a, b) => a[1] - b[1]).map(([name]) => name);
  const older = [...downloads.keys()].filter((name) => !ranks.has(name));
  return [...ranked, ...older].map((name) => ({ name, downloads: downloads.get(name) }));
}

function lines(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]));
}

/** Undoes git's quoting: `"requ\320\265sts"` holds the UTF-8 bytes of a Cyrillic letter as octal escapes. */
export function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) {
    return text;
  }
  const bytes: number[] = [];
  for (let i = 1; i < text.length - 1; i++) {
    const octal = text[i] === '\\' ? /^[0-3][0-7]{2}/.exec(text.slice(i + 1, i + 4)) : null;
    if (octal !== null) {
      bytes.push(Number.parseInt(octal[0], 8));
      i += 3;
    } else {
      if (text[i] === '\\') {
        i++;
      }
      bytes.push(...new TextEncoder().encode(text[i]));
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
