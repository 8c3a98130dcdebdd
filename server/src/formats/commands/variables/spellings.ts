import type { Slice } from '../../../packaging/slice';
import type { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest } from '../../manifest/mapManifest';
import type { VariableFinder } from '../../manifest/variables';
import type { ShellDialect } from '../../syntax/shell/command';
import type { Word } from '../../syntax/words';
import { programOf, runsTexts, startOfProgram } from '../programs/programs';
import { expandBraces } from './braces';
import { MAX_DEPTH } from './expansion';
import type { ShellScope } from './scope';
import { MAX_VALUES } from './variable';

/** The context of a command, and its known variables. */
interface SpellingContext {
  readonly scope?: ShellScope;
  readonly dialect?: ShellDialect | undefined;
  readonly findVariable?: VariableFinder;
}

/**
 * The words with variables, aliases and braces expanded: one list for each program that the first word can mean. The words themselves
 * if there is nothing to expand.
 */
export function spellingsOf(line: Slice, words: readonly Word[], context: SpellingContext): readonly (readonly Word[])[] {
  const { scope, dialect = 'posix', findVariable } = context;
  const isAssignment = dialect === 'powershell' && /^\+?=$/.test(words[1]?.text ?? '');
  const fill = (word: Word, isInValue: boolean): readonly Word[] => {
    if (isAssignment && word === words[0]) {
      return [word];
    }
    const braced = dialect === 'posix' && findVariable === undefined ? expandBraces(line, word) : [word];
    return scope === undefined ? braced : braced.flatMap((one) => scope.expand(line, one, isInValue));
  };
  const at = startOfProgram(words);
  // `eval "$COMMANDS"`
  const isEvaluated = words.length === at + 1 && words.slice(0, at).some(({ text }) => text === 'eval');
  if (scope !== undefined && (isEvaluated || runsTexts(programOf(words[at]?.text)))) {
    for (const script of words) {
      const values = scope.scriptsOf(script.text);
      if (values.some(({ text }) => /\s/.test(text)) && (values.length === 1 || scope.allows(values.length * words.length))) {
        return values.map((value) => words.map((word) => (word === script ? { ...word, text: value.text, unquoted: value } : word)));
      }
    }
  }
  const program = words[at];
  const alias = program && scope?.aliasOf(program.text);
  const filled = words.map((word) => fill(word, false));
  if (alias !== undefined && program !== undefined) {
    filled[at] = wordsOf(alias, program);
  } else if (filled.every((list, i) => list.length === 1 && list[0] === words[i])) {
    return [words];
  }
  const [before, start, rest] = [filled.slice(0, at).flat(), filled[at] ?? [], filled.slice(at + 1).flat()];
  const isOne = start.length < 2 || (dialect === 'posix' && program !== undefined && expandBraces(line, program).length > 1);
  if (program === undefined || alias !== undefined || isOne) {
    return [[...before, ...start, ...rest]];
  }
  // Each value of `$PIP` is a command of its own.
  const values = scope === undefined ? [] : startsOf([program], scope);
  const filledIn = values.map((one) => one.flatMap((word, i) => (i === startOfProgram(one) ? [word] : fill(word, true))));
  const starts = filledIn.length > 0 ? filledIn : start.map((word) => [word]);
  if (scope?.allows(starts.length * (1 + before.length + rest.length)) === false) {
    return [words];
  }
  return starts.map((one) => [...before, ...one, ...rest]);
}

/** The beginnings of a command with the program in a variable, which may be in another one. Empty: the file tells no value of the variable. */
function startsOf(command: readonly Word[], scope: ShellScope): readonly (readonly Word[])[] {
  const found: (readonly Word[])[] = [];
  const pending = [{ words: command, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { words, depth } = next;
    const at = startOfProgram(words);
    const program = words[at];
    const values = program === undefined || depth >= MAX_DEPTH ? [] : scope.commandsOf(program.text);
    if (values.length === 0 || program === undefined) {
      found.push(words);
    } else if (found.length + pending.length + values.length > MAX_VALUES) {
      found.push(words);
    } else {
      if (values.length === MAX_VALUES) {
        // One of the values beyond the limit may be a program that installs.
        found.push(words);
      }
      for (const value of [...values].reverse()) {
        pending.push({ words: [...words.slice(0, at), ...wordsOf(value, program), ...words.slice(at + 1)], depth: depth + 1 });
      }
    }
  }
  return found.length === 1 && found[0] === command ? [] : found;
}

function wordsOf(value: Slice, { start, end }: Word): readonly Word[] {
  return [...value.text.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    start,
    end,
    unquoted: value.sub(index, index + text.length),
  }));
}

/**
 * Adds the packages of a command with expanded words. The value of a variable that is used twice is judged once, and no removal is proposed for its uses.
 * @param literal start of the words that are in the command itself
 */
export function addOnce(
  found: ManifestBuilder,
  literal: ReadonlySet<number>,
  into: ManifestBuilder,
  judged: { readonly literals: Set<string>; readonly values: Set<string> },
): void {
  const requirements = found.requirements.flatMap((requirement) => {
    const isLiteral = literal.has(requirement.span.start);
    const known = isLiteral ? judged.literals : judged.values;
    const key = `${requirement.nameSpan.start} ${requirement.normalizedName}`;
    const isKnown = known.has(key);
    known.add(key);
    return isKnown ? [] : [isLiteral ? requirement : { ...requirement, removeSpan: undefined }];
  });
  addManifest({ ...found, requirements }, into);
}
