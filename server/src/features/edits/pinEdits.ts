import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../analysis/analysis';
import { allowedVersions } from '../../facts/allowedVersions';
import type { Requirement } from '../../formats/manifest/format';
import { releaseOf } from '../../index/releases';
import { foundValue } from '../../lookup';
import { normalizeName } from '../../packaging/name';
import { shown } from '../../packaging/printable';
import type { Edit, Fix } from '../../rules/rule';
import { readWith } from './trial';

/** Between a name and the specifier that follows it in one text: extras, blanks, `(` or `@`. */
const BEFORE_SPECIFIER = /^(\s*(?:\[[^\]]*\])?)[\s(@]*$/;

/**
 * A fix that writes another project's name, without the version that the line pins: that was a version of the replaced project. It stays where no such
 * project exists, so the version was never its own, where the other project is known to have it too, and where the text cannot be changed with certainty.
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

/** Undefined: the requirement has no specifier that can be taken away. */
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

/** Whether the text then pins the requirement no more, and says the same of all others. */
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
