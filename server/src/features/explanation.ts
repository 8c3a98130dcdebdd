import * as l10n from '@vscode/l10n';
import type { PackageFacts } from '../facts/packageFacts';
import { redactUrls } from '../facts/safeUrl';
import { notCheckedWhy } from '../lookup';
import { isValidName } from '../packaging/name';
import { describeModule } from '../rules/importName';

/** What would have weighed for or against a suspicious name, had anybody said it; for people. */
export function notKnown(name: string, facts: PackageFacts): string[] {
  const { confidence, resemblances, malicious, project, kinship, listed } = facts;
  if (confidence === undefined || malicious || resemblances[0]?.isPrivate !== false || !isValidName(name)) {
    return [];
  }
  if (project.kind === 'unavailable') {
    const why = redactUrls(project.why);
    return listed.kind === 'found'
      ? [l10n.t('Not known: when it first appeared and who owns it ({0}).', why)]
      : [l10n.t('Not known: whether it exists ({0}).', why)];
  }
  const why = project.kind === 'found' && kinship !== undefined ? notCheckedWhy(kinship) : undefined;
  return why === undefined ? [] : [l10n.t('Not known: who owns it ({0}).', redactUrls(why))];
}

/** What else weighs: the reason of the verdict, or what could only have confirmed it. */
export function known({ evidence, kinship, resemblances }: PackageFacts): string[] {
  const [best] = resemblances;
  if (evidence !== undefined || best === undefined) {
    return evidence === undefined ? [] : [evidence];
  }
  const isCopy = kinship?.kind === 'found' && kinship.value.summaryCopied === true;
  return isCopy ? [l10n.t("Its description repeats the one of '{0}'.", best.target)] : [];
}

/** Why nothing is reported of a name that resembles another. */
export function whyQuiet({ confidence, resemblances, evidence }: PackageFacts): string[] {
  const [best] = resemblances;
  return best === undefined || confidence !== undefined || evidence === undefined
    ? []
    : [l10n.t("Its name is like '{0}', but: {1}", best.target, evidence)];
}

/** A popular project that has the name of a module which is not its own: no finding, since people ask for it on purpose, too. */
export function namesake(name: string, { importName, rank, isPrivate, superseded }: PackageFacts): string[] {
  if (importName === undefined || rank === undefined || isPrivate || superseded !== undefined) {
    return [];
  }
  const said = describeModule(name, importName);
  return importName.standardLibrary ? said : [...said, l10n.t("The project '{0}' is another one.", name)];
}
