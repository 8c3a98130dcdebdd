import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { parseToml } from '../formats/toml/parse';
import { normalizeName } from '../packaging/name';
import { CONFIGURATION_FILE, configurationTable } from './projectConfiguration';
import type { ConfigurationHome } from './store';

/** The edit that puts `name` into the project's `trust` list. Undefined where the list cannot be edited by hand of ours. */
export function trustEdit(home: ConfigurationHome | undefined, name: string, documentChanges: boolean): WorkspaceEdit | undefined {
  if (home === undefined) {
    return undefined;
  }
  const entry = JSON.stringify(normalizeName(name));
  if (home.text === undefined) {
    if (!documentChanges) {
      return undefined;
    }
    const start = { line: 0, character: 0 };
    const edits: TextEdit[] = [{ range: { start, end: start }, newText: `trust = [${entry}]\n` }];
    return {
      documentChanges: [
        { kind: 'create', uri: home.uri, options: { ignoreIfExists: true } },
        { textDocument: { uri: home.uri, version: null }, edits },
      ],
    };
  }
  const insertion = trustInsertion(home.uri, home.text, entry);
  if (insertion === undefined) {
    return undefined;
  }
  const at = TextDocument.create(home.uri, 'toml', 0, home.text).positionAt(insertion.offset);
  const edits: TextEdit[] = [{ range: { start: at, end: at }, newText: insertion.text }];
  return documentChanges
    ? { documentChanges: [{ textDocument: { uri: home.uri, version: null }, edits }] }
    : { changes: { [home.uri]: edits } };
}

function trustInsertion(uri: string, text: string, entry: string): { offset: number; text: string } | undefined {
  const table = configurationTable(uri, parseToml(text).root);
  const trust = table?.get('trust');
  if (trust?.kind === 'array') {
    const last = trust.items.at(-1);
    if (last === undefined) {
      return { offset: trust.span.start + 1, text: entry };
    }
    const comma = trust.commas.at(-1) ?? -1;
    return comma === -1 ? { offset: last.span.end, text: `, ${entry}` } : { offset: comma + 1, text: ` ${entry},` };
  }
  if (trust !== undefined || table?.form === 'inline') {
    return undefined;
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `trust = [${entry}]${newline}`;
  if (uri.endsWith(`/${CONFIGURATION_FILE}`)) {
    // Before the first table: a key behind a header would belong to it.
    return { offset: text.startsWith('\ufeff') ? 1 : 0, text: line };
  }
  if (table?.form === 'header') {
    const headerEnd = text.indexOf('\n', table.span.start);
    return headerEnd === -1 ? { offset: text.length, text: newline + line } : { offset: headerEnd + 1, text: line };
  }
  if (table !== undefined) {
    return undefined;
  }
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  return { offset: text.length, text: `${gap}[tool.lookalike]${newline}${line}` };
}
