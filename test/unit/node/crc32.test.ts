import zlib from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32, slowCrc32 } from '../../../server/src/node/crc32';

it('is that of the standard', () => {
  const check = Buffer.from('123456789');
  expect([crc32(check), slowCrc32(check), crc32(Buffer.alloc(0)), slowCrc32(Buffer.alloc(0))]).toEqual([
    0xcb_f4_39_26, 0xcb_f4_39_26, 0, 0,
  ]);
});

it('is the same without the one of Node.js, which 22.0 does not have', () => {
  const fast = zlib.crc32;
  const before = Object.getOwnPropertyDescriptor(zlib, 'crc32')!;
  Object.defineProperty(zlib, 'crc32', { ...before, value: undefined });
  try {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(crc32(bytes)).toBe(fast(bytes));
      }),
    );
  } finally {
    Object.defineProperty(zlib, 'crc32', before);
  }
});
