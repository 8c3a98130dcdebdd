import path from 'node:path';
import { URI } from 'vscode-uri';
import { fileResult, summarize } from '../analysis/scan/fileResult';
import type { ReportContents } from '../lsp/dependencyReports';
import { encodeComponent } from '../packaging/escapes';
import type { ReportParams } from '../protocol/report';
import { ageInDays } from './cli/dataAge';
import { csvOutput } from './cli/output/csv';
import { cyclonedxOutput } from './cli/output/cyclonedx';
import { pathPrinter, printedFindings, printedSuppressed, type ScanOutput } from './cli/output/finding';
import { htmlOutput } from './cli/output/html';
import { jsonOutput } from './cli/output/json';
import { sarifOutput } from './cli/output/sarif';
import { fileUri } from './fileUri';
import { version } from './version';

/** The report of an editor: the output of `lookalike scan`, as a page or in a format for programs. */
export function printReport(contents: ReportContents, { format, language, openCommand }: ReportParams): string {
  const { reports, skipped, dates, offline } = contents;
  const base = URI.parse(contents.base).fsPath;
  const print = pathPrinter(base);
  const results = reports.map(fileResult);
  const { files, requirements, notChecked } = summarize(results);
  const output: ScanOutput = {
    version,
    data: { asOf: dates.projects, ...dates, ageInDays: ageInDays(dates, Date.now()) },
    offline,
    files,
    requirements,
    findings: results.flatMap((result) => printedFindings(result, print)),
    suppressed: results.flatMap((result) => printedSuppressed(result, print)),
    notChecked: notChecked.map(({ uri, range: _, ...rest }) => ({ path: print(uri), ...rest })),
    skipped: skipped.map(({ uri, why }) => ({ path: print(uri), why })),
  };
  switch (format) {
    case 'html':
      return htmlOutput(output, {
        language,
        ...(openCommand !== undefined && {
          linkOf: (file, range) => {
            const entry = { of: { uri: fileUri(path.resolve(base, file)), range } };
            return `command:${openCommand}?${encodeComponent(JSON.stringify([entry]))}`;
          },
        }),
      });
    case 'json':
      return jsonOutput(output);
    case 'sarif':
      return sarifOutput(output, { base, rulePage: () => undefined });
    case 'csv':
      return csvOutput(output);
    case 'cyclonedx':
      return cyclonedxOutput(output, reports, print);
  }
}
