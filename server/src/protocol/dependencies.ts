import {
  NotificationType0,
  ProtocolRequestType,
  ProtocolRequestType0,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { RuleId, Severity } from '../configuration/ruleLevels';

export type { Severity } from '../configuration/ruleLevels';

/** Content of the client's view and report: everything known about open documents and about the files of the last scan. */

/** A finding, at a place in a file. */
export interface ReportedFinding {
  readonly uri: string;
  readonly range: Range;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** Further facts, one per line. */
  readonly details?: readonly string[];
  /** The package, as written. */
  readonly name?: string;
  /** PEP 503 normal form. */
  readonly normalizedName?: string;
  /** The public ids of the advisories that it is based on. */
  readonly advisories: readonly string[];
  /** The page of the record that it is based on; https. */
  readonly url?: string;
  /** Whether the project's list of trusted names can hide it. */
  readonly trustable: boolean;
}

/** A name, a place or a file that could not be judged. */
export interface ReportedNotChecked {
  readonly uri: string;
  /** Absent: the file as a whole. */
  readonly range?: Range | undefined;
  readonly name?: string;
  readonly why: string;
}

/** The last scan of the workspace. */
export interface LastScan {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly files: number;
  readonly requirements: number;
  /** Whether services were contacted. */
  readonly online: boolean;
}

export interface Dependencies {
  /** Absent: the workspace was not scanned yet. */
  readonly scan?: LastScan;
  readonly findings: readonly ReportedFinding[];
  readonly notChecked: readonly ReportedNotChecked[];
}

export const DependenciesRequest = new ProtocolRequestType0<Dependencies, never, void, void>('lookalike/dependencies');

/** The answer to `DependenciesRequest` has changed. At most a few notifications per second. */
export const DependenciesChangedNotification = new NotificationType0('lookalike/dependenciesChanged');

/** The reason why a name is trusted, and the last day, `2027-01-31`. */
export interface TrustNote {
  readonly reason: string;
  readonly until: string;
}

/** The edit that hides a finding: by trusting its name, or by accepting an advisory. Null: the project's configuration cannot hold it. */
export type HidingParams =
  | { readonly uri: string; readonly trust: string; readonly note?: TrustNote }
  | { readonly uri: string; readonly accept: { readonly id: string; readonly name: string; readonly reason: string } };

export const HidingEditRequest = new ProtocolRequestType<HidingParams, WorkspaceEdit | null, never, void, void>('lookalike/hidingEdit');
