import type { FileResult, ResultFinding } from '../analysis/scan/fileResult';
import type { ReportedFinding, ReportedNotChecked } from '../protocol/dependencies';
import { ruleOf } from '../rules/index';
import { furtherLines, PLAIN_LINES } from './furtherLines';

/** The part of one file in the view of the dependencies. */
export interface FileDependencies {
  readonly findings: readonly ReportedFinding[];
  readonly notChecked: readonly ReportedNotChecked[];
}

/** The result for a file as the view Dependencies shows it. */
export function fileDependencies({ uri, findings, notChecked }: FileResult): FileDependencies {
  return { findings: findings.map((finding) => reported(uri, finding)), notChecked };
}

function reported(uri: string, finding: ResultFinding): ReportedFinding {
  const { range, rule, severity, message, details, name, normalizedName, ids, advisories, source } = finding;
  const further = furtherLines({ details, source, advisories }, PLAIN_LINES);
  return {
    uri,
    range,
    rule,
    severity,
    message,
    ...(further.length > 0 && { details: further }),
    ...(name !== undefined && normalizedName !== undefined && { name, normalizedName }),
    advisories: ids,
    ...(source?.url.startsWith('https:') && { url: source.url }),
    trustable: name !== undefined && ruleOf(rule).trustable === true,
  };
}
