import * as l10n from '@vscode/l10n';
import type { DocumentLink } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { readableTarget } from '../facts/includes';
import { SafeUrl } from '../index/safeUrl';
import type { Span } from '../packaging/span';
import { rangeOf } from './range';

/**
 * Links from `-r` and `-c` to their files, and from URLs to the pages for a browser. A name has none, because every healthy line would be underlined: its
 * hover links to the project's page.
 */
export function documentLinks({ document, manifest, manifestFacts }: Analysis): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const fact of manifestFacts.includes) {
    const target = readableTarget(fact);
    if (target !== undefined) {
      links.push({ range: rangeOf(document, fact.include.span), target, tooltip: l10n.t('Open the file') });
    }
  }
  const text = document.getText();
  const addUrl = (url: string, within: Span): void => {
    const at = text.slice(within.start, within.end).indexOf(url);
    const target = pageOf(url);
    if (target !== undefined && at !== -1) {
      const start = within.start + at;
      links.push({ range: rangeOf(document, { start, end: start + url.length }), target, tooltip: l10n.t('Open URL') });
    }
  };
  for (const { path, span } of manifest.includes) {
    addUrl(path, span);
  }
  for (const { url, span } of manifest.indexes) {
    if (url !== undefined) {
      addUrl(url, span);
    }
  }
  for (const { role, url, span } of manifest.requirements) {
    if (role !== 'reference' && url !== undefined) {
      addUrl(url, span);
    }
  }
  return links;
}

/**
 * The page of an http(s) URL for a browser: that of a repository without `git+`, branch and fragment. Undefined for other URLs, for those
 * with a variable, and for those with a query, which may be a secret. A password is removed.
 */
function pageOf(url: string): string | undefined {
  const prefix = /^(?:git|hg|svn|bzr)\+(?=https?:)/i.exec(url)?.[0] ?? '';
  const address = SafeUrl.parse(url.slice(prefix.length));
  if (address === undefined || /[?${]/.test(url)) {
    return undefined;
  }
  const at = prefix === '' ? -1 : address.pathname.lastIndexOf('@');
  return address.origin + (at === -1 ? address.pathname : address.pathname.slice(0, at));
}
