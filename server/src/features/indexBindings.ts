import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { redactUrls } from '../facts/safeUrl';
import type { IndexBinding, Manifest, Requirement } from '../formats/format';
import { isOwnName } from '../rules/dependencyConfusion';
import type { Finding, Fix } from '../rules/rule';
import { type Analysis, read } from './analysis';
import { rangeOf } from './range';

const MAX_FIXES = 4;
const NAMED = 3;

/**
 * Fixes for `dependency-confusion` that take private names from one index of the file alone. Each is tried on the text first: it is offered only if the
 * file then says so, and everything else as before.
 */
export function bindingFixes(analysis: Analysis, { rule, requirement }: Finding): readonly Fix[] {
  const { format, document, manifest, factsOf } = analysis;
  if (rule !== 'dependency-confusion' || format.indexBindings === undefined) {
    return [];
  }
  const own = manifest.requirements.filter((each) => isAskedFor(each) && each.source === 'index' && isOwnName(factsOf(each), manifest));
  const names = [...new Set(own.map(({ normalizedName }) => normalizedName))];
  const bindings = format
    .indexBindings(document.getText(), requirement, names)
    .filter((binding) => works(analysis, binding))
    .slice(0, MAX_FIXES);
  const isOnly = bindings.filter(({ explicit }) => !explicit).length === 1;
  return bindings.map((binding) => ({ title: titleOf(binding), edits: binding.edits, preferred: isOnly && !binding.explicit }));
}

function titleOf({ indexName: written, names, explicit }: IndexBinding): string {
  const indexName = redactUrls(written);
  const listed = names.slice(0, NAMED).join(', ');
  const all = names.length > NAMED ? l10n.t('{0} and {1} more', listed, names.length - NAMED) : listed;
  return explicit
    ? l10n.t("Make the index '{0}' explicit: it serves {1} and nothing else", indexName, all)
    : l10n.t("Take '{0}' from the index '{1}' only", all, indexName);
}

function works({ document, format, manifest: before }: Analysis, { edits, names, indexName, explicit }: IndexBinding): boolean {
  const changes = edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
  let text: string;
  try {
    text = TextDocument.applyEdits(document, changes);
  } catch {
    // The edits overlap.
    return false;
  }
  const [after] = read(text, format);
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

/** What the file asks for, whatever the index. */
function requestsOf({ requirements }: Manifest): readonly string[] {
  return requirements.filter(isAskedFor).map(({ normalizedName, specifier, marker, extras, group }) => {
    return JSON.stringify([normalizedName, specifier, marker, extras, group]);
  });
}

function isAskedFor({ role }: Requirement): boolean {
  return role === 'dependency' || role === 'constraint';
}
