import { open, stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { found, type Lookup, MISSING, unavailable } from '../lookup';

/** Enough for any encoding of what is judged of one document (2 million UTF-16 units), and a bit more, so that a cut shows. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Reads a text file as pip does: byte order mark, then a PEP 263 comment, then UTF-8, then the old Western default. */
export async function readTextFile(path: string, options: DecodeOptions = {}): Promise<Lookup<string>> {
  try {
    // Looked at before it is opened: to open a pipe is to wait for somebody to write into it.
    const kind = await stat(path);
    if (kind.isDirectory()) {
      return unavailable(l10n.t('it is a folder'));
    }
    if (!kind.isFile()) {
      return unavailable(l10n.t('it is not a regular file'));
    }
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(Math.min(kind.size, MAX_BYTES));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return decode(bytes.subarray(0, bytesRead), options);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? MISSING
      : unavailable(code === 'EISDIR' ? l10n.t('it is a folder') : l10n.t('it cannot be opened ({0})', code ?? 'error'));
  }
}

export interface DecodeOptions {
  /** Leave the byte order mark in the text, as its first character. Editors take it out, Python's tools count it. Default false. */
  readonly keepMark?: boolean;
}

export function decode(bytes: Uint8Array, { keepMark: ignoreBOM = false }: DecodeOptions = {}): Lookup<string> {
  const [b0, b1, b2, b3] = bytes;
  if (b0 === 0xff && b1 === 0xfe && b2 === 0 && b3 === 0) {
    return found(decodeUtf32(bytes, true));
  }
  if (b0 === 0 && b1 === 0 && b2 === 0xfe && b3 === 0xff) {
    return found(decodeUtf32(bytes, false));
  }
  if (b0 === 0xff && b1 === 0xfe) {
    return found(new TextDecoder('utf-16le', { ignoreBOM }).decode(bytes));
  }
  if (b0 === 0xfe && b1 === 0xff) {
    return found(new TextDecoder('utf-16be', { ignoreBOM }).decode(bytes));
  }
  if (bytes.subarray(0, 8192).includes(0)) {
    return unavailable(l10n.t('it is not a text file'));
  }
  const declared = declaredEncoding(bytes);
  if (declared !== undefined) {
    try {
      return found(new TextDecoder(declared).decode(bytes));
    } catch {
      // An encoding that nobody knows: go on as if none were declared.
    }
  }
  try {
    // A cut may have left half a character at the end.
    return found(new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(bytes, { stream: bytes.length >= MAX_BYTES }));
  } catch {
    return found(new TextDecoder('windows-1252').decode(bytes));
  }
}

/** PEP 263: `# -*- coding: latin-1 -*-` in the first two lines. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).split('\n', 2);
  for (const line of head) {
    const match = /^[ \t\f]*#.{0,100}?coding[:=][ \t]*([-\w.]{1,40})/.exec(line);
    if (match !== null) {
      return (match[1] as string).replace(/_/g, '-').replace(/^latin-1.*/, 'latin1');
    }
  }
  return undefined;
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let i = 4; i + 4 <= bytes.length; i += 4) {
    const code = view.getUint32(i, littleEndian);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return text;
}
