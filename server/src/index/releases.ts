import { compareVersionKeys, versionKey } from '../packaging/versionKey';
import type { Project, ProjectStatus, Release } from './project';
import { versionIdentity } from './releaseFile';

/** The release with the given `version`, whatever the spelling (`1.0` is `1.0.0`). */
export function releaseOf({ releases }: Project, version: string): Release | undefined {
  const key = versionKey(version);
  return releases.find((release) => {
    const other = versionKey(release.version);
    return release.version === version || (key !== undefined && other !== undefined && compareVersionKeys(key, other) === 0);
  });
}

/** The reason, possibly empty, when every file of the release was yanked (PEP 592). */
export function yankedReason({ files }: Release): string | undefined {
  return files.length > 0 && files.every(({ yanked }) => yanked !== undefined) ? files[0]?.yanked : undefined;
}

/** Versions that an installer would choose from. */
export function availableVersions({ releases }: Project): string[] {
  return releases.filter((release) => release.files.length > 0 && yankedReason(release) === undefined).map(({ version }) => version);
}

/** When the first file of the releases was uploaded, in milliseconds since the epoch. Undefined: unknown. */
export function firstUpload(releases: readonly Release[]): number | undefined {
  let first: number | undefined;
  for (const { files } of releases) {
    for (const { uploadTime } of files) {
      const time = uploadTime === undefined ? Number.NaN : Date.parse(uploadTime);
      if (!Number.isNaN(time) && (first === undefined || time < first)) {
        first = time;
      }
    }
  }
  return first;
}

const GRAVEST_FIRST: readonly ProjectStatus[] = ['quarantined', 'archived', 'deprecated'];

/** The merged answers of several indexes about one project, for an installer that chooses from all of them. At least one. */
export function mergeProjects(projects: readonly Project[]): Project {
  const releases = new Map<string, Release>();
  for (const { version, files } of projects.flatMap((project) => project.releases)) {
    const identity = versionIdentity(version);
    const known = releases.get(identity);
    releases.set(identity, known === undefined ? { version, files } : { version: known.version, files: [...known.files, ...files] });
  }
  const speaking = GRAVEST_FIRST.map((status) => projects.find((project) => project.status === status)).find(Boolean);
  return { ...(speaking ?? (projects[0] as Project)), releases: [...releases.values()] };
}
