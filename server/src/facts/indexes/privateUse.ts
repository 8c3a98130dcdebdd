import * as l10n from '@vscode/l10n';
import type { IndexOption } from '../../formats/manifest/format';
import { SafeUrl } from '../../index/safeUrl';

/** An index in use that is not public, or unknown: names that are not publicly known may be on it. */
export interface PrivateUse {
  /** The file that names it, for people. Absent: the judged file itself, or the user's configuration. */
  readonly path?: string;
  /** Its address depends on a variable, a secret or another configuration. */
  readonly unknown?: boolean;
  /** Not all files that may name one were searched. */
  readonly unsearched?: boolean;
}

/** PyPI itself. It may have packages that another index lacks, such as a mirror or TestPyPI. */
export const PYPI_ORIGIN = 'https://pypi.org';

/** Indexes that everyone can read and write. */
export const PUBLIC_ORIGINS: ReadonlySet<string> = new Set([PYPI_ORIGIN, 'https://pypi.python.org', 'https://test.pypi.org']);

/** Hosts of public files, beside the public indexes. */
const PUBLIC_HOSTS: ReadonlySet<string> = new Set(['pypi.org', 'pypi.python.org', 'test.pypi.org', 'files.pythonhosted.org']);

/**
 * Whether options of a file show that a private index is in use, and whether they show which one. Links to files, and hosts without certificate
 * checks, count too: they are there for packages that the public index does not have.
 */
export function privateUseOf(options: readonly IndexOption[], publicOrigins: ReadonlySet<string> = PUBLIC_ORIGINS): PrivateUse | undefined {
  let use: PrivateUse | undefined;
  for (const { kind, url } of options) {
    if (kind === 'index-strategy') {
      continue;
    }
    if (kind === 'no-index') {
      return {};
    }
    if (kind === 'trusted-host') {
      const isKnown = url !== undefined && !/[${}%<>]/.test(url);
      if (!isKnown || !PUBLIC_HOSTS.has(url.replace(/:\d+$/, '').toLowerCase())) {
        use ??= isKnown ? {} : { unknown: true };
      }
      continue;
    }
    const address = kind === 'configuration' ? undefined : SafeUrl.parse(url ?? '');
    if (address === undefined || isTemplate(address)) {
      const isPath = kind === 'find-links' && url !== undefined && !/[${}%<>]/.test(url);
      use ??= isPath ? {} : { unknown: true };
    } else if (!publicOrigins.has(address.origin) && !PUBLIC_HOSTS.has(address.hostname)) {
      return {};
    }
  }
  return use;
}

/** Why a name that may be private is not sent to a public index. */
export function whyPrivate({ path, unknown, unsearched }: PrivateUse): string {
  if (unsearched) {
    return l10n.t('there are too many folders to search for indexes, so unknown names are not sent to the public index');
  }
  if (path === undefined) {
    return unknown
      ? l10n.t('this file may use an index that it does not name, so unknown names are not sent to the public index')
      : l10n.t('private names are not sent to the public index');
  }
  return unknown
    ? l10n.t({
        message: "'{0}' may use an index that it does not name, so unknown names are not sent to the public index",
        args: [path],
        comment: ['{0} is the path of a file.'],
      })
    : l10n.t({
        message: "'{0}' uses a private index, so unknown names are not sent to the public index",
        args: [path],
        comment: ['{0} is the path of a file.'],
      });
}

/** `https://${HOST}/simple` parses, but names no host. */
export function isTemplate({ hostname }: SafeUrl): boolean {
  return /[${}%<>]/.test(hostname) || hostname.includes('%');
}
