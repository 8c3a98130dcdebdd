import * as l10n from '@vscode/l10n';
import type { Slice } from '../packaging/slice';
import type { Span } from '../packaging/span';
import type { Problem } from './format';
import { sliceOfWord, type Word } from './words';

/** What an option of pip means to a reader of dependency files. */
export type OptionKind =
  | 'index'
  | 'extra-index'
  | 'no-index'
  | 'find-links'
  | 'trusted-host'
  | 'requirement'
  | 'constraint'
  | 'editable'
  | 'hash'
  | 'config-setting'
  | 'names'
  | 'value'
  | 'flag';

/** Option string (`-r`, `--requirement`) to kind. `flag` and `no-index` take no value, all others one. */
export type OptionTable = ReadonlyMap<string, OptionKind>;

/** The options of a requirements file (pip's `SUPPORTED_OPTIONS` and those of one requirement). */
export const REQUIREMENTS_FILE_OPTIONS: OptionTable = new Map<string, OptionKind>([
  ['-i', 'index'],
  ['--index-url', 'index'],
  ['--pypi-url', 'index'],
  ['--extra-index-url', 'extra-index'],
  ['--no-index', 'no-index'],
  ['-c', 'constraint'],
  ['--constraint', 'constraint'],
  ['-r', 'requirement'],
  ['--requirement', 'requirement'],
  ['-e', 'editable'],
  ['--editable', 'editable'],
  ['-f', 'find-links'],
  ['--find-links', 'find-links'],
  ['--no-binary', 'names'],
  ['--only-binary', 'names'],
  ['--all-releases', 'names'],
  ['--only-final', 'names'],
  ['--prefer-binary', 'flag'],
  ['--require-hashes', 'flag'],
  ['--no-require-hashes', 'flag'],
  ['--pre', 'flag'],
  ['--trusted-host', 'trusted-host'],
  ['--use-feature', 'value'],
  ['--hash', 'hash'],
  ['-C', 'config-setting'],
  ['--config-settings', 'config-setting'],
]);

export interface Option {
  readonly kind: OptionKind;
  /** As in the table: an abbreviation is completed. */
  readonly name: string;
  /** Absent for flags. */
  readonly value?: Slice;
  /** The whole option in the document. */
  readonly span: Span;
  /** Where the word before it ends in the document, or its own start: removing from there leaves no blanks or continuations behind. */
  readonly spanWithBlanks: Span;
}

export interface OptionReading {
  readonly options: readonly Option[];
  /** Words that are no options. */
  readonly positional: readonly Word[];
  /** The first thing that optparse would refuse; reading stops there. */
  readonly problem?: Problem;
}

/**
 * Reads words as Python's optparse does: `--name value`, `--name=value`, `-nvalue`, unambiguous abbreviations of long names,
 * positional words anywhere, `--` before words that are no options.
 * @param previousEnd where the text before the first word ends in the document.
 */
export function readOptions(line: Slice, words: readonly Word[], table: OptionTable, previousEnd?: number): OptionReading {
  const options: Option[] = [];
  const positional: Word[] = [];
  let before = previousEnd;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const { text } = word;
    if (text === '--') {
      positional.push(...words.slice(i + 1));
      break;
    }
    if (text.charCodeAt(0) !== 0x2d || text === '-') {
      positional.push(word);
      before = line.span(word.start, word.end).end;
      continue;
    }
    const isLong = text.charCodeAt(1) === 0x2d;
    const equals = isLong ? text.indexOf('=') : -1;
    const written = isLong ? (equals === -1 ? text : text.slice(0, equals)) : text.slice(0, 2);
    const name = findOption(written, table);
    if (typeof name !== 'string') {
      const message =
        name.length > 1 ? l10n.t("'{0}' could be {1}.", written, name.join(', ')) : l10n.t("No such option here: '{0}'.", written);
      return { options, positional, problem: { message, span: line.span(word.start, word.end) } };
    }
    const kind = table.get(name)!;
    const takesValue = kind !== 'flag' && kind !== 'no-index';
    let last = word;
    let value: Slice | undefined;
    if (isLong ? equals !== -1 : text.length > 2) {
      if (!takesValue) {
        const message = l10n.t("'{0}' takes no value.", name);
        return { options, positional, problem: { message, span: line.span(word.start, word.end) } };
      }
      value = sliceOfWord(line, word, isLong ? equals + 1 : 2);
    } else if (takesValue) {
      const next = words[i + 1];
      if (next === undefined) {
        const message = l10n.t("'{0}' needs a value.", name);
        return { options, positional, problem: { message, span: line.span(word.start, word.end) } };
      }
      value = sliceOfWord(line, next);
      last = next;
      i++;
    }
    const span = line.span(word.start, last.end);
    options.push({ kind, name, value, span, spanWithBlanks: { start: before ?? span.start, end: span.end } });
    before = span.end;
  }
  return { options, positional };
}

/** The option that `written` means, or the candidates of an ambiguous abbreviation (none: no such option). */
function findOption(written: string, table: OptionTable): string | readonly string[] {
  if (table.has(written)) {
    return written;
  }
  const candidates = written.length > 2 && written.startsWith('--') ? [...table.keys()].filter((name) => name.startsWith(written)) : [];
  return candidates.length === 1 ? candidates[0]! : candidates;
}
