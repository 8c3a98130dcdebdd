import * as l10n from '@vscode/l10n';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { IndexOption, Requirement } from '../../formats/manifest/format';
import { formatSentences } from '../../protocol/language';
import { defineRule, type Fix, isFromAnyIndex } from '../rule';
import { type Exposure, exposureOf, isIndex, isPublic } from './searchOrder';

/**
 * A public index could serve a private name. pip has no order among indexes: the best version of all of them wins
 * (CVE-2018-20225); uv does the same with `unsafe-best-match`.
 */
export const dependencyConfusion = defineRule({
  id: 'dependency-confusion',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('A public index could serve a package with the name of your private one.'),
  securitySeverity: 8.1,
  appliesTo: (requirement) => isFromAnyIndex(requirement) && requirement.role !== 'locked',
  respectsTrust: true,
  *check(requirement, facts, { indexes, publicIndexUse }) {
    if (facts.malicious || !isOwnName(facts, indexes)) {
      return;
    }
    const exposure = exposureOf(indexes, publicIndexUse);
    if (exposure !== 'none') {
      yield {
        span: requirement.nameSpan,
        message: formatSentences([whose(requirement, facts), HOW[exposure]()]),
        severity: facts.isPrivate && CERTAIN.has(exposure) ? undefined : 'information',
      };
    }
  },
  *checkManifest({ manifest }) {
    for (const { kind, url, span } of manifest.indexes) {
      if (kind === 'index-strategy' && url?.startsWith('unsafe-')) {
        const inOrder: Fix = {
          title: l10n.t("Use the first index that has a package ('first-index')"),
          edits: [{ span, text: 'first-index' }],
          preferred: true,
        };
        const message =
          url === 'unsafe-best-match'
            ? l10n.t({
                message: "With '{0}', a higher version on any index overrides your own package.",
                args: [url],
                comment: ['{0} is a value, such as: unsafe-best-match.'],
              })
            : l10n.t({
                message: "With '{0}', versions missing from your own index come from the next index.",
                args: [url],
                comment: ['{0} is a value, such as: unsafe-best-match.'],
              });
        yield { span, message, fixes: [inOrder] };
      }
    }
  },
});

/**
 * Whether a name is the user's own: the configuration says so, or an index of the file that is not public has it while the public list does not. (No
 * public index is contacted about such a name.)
 */
export function isOwnName({ isPrivate, listed, project }: PackageFacts, indexes: readonly IndexOption[]): boolean {
  return (
    isPrivate || (listed.kind === 'missing' && project.kind === 'found' && indexes.some((option) => isIndex(option) && !isPublic(option)))
  );
}

function whose({ name }: Requirement, { listed }: PackageFacts): string {
  return listed.kind === 'found'
    ? l10n.t({
        message: "'{0}' also exists on PyPI, where it is not yours.",
        args: [name],
        comment: ['{0} is a package name.'],
      })
    : l10n.t({
        message: "'{0}' is not on PyPI, where anyone could register it.",
        args: [name],
        comment: ['{0} is a package name.'],
      });
}

const HOW: Readonly<Record<Exclude<Exposure, 'none'>, () => string>> = {
  merged: () => l10n.t('Both indexes are searched, and the highest version wins.'),
  'first-match': () => l10n.t('Your own index is searched first. Anything it lacks comes from the public one.'),
  'public-first': () => l10n.t('The public index is searched first.'),
  'not-sent': () => l10n.t('This file does not pin it to your own index, so the public index serves it.'),
  'when-installing': () => l10n.t('Only your own index is used to lock, but all indexes are used to install.'),
  unknown: () => l10n.t('If one of your indexes mirrors PyPI, a higher version there wins.'),
  only: () => l10n.t('Make sure only your own index can serve it.'),
};

/** How the public index serves the name even if your own index is set up correctly. */
const CERTAIN: ReadonlySet<Exposure> = new Set<Exposure>(['merged', 'public-first', 'not-sent']);
