import { normalizeName } from '../packaging/name';
import { versionKey, versionKeyText } from '../packaging/versionKey';
import type { Release, ReleaseFile } from './project';

const SDIST_ENDINGS = ['.tar.gz', '.zip', '.tar.bz2', '.tgz', '.tar.xz', '.tar.z', '.tar'];
const BUILT_ENDINGS = ['.whl', '.egg', '.exe', '.msi', '.rpm', '.deb', '.dmg'];
const MAX_VERSION_LENGTH = 128;

/** The version in a distribution's file name (wheel and sdist file name conventions). Undefined: it is not a file of `project`. */
export function versionOfFile(filename: string, project: string): string | undefined {
  const lower = filename.toLowerCase();
  const sdist = SDIST_ENDINGS.find((ending) => lower.endsWith(ending));
  const built = sdist === undefined ? BUILT_ENDINGS.find((ending) => lower.endsWith(ending)) : undefined;
  if (sdist === undefined && built === undefined) {
    return undefined;
  }
  const stem = filename.slice(0, -(sdist ?? built ?? '').length);
  // Old names contain the separator itself (`zope.interface-5.0`, `my-package-1.0`): the name ends where its normal form is complete.
  for (let dash = stem.indexOf('-'); dash > 0; dash = stem.indexOf('-', dash + 1)) {
    if (normalizeName(stem.slice(0, dash)) === project) {
      const rest = stem.slice(dash + 1);
      const version = sdist === undefined ? (rest.split('-')[0] as string).replace(/\.(?:win|linux|macosx).*$/, '') : rest;
      return version !== '' && version.length <= MAX_VERSION_LENGTH ? version : undefined;
    }
  }
  return undefined;
}

/** The same text for all spellings of one version: `1.0`, `v1.0.0` (PEP 440). Any other text is returned unchanged. */
export function versionIdentity(version: string): string {
  const key = versionKey(version);
  return key === undefined ? version.toLowerCase() : versionKeyText(key);
}

/** Files by version. `listed` are the versions that the index itself names (PEP 700), some of which may have no files. */
export function groupByVersion(project: string, files: readonly ReleaseFile[], listed: readonly string[]): readonly Release[] {
  const releases = new Map<string, { version: string; files: ReleaseFile[] }>();
  for (const version of listed) {
    releases.set(versionIdentity(version), { version, files: [] });
  }
  const identities = new Map<string, string>();
  for (const file of files) {
    const version = versionOfFile(file.filename, project);
    if (version === undefined) {
      continue;
    }
    let identity = identities.get(version);
    if (identity === undefined) {
      identity = versionIdentity(version);
      identities.set(version, identity);
    }
    const release = releases.get(identity);
    if (release === undefined) {
      releases.set(identity, { version, files: [file] });
    } else {
      release.files.push(file);
    }
  }
  return [...releases.values()];
}
