import zlib from 'node:zlib';

/** The polynomial of CRC-32, lowest bit first. */
const POLYNOMIAL = 0xed_b8_83_20;

/** The checksum of zip and gzip. Node.js 22.0 and 22.1 do not have it. */
export function crc32(bytes: Uint8Array): number {
  const { crc32: fast } = zlib as { crc32?: typeof zlib.crc32 };
  return fast === undefined ? slowCrc32(bytes) : fast(bytes);
}

/** The same without the help of Node.js: some hundred times slower. */
export function slowCrc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (POLYNOMIAL & -(crc & 1));
    }
  }
  return ~crc >>> 0;
}
