import { addAll } from '../../../packaging/lists';
import type { ReadingBudget } from '../../manifest/readingBudget';
import { CALL_WORDS, INSTALL_WORDS, mayInstall } from '../installWords';
import { type ScopeDialect, usesIn } from './uses';
import { MAX_CUT, MAX_VALUES, type Variable } from './variable';

/** What a shell removes from its words, and a joined line. */
const ESCAPES = /[\\`^]\r?\n|["'`^\\]/g;
/** What only running the text tells. */
const UNKNOWN = /\$[({'"]|`/;
const UNKNOWN_POWERSHELL = /\$\(/;
/** Texts, numbers, variables and their properties in PowerShell, with operators between them: `$(' ' * $NUMBER)`. It runs no command. */
const CALCULATION = /\$\(((?:\s|[\d.,*/%+-]|'[^']*'|"[^"$`]*"|\$\w+(?:\.\w+)*){0,50})\)/g;
/** The texts in it, and the variables. A property is like a variable that the file does not define. */
const OPERAND = /'[^']*'|"[^"]*"|\$\w+(?![\w.])|\$[\w.]+/g;

/** What a piece costs in addition to its length. */
const PIECE_COST = 50;

/** Where a text is cut. */
interface CutScope {
  readonly dialect: ScopeDialect;
  /** All that a variable may be. */
  readonly valuesOf: (name: string) => Variable | undefined;
  readonly budget: ReadingBudget;
}

/**
 * Whether a text that is made of some of the pieces, in any order, may have a command that installs. True also if that is not known.
 */
export function mayJoinToInstall(pieces: Iterable<string>, { dialect, valuesOf, budget }: CutScope): boolean {
  const texts = new Set(pieces);
  const names = new Set<string>();
  const parts = new Set<string>();
  // Values of variables are added on the way.
  for (const text of texts) {
    const calculated = dialect === 'powershell' ? partsOfCalculations(text) : [];
    if (calculated.length > 0 && budget.allowsText(text.length + PIECE_COST)) {
      for (const part of calculated) {
        texts.add(part);
      }
      continue;
    }
    const uses = usesIn(text, dialect);
    let at = 0;
    for (const { name, start, text: written } of uses) {
      parts.add(text.slice(at, start));
      at = start + written.length;
      const values = names.has(name) ? [] : (valuesOf(name)?.values ?? []);
      names.add(name);
      if (values.length >= MAX_VALUES) {
        return true;
      }
      for (const value of values) {
        texts.add(value.text);
      }
    }
    parts.add(text.slice(at));
    const isUnknown = (dialect === 'powershell' ? UNKNOWN_POWERSHELL : UNKNOWN).test(text);
    const isTooMuch = uses.length >= MAX_VALUES || texts.size > MAX_CUT || !budget.allowsText(text.length + PIECE_COST);
    if (isUnknown || isTooMuch || mayInstall(text)) {
      return true;
    }
  }
  const plain = new Set([...parts].map((part) => part.replace(ESCAPES, '')));
  plain.delete('');
  return [...INSTALL_WORDS, ...(dialect === 'posix' ? CALL_WORDS : [])].some((word) => isJoined(word, plain));
}

/** The pieces of a text with calculations in it: what is around them, and their texts and variables. None: there are no calculations. */
function partsOfCalculations(text: string): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { 0: written, 1: inner = '', index } of text.matchAll(CALCULATION)) {
    const operands = (inner.match(OPERAND) ?? []).filter((operand) => !(operand.startsWith('$') && operand.includes('.')));
    parts.push(text.slice(at, index));
    addAll(parts, operands);
    at = index + written.length;
  }
  return at === 0 ? [] : [...parts, text.slice(at)];
}

/** Whether a word is in a text that is made of pieces. */
function isJoined(word: string, pieces: ReadonlySet<string>): boolean {
  /** How much of the word a text may end with. */
  const lengths = new Set<number>();
  for (const piece of pieces) {
    if (piece.includes(word)) {
      return true;
    }
    for (let length = 1; length < word.length; length++) {
      if (piece.endsWith(word.slice(0, length))) {
        lengths.add(length);
      }
    }
  }
  for (const length of lengths) {
    for (const piece of pieces) {
      if (piece.startsWith(word.slice(length))) {
        return true;
      }
      if (word.startsWith(piece, length)) {
        lengths.add(length + piece.length);
      }
    }
  }
  return false;
}
