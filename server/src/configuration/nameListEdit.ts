import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { quoted } from '../formats/syntax/toml/insert';
import { itemsOf } from '../formats/syntax/toml/node';
import { parseToml } from '../formats/syntax/toml/parse';
import { normalizeName } from '../packaging/name';
import { CONFIGURATION_FILE, configurationTable } from './configurationFile';
import type { ConfigurationHome } from './store';

/** The place for a name, and the text around it. */
interface Place {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** A list of names in the project's configuration. */
export type NameList = 'trust' | 'private';

/** The reason why a name is in a list, and the last day (`YYYY-MM-DD`). */
export interface ListNote {
  readonly reason: string;
  readonly until: string;
}

/** Adds a name to a list, by itself or in a table with a note. */
export type NameListEditor = (name: string, note?: ListNote) => WorkspaceEdit;

/** Makes the edits that add a name to `list`. Undefined: the file cannot be edited with certainty. The file is read once. */
export function nameListEditor(home: ConfigurationHome | undefined, list: NameList, documentChanges: boolean): NameListEditor | undefined {
  if (home === undefined || (home.text === undefined && !documentChanges)) {
    return undefined;
  }
  const { uri, text } = home;
  const place = text === undefined ? { offset: 0, before: `${list} = [`, after: ']\n' } : placeIn(uri, text, list);
  if (place === undefined || !isHeard(uri, text ?? '', place, list)) {
    return undefined;
  }
  const at = TextDocument.create(uri, '', 0, text ?? '').positionAt(place.offset);
  return (name, note) => {
    const newText = place.before + entry(normalizeName(name), note) + place.after;
    const edits: TextEdit[] = [{ range: { start: at, end: at }, newText }];
    return documentChanges
      ? {
          documentChanges: [
            ...(text === undefined ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : []),
            { textDocument: { uri, version: null }, edits },
          ],
        }
      : { changes: { [uri]: edits } };
  };
}

function entry(name: string, note: ListNote | undefined): string {
  return note === undefined ? quoted(name) : `{ name = ${quoted(name)}, reason = ${quoted(note.reason)}, until = ${dayOf(note.until)} }`;
}

/** A local date of TOML. Throws for anything else, which would break the file. */
function dayOf(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw new RangeError(`not a day: ${text}`);
  }
  return text;
}

/** Whether a name that is written there is in the list then. A file that does not parse is not used, and may end inside an unclosed text. */
function isHeard(uri: string, text: string, { offset, before, after }: Place, list: NameList): boolean {
  const { root, problems } = parseToml(`${text.slice(0, offset)}${before}"name"${after}${text.slice(offset)}`);
  const listed = itemsOf(configurationTable(uri, root)?.get(list));
  return problems.length === 0 && listed.some((item) => item.kind === 'string' && item.text === 'name');
}

function placeIn(uri: string, text: string, list: NameList): Place | undefined {
  const table = configurationTable(uri, parseToml(text).root);
  const names = table?.get(list);
  if (names?.kind === 'array') {
    const last = names.items.at(-1);
    if (last === undefined) {
      return { offset: names.span.start + 1, before: '', after: '' };
    }
    const comma = names.commas.at(-1) ?? -1;
    return comma === -1 ? { offset: last.span.end, before: ', ', after: '' } : { offset: comma + 1, before: ' ', after: ',' };
  }
  if (names !== undefined || table?.form === 'inline') {
    return undefined;
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const line = { before: `${list} = [`, after: `]${newline}` };
  if (uri.endsWith(`/${CONFIGURATION_FILE}`)) {
    // Before the first table: a key after a header would belong to it.
    return { offset: text.startsWith('\ufeff') ? 1 : 0, ...line };
  }
  if (table?.form === 'header') {
    const headerEnd = text.indexOf('\n', table.span.start);
    return headerEnd === -1
      ? { offset: text.length, before: newline + line.before, after: line.after }
      : { offset: headerEnd + 1, ...line };
  }
  if (table !== undefined) {
    return undefined;
  }
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  return { offset: text.length, before: `${gap}[tool.lookalike]${newline}${line.before}`, after: line.after };
}
