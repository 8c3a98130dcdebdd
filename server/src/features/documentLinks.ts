import * as l10n from '@vscode/l10n';
import type { DocumentLink } from 'vscode-languageserver-types';
import { includeUri } from '../facts/includes';
import { SafeUrl } from '../facts/safeUrl';
import type { Span } from '../packaging/span';
import type { Analysis } from './analysis';
import { rangeOf } from './range';

/** Links from `-r` and `-c` to their files, from names to their page on the public index, from URLs to what a browser can show of them. */
export function documentLinks({ document, manifest, manifestFacts, findings, factsOf }: Analysis): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { include, failure } of manifestFacts.includes) {
    const target = failure === undefined || failure === 'cycle' ? includeUri(document.uri, include) : undefined;
    if (target !== undefined) {
      links.push({ range: rangeOf(document, include.span), target, tooltip: l10n.t('Open the file') });
    }
  }
  const text = document.getText();
  const addUrl = (url: string, within: Span): void => {
    const at = text.slice(within.start, within.end).indexOf(url);
    const target = pageOf(url);
    if (target !== undefined && at !== -1) {
      const start = within.start + at;
      links.push({ range: rangeOf(document, { start, end: start + url.length }), target, tooltip: l10n.t('Open the address') });
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
  // A name that something is said about has its squiggle: no second line under it.
  const marked = new Set(findings.map(({ requirement }) => requirement));
  for (const requirement of manifest.requirements) {
    if (requirement.role === 'reference' || marked.has(requirement)) {
      continue;
    }
    const { nameSpan, normalizedName, source, url, span } = requirement;
    if (url !== undefined) {
      addUrl(url, span);
    }
    // Only for public projects: a private name has no page there, and opening one would tell it.
    if (source === 'index') {
      const { listed, isPrivate, malicious } = factsOf(requirement);
      if (listed.kind === 'found' && !isPrivate && !malicious) {
        const target = `https://pypi.org/project/${encodeURIComponent(normalizedName)}/`;
        links.push({ range: rangeOf(document, nameSpan), target, tooltip: l10n.t('Open the project page') });
      }
    }
  }
  return links;
}

/**
 * What a browser can show of an http(s) URL: a repository's without `git+`, branch and fragment. Undefined for other URLs, for those
 * that a variable completes, and for those with a query, which may be a secret; a password is left out.
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
