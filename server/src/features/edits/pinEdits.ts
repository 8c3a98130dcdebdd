import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../analysis/analysis';
import { allowedVersions } from '../../facts/packages/allowedVersions';
import type { Requirement } from '../../formats/manifest/format';
import { releaseOf } from '../../index/releases';
import { foundValue } from '../../lookup';
import { normalizeName } from '../../packaging/name';
import { shown } from '../../packaging/printable';
import type { Edit, Fix } from '../../rules/rule';
import { readWith } from './trial';

/** Between a name and its specifier in one text: extras, spaces, `(` or `@`. */
const BEFORE_SPECIFIER = /^(\s*(?:\[[^\]]*\])?)[\s(@]*$/;

/**
 * A fix that writes another project's name, without the pinned version: that was a version of the replaced project. The version stays if no such
 * project exists, so it was never its own; if the other project is known to have it too; and if the text cannot be changed with certainty.
 */
export function withoutForeignPin(analysis: Analysis, requirement: Requirement | undefined, fix: Fix): Fix {
  const { replacement } = fix;
  if (replacement === undefined || requirement === undefined || !isForeign(analysis, requirement, replacement.target)) {
    return fix;
  }
  const edit = pinEdit(analysis.document.getText(), requirement);
  const edits = edit && [...fix.edits, edit];
  if (edits === undefined || !isUnpinned(analysis, requirement, edits)) {
    return fix;
  }
  const { target, continues } = replacement;
  const pin = shown(requirement.specifier ?? '');
  const title =
    continues === undefined
      ? l10n.t({ message: "Replace with '{0}' (drops {1})", args: [target, pin], comment: ['{0} is a package name. {1} is a name.'] })
      : l10n.t({
          message: "Replace with '{0}' (successor of {1}; drops {2})",
          args: [target, continues, pin],
          comment: ['{0} is a package name. {1} is a package name. {2} is a name.'],
        });
  return { ...fix, title, edits };
}

function isForeign(analysis: Analysis, requirement: Requirement, target: string): boolean {
  const { pinned } = allowedVersions(requirement);
  if (pinned === undefined) {
    return false;
  }
  const replaced = analysis.factsOf(requirement);
  const exists = replaced.malicious || replaced.listed.kind === 'found' || replaced.project.kind === 'found';
  const { listed, project } = analysis.factsOf({ ...requirement, name: target, normalizedName: normalizeName(target) });
  const offered = foundValue(project);
  return exists && !(offered !== undefined && releaseOf(offered, pinned)) && foundValue(listed)?.latestVersion !== pinned;
}

/** Undefined: the requirement has no removable specifier. */
function pinEdit(text: string, { nameSpan, specifierSpan }: Requirement): Edit | undefined {
  if (specifierSpan === undefined || specifierSpan.start < nameSpan.end) {
    return undefined;
  }
  const between = text.slice(nameSpan.end, specifierSpan.start);
  const extras = BEFORE_SPECIFIER.exec(between)?.[1];
  if (extras === undefined) {
    // The value of a key: any version.
    return { span: specifierSpan, text: '*' };
  }
  const closing = between.includes('(') ? text.indexOf(')', specifierSpan.end) + 1 : 0;
  return { span: { start: nameSpan.end + extras.trimEnd().length, end: Math.max(specifierSpan.end, closing) }, text: '' };
}

/** Whether the text then does not pin the requirement any more, and has the same contents otherwise. */
function isUnpinned({ document, format, manifest }: Analysis, requirement: Requirement, edits: readonly Edit[]): boolean {
  const after = readWith({ document, format }, edits);
  return (
    after?.requirements.length === manifest.requirements.length &&
    after.problems.length <= manifest.problems.length &&
    manifest.requirements.every((old, i) => {
      const { specifier, marker } = after.requirements[i] ?? {};
      return marker === old.marker && (old === requirement ? specifier === undefined || specifier === '*' : specifier === old.specifier);
    })
  );
}
