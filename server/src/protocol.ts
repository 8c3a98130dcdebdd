import { NotificationType, NotificationType0, ProtocolRequestType, type WorkDoneProgressParams } from 'vscode-languageserver-protocol';
import type { NameReport } from './features/checkName';

/** What Lookalike's own client and server say to each other beside LSP. */

export interface InitializationOptions {
  /** False in Restricted Mode: the server then works offline and reads no address from the workspace's settings. */
  readonly trusted?: boolean;
  /** Translated messages of the editor's language: English text to translation. */
  readonly l10n?: Readonly<Record<string, string>>;
}

export interface ScanResult {
  readonly files: number;
  readonly requirements: number;
  readonly findings: number;
  /** Findings of severity error or warning. */
  readonly serious: number;
  readonly notChecked: number;
  /** Files that stand outside the count because they could not be read. */
  readonly unreadable: readonly string[];
  readonly cancelled: boolean;
  readonly asOf: string;
}

/** Reads every dependency file of the workspace; its findings then stay in the workspace diagnostics. Cancellable, with progress. */
export const ScanWorkspaceRequest = new ProtocolRequestType<WorkDoneProgressParams, ScanResult, never, void, void>(
  'lookalike/scanWorkspace',
);

export const CheckPackageRequest = new ProtocolRequestType<{ readonly name: string }, NameReport, never, void, void>(
  'lookalike/checkPackage',
);

/** The workspace was granted trust: live answers may be asked for now. */
export const TrustGrantedNotification = new NotificationType0('lookalike/trustGranted');

export interface Status {
  /** Month of the bundled data, `2026-11`. */
  readonly asOf: string;
  readonly offline: boolean;
  /** Why the bundled data could not be read, or a service not be reached; quiet, for the status item. */
  readonly problem?: string;
}

export const StatusNotification = new NotificationType<Status>('lookalike/status');

/** A package index that only a file of the workspace names, and that is not asked before the user allows it. */
export interface WaitingIndex {
  /** `https://host`: what the setting `lookalike.trustedIndexes` would have. */
  readonly origin: string;
  readonly host: string;
}

export const IndexWaitingNotification = new NotificationType<WaitingIndex>('lookalike/indexWaiting');
