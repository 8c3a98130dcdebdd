import type { Slice } from '../../../packaging/slice';
import { beginningOf } from '../../manifest/unchecked';
import type { ShellCommand } from '../../syntax/shell/command';
import { readShell } from '../../syntax/shell/readShell';
import { sliceOfWord, type Word } from '../../syntax/words';
import { readFiltered } from './filtered';
import { dialectOf, PYTHON, programOf, runsTexts } from './programs';
import type { Step } from './step';

// Scripts that are written in a code, and what only running a substitution tells. None of them is decoded.

/** Words that run the file after them. */
const RUNS_FILE = /^(?:\.|source)$/;

/** Texts that a command runs after other programs changed them: `eval "$(echo TEXT | base64 -d)"`, `bash <(…)`, `powershell -EncodedCommand TEXT`. */
export function readDecoded(line: Slice, words: readonly Word[], first: number): readonly Step[] {
  const program = programOf(words[first]?.text);
  const runsFile = runsTexts(program) || PYTHON.test(program) || words.slice(0, first + 1).some(({ text }) => RUNS_FILE.test(text));
  const isRun = ({ text }: Word, i: number): boolean =>
    text.startsWith('<(') ? runsFile : /^(?:\$\(|`)/.test(text) && (i === 0 || PYTHON.test(program));
  const own = words.slice(first);
  return [
    ...own.filter(isRun).flatMap((word) => readSubstitution(sliceOfWord(line, word))),
    ...(dialectOf(program) === 'powershell' ? readEncoded(line, words.slice(first + 1)) : []),
  ];
}

function readSubstitution(slice: Slice): readonly Step[] {
  const start = slice.text.startsWith('`') ? 1 : 2;
  const inner = slice.sub(start, Math.max(start, slice.length - 1));
  const source = readShell(inner).findLast((part): part is ShellCommand => 'words' in part);
  return source === undefined ? [] : readFiltered(inner, { words: [], source });
}

/** PowerShell's option for a script in Base64, which may be shortened. */
function readEncoded(line: Slice, words: readonly Word[]): readonly Step[] {
  return words.flatMap((word, i) => {
    const isEncoded = /^[-/]e(?:c|nc(?:o(?:d(?:e(?:d(?:c[a-z]*)?)?)?)?)?)?$/i.test(words[i - 1]?.text ?? '');
    const text = sliceOfWord(line, word);
    return isEncoded && !text.text.startsWith('$') ? [{ kind: 'unknown-value', text: beginningOf(text.text), span: text.span() }] : [];
  });
}
