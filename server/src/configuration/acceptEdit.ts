import { TextDocument } from 'vscode-languageserver-textdocument';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { quoted } from '../formats/syntax/toml/insert';
import { itemsOf } from '../formats/syntax/toml/node';
import { parseToml } from '../formats/syntax/toml/parse';
import { CONFIGURATION_FILE, configurationTable } from './configurationFile';
import type { ConfigurationHome } from './store';

/** The contents of an entry of `accept`. */
export interface Acceptance {
  /** The id of an advisory, or an alias of it. */
  readonly id: string;
  /** The package for which it is accepted. */
  readonly name: string;
  readonly reason: string;
}

/** The edit that adds an entry at the end of the configuration. Undefined: the file cannot hold one there. */
export function acceptEdit(home: ConfigurationHome | undefined, acceptance: Acceptance): WorkspaceEdit | undefined {
  if (home === undefined) {
    return undefined;
  }
  const { uri, text = '' } = home;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  const header = uri.endsWith(`/${CONFIGURATION_FILE}`) ? '[[accept]]' : '[[tool.lookalike.accept]]';
  const { id, name, reason } = acceptance;
  const values = Object.entries({ id, package: name, reason }).map(([key, value]) => `${key} = ${quoted(value)}`);
  const newText = `${gap}${[header, ...values].join(newline)}${newline}`;
  if (!isHeard(uri, text + newText, id)) {
    return undefined;
  }
  const end = TextDocument.create(uri, '', 0, text).positionAt(text.length);
  const edits = [{ range: { start: end, end }, newText }];
  return {
    documentChanges: [
      ...(home.text === undefined ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : []),
      { textDocument: { uri, version: null }, edits },
    ],
  };
}

/** Whether the entry is in the list then: an inline list accepts no entry elsewhere. */
function isHeard(uri: string, text: string, id: string): boolean {
  const { root, problems } = parseToml(text);
  const listed = itemsOf(configurationTable(uri, root)?.get('accept'));
  return problems.length === 0 && listed.some((item) => item.kind === 'table' && item.string('id')?.slice.text === id);
}
