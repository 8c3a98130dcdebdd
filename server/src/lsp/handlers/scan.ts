import * as l10n from '@vscode/l10n';
import { type FileResult, summarize } from '../../analysis/scan/fileResult';
import type { WorkspaceScan } from '../../analysis/scan/scanParts';
import { scanSentences } from '../../analysis/scan/scanSummary';
import { messageOf } from '../../errors';
import { formatSentences } from '../../protocol/language';
import { type ScanResult, ScanWorkspaceRequest } from '../../protocol/messages';
import { isMalware } from '../../rules/index';
import { withProgress } from '../longRequests';
import type { Session } from '../session';

/** Answers requests to scan the workspace. */
export function handleScans({ connection, service, settings, folders, publisher, dependencies }: Session): void {
  connection.onRequest(ScanWorkspaceRequest, (params, token) =>
    withProgress(connection, params, l10n.t('Lookalike: scanning dependency files'), token, async (signal, report) => {
      // Files that the user hides from the explorer are not scanned either.
      const exclude = await settings.hiddenFiles();
      const inBackground = params.inBackground === true;
      const online = !inBackground && !(await settings.ofWorkspace()).offline;
      const onFile = ({ uri }: FileResult, done: number): void =>
        report(
          l10n.t({
            message: 'files read: {0} ({1})',
            args: [done, uri.slice(uri.lastIndexOf('/') + 1)],
            comment: ['{0} is a count. {1} is the name of the last file.'],
          }),
        );
      const scan = await service.scan(folders.uris, { exclude, signal, online, onFile }).catch((error) => {
        throw new Error(l10n.t({ message: 'The scan failed: {0}', args: [messageOf(error)], comment: ['{0} is a reason.'] }));
      });
      if (!signal.aborted) {
        publisher.scanned(
          scan.results.map(({ uri }) => uri),
          exclude,
        );
        dependencies.scanned(scan, online);
      }
      return scanResult(scan, signal.aborted, (await service.dates()).projects);
    }),
  );
}

/** Maximum number of names in a message. */
const MAX_NAMES = 10;

function scanResult({ results, skipped }: WorkspaceScan, cancelled: boolean, asOf: string): ScanResult {
  const { notChecked, ...counts } = summarize(results);
  const findings = results.flatMap((result) => result.findings);
  const malicious = findings.filter(isMalware).flatMap(({ name }) => name ?? []);
  const summary = scanSentences({
    ...counts,
    findings: results.flatMap(({ findings: found, uri }) => found.map(({ rule, name }) => ({ rule, name, file: uri }))),
    notChecked: notChecked.length,
    suppressed: results.flatMap(({ suppressed }) => suppressed),
    skipped: skipped.length,
  });
  return {
    ...counts,
    summary: formatSentences(summary),
    serious: findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    malicious: [...new Set(malicious)].slice(0, MAX_NAMES),
    notChecked: notChecked.length,
    unreadable: results.flatMap(({ uri, failure }) => (failure === undefined ? [] : uri)),
    cancelled,
    asOf,
  };
}
