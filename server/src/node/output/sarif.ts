import { createHash } from 'node:crypto';
import { RULE_IDS, RULE_LEVELS, type RuleLevel } from '../../configuration/ruleLevels';
import type { ScanOutput } from './finding';

const LEVELS: Readonly<Record<RuleLevel, 'error' | 'warning' | 'note' | 'none'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
  off: 'none',
};

/** SARIF 2.1.0 (OASIS), as code scanning services read it. */
export function sarifOutput({ version, findings, notChecked }: ScanOutput): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Lookalike',
            semanticVersion: version,
            rules: RULE_IDS.map((id) => ({
              id,
              shortDescription: { text: id },
              defaultConfiguration: { level: LEVELS[RULE_LEVELS[id]], enabled: (RULE_LEVELS[id] as RuleLevel) !== 'off' },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notChecked.map(({ path, name, why }) => ({
              level: 'note',
              message: { text: name === undefined ? why : `${name}: ${why}` },
              locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
            })),
          },
        ],
        results: findings.map(({ rule, severity, message, path, range: { start, end }, name }) => ({
          ruleId: rule,
          ruleIndex: RULE_IDS.indexOf(rule),
          level: LEVELS[severity],
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: artifact(path),
                region: {
                  startLine: start.line + 1,
                  startColumn: start.character + 1,
                  endLine: end.line + 1,
                  endColumn: end.character + 1,
                },
              },
            },
          ],
          // The same finding keeps its identity when lines move.
          partialFingerprints: {
            'lookalike/v1': createHash('sha256')
              .update(JSON.stringify([rule, path, name, message]))
              .digest('hex'),
          },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function artifact(path: string): { uri: string; uriBaseId?: string } {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}
