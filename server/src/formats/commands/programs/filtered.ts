import type { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { beginningOf } from '../../manifest/unchecked';
import type { ShellCommand } from '../../syntax/shell/command';
import type { Word } from '../../syntax/words';
import { codeHoldsInstall } from '../calls/installTexts';
import { inputsOf } from '../output/output';
import { programOf, startOfProgram } from './programs';
import type { Step } from './step';

/** Maximum number of filters between a text and the program that runs it. */
const MAX_FILTERS = 10;

/**
 * What a program may run if filters change the text before it: `echo TEXT | sed … | sh`. Without an install command, a text counts only if it is
 * decoded: `echo TEXT | base64 -d | sh`.
 */
export function readFiltered(line: Slice, command: ShellCommand | undefined): readonly Step[] {
  let source = command?.source;
  let isDecoded = false;
  for (let i = 0; source !== undefined && i < MAX_FILTERS; i++) {
    const texts = inputsOf(line, source);
    const steps = unknownScripts(texts);
    // A variable may be a key or a password.
    const codes = texts.filter(({ text }) => !/^\s*\$/.test(text));
    isDecoded ||= decodes(source.words.slice(startOfProgram(source.words)));
    if (steps.length > 0 || (isDecoded && codes.length > 0)) {
      return steps.length > 0 ? steps : codes.map((text): Step => ({ kind: 'unknown-value', ...shown(text) }));
    }
    source = source.source;
  }
  return [];
}

/** Programs that decode their input, and the arguments with which they do. */
const DECODERS: readonly (readonly [program: RegExp, args: RegExp])[] = [
  [/^base(?:32|64|nc)$/, /(?:^| )(?:-[a-z]{0,3}[dD][a-z]{0,3}|--decode)(?: |$)/],
  [/^openssl$/, /(?:^| )-d(?: |$)/],
  [/^xxd$/, /(?:^| )-[a-z]?r/],
  // With an option, it deletes characters.
  [/^tr$/, /^[^-]/],
  [/^(?:rev|tac|uudecode|rot13)$/, /^/],
];

function decodes([program, ...words]: readonly Word[]): boolean {
  const name = programOf(program?.text);
  const args = words.map(({ text }) => text).join(' ');
  return DECODERS.some(([decoder, wanted]) => decoder.test(name) && wanted.test(args));
}

/** The texts with an install command, which a program may run. */
export function unknownScripts(texts: readonly Slice[]): readonly Step[] {
  return texts.filter(({ text }) => codeHoldsInstall(text)).map((text): Step => ({ kind: 'unknown-script', ...shown(text) }));
}

function shown(text: Slice): { readonly text: string; readonly span: Span } {
  return { text: beginningOf(text.text.trim()), span: text.span() };
}
