import * as l10n from '@vscode/l10n';
import type { RuleId } from '../../configuration/ruleLevels';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import { normalizeName } from '../../packaging/name';
import { formatList, formatNumber, isSingular } from '../../protocol/language';
import { isMalware } from '../../rules/index';

/** What the summary of a scan counts. */
export interface CountedFinding {
  readonly rule: RuleId;
  /** The package, as written; absent: the finding is about something else. */
  readonly name?: string | undefined;
  /** The file, as any unique string. */
  readonly file: string;
}

/**
 * `4 malicious packages and 1 look-alike in 3 files.` A package counts once, in however many files it is. The files are those with
 * findings. Without findings: `No findings.`
 */
export function scanSummary(findings: Iterable<CountedFinding>): string {
  const packages = new Map<Kind, Set<string>>();
  const files = new Set<string>();
  let others = 0;
  for (const finding of findings) {
    const { name, file } = finding;
    const kind = isMalware(finding) ? 'malicious' : KINDS[finding.rule];
    files.add(file);
    if (kind === undefined || name === undefined) {
      others++;
    } else {
      packages.set(kind, (packages.get(kind) ?? new Set()).add(normalizeName(name)));
    }
  }
  const counts = (Object.keys(TEXTS) as Kind[]).flatMap((kind) => {
    const count = packages.get(kind)?.size ?? 0;
    return count === 0 ? [] : TEXTS[kind](count, formatNumber(count));
  });
  if (others > 0) {
    counts.push(counts.length === 0 ? findingsText(others) : othersText(others));
  }
  return counts.length === 0 ? l10n.t('No findings.') : inFiles(formatList(counts), files.size);
}

/** The counts of a scan. */
export interface ScanCounts {
  readonly findings: readonly CountedFinding[];
  readonly files: number;
  readonly requirements: number;
  readonly notChecked: number;
  readonly suppressed: readonly { readonly by: Pick<SuppressedBy, 'kind'> }[];
  /** Files and folders that were left out. */
  readonly skipped: number;
}

/** The summary of a scan: a sentence about the findings, and sentences with all other counts, so nothing that is not reported goes uncounted. */
export function scanSentences({ findings, files, requirements, ...open }: ScanCounts): readonly [found: string, ...counts: string[]] {
  const isEmpty = files === 0 && findings.length === 0;
  const scope = l10n.t({
    message: 'Requirements: {0}. Files: {1}.',
    args: [formatNumber(requirements), formatNumber(files)],
    comment: ['{0} and {1} are the numbers of checked requirements and files'],
  });
  return [
    isEmpty ? l10n.t('No dependency files found.') : scanSummary(findings),
    ...(isEmpty ? [] : [scope]),
    ...(open.notChecked === 0
      ? []
      : [l10n.t({ message: 'Not checked: {0}.', args: [formatNumber(open.notChecked)], comment: ['{0} is a number'] })]),
    ...suppressionCounts(open),
  ];
}

/** The number of findings that are not reported, and what suppresses them. */
export function suppressionCounts({ suppressed, skipped }: Pick<ScanCounts, 'suppressed' | 'skipped'>): string[] {
  const counts = new Map<string, number>();
  for (const { by } of suppressed) {
    counts.set(by.kind, (counts.get(by.kind) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${kind} ${count}`);
  return [
    ...(suppressed.length === 0
      ? []
      : [
          l10n.t({
            message: 'Suppressed: {0} ({1}).',
            args: [suppressed.length, kinds.join(', ')],
            comment: ['{0} is the number of suppressed findings, {1} a list such as "comment 2, trust 1"'],
          }),
        ]),
    ...(skipped === 0
      ? []
      : [
          l10n.t({
            message: 'Left out: {0}.',
            args: [skipped],
            comment: ['{0} is the number of files and folders that were left out'],
          }),
        ]),
  ];
}

type Kind = 'malicious' | 'look-alike' | 'unknown' | 'vulnerable';

const KINDS: { readonly [Id in RuleId]?: Kind } = {
  typosquat: 'look-alike',
  'unknown-package': 'unknown',
  'vulnerable-version': 'vulnerable',
};

/** Most severe first. */
const TEXTS: { readonly [K in Kind]: (count: number, shown: string) => string } = {
  malicious: (count, shown) =>
    isSingular(count)
      ? l10n.t({
          message: '{0} malicious package',
          args: [shown],
          comment: ['{0} is 1, or another number that the language counts as one'],
        })
      : l10n.t({ message: '{0} malicious packages', args: [shown], comment: ['{0} is a number'] }),
  'look-alike': (count, shown) =>
    isSingular(count)
      ? l10n.t({ message: '{0} look-alike', args: [shown], comment: ['{0} is 1, or another number that the language counts as one'] })
      : l10n.t({
          message: '{0} look-alikes',
          args: [shown],
          comment: ['{0} is a number. A package with a name that looks like that of another one'],
        }),
  unknown: (count, shown) =>
    isSingular(count)
      ? l10n.t({ message: '{0} unknown package', args: [shown], comment: ['{0} is 1, or another number that the language counts as one'] })
      : l10n.t({ message: '{0} unknown packages', args: [shown], comment: ['{0} is a number. Packages that the index does not have'] }),
  vulnerable: (count, shown) =>
    isSingular(count)
      ? l10n.t({
          message: '{0} vulnerable package',
          args: [shown],
          comment: ['{0} is 1, or another number that the language counts as one'],
        })
      : l10n.t({ message: '{0} vulnerable packages', args: [shown], comment: ['{0} is a number'] }),
};

function findingsText(count: number): string {
  return isSingular(count)
    ? l10n.t({
        message: '{0} finding',
        args: [formatNumber(count)],
        comment: ['{0} is 1, or another number that the language counts as one'],
      })
    : l10n.t({ message: '{0} findings', args: [formatNumber(count)], comment: ['{0} is a number'] });
}

function othersText(count: number): string {
  return isSingular(count)
    ? l10n.t({ message: '{0} other finding', args: [formatNumber(count)], comment: ['{0} is 1. The last part of a list of counts'] })
    : l10n.t({
        message: '{0} other findings',
        args: [formatNumber(count)],
        comment: ['{0} is a number. The last part of a list of counts'],
      });
}

function inFiles(counts: string, files: number): string {
  return isSingular(files)
    ? l10n.t({
        message: '{0} in {1} file.',
        args: [counts, formatNumber(files)],
        comment: ['{0} is a list of counts. {1} is a count.'],
      })
    : l10n.t({
        message: '{0} in {1} files.',
        args: [counts, formatNumber(files)],
        comment: ['{0} is a list of counts. {1} is a count.'],
      });
}
