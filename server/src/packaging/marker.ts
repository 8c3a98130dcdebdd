import * as l10n from '@vscode/l10n';
import { isAlphanumeric, isBlank, skipBlanks } from './characters';
import { characterOfHex, HEX_DIGITS } from './escapes';
import type { Problem } from './problem';
import { operatorAt } from './specifier';

/** Environment marker variables (dependency specifiers and pylock specifications), with the old spellings that `packaging` still accepts. */
const VARIABLES: ReadonlySet<string> = new Set([
  'python_version',
  'python_full_version',
  'os_name',
  'os.name',
  'sys_platform',
  'sys.platform',
  'platform_release',
  'platform_system',
  'platform_version',
  'platform.version',
  'platform_machine',
  'platform.machine',
  'platform_python_implementation',
  'platform.python_implementation',
  'python_implementation',
  'implementation_name',
  'implementation_version',
  'extra',
  'extras',
  'dependency_groups',
]);

/** Common markers with typical values, for completion. Others are possible. */
export const MARKER_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['python_version', ['3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15']],
  ['sys_platform', ['linux', 'darwin', 'win32', 'cygwin', 'emscripten', 'wasi', 'android', 'ios']],
  ['platform_system', ['Linux', 'Darwin', 'Windows', 'Java', 'Android', 'iOS']],
  ['os_name', ['posix', 'nt', 'java']],
  ['implementation_name', ['cpython', 'pypy', 'graalpy', 'micropython']],
  ['platform_python_implementation', ['CPython', 'PyPy', 'GraalVM', 'Jython']],
  ['platform_machine', ['x86_64', 'aarch64', 'arm64', 'AMD64', 'armv7l', 'ppc64le', 's390x', 'riscv64']],
  ['python_full_version', []],
  ['platform_release', []],
  ['platform_version', []],
  ['implementation_version', []],
  ['extra', []],
]);

export const MARKER_OPERATORS = ['==', '!=', '>=', '<=', '>', '<', '~=', 'in', 'not in'] as const;

/**
 * The problem of an environment marker (PEP 508), or undefined. Its span is in `text`.
 *
 * The grammar is `value op value`, joined by `and`/`or`, in parentheses: one depth counter reads it, so no nesting, however
 * deep, costs stack.
 */
export function findMarkerProblem(text: string): Problem | undefined {
  let depth = 0;
  let i = skipBlanks(text, 0);
  for (;;) {
    while (text.charCodeAt(i) === 0x28) {
      depth++;
      i = skipBlanks(text, i + 1);
    }
    const left = scanValue(text, i);
    if (typeof left !== 'number') {
      return left;
    }
    i = skipBlanks(text, left);
    const operator = scanOperator(text, i);
    if (typeof operator !== 'number') {
      return operator;
    }
    i = skipBlanks(text, operator);
    const right = scanValue(text, i);
    if (typeof right !== 'number') {
      return right;
    }
    i = skipBlanks(text, right);
    while (depth > 0 && text.charCodeAt(i) === 0x29) {
      depth--;
      i = skipBlanks(text, i + 1);
    }
    if (i === text.length) {
      return depth === 0 ? undefined : problem(l10n.t("Expected ')' to close the marker's '('."), text, i, i);
    }
    const word = wordEnd(text, i);
    const boolean = text.slice(i, word);
    if (boolean !== 'and' && boolean !== 'or') {
      return problem(l10n.t("Expected 'and', 'or' or the end of the marker."), text, i, word);
    }
    i = skipBlanks(text, word);
  }
}

/** The index after the end of a quoted string that begins at `at`, or -1 when it does not end. */
function endOfQuoted(text: string, at: number): number {
  return text.indexOf(text.charAt(at), at + 1) + 1 || -1;
}

function scanValue(text: string, at: number): number | Problem {
  const code = text.charCodeAt(at);
  if (code === 0x22 || code === 0x27) {
    const end = endOfQuoted(text, at);
    if (end === -1) {
      return problem(l10n.t('Expected the closing quote of the string.'), text, at, text.length);
    }
    return isPythonString(text, at + 1, end - 1) ? end : problem(l10n.t('Invalid Python string.'), text, at, end);
  }
  const end = variableEnd(text, at);
  if (end > at && VARIABLES.has(text.slice(at, end))) {
    return end;
  }
  return problem(l10n.t("Expected a marker variable, such as 'python_version', or a quoted string."), text, at, end);
}

function scanOperator(text: string, at: number): number | Problem {
  const operator = operatorAt(text, at);
  if (operator !== undefined) {
    return at + operator.length;
  }
  const end = wordEnd(text, at);
  const word = text.slice(at, end);
  if (word === 'in') {
    return end;
  }
  if (word === 'not') {
    const next = skipBlanks(text, end);
    if (next > end && text.slice(next, wordEnd(text, next)) === 'in') {
      return next + 2;
    }
  }
  return problem(l10n.t("Expected a comparison: '<', '<=', '==', '!=', '>=', '>', '~=', '===', 'in' or 'not in'."), text, at, end);
}

/** Whether Python can read the inside of a quoted string: it keeps unknown escapes, and incomplete ones are errors. */
function isPythonString(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x0d || code === 0) {
      return false;
    }
    if (code !== 0x5c) {
      continue;
    }
    i++;
    if (i === end) {
      return false;
    }
    const digits = HEX_DIGITS.get(text.charAt(i));
    if (digits !== undefined) {
      if (characterOfHex(text.slice(i + 1, Math.min(end, i + 1 + digits)), digits) === undefined) {
        return false;
      }
    } else if (text.charAt(i) === 'N') {
      const close = text.indexOf('}', i);
      if (text.charAt(i + 1) !== '{' || close === -1 || close >= end) {
        return false;
      }
    }
  }
  return true;
}

function isWordCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 0x5f || code > 0x7f;
}

function wordEnd(text: string, at: number): number {
  let i = at;
  while (isWordCharacter(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

function variableEnd(text: string, at: number): number {
  let end = wordEnd(text, at);
  if (end > at && text.charCodeAt(end) === 0x2e) {
    end = wordEnd(text, end + 1);
  }
  return end;
}

/** A problem with a span that is never empty, so it is visible: at the end of the text, the last word. */
function problem(message: string, text: string, start: number, end: number): Problem {
  if (end > start) {
    return { message, span: { start, end } };
  }
  if (start < text.length) {
    return { message, span: { start, end: start + 1 } };
  }
  let from = text.length;
  while (from > 0 && !isBlank(text.charCodeAt(from - 1))) {
    from--;
  }
  return { message, span: { start: from, end: text.length } };
}
