import * as l10n from '@vscode/l10n';
import type { Span } from '../packaging/span';
import type { Fix, Rule } from './rule';

/** A plain-http index, one whose certificate is not checked, or credentials written into a file that others read. */
export const insecureIndex: Rule = {
  id: 'insecure-index',
  *checkManifest({ manifest }) {
    for (const { kind, url, span } of manifest.indexes) {
      if (kind === 'trusted-host') {
        yield { span, message: l10n.t('The certificate of this host is not checked: anybody on the way can change what is installed.') };
      } else if (url !== undefined && kind !== 'index-strategy') {
        yield* urlFindings(url, span, useHttps(url, span));
      }
    }
    for (const { url, span } of manifest.requirements) {
      if (url !== undefined) {
        yield* urlFindings(url, span);
      }
    }
  },
};

/** Where the text stands as it is read, without escapes. */
function useHttps(url: string, { start, end }: Span): readonly Fix[] {
  return end - start === url.length && /^http:/i.test(url)
    ? [{ title: l10n.t('Use https'), edits: [{ span: { start, end: start + 'http'.length }, text: 'https' }], preferred: true }]
    : [];
}

function* urlFindings(url: string, span: Span, httpFixes: readonly Fix[] = []) {
  const address = /^(?:[a-z]+\+)?([a-z]+):\/\/([^/?#]*)/i.exec(url);
  if (address === null) {
    return;
  }
  const [, scheme = '', authority = ''] = address;
  const userInfo = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d+$/, '');
  if (scheme.toLowerCase() === 'http' && !isThisMachine(host)) {
    yield { span, message: l10n.t('Plain http: anybody on the way can change what is installed. Use https.'), fixes: httpFixes };
  }
  // `git@host` is no secret, and `${TOKEN}` is none that stands in the file.
  if (
    userInfo.includes(':')
      ? isSecret(userInfo.slice(userInfo.indexOf(':') + 1))
      : userInfo !== '' && userInfo !== 'git' && isSecret(userInfo)
  ) {
    yield {
      span,
      message: l10n.t('A password or token is written into this file. Keep it in netrc, in a keyring or in an environment variable.'),
    };
  }
}

function isSecret(text: string): boolean {
  return text !== '' && !/^(?:\$\{[A-Z0-9_]+\}|\$[A-Z0-9_]+|%[A-Z0-9_]+%)$/i.test(text);
}

function isThisMachine(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(host);
}
