import * as l10n from '@vscode/l10n';
import type { PublicReach } from '../facts/indexRoute';
import type { PackageFacts } from '../facts/packageFacts';
import type { IndexOption, IndexSearch, Manifest, Requirement } from '../formats/format';
import { isPublicIndex } from '../formats/toml/packageSources';
import type { Fix, Rule } from './rule';

/**
 * A private name could be served by a public index. pip has no order among indexes: the best version of all of them wins
 * (CVE-2018-20225); uv does the same with `unsafe-best-match`.
 */
export const dependencyConfusion: Rule = {
  id: 'dependency-confusion',
  *check(requirement, facts, { manifest, publicReach }) {
    if (
      requirement.source !== 'index' ||
      requirement.role === 'locked' ||
      facts.isTrusted ||
      facts.malicious ||
      !isOwnName(facts, manifest)
    ) {
      return;
    }
    const exposure = exposureOf(manifest, publicReach);
    if (exposure !== 'never') {
      yield {
        span: requirement.nameSpan,
        message: `${whose(requirement, facts)} ${HOW[exposure]()}`,
        severity: facts.isPrivate && (exposure === 'together' || exposure === 'default-only') ? undefined : 'information',
      };
    }
  },
  *checkManifest({ manifest }) {
    for (const { kind, url, span } of manifest.indexes) {
      if (kind === 'index-strategy' && url?.startsWith('unsafe-')) {
        const inOrder: Fix = {
          title: l10n.t("Take each package from the first index that has it ('first-index')"),
          edits: [{ span, text: 'first-index' }],
          preferred: true,
        };
        const message =
          url === 'unsafe-best-match'
            ? l10n.t("With '{0}' a higher version on any index wins over your own package.", url)
            : l10n.t("With '{0}' a version that your own index does not have comes from the next one.", url);
        yield { span, message, fixes: [inOrder] };
      }
    }
  },
};

/**
 * Whether a name is the user's own: the configuration says so, or an index of the file has it that is not public, while the public list does not. (No
 * public index is asked about such a name.)
 */
export function isOwnName({ isPrivate, listed, project }: PackageFacts, { indexes }: Manifest): boolean {
  return (
    isPrivate || (listed.kind === 'missing' && project.kind === 'found' && indexes.some((option) => isIndex(option) && !isPublic(option)))
  );
}

function whose({ name }: Requirement, { isPrivate, listed, asOf }: PackageFacts): string {
  if (!isPrivate) {
    return l10n.t(
      "'{0}' comes from an index of this file and is not in the public package list of {1}: anybody may take the name.",
      name,
      asOf,
    );
  }
  return listed.kind === 'found'
    ? l10n.t("The public index has a project '{0}' too, and it is not yours.", name)
    : l10n.t("Nobody has '{0}' on the public index: anybody may take the name.", name);
}

/** How a private name may be looked for in public. */
type Exposure = PublicReach | IndexSearch;

const HOW: Readonly<Record<Exclude<Exposure, 'never'>, () => string>> = {
  together: () => l10n.t('Both indexes are searched here, and the higher version wins.'),
  'in-order': () => l10n.t('Your own index is asked first; what it does not have comes from the public one.'),
  'default-only': () => l10n.t('The file does not send it to your own index, so the public one serves it.'),
  perhaps: () => l10n.t('Several indexes are searched here: if one of them passes on public packages, a higher version there wins.'),
  alone: () => l10n.t('Make sure that your own index is the only one that serves it.'),
};

/** The file's word goes before the user's own configuration. */
function exposureOf({ indexes }: Manifest, publicReach: PublicReach): Exposure {
  if (indexes.some(({ kind }) => kind === 'no-index')) {
    return 'never';
  }
  if (publicReach === 'never' || publicReach === 'perhaps') {
    return publicReach;
  }
  if (indexes.some(({ kind, url }) => kind === 'index-strategy' && url?.startsWith('unsafe-'))) {
    return 'together';
  }
  const own = indexes.find((option) => isIndex(option) && option.explicit !== true && !isPublic(option));
  return own === undefined ? publicReach : (own.search ?? 'together');
}

function isIndex({ kind }: IndexOption): boolean {
  return kind === 'index' || kind === 'extra-index';
}

function isPublic({ url = '' }: IndexOption): boolean {
  return isPublicIndex(url);
}
