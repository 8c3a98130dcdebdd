import * as l10n from '@vscode/l10n';
import type { Project, ProjectMetadata } from '../../index/project';
import { found, type Lookup, notCheckedWhy, unavailable } from '../../lookup';
import type { KnownFacts } from '../../names/evidence';
import type { ListedProject } from '../../names/nameData';
import type { Namesakes } from '../../names/namesakes';
import { DAY } from '../../protocol/language';

/** What two projects of one index have in common: the one with the suspicious name and the one that it resembles. */
export interface Kinship {
  readonly sameOwner?: boolean | undefined;
  readonly summaryCopied?: boolean | undefined;
}

/** Shorter summaries ("A simple library") can be equal by chance. */
const MIN_SUMMARY = 20;

/** What a project and the one that it resembles have in common, by the answers of the index about both. */
export function kinshipOf(own: Lookup<ProjectMetadata>, target: Lookup<ProjectMetadata>): Lookup<Kinship> {
  if (own.kind !== 'found' || target.kind !== 'found') {
    return unavailable(notCheckedWhy(own) ?? notCheckedWhy(target) ?? l10n.t('the index has no details'));
  }
  const owners = new Set(ownersOf(own.value));
  const targetOwners = ownersOf(target.value);
  const summary = comparable(own.value.summary);
  return found({
    sameOwner: owners.size === 0 || targetOwners.length === 0 ? undefined : targetOwners.some((owner) => owners.has(owner)),
    summaryCopied: summary.length < MIN_SUMMARY ? undefined : summary === comparable(target.value.summary),
  });
}

/** Only facts of the index itself. Anyone can write any author's name. */
export function ownersOf({ owners = [], organization }: ProjectMetadata): string[] {
  return [...owners.map((owner) => `user ${owner}`), ...(organization === undefined ? [] : [`organization ${organization}`])];
}

function comparable(summary = ''): string {
  return summary
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export interface EvidenceInput {
  readonly rank?: number | undefined;
  readonly namesakes: Namesakes;
  readonly listed: Lookup<ListedProject>;
  /** Month of the list. */
  readonly asOf: string;
  readonly project: Lookup<Project>;
  readonly kinship?: Lookup<Kinship> | undefined;
  readonly now: number;
}

/** The bundled list counts until the index has answered. */
export function knownFacts({ rank, namesakes, listed, asOf, project, kinship, now }: EvidenceInput): KnownFacts {
  if (project.kind === 'missing') {
    return { rank };
  }
  const { extensions, knownIn } = namesakes;
  const listing = listed.kind === 'found' ? { ...listed.value, asOf, ...(knownIn !== undefined && { knownIn }) } : undefined;
  if (project.kind === 'unavailable') {
    return { rank, extensions, listing };
  }
  const { status, releases } = project.value;
  const times = releases.flatMap(({ files }) => files.map(({ uploadTime }) => Date.parse(uploadTime ?? '')));
  const uploads = times.filter((time) => !Number.isNaN(time));
  const kin = kinship?.kind === 'found' ? kinship.value : undefined;
  if (uploads.length === 0) {
    return { rank, extensions, status, listing, ...kin };
  }
  const first = uploads.reduce((a, b) => Math.min(a, b));
  return {
    rank,
    extensions,
    status,
    ageInDays: Math.max(0, now - first) / DAY,
    activeMonths: new Set(uploads.map(monthOf)).size,
    ...kin,
  };
}

function monthOf(time: number): string {
  const date = new Date(time);
  return `${date.getUTCFullYear()}-${date.getUTCMonth()}`;
}
