import type { Slice } from '../../../packaging/slice';
import type { Include } from '../../manifest/format';
import type { ManifestBuilder } from '../../manifest/manifestBuilder';
import { lengthOfKnownFolder } from '../../pip/commandInclude';
import { joinPaths } from '../../syntax/paths';
import { sliceOfWord, type Word } from '../../syntax/words';
import { isInstaller, PYTHON, programOf, startOfProgram } from '../programs/programs';
import type { ShellScope } from '../variables/scope';

/** Shells that read a file as their script. */
const SHELL = /^(?:(?:ba|z|da|a|k)?sh|source)$/;
/** Options of a shell with a value. */
const WITH_VALUE = /^[-+][a-z]*[oO]$|^--(?:rcfile|init-file)$/;
/** A path without an extension: other scripts are files of their own. */
const PATH = /^\/?(?:[\w.-]+\/)*[\w-]+$/;

/** Where a command runs, and which scripts were called before. */
interface CallContext {
  readonly folder?: string | undefined;
  readonly scope?: ShellScope;
}

/** Adds the script that a command runs, once for each place where it may be. */
export function addCalledScript(line: Slice, words: readonly Word[], into: ManifestBuilder, { folder = '', scope }: CallContext): void {
  const called = calledScript(line, words, folder);
  const key = `${called?.path}\n${folder}`;
  if (called !== undefined && scope?.called.has(key) !== true) {
    scope?.called.add(key);
    into.includes.push(called);
  }
}

/** The script that a command runs, if its name does not tell that it is one: `./ci/setup`, `bash ci/setup`. It is read if it is a file of the workspace. */
function calledScript(line: Slice, words: readonly Word[], folder: string): Include | undefined {
  const own = words.slice(startOfProgram(words));
  const program = programOf(own[0]?.text);
  const isShell = SHELL.test(program);
  const word = isShell ? own.find(({ text }, i) => i > 0 && !/^[-+]/.test(text) && !WITH_VALUE.test(own[i - 1]?.text ?? '')) : own[0];
  // `sh -c TEXT`
  const isText = isShell && own.some(({ text }) => /^-[a-z]*[cs]$/.test(text));
  if (word === undefined || isText || (!isShell && !word.text.includes('/'))) {
    return undefined;
  }
  const known = lengthOfKnownFolder(word.text);
  const path = word.text.slice(known);
  if (!PATH.test(path) || /^\/(?:dev|proc)\//.test(path) || PYTHON.test(programOf(path)) || isInstaller(programOf(path))) {
    return undefined;
  }
  const tries = known > 0 || folder === '' ? [path] : [joinPaths(folder, path), path];
  return { kind: 'requirement', path, span: sliceOfWord(line, word).span(), tries, isCalled: true };
}
