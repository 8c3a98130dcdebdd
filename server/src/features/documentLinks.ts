import * as l10n from '@vscode/l10n';
import type { DocumentLink } from 'vscode-languageserver-types';
import { includeUri } from '../facts/includes';
import type { Analysis } from './analysis';
import { rangeOf } from './range';

/** Links from `-r` and `-c` to their files, from names to their page on the public index, from URLs to where they lead. */
export function documentLinks({ document, manifest, manifestFacts, findings, factsOf }: Analysis): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { include, failure } of manifestFacts.includes) {
    const target = failure === undefined || failure === 'cycle' ? includeUri(document.uri, include) : undefined;
    if (target !== undefined) {
      links.push({ range: rangeOf(document, include.span), target, tooltip: l10n.t('Open the file') });
    }
  }
  // A name that something is said about has its squiggle: no second line under it.
  const marked = new Set(findings.map(({ requirement }) => requirement));
  for (const requirement of manifest.requirements) {
    if (requirement.role === 'reference' || marked.has(requirement)) {
      continue;
    }
    const { nameSpan, normalizedName, source } = requirement;
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
