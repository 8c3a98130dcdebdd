import { ownValue } from '../../json';

/**
 * Named byte sections in one file: `u32 header length, header JSON, padding, sections`, every section on an 8-byte boundary, little-endian.
 * Reading makes views, not copies, so a table is ready as soon as its bytes are in memory.
 */
export type Sections = Readonly<Record<string, Uint8Array>>;

const ALIGNMENT = 8;

type Header = Record<string, readonly [offset: number, length: number]>;

export function packSections(sections: Sections): Uint8Array {
  const places: [name: string, place: readonly [offset: number, length: number]][] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(sections)) {
    places.push([name, [offset, bytes.byteLength]]);
    offset = align(offset + bytes.byteLength);
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(places)));
  const base = align(4 + json.length);
  const file = new Uint8Array(base + offset);
  new DataView(file.buffer).setUint32(0, json.length, true);
  file.set(json, 4);
  for (const [name, [start]] of places) {
    file.set(section(sections, name), base + start);
  }
  return file;
}

/** Throws a plain `Error` for a file that is truncated or not a section file. */
export function unpackSections(input: Uint8Array): Sections {
  // Typed-array views need an aligned start; a Buffer from a pool does not have one.
  const file = input.byteOffset % ALIGNMENT === 0 ? input : input.slice();
  if (file.length < 4) {
    throw new Error('data file is cut off');
  }
  const length = new DataView(file.buffer, file.byteOffset).getUint32(0, true);
  if (length > file.length - 4) {
    throw new Error('data file is cut off');
  }
  const header = JSON.parse(textOf(file.subarray(4, 4 + length))) as Header;
  const base = align(4 + length);
  return Object.fromEntries(
    Object.entries(header).map(([name, [offset, size]]) => {
      if (base + offset + size > file.length) {
        throw new Error('data file is cut off');
      }
      return [name, file.subarray(base + offset, base + offset + size)];
    }),
  );
}

export function section(sections: Sections, name: string): Uint8Array {
  const bytes = ownValue(sections, name);
  if (bytes === undefined) {
    throw new Error(`data file lacks '${name}'`);
  }
  return bytes;
}

/** A copy in memory that threads share. */
export function shareable(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** UTF-8, also from memory that threads share. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.slice());
}

export function bytesOf(array: Uint16Array | Uint32Array | Int32Array | Float32Array | Int16Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

export function asUint16(bytes: Uint8Array): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1);
}

export function asUint32(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
}

function align(offset: number): number {
  return (offset + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}

/** Where each bucket of these sizes begins, and where the last one ends. */
export function startsOf(sizes: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1);
  let at = 0;
  for (let i = 0; i < sizes.length; i++) {
    at += sizes[i]!;
    starts[i + 1] = at;
  }
  return starts;
}
