/** Character tests on UTF-16 code units, for hand-written scanners. `text.charCodeAt` after the end is NaN, which no test accepts. */

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

export function isAlphanumeric(code: number): boolean {
  return isDigit(code) || isAsciiLetter(code);
}

/** A letter, a digit, `.`, `_` or `-`: the characters of a project name. */
export function isNameCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d || code === 0x2e || code === 0x5f;
}

/** The characters for which Python's `str.isspace()` is true. */
export function isPythonSpace(code: number): boolean {
  if (code <= 0x20) {
    return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  }
  if (code < 0x1680) {
    return code === 0x85 || code === 0xa0;
  }
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The index of the first character at or after `at` that is not a space or tab. */
export function skipBlanks(text: string, at: number, end = text.length): number {
  let i = at;
  while (i < end && isBlank(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

/** The index after the last character before `end` that is not a space or tab. */
export function skipBlanksBack(text: string, end: number): number {
  let i = end;
  while (i > 0 && isBlank(text.charCodeAt(i - 1))) {
    i--;
  }
  return i;
}

/** Like `skipBlanks`, for all of Python's white space. */
export function skipPythonSpace(text: string, at: number, end = text.length): number {
  let i = at;
  while (i < end && isPythonSpace(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

/** The index after the last character before `end` that is not Python white space; not before `start`. */
export function trimPythonSpaceEnd(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && isPythonSpace(text.charCodeAt(i - 1))) {
    i--;
  }
  return i;
}
