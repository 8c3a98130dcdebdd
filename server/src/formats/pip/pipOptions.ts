import * as l10n from '@vscode/l10n';
import { addAll } from '../../packaging/lists';
import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import { formatList } from '../../protocol/language';
import type { Problem } from '../manifest/format';
import { sliceOfWord, type Word } from '../syntax/words';

/** The meaning of an option of pip for a reader of dependency files. */
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
  | 'index-source'
  | 'config-setting'
  | 'names'
  | 'package'
  | 'value'
  | 'flag';

/** Option string (`-r`, `--requirement`) to kind. `flag` and `no-index` have no value, all others one. */
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
  /** As in the table: an abbreviation is expanded. */
  readonly name: string;
  /** Absent for flags. */
  readonly value?: Slice | undefined;
  /** The whole option in the document. */
  readonly span: Span;
  /** The end of the previous word in the document, or its own start: a removal from there leaves no spaces or continuations. */
  readonly spanWithBlanks: Span;
}

export interface OptionReading {
  readonly options: readonly Option[];
  /** Words that are not options. */
  readonly positional: readonly Word[];
  /** The first problem for optparse. Reading stops there. */
  readonly problem?: Problem | undefined;
}

export interface OptionContext {
  /** The end of the text before the first word, in the document. */
  readonly previousEnd?: number | undefined;
  /** Options that are not in the table count as flags, not as problems: a command has more options than a reader of names needs. */
  readonly lenient?: boolean;
}

/**
 * Reads words as Python's optparse does: `--name value`, `--name=value`, `-nvalue`, several short flags in one word, unambiguous
 * abbreviations of long names, positional words anywhere, `--` before words that are not options.
 */
export function readOptions(line: Slice, words: readonly Word[], table: OptionTable, context: OptionContext = {}): OptionReading {
  return new OptionReader(line, words, table, context).read();
}

interface TableOption {
  readonly name: string;
  readonly kind: OptionKind;
}

class OptionReader {
  readonly #options: Option[] = [];
  readonly #positional: Word[] = [];
  #problem: Problem | undefined;
  #next = 0;
  #before: number | undefined;

  readonly #line: Slice;
  readonly #words: readonly Word[];
  readonly #table: OptionTable;
  readonly #context: OptionContext;

  constructor(line: Slice, words: readonly Word[], table: OptionTable, context: OptionContext) {
    this.#line = line;
    this.#words = words;
    this.#table = table;
    this.#context = context;
    this.#before = context.previousEnd;
  }

  read(): OptionReading {
    for (let word = this.#words[0]; word !== undefined && this.#problem === undefined; word = this.#words[this.#next]) {
      this.#next++;
      if (word.text === '--') {
        addAll(this.#positional, this.#words.slice(this.#next));
        break;
      }
      if (word.text.charCodeAt(0) !== 0x2d || word.text === '-') {
        this.#positional.push(word);
      } else if (word.text.charCodeAt(1) === 0x2d) {
        this.#readLong(word);
      } else {
        this.#readShort(word);
      }
      const last = this.#words[this.#next - 1] ?? word;
      this.#before = this.#line.span(last.start, last.end).end;
    }
    return { options: this.#options, positional: this.#positional, problem: this.#problem };
  }

  #readLong(word: Word): void {
    const equals = word.text.indexOf('=');
    const written = equals === -1 ? word.text : word.text.slice(0, equals);
    const [found, ...others] = this.#find(written);
    if (found === undefined || others.length > 0) {
      const message =
        found !== undefined
          ? l10n.t({
              message: "'{0}' could mean {1}.",
              args: [
                written,
                formatList(
                  [found, ...others].map(({ name }) => name),
                  'disjunction',
                ),
              ],
              comment: ['{0} is a shortened option. {1} is a list of options, such as: --pre or --prefer-binary.'],
            })
          : l10n.t({ message: "Unknown option '{0}'.", args: [written], comment: ['{0} is a text from the file.'] });
      this.#refuse(message, word);
    } else if (equals === -1) {
      this.#addWithNextValue(found, word);
    } else if (takesValue(found.kind)) {
      this.#add(found, word, word, sliceOfWord(this.#line, word, equals + 1));
    } else {
      this.#refuse(l10n.t({ message: "'{0}' takes no value.", args: [found.name], comment: ['{0} is a name.'] }), word);
    }
  }

  /** `-qU` is two flags, `-rfile` an option with its value, `-qr file` both. */
  #readShort(word: Word): void {
    for (let i = 1; i < word.text.length; i++) {
      const name = `-${word.text.charAt(i)}`;
      const kind = this.#table.get(name);
      if (kind === undefined) {
        this.#refuse(l10n.t({ message: "Unknown option '{0}'.", args: [name], comment: ['{0} is a name.'] }), word);
        return;
      }
      if (takesValue(kind)) {
        if (i + 1 < word.text.length) {
          this.#add({ name, kind }, word, word, sliceOfWord(this.#line, word, i + 1));
        } else {
          this.#addWithNextValue({ name, kind }, word);
        }
        return;
      }
      this.#add({ name, kind }, word, word);
    }
  }

  #addWithNextValue(option: TableOption, word: Word): void {
    if (!takesValue(option.kind)) {
      this.#add(option, word, word);
      return;
    }
    const value = this.#words[this.#next];
    if (value === undefined) {
      this.#refuse(l10n.t({ message: "'{0}' needs a value.", args: [option.name], comment: ['{0} is a name.'] }), word);
      return;
    }
    this.#next++;
    this.#add(option, word, value, sliceOfWord(this.#line, value));
  }

  #add({ name, kind }: TableOption, first: Word, last: Word, value?: Slice): void {
    const span = this.#line.span(first.start, last.end);
    this.#options.push({
      kind,
      name,
      value,
      span,
      spanWithBlanks: { start: Math.min(this.#before ?? span.start, span.start), end: span.end },
    });
  }

  #refuse(message: string, word: Word): void {
    if (!this.#context.lenient) {
      this.#problem = { message, span: this.#line.span(word.start, word.end) };
    }
  }

  /** The option that `written` means, or the candidates for an ambiguous abbreviation (none: there is no such option). */
  #find(written: string): readonly TableOption[] {
    const exact = this.#table.get(written);
    return exact === undefined
      ? [...this.#table].filter(([name]) => name.startsWith(written)).map(([name, kind]) => ({ name, kind }))
      : [{ name: written, kind: exact }];
  }
}

function takesValue(kind: OptionKind): boolean {
  return kind !== 'flag' && kind !== 'no-index';
}

/** Whether an option of a requirements file belongs to one requirement, and follows it. Otherwise it is on a line of its own. */
export function isOptionOfRequirement(kind: OptionKind): boolean {
  return kind === 'hash' || kind === 'config-setting';
}
