import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { Advisory } from '../../advisories/advisory';
import type { RuleId, Severity } from '../../configuration/ruleLevels';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import { allowedVersions } from '../../facts/packages/allowedVersions';
import { type CellPosition, cellPositions } from '../../formats/files/python/notebook';
import { redactUrls } from '../../index/safeUrl';
import { once } from '../../once';
import type { Detail } from '../../rules/detail';
import type { Finding, FindingSource, ListedAdvisory, SuppressedFinding } from '../../rules/rule';
import { isForUser } from '../../rules/suppression/authority';
import { isSettled } from '../analysis';
import { placeKey } from '../configurationFindings';
import { type FileReport, findingsOf, type NotChecked, notCheckedIn, suppressedOf } from './workspaceScan';

/** A finding without the text that it was found in. */
export interface ResultFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly details?: readonly Detail[] | undefined;
  readonly range: Range;
  /** The position in a notebook, counted from 1. */
  readonly cell?: CellPosition | undefined;
  /** As written. */
  readonly name?: string | undefined;
  readonly normalizedName?: string | undefined;
  readonly targets: readonly string[];
  /** The version that the requirement pins. */
  readonly version?: string | undefined;
  /** As written, if it allows several versions. */
  readonly specifier?: string | undefined;
  /** Every id and alias of the advisories. */
  readonly ids: readonly string[];
  /** Versions that end the affected intervals, lowest first. */
  readonly fixed: readonly string[];
  /** The worst first. */
  readonly advisories?: readonly ListedAdvisory[] | undefined;
  /** The worst rating of the advisories (CVSS). */
  readonly rating?: NonNullable<Advisory['severity']> | undefined;
  readonly source?: FindingSource | undefined;
  /** For a package in a lock file: the names from a package in the manifest to this package. */
  readonly via?: readonly string[] | undefined;
  /** Nothing in the repository may hide it. */
  readonly isForUser: boolean;
}

export interface ResultSuppressed extends ResultFinding {
  readonly by: SuppressedBy;
}

/** The result of a scan for one file, or for a folder that cannot be opened: plain data, without the text or the manifest. */
export interface FileResult {
  readonly uri: string;
  /** It was read and judged as a dependency file, and is not left out. */
  readonly isChecked: boolean;
  readonly requirements: number;
  readonly findings: readonly ResultFinding[];
  readonly suppressed: readonly ResultSuppressed[];
  readonly notChecked: readonly NotChecked[];
  /** Why it could not be read. */
  readonly failure?: string | undefined;
  /** Lookalike itself failed on it. */
  readonly hasCrashed: boolean;
  /** What leaves it out of the scan: then it was checked for known malware only. */
  readonly hiddenBy?: SuppressedBy | undefined;
  /** Whether no more advisories of its packages are expected. */
  readonly isSettled: boolean;
  /** Entries of configurations that the file needed (`placeKey`). */
  readonly usedEntries: readonly string[];
}

/** The plain data of a report: no text, manifest or analysis is kept. */
export function fileResult(report: FileReport): FileResult {
  const { uri, analysis, failure, crash, hiddenBy } = report;
  const isChecked = analysis !== undefined && crash === undefined && hiddenBy === undefined;
  const cellOf = cellsOf(report);
  const judged =
    analysis === undefined ? [] : [...analysis.suppressed.map(({ by }) => by), ...analysis.findings.map((each) => each.loweredBy)];
  return {
    uri,
    isChecked,
    requirements: hiddenBy === undefined ? (analysis?.manifest.requirements.length ?? 0) : 0,
    findings: findingsOf(report).map(({ document, finding }) => resultFinding(document, finding, cellOf)),
    suppressed: suppressedOf(report).map(({ document, finding }) => ({ ...resultFinding(document, finding, cellOf), by: finding.by })),
    notChecked: notCheckedIn(report),
    failure,
    hasCrashed: crash !== undefined,
    hiddenBy,
    isSettled: analysis === undefined || isSettled(analysis),
    usedEntries: [...new Set(judged.flatMap((by) => (by?.range === undefined ? [] : placeKey(by.uri, by.range))))],
  };
}

/** Whether it is empty: not a dependency file, and no failure. */
export function isEmpty({ isChecked, failure, hiddenBy, findings, suppressed }: FileResult): boolean {
  return !isChecked && failure === undefined && hiddenBy === undefined && findings.length + suppressed.length === 0;
}

/** A result after its findings were reported. */
export function withoutFindings(result: FileResult): FileResult {
  return { ...result, findings: NONE, suppressed: NONE };
}

const NONE: readonly never[] = [];

/** Merges the results of a file as a dependency file and as a configuration file. The latter comes first. */
export function withOwn(result: FileResult, own: FileResult): FileResult {
  return {
    ...result,
    findings: [...own.findings, ...result.findings],
    suppressed: [...own.suppressed, ...result.suppressed],
  };
}

type CellOf = (offset: number) => CellPosition | undefined;

function cellsOf({ analysis }: FileReport): CellOf {
  if (analysis?.format.id !== 'notebook') {
    return () => undefined;
  }
  const positions = once(() => cellPositions(analysis.document.getText()));
  return (offset) => positions()(offset);
}

function resultFinding(document: TextDocument, finding: Finding | SuppressedFinding, cellOf: CellOf): ResultFinding {
  const { rule, severity, message, details, span, requirement, targets, records, source, via } = finding;
  const pinned = requirement && allowedVersions(requirement).pinned;
  return {
    rule,
    severity,
    message: redactUrls(message),
    details,
    range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
    cell: cellOf(span.start),
    name: requirement?.name,
    normalizedName: requirement?.normalizedName,
    targets,
    version: pinned,
    specifier: pinned === undefined ? requirement?.specifier || undefined : undefined,
    ids: records?.ids ?? [],
    fixed: records?.fixed ?? [],
    advisories: records?.advisories,
    rating: records?.rating,
    source,
    via: via?.names,
    isForUser: isForUser(finding),
  };
}

/** The totals of all results. */
export interface ScanSummary {
  readonly files: number;
  readonly requirements: number;
  readonly findings: number;
  readonly notChecked: readonly NotChecked[];
}

/** The counts of several results, and all names that were not checked. */
export function summarize(results: readonly FileResult[]): ScanSummary {
  let [files, requirements, findings] = [0, 0, 0];
  for (const result of results) {
    files += result.isChecked ? 1 : 0;
    requirements += result.requirements;
    findings += result.findings.length;
  }
  return { files, requirements, findings, notChecked: results.flatMap(({ notChecked }) => notChecked) };
}
