import { ProtocolRequestType } from 'vscode-languageserver-protocol';

/** What the report can be written as. */
export const REPORT_FORMATS = ['html', 'json', 'sarif', 'csv', 'cyclonedx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportParams {
  readonly format: ReportFormat;
  /** BCP 47, for dates and numbers. */
  readonly language: string;
  /** A command of the client that opens a place in a file; places are links to it then. Its argument is as `lookalike.openFinding` takes it. */
  readonly openCommand?: string | undefined;
}

/** Everything that is known of open documents and of the files of the last scan, as one text. */
export const ReportRequest = new ProtocolRequestType<ReportParams, string, never, void, void>('lookalike/report');
