import * as l10n from '@vscode/l10n';
import { type Provenance, repositoryPage } from '../index/provenance';
import { redactUrls } from '../index/safeUrl';
import type { Lookup } from '../lookup';
import { escapeMarkdown, link, truncate } from '../protocol/markdown';

/** Who published the release, by its attestations, as Markdown; empty where there are none. */
export function publisherLine(provenance: Lookup<Provenance>): string {
  const publishers = provenance.kind === 'found' ? provenance.value.publishers : [];
  const first = publishers.find(({ verification }) => verification.kind === 'refuted') ?? publishers[0];
  if (first === undefined) {
    return '';
  }
  const { publisher: claimed, verification } = first;
  const page = repositoryPage(claimed);
  const by =
    page === undefined ? escapeMarkdown(truncate(claimed.repository ?? claimed.kind, 120)) : link(page.slice('https://'.length), page);
  switch (verification.kind) {
    case 'verified':
      return l10n.t({
        message: 'Published from {0} by Trusted Publishing (signature verified).',
        args: [by],
        comment: ['{0} is a repository. Trusted Publishing is a feature of PyPI.'],
      });
    case 'refuted': {
      const why = escapeMarkdown(verification.why);
      const said = l10n.t({
        message: 'The publisher attestation is invalid: {0}.',
        args: [why],
        comment: ['{0} is a reason, such as: it covers a different file.'],
      });
      return `**${said}** ${l10n.t({ message: 'It claims to come from {0}.', args: [by], comment: ['{0} is a repository.'] })}`;
    }
    case 'unverified':
      // A fetched provenance is not verified yet.
      return verification.why === undefined
        ? l10n.t({
            message: 'Published from {0} by Trusted Publishing (not verified here).',
            args: [by],
            comment: ['{0} is a repository. Trusted Publishing is a feature of PyPI.'],
          })
        : l10n.t({
            message: 'Published from {0} by Trusted Publishing (not verified here: {1}).',
            args: [by, escapeMarkdown(verification.why)],
            comment: ['{0} is a repository. Trusted Publishing is a feature of PyPI. {1} is a reason.'],
          });
  }
}

/** Why the publisher is unknown. Absent: it is known, or there is none. */
export function publisherNotChecked(provenance: Lookup<Provenance>): string | undefined {
  return provenance.kind === 'unavailable' ? redactUrls(provenance.why) : undefined;
}
