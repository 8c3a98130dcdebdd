import type { Severity } from '../configuration/ruleLevels';
import type { Span } from '../packaging/span';
import type { invalidConfiguration } from './files/invalidConfiguration';
import type { notChecked } from './files/notChecked';
import { gradedBy } from './grade';
import { ruleOf } from './index';
import type { Finding, RuleFinding } from './rule';
import { type Authority, type Judgement, place } from './suppression/authority';

/** The rules about Lookalike's own work: parts that it could not check, and invalid parts of its configuration. */
type OwnRule = typeof notChecked | typeof invalidConfiguration;

export interface OwnFinding extends RuleFinding {
  readonly rule: OwnRule['id'];
}

/** A finding of a rule without a `check` of its own. `severity`: absent, that of the rule's level. */
export function ownFinding({ id }: OwnRule, span: Span, message: string, severity?: Severity): OwnFinding {
  return { rule: id, span, message, severity };
}

/** Places a finding of such a rule with the configured severity. */
export function placeOwn(finding: OwnFinding, authority: Authority, into: Judgement): void {
  const { configuration, comments } = authority;
  const { level, by } = configuration.levelOf(ruleOf(finding.rule));
  if (level === 'off') {
    return;
  }
  const judged: Finding = { ...finding, severity: gradedBy(finding, level), targets: [], fixes: finding.fixes ?? [] };
  const comment = comments?.suppressions.commentOn(finding.rule, judged);
  const all = [by, comment && comments?.by(comment.span)].filter((it) => it !== undefined);
  place(judged, all, authority, into);
}
