const HEX = /^[0-9a-fA-F]+$/;
const LAST_CODE_POINT = 0x10ffff;

/** Hexadecimal digits after the letter of a numeric escape: `\x41`, `\u0041`, `\U00000041`. */
export const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** The character of exactly `count` hexadecimal digits. Undefined: anything else, such as a sign or fewer digits. */
export function characterOfHex(digits: string, count: number): string | undefined {
  if (digits.length !== count || !HEX.test(digits)) {
    return undefined;
  }
  const code = Number.parseInt(digits, 16);
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : undefined;
}

/** The text without half surrogate pairs, which no URI can hold: U+FFFD replaces each. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) => (unit.length === 2 ? unit : '\ufffd'));
}

/** Like `encodeURIComponent`, for any text. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** Like `decodeURIComponent`. A text with escapes that are not UTF-8 is returned unchanged. */
export function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
