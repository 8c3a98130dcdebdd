import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis/analysis';
import { read } from '../../analysis/limits';
import type { Manifest } from '../../formats/manifest/format';
import type { Edit } from '../../rules/rule';
import { rangeOf } from '../range';

/** The contents of the file after `edits`. Undefined: they overlap. Costs one parse. */
export function readWith({ document, format }: Pick<Analysis, 'document' | 'format'>, edits: readonly Edit[]): Manifest | undefined {
  let text: string;
  try {
    text = TextDocument.applyEdits(
      document,
      edits.map(({ span, text: newText }) => ({ range: rangeOf(document, span), newText })),
    );
  } catch {
    return undefined;
  }
  return read(text, format)[0];
}

/** In the order of the text. Several requirements may share one place: a key of two tables. */
export function distinctEdits(edits: readonly Edit[]): readonly Edit[] {
  const byStart = new Map(edits.map((edit) => [`${edit.span.start} ${edit.span.end}`, edit]));
  return [...byStart.values()].sort((a, b) => a.span.start - b.span.start);
}
