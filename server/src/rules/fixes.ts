import * as l10n from '@vscode/l10n';
import type { Requirement } from '../formats/manifest/format';
import type { Edit, Fix } from './rule';

/**
 * Replaces the requirement's name. Extras, specifier, marker and comment stay. Hashes are dropped, because they belong to the other
 * package's files. `continues` is the abandoned project that the target continues.
 */
export function replaceName(
  requirement: Requirement,
  target: string,
  { continues, ...options }: Pick<Fix, 'preferred' | 'certain'> & { readonly continues?: string } = {},
): Fix {
  const edits: Edit[] = [
    ...[requirement.nameSpan, ...(requirement.otherNameSpans ?? [])].map((span) => ({ span, text: target })),
    ...requirement.hashes.map((hash) => ({ span: hash.span, text: '' })),
  ];
  const title =
    continues === undefined
      ? l10n.t({ message: "Replace with '{0}'", args: [target], comment: ['{0} is a package name.'] })
      : l10n.t({
          message: "Replace with '{0}' (successor of {1})",
          args: [target, continues],
          comment: ['{0} is a package name. {1} is a package name.'],
        });
  return { title, edits, replacement: { target, continues }, ...options };
}

/** The fix that removes a requirement. Empty: it cannot be removed by an edit of its own place. */
export function removeRequirement(requirement: Requirement): Fix[] {
  return requirement.removeSpan === undefined
    ? []
    : [
        {
          title: l10n.t({ message: "Remove '{0}'", args: [requirement.name], comment: ['{0} is a package name.'] }),
          edits: [{ span: requirement.removeSpan, text: '' }],
        },
      ];
}
