import { SEVERITIES, type Severity } from '../configuration/ruleLevels';

/** The milder one of a finding's own grade and the configured level. A finding that is graded below the default keeps its distance from the level. */
export function gradedBy({ severity }: { readonly severity?: Severity | undefined }, level: Severity): Severity {
  return SEVERITIES.findLast((each) => each === severity || each === level) as Severity;
}
