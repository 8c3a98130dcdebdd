import type { Slice } from '../../../packaging/slice';
import { beginningOf } from '../../manifest/unchecked';
import type { ShellCommand } from '../../syntax/shell/command';
import { codeHoldsInstall } from '../calls/installTexts';
import { inputsOf } from '../output/output';
import type { Step } from './step';

/** Maximum number of filters between a text and the program that runs it. */
const MAX_FILTERS = 10;

/** What a program may run if filters change the text before it: `echo TEXT | sed … | sh`. */
export function readFiltered(line: Slice, command: ShellCommand | undefined): readonly Step[] {
  let source = command?.source;
  for (let i = 0; source !== undefined && i < MAX_FILTERS; i++) {
    const steps = unknownScripts(inputsOf(line, source));
    if (steps.length > 0) {
      return steps;
    }
    source = source.source;
  }
  return [];
}

/** The texts with an install command, which a program may run. */
export function unknownScripts(texts: readonly Slice[]): readonly Step[] {
  return texts
    .filter(({ text }) => codeHoldsInstall(text))
    .map((text): Step => ({ kind: 'unknown-script', text: beginningOf(text.text.trim()), span: text.span() }));
}
