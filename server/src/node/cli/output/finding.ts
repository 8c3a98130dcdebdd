import path from 'node:path';
import type { Range } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Advisory } from '../../../advisories/advisory';
import type { FileResult, ResultFinding } from '../../../analysis/scan/fileResult';
import type { RuleId, Severity } from '../../../configuration/ruleLevels';
import type { SuppressionKind } from '../../../configuration/suppressedBy';
import type { CellPosition } from '../../../formats/files/python/notebook';
import type { DataDates } from '../../../names/nameData';
import type { Detail } from '../../../rules/detail';
import type { FindingSource, ListedAdvisory } from '../../../rules/rule';
import { isBelow } from '../../isBelow';

/** One finding as the command line prints it (docs/cli.md: `scan --format json`). A key without a value is absent. */
export interface PrintedFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** Further facts. JSON has their texts. */
  readonly details?: readonly Detail[] | undefined;
  /** Relative to the base folder of the output, `/` separated. */
  readonly path: string;
  readonly range: Range;
  /** The position in a notebook, counted from 1. */
  readonly cell?: CellPosition | undefined;
  readonly name?: string | undefined;
  readonly targets: readonly string[];
  /** The version that the requirement pins. */
  readonly version?: string | undefined;
  /** As written, if it allows several versions. */
  readonly specifier?: string | undefined;
  /** Every id and alias of the advisories. */
  readonly ids?: readonly string[] | undefined;
  /** Versions that end the affected intervals, lowest first. */
  readonly fixed?: readonly string[] | undefined;
  /** Each advisory, the worst first. */
  readonly advisories?: readonly ListedAdvisory[] | undefined;
  /** The worst rating of the advisories (CVSS). */
  readonly rating?: NonNullable<Advisory['severity']> | undefined;
  /** The record that says so. */
  readonly source?: FindingSource | undefined;
  /** For a package in a lock file: the names from a package in the manifest to this package. */
  readonly via?: readonly string[] | undefined;
}

export interface PrintedSuppressed extends PrintedFinding {
  readonly by: {
    readonly kind: SuppressionKind;
    readonly path?: string | undefined;
    readonly range?: Range | undefined;
    readonly reason?: string | undefined;
    readonly until?: string | undefined;
  };
}

export interface PrintedNotChecked {
  readonly path: string;
  readonly name?: string;
  readonly why: string;
  /** The command fails because of it: Lookalike itself failed on the file, or it was named and could not be read. */
  readonly failed?: true;
}

export interface PrintedSkipped {
  readonly path: string;
  readonly why: string;
}

/** An entry of the baseline without a finding. */
export type PrintedUnneeded = Pick<PrintedFinding, 'rule' | 'path' | 'name' | 'message'>;

/** The date of a part of the package data: a month, `2026-11`, or a day, `2026-07-23`. */
export interface PrintedData extends DataDates {
  /** The same as `projects`. */
  readonly asOf: string;
  /** Age of the malicious names or of the advisories, whichever is older. */
  readonly ageInDays: number;
}

/** What the summary needs of a finding that was printed. */
export type SummarizedFinding = Pick<PrintedFinding, 'rule' | 'severity' | 'name' | 'path'>;

/** A scan with the findings in the order of the files. */
export interface ScanOutput<Finding = PrintedFinding> {
  readonly version: string;
  readonly data: PrintedData;
  /** No service was contacted. */
  readonly offline: boolean;
  readonly files: number;
  readonly requirements: number;
  readonly findings: readonly Finding[];
  /** Findings that something suppresses. */
  readonly suppressed: readonly PrintedSuppressed[];
  readonly notChecked: readonly PrintedNotChecked[];
  /** Files that were left out, or only checked for known malware. */
  readonly skipped: readonly PrintedSkipped[];
  /** Absent without a baseline. */
  readonly unneeded?: readonly PrintedUnneeded[];
}

/** A format that is printed during the scan. */
export interface StreamedFormat<Options> {
  finding(finding: PrintedFinding, options: Options): string;
  /** The text after the findings. */
  rest(output: ScanOutput<SummarizedFinding>, options: Options): string;
}

/** Prints the path of a file, given as URI. */
export type PathPrinter = (uri: string) => string;

/** Paths below `base` are relative to it, others absolute; `/` separated. */
export function pathPrinter(base: string): PathPrinter {
  return (uri) => {
    const file = URI.parse(uri).fsPath;
    return (isBelow(base, file) ? path.relative(base, file) : file).split(path.sep).join('/');
  };
}

export function printedFindings({ uri, findings }: FileResult, print: PathPrinter): PrintedFinding[] {
  return findings.map((finding) => printed(uri, finding, print));
}

export function printedSuppressed({ uri, suppressed }: FileResult, print: PathPrinter): PrintedSuppressed[] {
  return suppressed.map((finding) => {
    const { kind, uri: place, range, reason, until } = finding.by;
    const by = { kind, path: place === undefined ? undefined : print(place), range, reason, until };
    return { ...printed(uri, finding, print), by: withoutAbsent(by) };
  });
}

function printed(uri: string, finding: ResultFinding, print: PathPrinter): PrintedFinding {
  const { rule, severity, message, details, range, cell, name, targets, version, specifier, ids, fixed, advisories, rating, source, via } =
    finding;
  return withoutAbsent({
    rule,
    severity,
    message,
    details: someOf(details),
    path: print(uri),
    range,
    cell,
    name,
    targets,
    version,
    specifier,
    ids: someOf(ids),
    fixed: someOf(fixed),
    advisories: someOf(advisories),
    rating,
    source,
    via,
  });
}

function someOf<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
