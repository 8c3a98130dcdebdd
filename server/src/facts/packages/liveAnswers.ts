import * as l10n from '@vscode/l10n';
import type { Requirement } from '../../formats/manifest/format';
import type { ProjectMetadata, Release } from '../../index/project';
import type { Provenance } from '../../index/provenance';
import { releaseOf } from '../../index/releases';
import { type Lookup, MISSING, unavailable } from '../../lookup';
import { allowedVersions } from './allowedVersions';
import type { PackageFactStore } from './packageFactStore';
import type { FactScope } from './question';

/** The index's answers about one requirement's package, for people. */
export interface LiveAnswers {
  readonly metadata: Lookup<ProjectMetadata>;
  /** The pinned version, or the latest one. */
  readonly release: Lookup<Release>;
  /** Who published a file of `release`. `missing`: published without attestations. */
  readonly provenance: Lookup<Provenance>;
}

/**
 * Starts all requests at once and waits at most `patience` milliseconds. Answers that are late are `unavailable`. Their requests continue, so
 * the next call has them.
 */
export async function askLive(
  store: PackageFactStore,
  requirement: Requirement,
  scope: FactScope,
  signal: AbortSignal,
  patience: number,
): Promise<LiveAnswers> {
  if (scope.configuration.settings.offline) {
    const offline = unavailable(l10n.t('Lookalike is in offline mode'));
    return { metadata: offline, release: offline, provenance: offline };
  }
  const { normalizedName, indexName } = requirement;
  const index = store.index(scope, indexName);
  const metadata = index.metadata(normalizedName, signal);
  const release = askRelease(store, requirement, metadata, scope, signal);
  const provenance = release.then((lookup): Promise<Lookup<Provenance>> | Lookup<Provenance> => {
    if (lookup.kind !== 'found') {
      return lookup;
    }
    const file = lookup.value.files.find((one) => one.provenance !== undefined);
    return file === undefined ? MISSING : index.provenance(normalizedName, lookup.value.version, file, signal);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Lookup<never>>((resolve) => {
    timer = setTimeout(() => resolve(unavailable(l10n.t('still loading; hover again'))), patience);
  });
  try {
    const [first, second, third] = await Promise.all([
      Promise.race([metadata, tooLate]),
      Promise.race([release, tooLate]),
      Promise.race([provenance, tooLate]),
    ]);
    return { metadata: first, release: second, provenance: third };
  } finally {
    clearTimeout(timer);
  }
}

async function askRelease(
  store: PackageFactStore,
  requirement: Requirement,
  metadata: Promise<Lookup<ProjectMetadata>>,
  scope: FactScope,
  signal: AbortSignal,
): Promise<Lookup<Release>> {
  const project = await store.project(requirement, scope, signal);
  if (project.kind !== 'found') {
    return project;
  }
  let version = allowedVersions(requirement).pinned;
  if (version === undefined) {
    const details = await metadata;
    if (details.kind !== 'found') {
      return details;
    }
    version = details.value.version;
  }
  const release = releaseOf(project.value, version);
  return release === undefined ? MISSING : { ...project, value: release };
}
