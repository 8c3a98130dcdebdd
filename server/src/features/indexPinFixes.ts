import * as l10n from '@vscode/l10n';
import type { Analysis } from '../analysis/analysis';
import type { IndexPin, Manifest, Requirement } from '../formats/manifest/format';
import { redactUrls } from '../index/safeUrl';
import { formatList, formatNumber } from '../protocol/language';
import { dependencyConfusion, isOwnName } from '../rules/indexes/dependencyConfusion';
import type { Finding, Fix } from '../rules/rule';
import { readWith } from './edits/trial';

const MAX_FIXES = 4;
const NAMED = 3;

/**
 * Fixes for `dependency-confusion` that take private names from one index of the file alone. Each is tried on the text first: it is only proposed if the
 * file then has that meaning, and is otherwise the same.
 */
export function indexPinFixes(analysis: Analysis, { rule, requirement }: Finding): readonly Fix[] {
  const { format, document, manifest, factsOf, scope } = analysis;
  if (rule !== dependencyConfusion.id || format.indexPins === undefined) {
    return [];
  }
  const own = manifest.requirements.filter(
    (each) => isAskedFor(each) && each.source === 'index' && isOwnName(factsOf(each), scope.routes.indexes),
  );
  const names = [...new Set(own.map(({ normalizedName }) => normalizedName))];
  const pins = format
    .indexPins(document.getText(), requirement, names)
    .filter((pin) => works(analysis, pin))
    .slice(0, MAX_FIXES);
  const isOnly = pins.filter(({ explicit }) => !explicit).length === 1;
  return pins.map((pin) => ({ title: titleOf(pin), edits: pin.edits, preferred: isOnly && !pin.explicit }));
}

function titleOf({ indexName: written, names, explicit }: IndexPin): string {
  const indexName = redactUrls(written);
  const listed = formatList(names.slice(0, NAMED), 'unit');
  const all =
    names.length > NAMED
      ? l10n.t({
          message: '{0}, {1} more',
          args: [listed, formatNumber(names.length - NAMED)],
          comment: ['{0} is a list of package names. {1} is a count.'],
        })
      : listed;
  return explicit
    ? l10n.t({
        message: "Make index '{0}' explicit (serve only {1})",
        args: [indexName, all],
        comment: ['{0} is the name of a package index. {1} is one or more package names.'],
      })
    : l10n.t({
        message: "Pin '{0}' to index '{1}'",
        args: [all, indexName],
        comment: ['{0} is one or more package names. {1} is the name of a package index.'],
      });
}

function works(analysis: Analysis, { edits, names, indexName, explicit }: IndexPin): boolean {
  const { manifest: before } = analysis;
  const after = readWith(analysis, edits);
  if (after === undefined) {
    return false;
  }
  const kept = new Set(requestsOf(after));
  const bound = new Set(names);
  const index = after.indexes.find(({ name }) => name === indexName);
  return (
    after.problems.length <= before.problems.length &&
    index !== undefined &&
    (!explicit || index.explicit === true) &&
    requestsOf(before).every((request) => kept.has(request)) &&
    after.requirements
      .filter((each) => isAskedFor(each) && bound.has(each.normalizedName))
      .every((each) => each.source !== 'index' && (each.source !== 'explicit-index' || each.indexName === indexName))
  );
}

/** The requirements of the file, whatever their indexes. */
function requestsOf({ requirements }: Manifest): readonly string[] {
  return requirements.filter(isAskedFor).map(({ normalizedName, specifier, marker, extras, group }) => {
    return JSON.stringify([normalizedName, specifier, marker, extras, group]);
  });
}

function isAskedFor({ role }: Requirement): boolean {
  return role === 'dependency' || role === 'constraint';
}
