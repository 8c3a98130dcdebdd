import type { Slice } from '../../../packaging/slice';
import type { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addIndexAssignment, addIndexVariable, indexVariableIn, mayNameIndexes } from '../../pip/indexVariables';
import { readShell } from '../../syntax/shell/readShell';
import { sliceOfWord } from '../../syntax/words';

/** Instructions that set variables. */
export const SETS_VARIABLES = /^[ \t]*(?:ONBUILD[ \t]+)?(?:ENV|ARG)[ \t]/i;

/** `ENV NAME=value …`, `ENV NAME value`, `ARG NAME[=default]`: the user who builds the image provides an argument without a default. */
export function readVariables(instruction: Slice, into: ManifestBuilder): void {
  if (!mayNameIndexes(instruction.text)) {
    return;
  }
  for (const part of readShell(instruction)) {
    const slices = 'words' in part ? part.words.map((word) => sliceOfWord(instruction, word)) : [];
    const keyword = slices.findIndex(({ text }) => /^(?:ENV|ARG)$/i.test(text));
    const variables = slices.slice(keyword + 1);
    const [first, second] = variables;
    const isArgument = slices[keyword]?.text.toUpperCase() === 'ARG';
    if (!isArgument && first !== undefined && indexVariableIn(first) !== undefined) {
      addIndexVariable(first, second, into);
      continue;
    }
    for (const variable of variables) {
      const name = indexVariableIn(isArgument && variable.text.endsWith('=') ? variable.sub(0, variable.length - 1) : variable);
      if (name === undefined) {
        addIndexAssignment(variable, into);
      } else {
        addIndexVariable(name, undefined, into);
      }
    }
  }
}

/** `--mount=type=secret,env=PIP_INDEX_URL`: the value is the builder's secret. */
export function readMounts(instruction: Slice, into: ManifestBuilder): void {
  for (const match of instruction.text.matchAll(/--mount=\S{0,500}?[,=]env=([A-Z_]{1,100})/g)) {
    const start = match.index + match[0].length - (match[1] ?? '').length;
    addIndexVariable(instruction.sub(start, match.index + match[0].length), undefined, into);
  }
}
