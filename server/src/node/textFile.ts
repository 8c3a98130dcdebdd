import * as l10n from '@vscode/l10n';
import { reasonOf } from '../errors';
import { formatOf } from '../formats';
import type { EncodingRule } from '../formats/manifest/format';
import { declaredEncoding } from '../formats/syntax/declaredEncoding';
import { found, type Lookup, MISSING, unavailable } from '../lookup';
import { type Hinted, mayContain } from '../protocol/fileKinds';
import { type Disk, SHARED_DISK } from './disk';

/** Enough for any encoding of the judged part of a document (2 million UTF-16 units), and a bit more, so a cut is detected. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Reads a text file as pip does: byte order mark, then the declared encoding in a comment, then UTF-8, then the old Western default. */
export async function readTextFile(path: string, options: DecodeOptions = {}, disk: Disk = SHARED_DISK): Promise<Lookup<string>> {
  try {
    // Checked before it is opened: opening a pipe would wait for a writer.
    const kind = await disk.stat(path);
    if (kind.isDirectory()) {
      return unavailable(l10n.t('it is a folder'));
    }
    if (!kind.isFile()) {
      return unavailable(l10n.t('it is not a regular file'));
    }
    return decode(await disk.read(path, Math.min(kind.size, MAX_BYTES)), options);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? MISSING
      : unavailable(
          code === 'EISDIR'
            ? l10n.t('it is a folder')
            : l10n.t({ message: 'it cannot be opened ({0})', args: [reasonOf(error)], comment: ['{0} is a reason.'] }),
        );
  }
}

/** Whether a regular file may contain what a kind of file needs. All supported encodings but UTF-16 and UTF-32 write the hints as ASCII bytes. */
export async function mayContainBytes(disk: Disk, path: string, kind: Hinted): Promise<boolean> {
  try {
    const { size } = await disk.stat(path);
    const bytes = await disk.read(path, Math.min(size, MAX_BYTES));
    return mayContain(kind, bytes) || bytes.includes(0);
  } catch {
    // The failure to read it is reported.
    return true;
  }
}

/** The rule by which a file declares its encoding. Files of any name are requirements files if another one includes them. */
export function encodingRuleOf(path: string): EncodingRule | undefined {
  const format = formatOf(path);
  return format === undefined ? 'pip' : format.declaredEncoding;
}

export interface DecodeOptions {
  /** Leave the byte order mark in the text, as its first character. Editors take it out, Python's tools count it. Default false. */
  readonly keepMark?: boolean;
  /** The rule by which a comment may declare the encoding. Absent: the file is UTF-8, whatever it declares. */
  readonly declared?: EncodingRule | undefined;
}

/** The text of a file, by its byte order mark or its declared encoding, otherwise as UTF-8. */
export function decode(bytes: Uint8Array, { keepMark: ignoreBOM = false, declared }: DecodeOptions = {}): Lookup<string> {
  const [b0, b1, b2, b3] = bytes;
  const utf32 =
    b0 === 0xff && b1 === 0xfe && b2 === 0 && b3 === 0
      ? decodeUtf32(bytes, true)
      : b0 === 0 && b1 === 0 && b2 === 0xfe && b3 === 0xff
        ? decodeUtf32(bytes, false)
        : undefined;
  if (utf32 !== undefined) {
    return found(utf32);
  }
  if (b0 === 0xff && b1 === 0xfe) {
    return found(new TextDecoder('utf-16le', { ignoreBOM }).decode(bytes));
  }
  if (b0 === 0xfe && b1 === 0xff) {
    return found(new TextDecoder('utf-16be', { ignoreBOM }).decode(bytes));
  }
  const hasMark = b0 === 0xef && b1 === 0xbb && b2 === 0xbf;
  const declaration = declared === undefined || hasMark ? undefined : declaredEncoding(firstLines(bytes), declared);
  const label = declaration?.label;
  if (label !== undefined && label !== 'utf-8') {
    return found(decodeLabel(bytes, label));
  }
  try {
    // A cut may leave half a character at the end.
    return found(new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(bytes, { stream: bytes.length >= MAX_BYTES }));
  } catch {
    // What declares an encoding is a text, which is reported where the encoding is not supported.
    return declaration === undefined && isBinary(bytes)
      ? unavailable(l10n.t('it is not a text file'))
      : found(decodeLabel(bytes, 'windows-1252'));
  }
}

/** The part that can contain a declaration, byte for byte: the encoding is not known yet. */
function firstLines(bytes: Uint8Array): string {
  const second = bytes.indexOf(0x0a) + 1;
  const end = second === 0 ? -1 : bytes.indexOf(0x0a, second);
  return latin1(end === -1 ? bytes : bytes.subarray(0, end));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** 0x80 to 0x9f of Windows-1252. Python rejects the five undefined ones. */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** The Encoding Standard treats Latin-1 as Windows-1252, Python does not: there 0x85 ends a line. */
function decodeLabel(bytes: Uint8Array, label: string): string {
  if (label === 'latin-1') {
    return latin1(bytes);
  }
  return label === 'windows-1252'
    ? latin1(bytes).replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80))
    : new TextDecoder(label).decode(bytes);
}

/** pip accepts NUL characters. A file that is not UTF-8 and has many of them is not text. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 8192);
  return head.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0) > head.length / 10;
}

/** Undefined: none. For pip, the mark of UTF-32 can also be that of UTF-16 before a NUL. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let i = 4; i + 4 <= bytes.length; i += 4) {
    const code = view.getUint32(i, littleEndian);
    if (code > 0x10ffff) {
      return undefined;
    }
    pieces.push(String.fromCodePoint(code));
  }
  return pieces.join('');
}
