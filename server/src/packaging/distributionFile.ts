import { decodeComponent } from './escapes';
import { isValidName, normalizeName } from './name';
import { isValidVersion } from './version';

/** The endings of the archives that pip installs. */
export const ARCHIVES = ['.zip', '.whl', '.tar.bz2', '.tbz', '.tar.gz', '.tgz', '.tar', '.tar.xz', '.txz', '.tlz', '.tar.lz', '.tar.lzma'];

/** The longest name of a file on common file systems. */
const MAX_FILE_NAME = 255;

/** What the file name of a wheel or a source distribution says. */
export interface DistributionFile {
  /** As written. */
  readonly name: string;
  readonly normalizedName: string;
  /** Absent: it is not a version of PEP 440. */
  readonly version?: string;
}

/**
 * The project in the file name of a wheel or a source distribution (PyPA binary distribution format, PEP 625), at the end of a path or of a URL. Undefined:
 * it is not the name of such a file.
 */
export function distributionFile(location: string): DistributionFile | undefined {
  const end = location.search(/[?#]/);
  const whole = decodeComponent(end === -1 ? location : location.slice(0, end)).replace(/\[[^[\]]{0,500}\]$/, '');
  const file = whole.slice(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
  if (file.length > MAX_FILE_NAME) {
    return undefined;
  }
  const lower = file.toLowerCase();
  const ending = ARCHIVES.find((each) => lower.endsWith(each));
  if (ending === undefined) {
    return undefined;
  }
  const stem = file.slice(0, -ending.length);
  return ending === '.whl' ? ofWheel(stem.split('-')) : ofSource(stem);
}

function ofWheel(fields: readonly string[]): DistributionFile | undefined {
  const [name = '', version = ''] = fields;
  return fields.length < 4 || fields.length > 6 ? undefined : named(name, version);
}

/** A name may contain hyphens, and so may a version: the name ends where the rest is a version. */
function ofSource(stem: string): DistributionFile | undefined {
  for (let dash = stem.indexOf('-'); dash !== -1; dash = stem.indexOf('-', dash + 1)) {
    if (isValidVersion(stem.slice(dash + 1))) {
      return named(stem.slice(0, dash), stem.slice(dash + 1));
    }
  }
  const last = stem.lastIndexOf('-');
  return last === -1 ? undefined : named(stem.slice(0, last), '');
}

function named(name: string, version: string): DistributionFile | undefined {
  return isValidName(name) ? { name, normalizedName: normalizeName(name), ...(isValidVersion(version) && { version }) } : undefined;
}
