import { ProtocolRequestType } from 'vscode-languageserver-protocol';

/** The formats of the report. */
export type ReportFormat = 'html' | 'json' | 'sarif' | 'csv' | 'cyclonedx';

export interface ReportParams {
  readonly format: ReportFormat;
  /** BCP 47, for dates and numbers. */
  readonly language: string;
  /** A command of the client that opens a position in a file, for links. Its argument is that of `lookalike.openFinding`. */
  readonly openCommand?: string | undefined;
}

/** Everything known about open documents and about the files of the last scan, as one text. */
export const ReportRequest = new ProtocolRequestType<ReportParams, string, never, void, void>('lookalike/report');
