import type { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell';
import { sliceOfWord, type Word } from '../../syntax/words';

const FUNCTION = /\bfunction[ \t]+([\w-]{1,100})\s{0,20}(?:\(|\{\s{0,100}(?:\[[^\]\n]{0,100}\]\s{0,100}){0,5}param\s{0,20}\()/gi;

/** Maximum number of parameters of a function. The values of more are not known. */
const MAX_PARAMETERS = 100;

/**
 * The values that the calls in a script of PowerShell give to the parameters of its functions, by the names of the parameters in lower case. Undefined: a
 * value that the file does not tell. A name that several functions have is not here: what it is depends on the function.
 */
export function parametersOf(script: Slice, commands: readonly ShellCommand[]): ReadonlyMap<string, readonly (Slice | undefined)[]> {
  const functions = new Map<string, readonly string[]>();
  const values = new Map<string, (Slice | undefined)[]>();
  const counts = new Map<string, number>();
  const definitions = [...script.text.matchAll(FUNCTION)];
  for (const [i, found] of definitions.entries()) {
    // No list has another function in it.
    const parameters = parametersIn(script.text.slice(found.index + found[0].length, definitions[i + 1]?.index));
    const isKnown = parameters.length <= MAX_PARAMETERS;
    functions.set(found[1]?.toLowerCase() ?? '', isKnown ? parameters : []);
    for (const name of parameters) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (!isKnown) {
        values.set(name, [undefined]);
      }
    }
  }
  for (const { words } of functions.size === 0 ? [] : commands) {
    const parameters = functions.get(words[0]?.text.toLowerCase() ?? '') ?? [];
    for (const [name, value] of argumentsOf(script, words.slice(1), parameters)) {
      const known = values.get(name) ?? [];
      if (counts.get(name) === 1) {
        known.push(value);
        values.set(name, known);
      }
    }
  }
  return values;
}

/** The names of the parameters in a list up to its closing bracket, without switches. None: it has no end. */
function parametersIn(text: string): readonly string[] {
  const items: string[] = [];
  let depth = 1;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
    if (depth === 0 || (depth === 1 && character === ',')) {
      items.push(text.slice(from, i));
      from = i + 1;
    }
    if (depth === 0) {
      return items.flatMap((item) => {
        const name = /^[^$]*\$(\w{1,100})/.exec(item.replace(/\[[^[\]]*\]/g, ''))?.[1];
        return name === undefined || /\[switch\]/i.test(item) ? [] : [name.toLowerCase()];
      });
    }
  }
  return [];
}

/** `-NAME VALUE`, and values for the other parameters in their order. A comma continues a list. */
function argumentsOf(
  script: Slice,
  words: readonly Word[],
  parameters: readonly string[],
): readonly (readonly [string, Slice | undefined])[] {
  const found: (readonly [string, Slice | undefined])[] = [];
  const open = [...parameters];
  let next: string | undefined;
  let last: string | undefined;
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    // The texts of one list in brackets all have its place.
    const isItem = before !== undefined && (word.start < before.end || script.text.slice(before.end, word.start).includes(','));
    const option = isItem ? undefined : /^-(\w{1,100}):?$/.exec(word.text)?.[1]?.toLowerCase();
    if (option !== undefined && word.unquoted === undefined) {
      next = open.find((name) => name === option) ?? open.find((name) => name.startsWith(option));
      last = undefined;
      continue;
    }
    const name: string | undefined = isItem ? last : (next ?? open[0]);
    if (!isItem && name !== undefined) {
      open.splice(open.indexOf(name), 1);
    }
    next = undefined;
    last = name;
    if (name !== undefined) {
      found.push([name, /^\(|^\$\(/.test(word.text) ? undefined : sliceOfWord(script, word)]);
    }
  }
  return found;
}
