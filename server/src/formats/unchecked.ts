import * as l10n from '@vscode/l10n';
import type { Slice } from '../packaging/slice';
import type { Requirement } from './format';
import type { ManifestBuilder } from './manifestBuilder';
import { findPipVariable, type VariableFinder } from './variables';

/** Lists the first variable of the text as not checked; false when there is none. */
export function addVariable(slice: Slice, into: ManifestBuilder, findVariable: VariableFinder = findPipVariable): boolean {
  const variable = findVariable(slice.text);
  if (variable === undefined) {
    return false;
  }
  into.unchecked.push({
    text: slice.text.slice(variable.start, variable.end),
    why: l10n.t('It is replaced by a value that this file does not tell.'),
    span: slice.span(variable.start, variable.end),
  });
  return true;
}

/** The requirement, unless its name goes on in the variable that was just listed: then half of it is known, which is nothing. */
export function withWholeName(requirement: Requirement | undefined, into: ManifestBuilder): Requirement | undefined {
  return requirement?.nameSpan.end === into.unchecked.at(-1)?.span.start ? undefined : requirement;
}
