import * as l10n from '@vscode/l10n';
import type { Requirement } from '../../formats/manifest/format';
import { hostInUserInfo, imitatedHost } from '../../index/lookAlikeHost';
import { shown } from '../../packaging/printable';
import type { Span } from '../../packaging/span';
import { defineRule, type Fix, type RuleFinding } from '../rule';

/** An index with plain http or without certificate checks, a host that imitates PyPI's, or credentials in a file that others read. */
export const insecureIndex = defineRule({
  id: 'insecure-index',
  level: 'warning',
  summary: () =>
    l10n.t('Packages are fetched over an insecure connection or from a host that imitates PyPI, or the file contains credentials.'),
  securitySeverity: 6.5,
  *checkManifest({ manifest }) {
    for (const { kind, url, span } of manifest.indexes) {
      if (url === undefined) {
        continue;
      }
      if (kind === 'trusted-host') {
        yield { span, message: l10n.t('Certificate checks are off for this host. Anyone on the network can change what is installed.') };
      } else {
        yield* urlFindings(url, span, useHttps(url, span));
      }
    }
    for (const { path, span } of manifest.includes) {
      yield* urlFindings(path, span, useHttps(path, span));
    }
    for (const { location, span } of manifest.unchecked) {
      if (location !== undefined) {
        yield* urlFindings(location, span, useHttps(location, span));
      }
    }
    for (const { name, url, span, strayFile } of manifest.requirements) {
      if (url !== undefined) {
        yield* urlFindings(url, span);
      }
      if (strayFile !== undefined) {
        yield* strayFindings(name, strayFile);
      }
    }
  },
});

/** A file in a lock file that comes from another host than its index, PyPI. */
function* strayFindings(name: string, { url, span }: NonNullable<Requirement['strayFile']>): Iterable<RuleFinding> {
  const host = hostOf(url) ?? url;
  if (KNOWN_HOST.test(host)) {
    yield* urlFindings(url, span);
  } else {
    yield {
      span,
      message: l10n.t({
        message: "'{0}' has a file from '{1}', but the lock file says that it comes from PyPI.",
        args: [name, shown(host)],
        comment: ['{0} is a name. {1} is the name of a host, such as: pypi.org.'],
      }),
    };
  }
}

/** Where the text is unescaped. */
function useHttps(url: string, { start, end }: Span): readonly Fix[] {
  return end - start === url.length && /^http:/i.test(url)
    ? [{ title: l10n.t('Use HTTPS'), edits: [{ span: { start, end: start + 'http'.length }, text: 'https' }], preferred: true }]
    : [];
}

function* urlFindings(url: string, span: Span, httpFixes: readonly Fix[] = []) {
  const address = /^(?:[a-z]+\+)?([a-z]+):\/\/([^/?#]*)/i.exec(url);
  if (address === null) {
    return;
  }
  const [, scheme = '', authority = ''] = address;
  const userInfo = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  const [imitated, pretended] = [imitatedHost(host), hostInUserInfo(userInfo)];
  if (imitated !== undefined) {
    yield {
      span,
      message: l10n.t({
        message: "The host '{0}' looks like '{1}'.",
        args: [shown(host), imitated],
        comment: ['{0} is the name of a host, such as: pypi.org. {1} is the name of a host.'],
      }),
    };
  }
  if (pretended !== undefined && !KNOWN_HOST.test(host)) {
    yield {
      span,
      message: l10n.t({
        message: "This URL leads to '{0}', not to '{1}'.",
        args: [shown(host), pretended],
        comment: ['{0} is the name of a host, such as: pypi.org. {1} is the name of a host.'],
      }),
    };
    return;
  }
  if (scheme.toLowerCase() === 'http' && !isThisMachine(host)) {
    yield { span, message: l10n.t('Unencrypted HTTP lets anyone on the network change what is installed. Use HTTPS.'), fixes: httpFixes };
  }
  if (hasSecret(userInfo, scheme)) {
    yield {
      span,
      message: l10n.t('This file contains a password or token. Move it to netrc, a keyring or an environment variable.'),
    };
  }
}

/** Whether the text before the `@` of a URL has a password or a token. A user of SSH is not a secret, and the value of `${TOKEN}` is not in the file. */
function hasSecret(userInfo: string, scheme: string): boolean {
  // A placeholder may contain a colon itself.
  const colon = userInfo.replace(PLACEHOLDERS, (placeholder) => '_'.repeat(placeholder.length)).indexOf(':');
  const secret = userInfo.slice(colon + 1);
  const isUser = colon === -1 && (secret === 'git' || scheme.toLowerCase() === 'ssh');
  return !isUser && secret !== '' && !PLACEHOLDER.test(secret);
}

/** Placeholders that a shell, a CI service (`${{ secrets.TOKEN }}`, `$(TOKEN)`) or a template (`{{ token }}`, `{env:TOKEN}`) fills in. */
const PLACEHOLDERS = /\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|\$\{[^{}]+\}|\$\([A-Z0-9_.]+\)|\{env:[^{}]+\}|\$[A-Z0-9_]+|%[A-Z0-9_]+%/gi;
const PLACEHOLDER = new RegExp(`^(?:${PLACEHOLDERS.source})$`, 'i');

/** The host of a URL without user and port, as written. */
function hostOf(url: string): string | undefined {
  const authority = /^[a-z+]+:\/\/([^/?#]*)/i.exec(url)?.[1];
  return authority?.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}

const KNOWN_HOST = /(?:^|\.)(?:pypi|pythonhosted|python)\.org\.?$/i;

function isThisMachine(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(host);
}
