import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { sliceOfWord, splitWords } from '../words';
import type { PartSeparator, PythonItem, PythonValue } from './values';

/** The value of a splitting method of `value`. */
export function partsOf(value: PythonValue, separator: PartSeparator, span: Span): PythonValue {
  if ((value.kind === 'string' || value.kind === 'template') && separator !== '') {
    return { kind: 'list', items: partsOfText(value.value, separator, value.kind), span };
  }
  return value.kind === 'name' && separator !== '' ? { kind: 'parts', name: value.name, separator, span } : { kind: 'unknown', span };
}

/** What `shlex.split(value)` gives. */
export function wordsOf(value: PythonValue, span: Span): PythonValue {
  if (value.kind !== 'string' && value.kind !== 'template') {
    return partsOf(value, 'any blanks', span);
  }
  const words = splitWords(value.value, 0);
  const items = words?.map((word): PythonItem => {
    const slice = sliceOfWord(value.value, word);
    return { value: { kind: value.kind, value: slice, span: slice.span() } };
  });
  return items === undefined ? { kind: 'unknown', span } : { kind: 'list', items, span };
}

/** The parts of a text, without white space around them and without empty ones. */
export function partsOfText(text: Slice, separator: PartSeparator, kind: 'string' | 'template' = 'string'): readonly PythonItem[] {
  const items: PythonItem[] = [];
  const add = (start: number, end: number): void => {
    const value = text.sub(start, end).trim();
    if (value.length > 0) {
      items.push({ value: { kind, value, span: value.span() } });
    }
  };
  if (separator === 'any blanks') {
    for (const { 0: word, index } of text.text.matchAll(/\S+/g)) {
      add(index, index + word.length);
    }
    return items;
  }
  const mark = separator === 'line ends' ? '\n' : separator;
  let start = 0;
  for (let at = text.text.indexOf(mark); at !== -1; at = text.text.indexOf(mark, start)) {
    add(start, at);
    start = at + mark.length;
  }
  add(start, text.length);
  return items;
}

/** A text with values inserted by `%` or by `format`. A variable is a field with its name. If others are only known at run time, it keeps their fields. */
export function formattedText(
  text: Slice,
  values: readonly PythonValue[],
  isPercent: boolean,
): { readonly kind: 'string' | 'template'; readonly value: Slice } {
  const pieces: Slice[] = [];
  let at = 0;
  let count = 0;
  let isKnown = true;
  for (const field of text.text.matchAll(isPercent ? /%[sdr%]/g : /\{[^{}]{0,100}\}/g)) {
    const value = /^(?:%[sdr]|\{\})$/.test(field[0]) ? values[count++] : undefined;
    const end = field.index + field[0].length;
    const inserted = value?.kind === 'name' ? Slice.replaced(`{${value.name}}`, text.span(field.index, end)) : undefined;
    isKnown &&= value?.kind === 'string';
    if (value?.kind === 'string' || inserted !== undefined) {
      pieces.push(text.sub(at, field.index), value?.kind === 'string' ? value.value : (inserted as Slice));
      at = end;
    }
  }
  const value = Slice.join([...pieces, text.sub(at)]);
  return { kind: isKnown && !/%\(|%[^%]*$/.test(isPercent ? text.sub(at).text : '') ? 'string' : 'template', value };
}
