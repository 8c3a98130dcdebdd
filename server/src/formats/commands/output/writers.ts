import type { Slice } from '../../../packaging/slice';
import type { ShellCommand, ShellDialect } from '../../syntax/shell/command';
import { partOfWord, sliceOfWord, type Word } from '../../syntax/words';
import { WRITES_FILE } from '../calls/dotNet';
import { programOf, startOfProgram } from '../programs/programs';
import { inputsOf, outputOf } from './output';

/** The file that a command writes, and its texts as far as they are known. */
export interface WrittenTexts {
  readonly file: Word;
  readonly texts: readonly Slice[];
}

const CMDLET = /^(?:out-file|(?:set|add)-content|sc|ac|tee-object|new-item|ni)$/;
/** Parameters with the file, with the text, and with other values. */
const FILE = /^-(?:path|literalpath|filepath|pspath|lp|name)$/i;
const VALUE = /^-(?:v[a-z]*|inputobject)$/i;
const VALUED = /^-(?:encoding|width|itemtype|type|filter|include|exclude|stream|variable)$/i;
/** `(Join-Path FOLDER FILE)` of this many characters at most. */
const JOINED = /^\$?\(\s{0,20}join-path\s[^()]*?([^\s()'"]+)['"]?\s{0,20}\)$/i;
const MAX_PATH = 500;

/** `COMMAND > FILE`, `tee FILE`, and PowerShell's cmdlets that write files. Undefined: the command writes none. */
export function writtenBy(line: Slice, command: ShellCommand, dialect: ShellDialect | undefined): WrittenTexts | undefined {
  const words = command.words.slice(startOfProgram(command.words));
  const program = programOf(words[0]?.text);
  if (program === 'tee') {
    const file = words.slice(1).find(({ text }) => !text.startsWith('-'));
    return file && { file, texts: inputsOf(line, command) };
  }
  if (dialect === 'powershell' && CMDLET.test(program)) {
    return writtenByCmdlet(line, command, words.slice(1));
  }
  const [call, path, ...more] = words;
  if (dialect === 'powershell' && call !== undefined && path !== undefined && WRITES_FILE.test(call.text)) {
    // An encoding is not quoted.
    const written = more.filter((word) => word.unquoted !== undefined);
    return { file: path, texts: written.map((word) => sliceOfWord(line, word)) };
  }
  const { outputFile: file } = command;
  return file && { file, texts: printedTexts(line, command, dialect) };
}

/** `Set-Content -Path FILE -Value TEXT`, `Out-File FILE` after a pipe, with the parameters in any order, and `-NAME:VALUE`. */
function writtenByCmdlet(line: Slice, command: ShellCommand, words: readonly Word[]): WrittenTexts | undefined {
  const files: Word[] = [];
  const values: Word[] = [];
  let parameter = '';
  let into: Word[] | undefined;
  for (const [i, word] of words.entries()) {
    const isInList = into !== undefined && line.text.slice(words[i - 1]?.end, word.start).includes(',');
    // A quoted text is a value.
    const written = isInList || line.text.charAt(word.start) !== '-' ? null : /^(-\w+)(:?)/.exec(word.text);
    parameter = written?.[1] ?? parameter;
    const start = written?.[0].length ?? 0;
    if (written !== null && (written[2] === '' || start === word.text.length)) {
      continue;
    }
    if (!isInList) {
      const isFile = FILE.test(parameter) || (!VALUE.test(parameter) && files.length === 0);
      into = VALUED.test(parameter) ? undefined : isFile ? files : values;
      // The name is in the folder of the path.
      if (isFile && /^-name$/i.test(parameter)) {
        files.length = 0;
      }
      parameter = '';
    }
    into?.push(start === 0 ? word : partOfWord(line, word, start, word.text.length));
  }
  const [file] = files;
  const texts = values.length > 0 ? values.map((word) => sliceOfWord(line, word)) : printedTexts(line, command.source, 'powershell');
  return file && { file: lastOfPath(line, file), texts };
}

/** The file of `(Join-Path FOLDER FILE)`, or a word itself. */
function lastOfPath(line: Slice, word: Word): Word {
  const [found, file = ''] = JOINED.exec(word.text.slice(0, MAX_PATH)) ?? [];
  const start = word.text.lastIndexOf(file);
  return found === undefined ? word : partOfWord(line, word, start, start + file.length);
}

/** What a command prints. In PowerShell, quoted texts without a program are printed. */
function printedTexts(line: Slice, command: ShellCommand | undefined, dialect: ShellDialect | undefined): readonly Slice[] {
  const words = command?.words ?? [];
  return dialect === 'powershell' && words.length > 0 && words.every(({ unquoted }) => unquoted !== undefined)
    ? words.map((word) => sliceOfWord(line, word))
    : (outputOf(line, command)?.texts ?? []);
}
