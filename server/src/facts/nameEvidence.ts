import * as l10n from '@vscode/l10n';
import { found, type Lookup, notCheckedWhy, unavailable } from '../lookup';
import type { ListedProject } from '../names/data';
import type { KnownFacts } from '../names/evidence';
import type { Project, ProjectMetadata } from './project';

/** What two projects of one index, the one with the suspicious name and the one that it resembles, have in common. */
export interface Kinship {
  readonly sameOwner?: boolean;
  readonly summaryCopied?: boolean;
}

/** Shorter summaries ("A simple library") are the same by chance. */
const MIN_SUMMARY = 20;
const DAY = 86_400_000;
const MONTHS_A_DAY = 12 / 365;

export function kinshipOf(own: Lookup<ProjectMetadata>, target: Lookup<ProjectMetadata>): Lookup<Kinship> {
  if (own.kind !== 'found' || target.kind !== 'found') {
    return unavailable(notCheckedWhy(own) ?? notCheckedWhy(target) ?? l10n.t('the index gives no details'));
  }
  const owners = new Set(ownersOf(own.value));
  const targetOwners = ownersOf(target.value);
  const summary = comparable(own.value.summary);
  return found({
    sameOwner: owners.size === 0 || targetOwners.length === 0 ? undefined : targetOwners.some((owner) => owners.has(owner)),
    summaryCopied: summary.length < MIN_SUMMARY ? undefined : summary === comparable(target.value.summary),
  });
}

/** What the index itself says; the author's name is anybody's to write. */
function ownersOf({ owners = [], organization }: ProjectMetadata): string[] {
  return [...owners.map((owner) => `user ${owner}`), ...(organization === undefined ? [] : [`organization ${organization}`])];
}

function comparable(summary = ''): string {
  return summary
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export interface EvidenceInput {
  readonly rank?: number;
  /** Listed projects that put words behind the name. */
  readonly extensions: number;
  readonly listed: Lookup<ListedProject>;
  /** Month of the list. */
  readonly asOf: string;
  readonly project: Lookup<Project>;
  readonly kinship?: Lookup<Kinship>;
  readonly now: number;
}

/** The list's word counts until the index's own has arrived. */
export function knownFacts({ rank, extensions, listed, asOf, project, kinship, now }: EvidenceInput): KnownFacts {
  if (project.kind === 'missing') {
    return { rank };
  }
  const listedMonth = listed.kind === 'found' ? listed.value.latestMonth : undefined;
  const monthsSinceRelease = listedMonth === undefined ? undefined : monthNumber(asOf) - monthNumber(listedMonth);
  if (project.kind === 'unavailable') {
    return { rank, extensions, monthsSinceRelease };
  }
  const { status, releases } = project.value;
  const times = releases.flatMap(({ files }) =>
    files.flatMap(({ uploadTime }) => (uploadTime === undefined ? [] : [Date.parse(uploadTime)])),
  );
  const uploads = times.filter((time) => !Number.isNaN(time));
  const kin = kinship?.kind === 'found' ? kinship.value : undefined;
  if (uploads.length === 0) {
    return { rank, extensions, status, monthsSinceRelease, ...kin };
  }
  const first = uploads.reduce((a, b) => Math.min(a, b));
  const last = uploads.reduce((a, b) => Math.max(a, b));
  return {
    rank,
    extensions,
    status,
    ageInDays: Math.max(0, now - first) / DAY,
    activeMonths: new Set(uploads.map(monthOf)).size,
    monthsSinceRelease: Math.floor((Math.max(0, now - last) / DAY) * MONTHS_A_DAY),
    ...kin,
  };
}

function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 'YYYY-MM'.length);
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
