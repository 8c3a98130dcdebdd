import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { parseToml } from '../formats/toml/parse';
import { normalizeName } from '../packaging/name';
import { CONFIGURATION_FILE, configurationTable } from './projectConfiguration';
import type { ConfigurationHome } from './store';

/** Where a name goes, and what is written around it. */
interface Place {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** Makes the edits that put a name into the project's `trust` list; undefined where it cannot be edited by hand of ours. The file is read once. */
export function trustEditor(home: ConfigurationHome | undefined, documentChanges: boolean): ((name: string) => WorkspaceEdit) | undefined {
  if (home === undefined || (home.text === undefined && !documentChanges)) {
    return undefined;
  }
  const { uri, text } = home;
  const place = text === undefined ? { offset: 0, before: 'trust = [', after: ']\n' } : placeIn(uri, text);
  if (place === undefined) {
    return undefined;
  }
  const at = TextDocument.create(uri, 'toml', 0, text ?? '').positionAt(place.offset);
  return (name) => {
    const newText = place.before + JSON.stringify(normalizeName(name)) + place.after;
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

function placeIn(uri: string, text: string): Place | undefined {
  const table = configurationTable(uri, parseToml(text).root);
  const trust = table?.get('trust');
  if (trust?.kind === 'array') {
    const last = trust.items.at(-1);
    if (last === undefined) {
      return { offset: trust.span.start + 1, before: '', after: '' };
    }
    const comma = trust.commas.at(-1) ?? -1;
    return comma === -1 ? { offset: last.span.end, before: ', ', after: '' } : { offset: comma + 1, before: ' ', after: ',' };
  }
  if (trust !== undefined || table?.form === 'inline') {
    return undefined;
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const line = { before: 'trust = [', after: `]${newline}` };
  if (uri.endsWith(`/${CONFIGURATION_FILE}`)) {
    // Before the first table: a key behind a header would belong to it.
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
