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

export function decodeCodes(bytes: Uint8Array): Uint16Array {
  const codes = new Uint16Array(bytes.length);
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    codes[count++] = byte < ONE_BYTE_CODES ? byte : ONE_BYTE_CODES + ((byte - ONE_BYTE_CODES) << 8) + bytes[++i]!;
  }
  return codes.subarray(0, count);
}

/** Months since the year 0. */
export function monthNumber(month: string): number {
  return month === '' ? 0 : Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** `2024-06`, from the months since the year 0. */
export function monthName(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
