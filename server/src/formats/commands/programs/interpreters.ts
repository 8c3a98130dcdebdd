import type { Slice } from '../../../packaging/slice';
import { type CodeLanguage, DASHED, HASHED, JAVASCRIPT, PHP } from '../../syntax/code/codeTokens';
import type { ShellCommand } from '../../syntax/shell/command';
import { sliceOfWord, type Word } from '../../syntax/words';
import { inputsOf } from '../output/output';
import { readFiltered } from './filtered';
import { programOf } from './programs';
import type { Step } from './step';

/** A program that runs code in its arguments or its input. */
interface Interpreter {
  readonly programs: RegExp;
  readonly language: CodeLanguage;
  /** The option before the code, or with the code after it. Undefined: the first argument that is not an option. */
  readonly option?: RegExp;
}

const INTERPRETERS: readonly Interpreter[] = [
  { programs: /^(?:node|nodejs|bun|tsx|ts-node)$/, language: JAVASCRIPT, option: /^(?:-(?:e|p|pe)$|--(?:eval|print)(?:=|$))/ },
  { programs: /^deno$/, language: JAVASCRIPT, option: /^eval$/ },
  { programs: /^perl[\d.]*$/, language: HASHED, option: /^-[a-zA-Z\d]*[eE]/ },
  { programs: /^ruby[\d.]*$/, language: HASHED, option: /^-[a-z]*e/ },
  { programs: /^(?:rscript|r)$/, language: HASHED, option: /^-e/ },
  { programs: /^julia$/, language: HASHED, option: /^(?:-[eE]|--(?:eval|print)(?:=|$))/ },
  { programs: /^php[\d.]*$/, language: PHP, option: /^(?:-r|--run(?:=|$))/ },
  { programs: /^lua[\d.]*$|^luajit$/, language: DASHED, option: /^-e/ },
  { programs: /^osascript$/, language: DASHED, option: /^-e/ },
  { programs: /^[gmn]?awk$/, language: HASHED },
];

/** The language of the code that a program runs. Undefined: it runs none. */
export function languageOf(program: string): CodeLanguage | undefined {
  return INTERPRETERS.find(({ programs }) => programs.test(program))?.language;
}

/** `perl -e CODE`, `node <<END` */
export function readInterpreter(line: Slice, words: readonly Word[], command: ShellCommand | undefined): readonly Step[] {
  const interpreter = INTERPRETERS.find(({ programs }) => programs.test(programOf(words[0]?.text)));
  if (interpreter === undefined) {
    return [];
  }
  const { language, option } = interpreter;
  const code = (word: Word, from = 0): Step => ({ kind: 'code', language, script: sliceOfWord(line, word, from), word });
  const own = words.slice(1);
  if (option === undefined) {
    const first = own.find(({ text }, i) => !text.startsWith('-') && !/^-[vF]$/.test(own[i - 1]?.text ?? ''));
    return first === undefined ? [] : [code(first)];
  }
  const codes = own.flatMap((word, i) => {
    const end = option.exec(word.text)?.[0].length;
    const next = own[i + 1];
    return end === undefined ? [] : end < word.text.length ? [code(word, end)] : next === undefined ? [] : [code(next)];
  });
  const takesFile = own.some(({ text }) => !text.startsWith('-'));
  if (codes.length > 0 || takesFile) {
    return codes;
  }
  const inputs = inputsOf(line, command);
  return inputs.length === 0 ? readFiltered(line, command) : inputs.map((script): Step => ({ kind: 'code', language, script }));
}
