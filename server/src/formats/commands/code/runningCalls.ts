import type { ProgramCommand } from '../programCommand';
import { isSpeaker } from '../programs/programs';
import type { CodeValue } from './codeValues';

/** Functions that run a command, by the last part of their names: of Perl, Ruby, Node.js, PHP, R, Lua, Julia, AppleScript, and of GitHub's toolkit. */
const RUNS: ReadonlySet<string> = new Set(
  (
    'system system2 exec exec_sync exec_file exec_file_sync spawn spawn_sync popen popen2 popen2e popen3 capture2 capture2e capture3 shell_exec ' +
    'passthru proc_open pcntl_exec execute execa execa_sync execa_command execa_command_sync get_exec_output run sh shell cmd script readpipe $'
  ).split(' '),
);
/** The end of the name of a function with texts for people, for comparisons or for files. */
const SPEAKS =
  /(?:^|_)(?:error|exception|failed|comment|annotation|summary|output|write|puts|match|test|includes|replace|of|with|split|grep|join|echo|print|group)$/;
/** Keys and variables with texts for people. */
const LABEL = /^(?:body|title|message|description|label|text|summary|content|note|comment|hint|help|usage)s?$/i;

/** Whether a function runs a command in its arguments. */
export function runsCommands(path: string): boolean {
  return RUNS.has(lastPart(path)) || path === 'Deno.Command';
}

/** Functions that write a text to a file, with both as their arguments: of Node.js, Deno, Ruby, PHP and R. */
const WRITES = /^(?:(?:write|append)_?(?:text_?)?file(?:_sync)?|file_put_contents|write_?lines|cat)$/;

/** The file that a function writes, and its texts. Undefined: it writes none, or no argument is a path. */
export function writtenFile(name: string, values: readonly CodeValue[]): ProgramCommand['written'] {
  if (!WRITES.test(lastPart(name)) && name !== 'File.write') {
    return undefined;
  }
  const at = values.findIndex(({ text }) => text !== undefined && /^\S{1,500}\.[a-z]{2,10}$/i.test(text.text));
  const path = values[at]?.text?.text;
  // An encoding or an option is after both.
  const words = values.slice(at === 0 ? 1 : 0, at === 0 ? 2 : at).flatMap((value) => value.words());
  return path === undefined ? undefined : { path, texts: words.flatMap(({ unquoted }) => unquoted ?? []) };
}

/** Whether a function only shows or compares its arguments. */
export function onlySpeaks(path: string): boolean {
  return SPEAKS.test(lastPart(path)) || isSpeaker(snakeCase(path).replaceAll('_', '-'));
}

/** Whether a function makes a list of its arguments: in R, and in PHP. */
export function makesList(name: string): boolean {
  return name === 'c' || name === 'array';
}

/** What a function puts between its texts: R's `paste`, and `join(" ", …)` of Perl and PHP. Undefined: it does not put them together. */
export function separatorOf(name: string, [first]: readonly CodeValue[]): string | undefined {
  const text = first?.text?.text;
  const isSeparator = (name === 'join' || name === 'implode') && text !== undefined && text.trim() === '';
  return name === 'paste' ? ' ' : name === 'paste0' ? '' : isSeparator ? text : undefined;
}

/** Whether a word after a call without brackets is not one of its arguments. */
export function endsCall(name: string): boolean {
  return /^(?:or|and|if|unless|while|until|for)$/.test(name);
}

/** Whether what is in braces under a key is a command, or its arguments. */
export function isCommandKey(key: string | undefined): boolean {
  return key !== undefined && /^(?:args|arguments|argv|cmd|command)$/.test(key);
}

/** Whether a key or a variable has texts for people. */
export function isLabel(name: string): boolean {
  return LABEL.test(lastPart(name));
}

/** `exec.getExecOutput` is `get_exec_output`, and `IO::popen` is `popen`. */
function lastPart(path: string): string {
  return snakeCase(path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf(':'), path.lastIndexOf('>')) + 1));
}

function snakeCase(path: string): string {
  return path.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}
