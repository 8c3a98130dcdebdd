import {
  NotificationType,
  NotificationType0,
  ProtocolRequestType,
  ProtocolRequestType0,
  type WorkDoneProgressParams,
} from 'vscode-languageserver-protocol';
import type { NameReport } from '../analysis/checkName';
import type { DataDates } from '../names/nameData';

export type { NameReport } from '../analysis/checkName';

/** Messages between Lookalike's own client and server that are not part of LSP. */

export interface InitializationOptions {
  /** False in Restricted Mode: the server then works offline and reads no address from the workspace's settings. */
  readonly trusted?: boolean;
  /** Translated messages of the editor's language: English text to translation. */
  readonly l10n?: Readonly<Record<string, string>> | undefined;
  /** Whether the client answers `IndexCredentialsRequest`. */
  readonly credentials?: boolean;
  /** Whether the client has the commands that code actions run. */
  readonly runsCommands?: boolean;
  /** Whether the client draws VS Code's icons, `$(icon)`, in the Markdown of a hover. */
  readonly themeIcons?: boolean;
  /** Whether the client listens to `WorkNotification`. */
  readonly reportsWork?: boolean;
  /** Whether the client listens to `DependenciesChangedNotification`. */
  readonly showsDependencies?: boolean;
  /**
   * URI of a file that exists. Edits of many places then also create it if it does not exist, and only that needs confirmation: VS Code leaves the creation out
   * and shows its preview, in which all other changes are ticked.
   */
  readonly previewFile?: string;
  /** Texts on which an earlier server process has crashed. */
  readonly leaveAlone?: readonly DocumentVersion[];
}

/** One text of a document. */
export interface DocumentVersion {
  readonly uri: string;
  readonly version: number;
}

/** The server begins to work on a text, or has finished. */
export interface Work extends DocumentVersion {
  readonly isDone: boolean;
}

/** Sent before the work begins, so the client knows what the server worked on when it crashed. */
export const WorkNotification = new NotificationType<Work>('lookalike/work');

export interface ScanResult {
  readonly files: number;
  readonly requirements: number;
  readonly findings: number;
  /** Findings, and what was checked, not checked, suppressed and left out, in sentences: `4 malicious packages and 1 look-alike in 3 files. Requirements: 9. …` */
  readonly summary: string;
  /** Findings of severity error or warning. */
  readonly serious: number;
  /** Findings of severity error. */
  readonly errors: number;
  /** Names of known malicious packages, as written, each once. */
  readonly malicious: readonly string[];
  readonly notChecked: number;
  /** Files and folders that are not counted because they could not be read. */
  readonly unreadable: readonly string[];
  readonly cancelled: boolean;
  readonly asOf: string;
}

export interface ScanParams extends WorkDoneProgressParams {
  /** Contacts no service, and gives all other requests precedence. */
  readonly inBackground?: boolean;
}

/** Reads every dependency file of the workspace. Its findings stay in the workspace diagnostics. Cancellable, with progress. */
export const ScanWorkspaceRequest = new ProtocolRequestType<ScanParams, ScanResult, never, void, void>('lookalike/scanWorkspace');

export const CheckPackageRequest = new ProtocolRequestType<{ readonly name: string }, NameReport, never, void, void>(
  'lookalike/checkPackage',
);

/** The changes in the package data. */
export interface UpdateDataResult {
  /** Month of the project list, `2026-11`. */
  readonly asOf: string;
  readonly newProjects: number;
}

/** Fetches fresh package data. Cancellable, with progress. Fails with a sentence for people. */
export const UpdateDataRequest = new ProtocolRequestType<WorkDoneProgressParams, UpdateDataResult, never, void, void>(
  'lookalike/updateData',
);

/** Origins (`https://host`) of the private indexes in the user's configuration and settings: those that can have credentials. */
export const IndexOriginsRequest = new ProtocolRequestType0<readonly string[], never, void, void>('lookalike/indexOrigins');

/**
 * Server to client: the credentials that the user typed for an index, as JSON of `username` and `password`, sealed with the key that the client started the server with
 * (protocol/seal.ts), because the editor may write every message into a log. Null: none.
 */
export const IndexCredentialsRequest = new ProtocolRequestType<{ readonly origin: string }, string | null, never, void, void>(
  'lookalike/indexCredentials',
);

/** The credentials for an index have changed. */
export const CredentialsChangedNotification = new NotificationType0('lookalike/credentialsChanged');

/** The workspace was granted trust: online lookups are allowed now. */
export const TrustGrantedNotification = new NotificationType0('lookalike/trustGranted');

export interface Status {
  /** The dates of each part of the package data. Absent: the data could not be read. */
  readonly dates?: DataDates;
  /** When the data was refreshed, in milliseconds since the epoch. Absent: it is the data of the extension. */
  readonly refreshed?: number | undefined;
  readonly offline: boolean;
  /** Why the bundled data could not be read, or a service could not be reached. Short, for the status item. */
  readonly problem?: string | undefined;
  /** The number of names in open files that were judged with incomplete facts. */
  readonly notChecked: number;
}

export const StatusNotification = new NotificationType<Status>('lookalike/status');

/** A package index that only a workspace file names. It is not contacted before the user allows it. */
export interface WaitingIndex {
  /** `https://host`: the value for the setting `lookalike.trustedIndexes`. */
  readonly origin: string;
  readonly host: string;
}

export const IndexWaitingNotification = new NotificationType<WaitingIndex>('lookalike/indexWaiting');
