import * as l10n from '@vscode/l10n';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import { redactUrls } from '../../index/safeUrl';
import { notCheckedWhy } from '../../lookup';
import { isValidName } from '../../packaging/name';

/** Facts that would have changed the verdict on a suspicious name but could not be looked up, in sentences. */
export function describeUnknowns(name: string, facts: PackageFacts): string[] {
  const { confidence, resemblances, malicious, project, kinship, listed } = facts;
  if (confidence === undefined || malicious || resemblances[0]?.isPrivate !== false || !isValidName(name)) {
    return [];
  }
  if (project.kind === 'unavailable') {
    const why = redactUrls(project.why);
    return listed.kind === 'found'
      ? [l10n.t({ message: 'Unknown: first release and owners ({0}).', args: [why], comment: ['{0} is a reason.'] })]
      : [l10n.t({ message: 'Unknown: whether it exists ({0}).', args: [why], comment: ['{0} is a reason.'] })];
  }
  const why = project.kind === 'found' && kinship !== undefined ? notCheckedWhy(kinship) : undefined;
  return why === undefined ? [] : [l10n.t({ message: 'Unknown: owners ({0}).', args: [redactUrls(why)], comment: ['{0} is a reason.'] })];
}
