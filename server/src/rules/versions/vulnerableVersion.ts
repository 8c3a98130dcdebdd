import * as l10n from '@vscode/l10n';
import { type Advisory, advisoryPage, publicId, splitMalicious } from '../../advisories/advisory';
import { firstUnaffected } from '../../advisories/matching';
import { allowedVersions } from '../../facts/packages/allowedVersions';
import { replacements } from '../../facts/packages/versionChoices';
import type { Requirement } from '../../formats/manifest/format';
import { foundValue } from '../../lookup';
import { MAX_SHOWN_SPECIFIER, shown } from '../../packaging/printable';
import { formatList, formatNumber, formatSentences } from '../../protocol/language';
import { comesFromIndex, defineRule, type Fix } from '../rule';
import { flawsIn } from './flaws';
import { raiseBound } from './raiseBound';

/** An advisory affects every version that the specifier allows. If it affects only some, and the newest of them, the finding is an information. */
export const vulnerableVersion = defineRule({
  id: 'vulnerable-version',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('An advisory affects the versions that the requirement allows.'),
  securitySeverity: 7.5,
  appliesTo: comesFromIndex,
  respectsPrivate: true,
  readsAdvisories: true,
  judgesVersion: true,
  *check(requirement, facts, context) {
    const { specifier } = requirement;
    // A bare name gets the newest version. Advisories of older ones do not matter.
    if (!specifier) {
      return;
    }
    const flaws = flawsIn(requirement, facts);
    if (flaws === undefined) {
      return;
    }
    const { worst, ids, newest, fixed, records } = flaws;
    const isCertain = worst.effect === 'all';
    const { pinned } = allowedVersions(requirement);
    // The message names the first version that is not affected, the fix one that the project takes.
    const choices = pinned === undefined ? undefined : replacements(facts, context);
    const upgrade =
      pinned === undefined || choices === undefined
        ? fixed
        : firstUnaffected(splitMalicious(foundValue(facts.advisories)).flaws, pinned, choices);
    const subject = { name: requirement.name, specifier: shown(specifier, MAX_SHOWN_SPECIFIER), ids };
    const sentences =
      pinned !== undefined && isCertain
        ? [describePin(requirement.name, shown(pinned, MAX_SHOWN_SPECIFIER), ids), describeUpgrade(fixed)]
        : [describeRange(subject, isCertain, newest)];
    yield {
      span: requirement.specifierSpan ?? requirement.nameSpan,
      message: formatSentences(sentences),
      label: l10n.t('Vulnerable'),
      severity: isCertain ? undefined : 'information',
      records,
      source: { name: `OSV ${worst.advisory.id}`, url: advisoryPage(worst.advisory.id) },
      fixes:
        upgrade === undefined
          ? raiseBound(requirement, facts, context, newest)
          : upgradeFix(requirement, upgrade, publicId(worst.advisory)),
    };
  },
});

/** The package, its version and the worst of its vulnerabilities: `Pillow 10.2.0 has 1 known vulnerability (CVE-2024-28219, high).` */
function describePin(name: string, version: string, ids: readonly Advisory[]): string {
  return ids.length === 1
    ? l10n.t({
        message: '{0} {1} has 1 known vulnerability ({2}).',
        args: [name, version, worstOf(ids)],
        comment: ['{0} is a package name, {1} its version or versions. {2} names a vulnerability.'],
      })
    : l10n.t({
        message: '{0} {1} has {3} known vulnerabilities (worst: {2}).',
        args: [name, version, worstOf(ids), formatNumber(ids.length)],
        comment: ['{0} is a package name, {1} its version or versions. {2} names a vulnerability. {3} is a count.'],
      });
}

function describeUpgrade(upgrade: string | undefined): string {
  return upgrade === undefined
    ? l10n.t('No fixed version is known.')
    : l10n.t({ message: 'Fixed in {0}.', args: [upgrade], comment: ['{0} is a version.'] });
}

interface AffectedRequirement {
  readonly name: string;
  readonly specifier: string;
  readonly ids: readonly Advisory[];
}

/** `newest`: the newest version that the specifier allows, if it is affected. */
function describeRange({ name, specifier, ids }: AffectedRequirement, isCertain: boolean, newest: string | undefined): string {
  const worst = ids.length === 1 ? worstOf(ids) : formatMore(worstOf(ids), ids.length - 1);
  if (isCertain) {
    return l10n.t({
      message: '{0} {1} allows only vulnerable versions ({2}).',
      args: [name, specifier, worst],
      comment: ['{0} is a package name, {1} its version or versions. {2} names a vulnerability.'],
    });
  }
  return newest === undefined
    ? l10n.t({
        message: '{0} {1} allows vulnerable versions ({2}).',
        args: [name, specifier, worst],
        comment: ['{0} is a package name, {1} its version or versions. {2} names a vulnerability.'],
      })
    : l10n.t({
        message: "{0} {1} is vulnerable ({2}). It is the newest version that '{3}' allows.",
        args: [name, newest, worst, specifier],
        comment: [
          '{0} is a package name, {1} its version or versions. {2} names a vulnerability. {3} is a range of versions, such as: >=2,<3.',
        ],
      });
}

function formatMore(worst: string, more: number): string {
  return l10n.t({
    message: '{0}; {1} more',
    args: [worst, formatNumber(more)],
    comment: ['{0} names a vulnerability, such as: CVE-2024-28219, high. {1} is the count of the others.'],
  });
}

/** The worst one's id and severity, as a fragment for brackets. */
function worstOf([worst]: readonly Advisory[]): string {
  if (worst === undefined) {
    return '';
  }
  return worst.severity === undefined ? publicId(worst) : formatList([publicId(worst), severityWord(worst.severity)], 'unit');
}

/** A severity in the reader's language. */
export function severityWord(severity: NonNullable<Advisory['severity']>): string {
  switch (severity) {
    case 'critical':
      return l10n.t('critical');
    case 'high':
      return l10n.t('high');
    case 'medium':
      return l10n.t('medium');
    case 'low':
      return l10n.t('low');
  }
}

/** Replaces the pinned version. Hashes are dropped, because they belong to the old version's files. */
function upgradeFix(requirement: Requirement, version: string, id: string): Fix[] {
  const { specifier, specifierSpan, hashes } = requirement;
  if (specifier === undefined || specifierSpan === undefined) {
    return [];
  }
  const operator = /^[=\s]*/.exec(specifier)?.[0] ?? '';
  return [
    {
      title:
        hashes.length === 0
          ? l10n.t({
              message: 'Upgrade to {0} (fixes {1})',
              args: [version, id],
              comment: ['{0} is a version. {1} is the ID of an advisory.'],
            })
          : l10n.t({
              message: 'Upgrade to {0} (fixes {1}) and drop the hashes',
              args: [version, id],
              comment: ['{0} is a version. {1} is the ID of an advisory.'],
            }),
      refilledTitle: l10n.t({
        message: 'Upgrade to {0} (fixes {1}) with its hashes',
        args: [version, id],
        comment: ['{0} is a version. {1} is the ID of an advisory.'],
      }),
      version,
      edits: [{ span: specifierSpan, text: operator + version }, ...hashes.map(({ span }) => ({ span, text: '' }))],
      preferred: true,
    },
  ];
}
