import path from 'node:path';
import type { Range } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Advisory } from '../../../advisories/advisory';
import type { FileResult, ResultFinding } from '../../../analysis/fileResult';
import type { RuleId, Severity } from '../../../configuration/ruleLevels';
import type { SuppressionKind } from '../../../configuration/suppressedBy';
import type { CellPosition } from '../../../formats/files/notebook';
import type { DataDates } from '../../../names/nameData';
import type { Detail } from '../../../rules/detail';
import type { FindingSource, ListedAdvisory } from '../../../rules/rule';
import { isBelow } from '../../isBelow';

/** One finding as the command line prints it (CONTRACT: `scan --format json`). A key that has no value is absent. */
export interface PrintedFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** What else is known. JSON has the texts. */
  readonly details?: readonly Detail[] | undefined;
  /** Relative to the base folder of the output, `/` separated. */
  readonly path: string;
  readonly range: Range;
  /** Where it is in a notebook, as people count. */
  readonly cell?: CellPosition | undefined;
  readonly name?: string | undefined;
  readonly targets: readonly string[];
  /** The one that the requirement pins. */
  readonly version?: string | undefined;
  /** As written, where it allows several versions. */
  readonly specifier?: string | undefined;
  /** Every id and alias of the advisories. */
  readonly ids?: readonly string[] | undefined;
  /** Versions that end what is affected, lowest first. */
  readonly fixed?: readonly string[] | undefined;
  /** Each advisory, the worst first. */
  readonly advisories?: readonly ListedAdvisory[] | undefined;
  /** The worst rating of the advisories (CVSS). */
  readonly rating?: NonNullable<Advisory['severity']> | undefined;
  /** The record that says so. */
  readonly source?: FindingSource | undefined;
  /** Of a package of a lock file: names from what the manifest asks for to the package. */
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
  /** The command fails for it: Lookalike itself failed on the file, or it was asked for by name and could not be read. */
  readonly failed?: true;
}

export interface PrintedSkipped {
  readonly path: string;
  readonly why: string;
}

/** An entry of the baseline that nothing was found for. */
export type PrintedUnneeded = Pick<PrintedFinding, 'rule' | 'path' | 'name' | 'message'>;

/** What the package data know: a month, `2026-11`, or a day, `2026-07-23`. */
export interface PrintedData extends DataDates {
  /** The same as `projects`. */
  readonly asOf: string;
  /** Since what is known of malware and of advisories ended: the older of the two. */
  readonly ageInDays: number;
}

/** What a scan found, in the order of the files. */
export interface ScanOutput {
  readonly version: string;
  readonly data: PrintedData;
  /** No service was asked. */
  readonly offline: boolean;
  readonly files: number;
  readonly requirements: number;
  readonly findings: readonly PrintedFinding[];
  /** What was found too, and something keeps from being reported. */
  readonly suppressed: readonly PrintedSuppressed[];
  readonly notChecked: readonly PrintedNotChecked[];
  /** What was left out, or checked for known malware only. */
  readonly skipped: readonly PrintedSkipped[];
  /** Absent without a baseline. */
  readonly unneeded?: readonly PrintedUnneeded[];
}

/** A format that is printed as a scan goes on. */
export interface StreamedFormat<Options> {
  finding(finding: PrintedFinding, options: Options): string;
  /** What comes after the findings. */
  rest(output: ScanOutput, options: Options): string;
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
