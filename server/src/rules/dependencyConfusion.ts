import * as l10n from '@vscode/l10n';
import type { Rule, RuleContext } from './rule';

/**
 * A private name could be served by a public index. pip has no order among indexes: the best version of all of them wins
 * (CVE-2018-20225); uv does the same with `unsafe-best-match`.
 */
export const dependencyConfusion: Rule = {
  id: 'dependency-confusion',
  *check(requirement, facts, context) {
    if (!facts.isPrivate || requirement.source !== 'index' || requirement.role === 'locked' || facts.isTrusted) {
      return;
    }
    const exposure = exposureOf(context);
    if (exposure === 'private') {
      return;
    }
    const taken = facts.listed.kind === 'found';
    const said = taken
      ? l10n.t("The public index has a project '{0}' too, and it is not yours.", requirement.name)
      : l10n.t("Nobody has '{0}' on the public index: anybody may take the name.", requirement.name);
    const how =
      exposure === 'mixed'
        ? l10n.t('Both indexes are searched here, and the higher version wins.')
        : l10n.t('Make sure that your own index is the only one that serves it.');
    yield { span: requirement.nameSpan, message: `${said} ${how}`, severity: exposure === 'mixed' ? undefined : 'information' };
  },
  *checkManifest({ manifest }) {
    for (const { kind, url, span } of manifest.indexes) {
      if (kind === 'index-strategy' && (url === 'unsafe-best-match' || url === 'unsafe-any-match')) {
        yield { span, message: l10n.t("With '{0}' a higher version on any index wins over your own package.", url) };
      }
    }
  },
};

/** Whether names of this file are looked for on a private index alone, on several at once, or nobody can tell from the file. */
function exposureOf({ manifest }: RuleContext): 'private' | 'mixed' | 'unknown' {
  const used = manifest.indexes.filter(({ explicit }) => explicit !== true);
  if (used.some(({ kind, url }) => kind === 'extra-index' || (kind === 'index-strategy' && url?.startsWith('unsafe-')))) {
    return 'mixed';
  }
  return used.some(({ kind }) => kind === 'index' || kind === 'no-index') ? 'private' : 'unknown';
}
