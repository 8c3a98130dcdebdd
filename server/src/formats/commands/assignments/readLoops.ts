import { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { sliceOfWord } from '../../syntax/words';
import { outputOf } from '../output/output';
import { startOfProgram } from '../programs/programs';
import type { ShellScope } from '../variables/scope';

/**
 * `while read NAME; do … done < FILE`: NAME has the lines of the file, of a text, or of what another command writes. With several names, only
 * running it tells them.
 * @param end the `done` of the loop
 */
export function noteRead(script: Slice, command: ShellCommand, end: ShellCommand | undefined, scope: ShellScope): void {
  const words = command.words.slice(startOfProgram(command.words));
  const names = words.slice(1).filter(({ text }) => !text.startsWith('-'));
  const [name] = names;
  if (end === undefined || words[0]?.text !== 'read' || name === undefined) {
    return;
  }
  const file = end.inputFile && sliceOfWord(script, end.inputFile);
  const text = end.input ?? (end.inputText && sliceOfWord(script, end.inputText));
  const { texts = [], files = [] } =
    file !== undefined ? { files: [file] } : text !== undefined ? { texts: [text] } : (outputOf(script, command.source) ?? {});
  const values = [
    ...texts.flatMap(linesOf),
    // `$(<FILE)` has the lines of the file.
    ...files.map((one) => {
      const { start, end: last } = one.span();
      return Slice.join([Slice.replaced('$(<', { start, end: start }), one, Slice.replaced(')', { start: last, end: last })]);
    }),
  ];
  scope.setEach(name.text, names.length === 1 && values.length > 0 ? values : [undefined]);
}

function linesOf(text: Slice): readonly Slice[] {
  return [...text.text.matchAll(/[^\n]+/g)]
    .map(({ 0: line, index }) => text.sub(index, index + line.length).trim())
    .filter(({ text: line }) => line !== '' && !line.startsWith('#'));
}
