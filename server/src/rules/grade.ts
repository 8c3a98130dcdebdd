import { SEVERITIES, type Severity } from '../configuration/ruleLevels';

/** A configured level replaces the rule's own. A finding that is graded below the default keeps its distance from the level. */
export function gradedBy({ severity }: { readonly severity?: Severity | undefined }, level: Severity): Severity {
  return severity !== undefined && SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(level) ? severity : level;
}
