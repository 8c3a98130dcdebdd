import * as l10n from '@vscode/l10n';
import { distributionFile } from '../../packaging/distributionFile';
import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import type { Unchecked } from './format';
import { findPipVariable, type VariableFinder } from './variables';

/** Maximum length of the text of something that was not checked. */
const MAX_TEXT = 100;
/** Maximum length of a location with a variable in it. */
const MAX_LOCATION = 2_000;

/** The beginning of a text for a list of what was not checked: the text itself may be the rest of a file. */
export function beginningOf(text: string): string {
  return text.slice(0, MAX_TEXT);
}

/** Lists the first variable of the text as not checked, and returns its position in the text. Undefined: there is none. */
export function addVariable(
  slice: Slice,
  into: { readonly unchecked: Unchecked[] },
  findVariable: VariableFinder = findPipVariable,
): Span | undefined {
  const variable = findVariable(slice.text);
  if (variable) {
    into.unchecked.push({
      text: beginningOf(slice.text.slice(variable.start, variable.end)),
      why: l10n.t('It contains a variable that is not defined in this file.'),
      span: slice.span(variable.start, variable.end),
      ...(slice.length <= MAX_LOCATION && isLocation(slice.text) && { location: slice.text }),
    });
  }
  return variable;
}

function isLocation(text: string): boolean {
  return /^[a-z+]{1,20}:\/\//i.test(text) || distributionFile(text) !== undefined;
}

/** An expression of a Python file that is read as text. */
export function knownWhenRun(text: string, span: Span): Unchecked {
  return { text: beginningOf(text.slice(span.start, span.end)), why: l10n.t('Its value is only known at run time.'), span };
}

/** An unclosed bracket or quote in a Python file. */
export function withoutEnd(text: string, span: Span): Unchecked {
  return {
    ...knownWhenRun(text, span),
    why: l10n.t('This is never closed. Anything after this point may not have been checked.'),
    isSyntaxError: true,
  };
}

/** Something of which only a part was read: `slice` is where that becomes true. */
export function tooLarge(slice: Slice): Unchecked {
  return { text: beginningOf(slice.text), why: l10n.t('This is too large. Only part of it was checked.'), span: slice.span() };
}

/** A text that may be a command. */
export function mayRun(text: string, span: Span): Unchecked {
  return { text, why: l10n.t('It is not known whether this text runs as a command.'), span };
}

/** Something in too many others of its kind. */
export function tooDeep(slice: Slice): Unchecked {
  return { text: beginningOf(slice.text), why: l10n.t('It is nested too deeply to be read.'), span: slice.span() };
}

/** Whether a name at the start of the text continues in the variable: then only half of it is known, which is useless. */
export function isPartOfName(text: string, variable: Span, name: string): boolean {
  return (
    text
      .slice(0, variable.start)
      .trimStart()
      .replace(/[-._]{1,50}$/, '') === name
  );
}
