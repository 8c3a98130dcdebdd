import * as l10n from '@vscode/l10n';
import type { RuleId } from './ruleLevels';

const SUMMARIES: Readonly<Record<RuleId, () => string>> = {
  'known-malicious': () => l10n.t('The name, or this version of it, is in a record of malicious packages.'),
  typosquat: () => l10n.t('The name imitates a popular package, or one of your own.'),
  'import-name': () => l10n.t('This is the name of a module, not of the project that provides it.'),
  'unknown-package': () => l10n.t('No such project exists: nobody owns the name, so anybody may take it.'),
  'invalid-requirement': () => l10n.t('The line does not parse, or the included file is not there.'),
  'project-status': () => l10n.t('The project is quarantined, archived, deprecated or continued by another one.'),
  'dependency-confusion': () => l10n.t('A public index could serve a package of the same name in place of your private one.'),
  'insecure-index': () => l10n.t('Packages come over an unsafe connection, or a password stands in the file.'),
  'vulnerable-version': () => l10n.t('An advisory affects the versions that the line allows.'),
  'yanked-version': () => l10n.t('The owner took the pinned version back.'),
  'unknown-version': () => l10n.t('The pinned version does not exist.'),
  'recent-release': () => l10n.t('The version is younger than the cool-down.'),
  'hash-mismatch': () => l10n.t('No file of the pinned version has this hash.'),
  'missing-hash': () => l10n.t('The requirement has no hash.'),
  unpinned: () => l10n.t('The requirement has no exact version.'),
  'invalid-configuration': () => l10n.t('A setting of the project does not fit.'),
  'not-checked': () => l10n.t('The file could not be read to its end.'),
};

/** What a rule finds, in one sentence. */
export function ruleSummary(id: RuleId): string {
  return SUMMARIES[id]();
}
