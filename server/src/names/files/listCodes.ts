// Numbers of a list of projects, a stream each: codes of versions and listings, and months.
import { asUint16, bytesOf, shareable } from './sections';

/** The largest code that fits. */
export const MAX_CODE = 0xff_ff;

/** Codes, in memory that threads share. */
export type Codes = Uint8Array | Uint16Array;

/** A byte for each code, or two if one of them needs two. */
export function encodeCodes(codes: readonly number[]): Uint8Array {
  return codes.every((code) => code <= 0xff) ? Uint8Array.from(codes) : bytesOf(Uint16Array.from(codes));
}

/** `count`: the number of codes. Throws if they are not as many. */
export function decodeCodes(stored: Uint8Array, count: number): Codes {
  const bytes = shareable(stored);
  const codes = bytes.length === count ? bytes : asUint16(bytes);
  if (codes.length !== count) {
    throw new Error('a list of projects has another number of codes');
  }
  return codes;
}

/** Months since the year 0. */
export function monthNumber(month: string): number {
  return month === '' ? 0 : Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** `2024-06`, from the months since the year 0. */
export function monthName(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
