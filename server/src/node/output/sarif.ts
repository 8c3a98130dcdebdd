import { createHash } from 'node:crypto';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { RULE_IDS, RULE_LEVELS, type RuleLevel } from '../../configuration/ruleLevels';
import { ruleSummary } from '../../configuration/ruleSummaries';
import type { PrintedFinding, ScanOutput } from './finding';

const LEVELS: Readonly<Record<RuleLevel, 'error' | 'warning' | 'note' | 'none'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
  off: 'none',
};

/** SARIF 2.1.0 (OASIS), as code scanning services read it. */
export function sarifOutput({ version, findings, notChecked }: ScanOutput): string {
  const fingerprint = fingerprints();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Lookalike',
            version,
            semanticVersion: version,
            rules: RULE_IDS.map((id) => ({
              id,
              shortDescription: { text: ruleSummary(id) },
              fullDescription: { text: ruleSummary(id) },
              help: { text: ruleSummary(id) },
              defaultConfiguration: { level: LEVELS[RULE_LEVELS[id]], enabled: (RULE_LEVELS[id] as RuleLevel) !== 'off' },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notChecked.map(({ path: file, name, why }) => ({
              level: 'note',
              message: { text: name === undefined ? why : `${name}: ${why}` },
              locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
            })),
          },
        ],
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: RULE_IDS.indexOf(finding.rule),
          level: LEVELS[finding.severity],
          message: { text: finding.message },
          locations: [{ physicalLocation: { artifactLocation: artifact(finding.path), region: region(finding) } }],
          partialFingerprints: { 'lookalike/v1': fingerprint(finding) },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function region({ range: { start, end } }: PrintedFinding): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/**
 * The same finding keeps its identity when lines move and when newer data word it otherwise; a name that a file has twice has two
 * findings.
 */
function fingerprints(): (finding: PrintedFinding) => string {
  const seen = new Map<string, number>();
  return ({ rule, path: file, name, message }) => {
    const identity = JSON.stringify([rule, file, name ?? message]);
    const times = seen.get(identity) ?? 0;
    seen.set(identity, times + 1);
    return createHash('sha256').update(`${identity}${times}`).digest('hex');
  };
}

function artifact(file: string): { uri: string; uriBaseId?: string } {
  if (path.isAbsolute(file)) {
    return { uri: URI.file(file).toString() };
  }
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
