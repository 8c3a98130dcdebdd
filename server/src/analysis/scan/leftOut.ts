import * as l10n from '@vscode/l10n';
import type { Configuration } from '../../configuration/configuration';
import { coversPath, pathBelow } from '../../configuration/globs';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import type { PassedOver } from '../../host';
import { isForUser, lowered } from '../../rules/suppression/authority';
import type { Analysis } from '../analysis';
import type { FileReport, Skipped } from './workspaceScan';

/** Maximum number of entries in the list; the rest is counted. Entries that leave something unchecked come first. */
const MAX_SKIPPED = 1_000;

export interface Placement {
  readonly uri: string;
  /** URI of the folder that is scanned. */
  readonly root: string;
  /** URI of a `.gitignore`. */
  readonly ignoredBy: string | undefined;
  /** Globs that hide files in the editor, relative to the root. */
  readonly exclude: readonly string[];
  /** The one that applies to the file. */
  readonly configuration: Configuration | undefined;
}

/** What leaves a file out of a scan: the configuration, git or the editor. */
export function leftOutBy({ uri, root, ignoredBy, exclude, configuration }: Placement): SuppressedBy | undefined {
  const by = configuration?.excludedBy(uri);
  if (by !== undefined) {
    return by;
  }
  if (ignoredBy !== undefined) {
    return { kind: 'exclude', uri: ignoredBy, outside: false };
  }
  const path = pathBelow(root, uri);
  const isHidden = path !== undefined && exclude.some((glob) => coversPath(glob, path));
  return isHidden ? { kind: 'exclude', outside: false } : undefined;
}

/** The report on a file that is left out: it was checked for known malware only. */
export function leftOutReport(analysis: Analysis, by: SuppressedBy, pathOf: (uri: string) => string): FileReport {
  const { document, findings, suppressed } = analysis;
  const unread = [...findings, ...suppressed].filter(({ rule }) => rule === 'not-checked');
  return { uri: document.uri, analysis: onlyMalware(analysis, by, pathOf), hiddenBy: by, unread };
}

/** Known malware in a file that is left out, and the parts of it that were not read. `by` hides them only if it is the user's own setting. */
function onlyMalware(analysis: Analysis, by: SuppressedBy, pathOf: (uri: string) => string): Analysis {
  const kept = analysis.findings.filter(isForUser);
  const suppressed = analysis.suppressed.filter(isForUser);
  return by.outside
    ? { ...analysis, findings: [], suppressed: [...kept.map((finding) => ({ ...finding, by })), ...suppressed] }
    : {
        ...analysis,
        findings: kept.map((finding) => (finding.loweredBy === undefined ? lowered(finding, by, { pathOf }) : finding)),
        suppressed,
      };
}

/** Why a folder was skipped, as a sentence. */
export const WHY: Readonly<Record<PassedOver['why'], () => string>> = {
  environment: () => l10n.t('It is a virtual environment.'),
  installed: () => l10n.t('It contains installed packages.'),
  ignored: () => l10n.t('Ignored by Git.'),
  'too-many': () => l10n.t('Ignored by Git, and too large to check for known malware.'),
};

/** The first items of a long list, and a sentence with the number of the others. */
export function limitSkipped(skipped: readonly Skipped[], [root = '']: readonly string[]): readonly Skipped[] {
  if (skipped.length <= MAX_SKIPPED) {
    return skipped;
  }
  const inOrder = [...skipped.filter(({ isOpen }) => isOpen), ...skipped.filter(({ isOpen }) => !isOpen)];
  const more = l10n.t({
    message: 'More files and folders that were left out: {0}.',
    args: [skipped.length - MAX_SKIPPED],
    comment: ['{0} is a count.'],
  });
  return [...inOrder.slice(0, MAX_SKIPPED), { uri: root, why: more }];
}

/** Why a file was checked for known malware only, as a sentence. */
export function leftOutWhy({ uri, range }: SuppressedBy, pathOf: (uri: string) => string): string {
  if (uri === undefined) {
    return l10n.t("Excluded by the setting 'files.exclude'. Checked for known malware only.");
  }
  return range === undefined
    ? l10n.t({ message: 'Excluded by {0}. Checked for known malware only.', args: [pathOf(uri)], comment: ['{0} is the path of a file.'] })
    : l10n.t({
        message: "Excluded by 'exclude' in {0}. Checked for known malware only.",
        args: [`${pathOf(uri)}:${range.start.line + 1}`],
        comment: ['{0} is the path of a file, with a line.'],
      });
}
