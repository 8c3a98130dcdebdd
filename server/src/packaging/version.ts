import * as pep440 from '@renovatebot/pep440';
import { isAlphanumeric, isDigit } from './characters';

/** Positions of the parts of a version that decide which operators may use it. */
export interface VersionScan {
  readonly end: number;
  /** Where the release segment (`1.2.3`) ends: the only place for `.*`. */
  readonly releaseEnd: number;
  /** Numbers in the release segment. */
  readonly segments: number;
  readonly hasLocal: boolean;
}

const PRE = ['alpha', 'beta', 'preview', 'pre', 'a', 'b', 'c', 'rc'];
const POST = ['post', 'rev', 'r'];
const DEV = ['dev'];

/** Reads the longest PEP 440 version (appendix B, any spelling) that begins at `at`; undefined when none does. */
export function scanVersion(text: string, at: number): VersionScan | undefined {
  let i = at;
  if ((text.charCodeAt(i) | 0x20) === 0x76) {
    i++;
  }
  let end = skipDigits(text, i);
  if (end === i) {
    return undefined;
  }
  if (text.charCodeAt(end) === 0x21) {
    const release = skipDigits(text, end + 1);
    if (release === end + 1) {
      return { end, releaseEnd: end, segments: 1, hasLocal: false };
    }
    end = release;
  }
  let segments = 1;
  while (text.charCodeAt(end) === 0x2e && isDigit(text.charCodeAt(end + 1))) {
    end = skipDigits(text, end + 1);
    segments++;
  }
  const releaseEnd = end;
  end = scanSuffix(text, end, PRE);
  if (text.charCodeAt(end) === 0x2d && isDigit(text.charCodeAt(end + 1))) {
    end = skipDigits(text, end + 1);
  } else {
    end = scanSuffix(text, end, POST);
  }
  end = scanSuffix(text, end, DEV);
  const localEnd = scanLocal(text, end);
  return { end: localEnd, releaseEnd, segments, hasLocal: localEnd > end };
}

export function isValidVersion(text: string): boolean {
  return scanVersion(text, 0)?.end === text.length;
}

/** Negative, zero or positive, in PEP 440's order. Both must be valid versions. */
export function compareVersions(a: string, b: string): number {
  return pep440.compare(a, b);
}

function skipDigits(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

function isSeparator(code: number): boolean {
  return code === 0x2d || code === 0x2e || code === 0x5f;
}

/** `[-_.]? keyword [-_.]? digits*`, or `at` when no keyword is there. */
function scanSuffix(text: string, at: number, keywords: readonly string[]): number {
  const start = isSeparator(text.charCodeAt(at)) ? at + 1 : at;
  const letter = text.charCodeAt(start) | 0x20;
  if (!(letter >= 0x61 && letter <= 0x7a)) {
    // Most versions have no suffix: this saves nine copies of a part of the text.
    return at;
  }
  for (const keyword of keywords) {
    if (text.slice(start, start + keyword.length).toLowerCase() === keyword) {
      const behind = start + keyword.length;
      return skipDigits(text, isSeparator(text.charCodeAt(behind)) ? behind + 1 : behind);
    }
  }
  return at;
}

function scanLocal(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x2b || !isAlphanumeric(text.charCodeAt(at + 1))) {
    return at;
  }
  let i = at + 1;
  while (isAlphanumeric(text.charCodeAt(i)) || (isSeparator(text.charCodeAt(i)) && isAlphanumeric(text.charCodeAt(i + 1)))) {
    i++;
  }
  return i;
}
