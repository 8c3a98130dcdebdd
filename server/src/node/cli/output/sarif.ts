import { createHash } from 'node:crypto';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { RuleId, RuleLevel } from '../../../configuration/ruleLevels';
import { furtherLines, MARKDOWN } from '../../../features/furtherLines';
import { encodeComponent } from '../../../packaging/escapes';
import { escapeMarkdown } from '../../../protocol/markdown';
import { ruleOf, rules } from '../../../rules/index';
import type { Rule } from '../../../rules/rule';
import { fileUri } from '../../fileUri';
import { homepage } from '../../version';
import { identity } from '../baseline';
import type { PrintedFinding, PrintedSuppressed, ScanOutput } from './finding';
import { jsonText } from './json';
import { unneededText } from './suppressed';

const LEVELS: Readonly<Record<RuleLevel, 'error' | 'warning' | 'note' | 'none'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
  off: 'none',
};

const RATINGS: Readonly<Record<NonNullable<PrintedFinding['rating']>, number>> = { critical: 9.5, high: 8, medium: 5.5, low: 2.5 };

export interface SarifOptions {
  /** The base folder of relative paths. */
  readonly base: string;
  /** The page of a rule, as Markdown. Undefined: there is none. */
  rulePage(id: RuleId): string | undefined;
}

/** SARIF 2.1.0 (OASIS), as code scanning services read it. */
export function sarifOutput(output: ScanOutput, { base, rulePage }: SarifOptions): string {
  const { version, data, offline, files, requirements, findings, suppressed, skipped, notChecked, unneeded = [] } = output;
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
            informationUri: homepage,
            rules: rules.map((rule) => reportingDescriptor(rule, rulePage(rule.id))),
          },
        },
        originalUriBaseIds: { [SOURCE_ROOT]: { uri: `${fileUri(base).replace(/\/$/, '')}/` } },
        properties: { data, offline, files, requirements },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: !notChecked.some(({ failed }) => failed),
            toolExecutionNotifications: [
              ...notChecked.map(({ path: file, name, why, failed }) =>
                notification(file, name === undefined ? why : `${name}: ${why}`, failed ? 'error' : 'note'),
              ),
              ...skipped.map(({ path: file, why }) => notification(file, why)),
              ...unneeded.map((entry) => notification(entry.path, unneededText(entry))),
              ...(files === 0 ? [{ level: 'note', message: { text: l10n.t('No dependency files found.') } }] : []),
            ],
          },
        ],
        results: [
          ...findings.map((finding) => result(finding, fingerprint)),
          ...suppressed.map((finding) => ({ ...result(finding, fingerprint), suppressions: [suppression(finding)] })),
        ],
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

function reportingDescriptor({ id, level, securitySeverity, ...rule }: Rule, page: string | undefined): object {
  const summary = rule.summary();
  return {
    id,
    name: id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    helpUri: `${homepage}#${id}`,
    help: page === undefined ? { text: summary } : { text: plainText(page), markdown: page },
    defaultConfiguration: { level: LEVELS[level], enabled: level !== 'off' },
    properties: { tags: ['security', 'supply-chain'], 'security-severity': securitySeverity.toFixed(1) },
  };
}

/** Without Markdown syntax, for readers of plain text. */
function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1').replace(/^#+ |\*\*|`/gm, '');
}

function result(finding: PrintedFinding, fingerprint: (finding: PrintedFinding) => string): object {
  const { rule, severity, message, details, name, version, specifier, ids, fixed, rating, source } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(ruleOf(rule)),
    level: LEVELS[severity],
    message: { text: message, markdown: markdownOf(finding) },
    locations: [{ physicalLocation: { artifactLocation: artifact(finding.path), region: region(finding) } }],
    partialFingerprints: { 'lookalike/v2': fingerprint(finding) },
    properties: {
      name,
      version,
      specifier,
      ids,
      fixed,
      details: details?.map(({ text }) => text),
      source,
      'security-severity': (rating === undefined ? ruleOf(rule).securitySeverity : RATINGS[rating]).toFixed(1),
    },
  };
}

/** The message with all facts about it. Undefined: there are none. */
function markdownOf(finding: PrintedFinding): string | undefined {
  const lines = furtherLines(finding, MARKDOWN);
  return lines.length === 0 ? undefined : [escapeMarkdown(finding.message), '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function suppression({ by }: PrintedSuppressed): object {
  const { kind, path: file, range, reason, until } = by;
  const location =
    file === undefined ? {} : { artifactLocation: artifact(file), ...(range === undefined ? {} : { region: region({ range }) }) };
  return {
    kind: kind === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: reason,
    location: file === undefined ? undefined : { physicalLocation: location },
    properties: { by: kind, until },
  };
}

function notification(file: string, text: string, level: 'note' | 'error' = 'note'): object {
  return { level, message: { text }, locations: [{ physicalLocation: { artifactLocation: artifact(file) } }] };
}

function region({ range: { start, end } }: Pick<PrintedFinding, 'range'>): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/**
 * A finding keeps its identity when lines move, when newer data changes its wording, and whichever folder the command runs in. A name that a file has
 * twice has two findings.
 */
function fingerprints(): (finding: PrintedFinding) => string {
  const seen = new Map<string, number>();
  return (finding) => {
    const key = identity(finding);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return createHash('sha256').update(`${key}${times}`).digest('hex');
  };
}

const SOURCE_ROOT = '%SRCROOT%';

function artifact(file: string): { uri: string; uriBaseId?: string } {
  if (path.isAbsolute(file)) {
    return { uri: fileUri(file) };
  }
  return { uri: file.split('/').map(encodeComponent).join('/'), uriBaseId: SOURCE_ROOT };
}
