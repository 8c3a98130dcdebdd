import type { ListedProject } from '../nameData';
import { namesIn } from './frontCoding';
import { type Codes, decodeCodes, encodeCodes, MAX_CODE, monthName, monthNumber } from './listCodes';
import { encodeBlock, indexIn, type NameBlock, namesNear, openBlock, type SharedList } from './nameBlock';
import { lowerBound } from './popularNames';
import { asUint32, bytesOf, packSections, section, textOf, unpackSections } from './sections';

/** A synchronous (de)compressor: brotli, from any library. */
export type Codec = (bytes: Uint8Array) => Uint8Array;

/** The codec of a list that each start needs. */
export const UNCOMPRESSED: Codec = (bytes) => bytes;

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
/** Streams of a block: names, months, versions, first listings. */
const STREAMS = 4;
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
    add(encodeBlock(block.map((row) => row.name)));
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
  /** Opens all blocks, for other threads if the file is in memory that threads share. `pause`: called after each block. */
  share(pause: () => Promise<void>): Promise<SharedList>;
}

export function decodeProjectList(file: Uint8Array, decompress: Codec): ProjectList {
  return openProjectList({ file, blocks: [] }, decompress);
}

/** Opens a list that another thread may have opened before. */
export function openProjectList({ file, blocks: opened }: SharedList, decompress: Codec): ProjectList {
  const sections = unpackSections(file);
  const [size, newest] = asUint32(section(sections, 'counts'));
  const listings = textOf(section(sections, 'listings')).split('\n');
  const starts = textOf(section(sections, 'starts'))
    .split('\n')
    .filter((name) => name !== '');
  if (size === undefined || newest === undefined || starts.length !== Math.ceil(size / BLOCK_NAMES)) {
    throw new Error('a list of projects has another number of names');
  }
  const offsets = asUint32(section(sections, 'offsets'));
  const blob = section(sections, 'blob');
  const blocks: (NameBlock | undefined)[] = [...opened];
  let keptVersions: readonly string[] | undefined;
  const monthNames: string[] = [];

  const versionNames = (): readonly string[] => {
    keptVersions ??= textOf(decompress(section(sections, 'versions'))).split('\n');
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
  const countIn = (block: number): number => Math.min(BLOCK_NAMES, size - block * BLOCK_NAMES);
  const openNames = (block: number): NameBlock => openBlock(stream(block, 0), countIn(block));
  const codes = (block: number, which: number): Codes => decodeCodes(stream(block, which), countIn(block));
  const openedBlock = (block: number): NameBlock => {
    blocks[block] ??= openNames(block);
    return blocks[block];
  };
  const withCodes = (block: number): Required<NameBlock> => {
    const open = openedBlock(block);
    open.months ??= codes(block, 1);
    open.versions ??= codes(block, 2);
    open.listed ??= codes(block, 3);
    return open as Required<NameBlock>;
  };
  const locate = (name: string): { block: number; index: number } | undefined => {
    const block = blockOf(starts, name);
    const index = block < 0 ? -1 : indexIn(openedBlock(block), name);
    return index < 0 ? undefined : { block, index };
  };

  /** Names in order, starting a little before `name`. */
  function* namesFrom(name: string): Generator<string> {
    for (let block = Math.max(0, blockOf(starts, name)); block < starts.length; block++) {
      yield* namesNear(openedBlock(block), name);
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
      const { months, versions, listed } = withCodes(found.block);
      return {
        latestVersion: versionNames()[versions[found.index]!] || undefined,
        latestMonth: monthOf(months[found.index]!),
        ...listing(listings, listed[found.index]!),
      };
    },
    extensions: (name, limit) => {
      const prefix = `${name}-`;
      let count = 0;
      for (const other of namesFrom(name)) {
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
      for (const name of namesFrom(prefix)) {
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
        yield* namesIn(openNames(block).bytes);
      }
    },
    *rows() {
      for (let block = 0; block < starts.length; block++) {
        const [months, versions, listed] = [1, 2, 3].map((which) => codes(block, which)) as [Codes, Codes, Codes];
        let i = 0;
        for (const name of namesIn(openNames(block).bytes)) {
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
    share: async (pause) => {
      const all: NameBlock[] = [];
      for (let block = 0; block < starts.length; block++) {
        all.push(withCodes(block));
        await pause();
      }
      return { file, blocks: all };
    },
  };
}

/** The last block that begins at or before `name`; -1: none. */
function blockOf(starts: readonly string[], name: string): number {
  const i = lowerBound(starts, name);
  return starts[i] === name ? i : i - 1;
}

/** When a project appeared, from the number of the first list that has it. The age of those in the oldest list is not known. */
function listing(listings: readonly string[], code: number): Pick<ListedProject, 'firstListed' | 'notListedIn'> {
  const month = listings[code] ?? '';
  return code === 0
    ? { firstListed: `before-${monthName(monthNumber(month) + 1)}` }
    : { firstListed: month, notListedIn: listings[code - 1] };
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
