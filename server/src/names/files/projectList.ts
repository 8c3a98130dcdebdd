import type { ListedProject } from '../nameData';
import { encodeFrontCoded, namesFrom, stepsTo } from './frontCoding';
import { lowerBound } from './popularNames';
import { asUint32, bytesOf, packSections, section, unpackSections } from './sections';

/** A synchronous (de)compressor: brotli, from any library. */
export type Codec = (bytes: Uint8Array) => Uint8Array;

export interface ProjectRow {
  /** Normalized. */
  readonly name: string;
  readonly version: string;
  /** Month of the latest release, `2024-06`. Empty: unknown. */
  readonly month: string;
  /** Month of the first project list that has it, one of the listings. */
  readonly firstListed: string;
}

/** Names in a block: large enough to compress well, small enough to open within about 2 ms. */
const BLOCK_NAMES = 16_384;
/** Every 32nd name of an open block is kept as a string, so a lookup reads at most 32 front-coded names. */
const STRIDE = 32;
/** Streams of a block: names, months, versions, first listings. */
const STREAMS = 4;
const ONE_BYTE_CODES = 192;
const MAX_CODE = ONE_BYTE_CODES + (256 - ONE_BYTE_CODES) * 256 - 1;
const NOT_KEPT = '';

/**
 * Every project of the index, exact, in blocks that are compressed one by one: nothing is decompressed until it is needed.
 * `rows` are sorted by name. `listings`: the months of the project lists so far, oldest first. `keepVersion` decides for which names the version is
 * stored, to save space.
 */
export function encodeProjectList(
  rows: readonly ProjectRow[],
  listings: readonly string[],
  keepVersion: (row: ProjectRow) => boolean,
  compress: Codec,
): Uint8Array {
  const newest = rows.reduce((month, row) => Math.max(month, monthNumber(row.month)), 0);
  const versions = versionDictionary(rows, keepVersion);
  const codeOf = new Map(versions.map((version, code) => [version, code]));
  const starts: string[] = [];
  const offsets: number[] = [0];
  const blobs: Uint8Array[] = [];
  let size = 0;
  const add = (bytes: Uint8Array): void => {
    const blob = compress(bytes);
    blobs.push(blob);
    size += blob.length;
    offsets.push(size);
  };
  for (let i = 0; i < rows.length; i += BLOCK_NAMES) {
    const block = rows.slice(i, i + BLOCK_NAMES);
    starts.push(block[0]!.name);
    add(encodeFrontCoded(block.map((row) => row.name)));
    add(encodeCodes(block.map((row) => (row.month === '' ? 0 : 1 + newest - monthNumber(row.month)))));
    add(encodeCodes(block.map((row) => (keepVersion(row) ? (codeOf.get(row.version) ?? 0) : 0))));
    add(encodeCodes(block.map((row) => listings.indexOf(row.firstListed))));
  }
  const text = new TextEncoder();
  const blob = new Uint8Array(size);
  blobs.forEach((bytes, i) => {
    blob.set(bytes, offsets[i]!);
  });
  return packSections({
    counts: bytesOf(Uint32Array.of(rows.length, newest)),
    listings: text.encode(listings.join('\n')),
    starts: text.encode(starts.join('\n')),
    offsets: bytesOf(Uint32Array.from(offsets)),
    versions: compress(text.encode(versions.join('\n'))),
    blob,
  });
}

export interface ProjectList {
  readonly size: number;
  /** The months of the project lists so far, oldest first. */
  readonly listings: readonly string[];
  has(name: string): boolean;
  get(name: string): ListedProject | undefined;
  /** Up to `limit` names that begin with `prefix`, in order. */
  startingWith(prefix: string, limit: number): string[];
  /** The number of names that extend `name` by further words (`name-…`), counted up to `limit`. */
  extensions(name: string, limit: number): number;
  /** All names in order. */
  names(): Iterable<string>;
  /** All rows in order, as encoded, except for versions that were not kept. */
  rows(): Iterable<ProjectRow>;
}

interface OpenBlock {
  readonly bytes: Uint8Array;
  /** Every STRIDE-th name, and the offset of the next name. */
  readonly anchors: readonly string[];
  readonly nextOffsets: Uint32Array;
  months?: Uint16Array;
  versions?: Uint16Array;
  listed?: Uint16Array;
  /** Where the last lookup ended. */
  lastAnchor: number;
}

export function decodeProjectList(file: Uint8Array, decompress: Codec): ProjectList {
  const sections = unpackSections(file);
  const text = new TextDecoder();
  const [size = 0, newest = 0] = asUint32(section(sections, 'counts'));
  const listings = text.decode(section(sections, 'listings')).split('\n');
  const starts = text
    .decode(section(sections, 'starts'))
    .split('\n')
    .filter((name) => name !== '');
  const offsets = asUint32(section(sections, 'offsets'));
  const blob = section(sections, 'blob');
  const blocks: (OpenBlock | undefined)[] = [];
  let keptVersions: readonly string[] | undefined;
  const monthNames: string[] = [];
  let lastBlock = 0;

  const versionNames = (): readonly string[] => {
    keptVersions ??= text.decode(decompress(section(sections, 'versions'))).split('\n');
    return keptVersions;
  };
  const monthOf = (code: number): string | undefined => {
    if (code > 0) {
      monthNames[code] ??= monthName(newest + 1 - code);
    }
    return monthNames[code];
  };

  const stream = (block: number, which: number): Uint8Array => {
    const i = block * STREAMS + which;
    return decompress(blob.subarray(offsets[i], offsets[i + 1]));
  };
  const openedBlock = (block: number): OpenBlock => {
    blocks[block] ??= openBlock(stream(block, 0));
    return blocks[block];
  };
  const locate = (name: string): { block: number; index: number } | undefined => {
    const block = blockOf(starts, name, lastBlock);
    if (block < 0) {
      return undefined;
    }
    lastBlock = block;
    const index = indexIn(openedBlock(block), name);
    return index < 0 ? undefined : { block, index };
  };

  /** Names in order, starting a little before `name`. */
  function* namesFromAnchor(name: string): Generator<string> {
    for (let block = Math.max(0, blockOf(starts, name)); block < starts.length; block++) {
      const open = openedBlock(block);
      const anchor = Math.max(0, blockOf(open.anchors, name));
      yield open.anchors[anchor]!;
      yield* namesFrom(open.bytes, open.nextOffsets[anchor]!, open.anchors[anchor]!);
    }
  }

  return {
    size,
    listings,
    has: (name) => locate(name) !== undefined,
    get: (name) => {
      const found = locate(name);
      if (found === undefined) {
        return undefined;
      }
      const open = blocks[found.block]!;
      open.months ??= decodeCodes(stream(found.block, 1));
      open.versions ??= decodeCodes(stream(found.block, 2));
      open.listed ??= decodeCodes(stream(found.block, 3));
      return {
        latestVersion: versionNames()[open.versions[found.index]!] || undefined,
        latestMonth: monthOf(open.months[found.index]!),
        ...listing(listings, open.listed[found.index]!),
      };
    },
    extensions: (name, limit) => {
      const prefix = `${name}-`;
      let count = 0;
      for (const other of namesFromAnchor(name)) {
        if (other.startsWith(prefix)) {
          count++;
        }
        // A hyphen sorts before every other character of a name.
        if (count === limit || (other > prefix && !other.startsWith(prefix))) {
          break;
        }
      }
      return count;
    },
    startingWith: (prefix, limit) => {
      const names: string[] = [];
      for (const name of namesFromAnchor(prefix)) {
        if (name.startsWith(prefix)) {
          names.push(name);
        } else if (name > prefix) {
          break;
        }
        if (names.length === limit) {
          break;
        }
      }
      return names;
    },
    *names() {
      for (let block = 0; block < starts.length; block++) {
        yield* namesFrom(stream(block, 0), 0, '');
      }
    },
    *rows() {
      for (let block = 0; block < starts.length; block++) {
        const [months, versions, listed] = [1, 2, 3].map((which) => decodeCodes(stream(block, which))) as [Codes, Codes, Codes];
        let i = 0;
        for (const name of namesFrom(stream(block, 0), 0, '')) {
          yield {
            name,
            version: versionNames()[versions[i]!] ?? '',
            month: monthOf(months[i]!) ?? '',
            firstListed: listings[listed[i]!] ?? '',
          };
          i++;
        }
      }
    },
  };
}

type Codes = Uint16Array;

/** When a project appeared, from the number of the first list that has it. The age of those in the oldest list is not known. */
function listing(listings: readonly string[], code: number): Pick<ListedProject, 'firstListed' | 'notListedIn'> {
  const month = listings[code] ?? '';
  return code === 0
    ? { firstListed: `before-${monthName(monthNumber(month) + 1)}` }
    : { firstListed: month, notListedIn: listings[code - 1] };
}

function openBlock(bytes: Uint8Array): OpenBlock {
  const anchors: string[] = [];
  const nextOffsets: number[] = [];
  let at = 0;
  let count = 0;
  const name = new Uint8Array(256);
  while (at < bytes.length) {
    let length = bytes[at++]! - 128;
    while (at < bytes.length && bytes[at]! < 128 && length < name.length) {
      name[length++] = bytes[at++]!;
    }
    if (count++ % STRIDE === 0) {
      anchors.push(latin1(name, length));
      nextOffsets.push(at);
    }
  }
  return { bytes, anchors, nextOffsets: Uint32Array.from(nextOffsets), lastAnchor: 0 };
}

function latin1(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    text += String.fromCharCode(bytes[i]!);
  }
  return text;
}

/** The last block that begins at or before `name`; -1: none. `guess` is tried first: names often come in order. */
function blockOf(starts: readonly string[], name: string, guess = 0): number {
  if (starts[guess]! <= name && !(starts[guess + 1]! <= name)) {
    return guess;
  }
  const i = lowerBound(starts, name);
  return starts[i] === name ? i : i - 1;
}

/** Index of `name` in the block, or -1. */
function indexIn(block: OpenBlock, name: string): number {
  const anchor = blockOf(block.anchors, name, block.lastAnchor);
  if (anchor < 0) {
    return -1;
  }
  block.lastAnchor = anchor;
  if (block.anchors[anchor] === name) {
    return anchor * STRIDE;
  }
  const steps = stepsTo(block.bytes, block.nextOffsets[anchor]!, block.anchors[anchor]!, name);
  return steps < 0 ? -1 : anchor * STRIDE + steps;
}

/** Kept versions, most frequent first so frequent ones take one byte; code 0 is "not kept". */
function versionDictionary(rows: readonly ProjectRow[], keepVersion: (row: ProjectRow) => boolean): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.version !== '' && keepVersion(row)) {
      counts.set(row.version, (counts.get(row.version) ?? 0) + 1);
    }
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([version]) => version);
  return [NOT_KEPT, ...byCount.slice(0, MAX_CODE)];
}

/** Codes below 192 take one byte, others two. */
function encodeCodes(codes: readonly number[]): Uint8Array {
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

function decodeCodes(bytes: Uint8Array): Uint16Array {
  const codes = new Uint16Array(bytes.length);
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    codes[count++] = byte < ONE_BYTE_CODES ? byte : ONE_BYTE_CODES + ((byte - ONE_BYTE_CODES) << 8) + bytes[++i]!;
  }
  return codes.subarray(0, count);
}

/** Months since the year 0. */
function monthNumber(month: string): number {
  return month === '' ? 0 : Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthName(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
