import { SEVERITIES, type Severity } from '../configuration/ruleLevels';

/** A configured level replaces the rule's own; a finding graded below the default keeps its distance from it. */
export function gradedBy({ severity }: { readonly severity?: Severity | undefined }, level: Severity): Severity {
  return severity !== undefined && SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(level) ? severity : level;
}
