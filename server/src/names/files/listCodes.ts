// Numbers of a list of projects, a stream each: codes of versions and listings, and months.

const ONE_BYTE_CODES = 192;
/** The largest code that fits. */
export const MAX_CODE = ONE_BYTE_CODES + (256 - ONE_BYTE_CODES) * 256 - 1;

/** Codes below 192 take one byte, others two. */
export function encodeCodes(codes: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const code of codes) {
    if (code < ONE_BYTE_CODES) {
      bytes.push(code);
    } else {
      const rest = code - ONE_BYTE_CODES;
      bytes.push(ONE_BYTE_CODES + (rest >> 8), rest & 255);
    }
  }
  return Uint8Array.from(bytes);
}

/** Decoded codes, in memory that threads share. */
export type Codes = Uint8Array | Uint16Array;

export function decodeCodes(bytes: Uint8Array): Codes {
  let [count, all] = [0, 0];
  for (let i = 0; i < bytes.length; i += lengthOf(bytes[i]!)) {
    all |= codeAt(bytes, i);
    count++;
  }
  const codes = all < 256 ? new Uint8Array(new SharedArrayBuffer(count)) : new Uint16Array(new SharedArrayBuffer(2 * count));
  for (let i = 0, at = 0; at < bytes.length; i++) {
    codes[i] = codeAt(bytes, at);
    at += lengthOf(bytes[at]!);
  }
  return codes;
}

function lengthOf(byte: number): number {
  return byte < ONE_BYTE_CODES ? 1 : 2;
}

function codeAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  return byte < ONE_BYTE_CODES ? byte : ONE_BYTE_CODES + ((byte - ONE_BYTE_CODES) << 8) + bytes[at + 1]!;
}

/** Months since the year 0. */
export function monthNumber(month: string): number {
  return month === '' ? 0 : Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** `2024-06`, from the months since the year 0. */
export function monthName(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
