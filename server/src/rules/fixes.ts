import * as l10n from '@vscode/l10n';
import type { Requirement } from '../formats/format';
import type { Edit, Fix } from './rule';

/**
 * Puts another project's name where the requirement's stands. Extras, specifier, marker and comment stay; hashes go, since
 * they belong to the other package's files.
 */
export function replaceName(requirement: Requirement, target: string, options: Pick<Fix, 'preferred' | 'certain'> = {}): Fix {
  const edits: Edit[] = [
    ...[requirement.nameSpan, ...(requirement.otherNameSpans ?? [])].map((span) => ({ span, text: target })),
    ...requirement.hashes.map((hash) => ({ span: hash.span, text: '' })),
  ];
  return { title: l10n.t("Replace with '{0}'", target), edits, ...options };
}

export function removeRequirement(requirement: Requirement): Fix[] {
  return requirement.removeSpan === undefined
    ? []
    : [{ title: l10n.t("Remove '{0}'", requirement.name), edits: [{ span: requirement.removeSpan, text: '' }] }];
}
