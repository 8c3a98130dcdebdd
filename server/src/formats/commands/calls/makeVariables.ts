import type { Slice } from '../../../packaging/slice';
import type { HandedInput } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { beginningOf } from '../../manifest/unchecked';
import { joinPaths } from '../../syntax/paths';
import { sliceOfWord, splitWords, type Word } from '../../syntax/words';
import { type InstallContext, readInstall } from '../arguments';
import { programOf, startOfProgram } from '../programs/programs';

const ASSIGNMENT = /^([A-Za-z_]\w{0,99})=(?=[A-Za-z])/;

/** The value of a variable of make, with the words that it has. */
interface MakeVariable extends Omit<HandedInput, 'value'> {
  readonly slice: Slice;
  readonly words: readonly Word[];
}

/** Adds what the variables of make hand to a Makefile, as the packages that it would install. */
export function addMakeVariables(line: Slice, words: readonly Word[], into: ManifestBuilder, context: InstallContext): void {
  for (const { slice, words: names, ...input } of makeVariables(line, words, context.folder ?? '')) {
    const value = new ManifestBuilder();
    const install: Word = { text: 'install', start: 0, end: 0 };
    readInstall(slice, 'pip', [install, ...names], value, context);
    into.addHanded({ ...input, value });
  }
}

/** The variables that `P=NAME make` and `make TARGET P=NAME` give to the Makefile of a folder, as far as they may be names of packages. */
function makeVariables(line: Slice, words: readonly Word[], folder: string): readonly MakeVariable[] {
  const start = startOfProgram(words);
  if (!/^g?make$/.test(programOf(words[start]?.text))) {
    return [];
  }
  const own = words.slice(start);
  const optionOf = (option: RegExp): string | undefined => {
    const at = own.findIndex(({ text }) => option.test(text));
    const inside = own[at]?.text.replace(option, '');
    return inside === '' ? own[at + 1]?.text : inside;
  };
  const place = joinPaths(folder, optionOf(/^(?:-C|--directory=?)/) ?? '');
  const file = optionOf(/^(?:-f|--file=?|--makefile=?)/);
  const path = file === undefined ? place : joinPaths(place, file);
  return words.flatMap((word, i) => {
    const name = ASSIGNMENT.exec(word.text)?.[1];
    const slice = sliceOfWord(line, word, (name?.length ?? 0) + 1);
    const inner = name === undefined ? undefined : splitWords(slice, 0);
    if (name === undefined || inner === undefined || inner.some(({ text }) => IS_FILE.test(text))) {
      return [];
    }
    const make = { isFile: file !== undefined, isEnvironment: i < start };
    return [{ path, input: name, make, text: beginningOf(slice.text), span: slice.span(), isNamedSo: false, slice, words: inner }];
  });
}

/** Truth values, files and places: no names of packages. */
const IS_FILE = /^(?:true|false|yes|no|none|all|on|off)$|\.(?:txt|in|pip|lock|toml|cfg|py|ya?ml|json|sh|whl|gz|zip)$|[/\\]/i;
