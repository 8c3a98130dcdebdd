import { type ClientCapabilities, CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { CONFIGURATION_FILE } from '../configuration/configurationFile';
import { FIX_ALL } from '../features/codeActions';
import { TOKEN_FILES, TOKEN_TYPES } from '../features/semanticTokens';
import { UPDATE_ALL, UPGRADE_VULNERABLE } from '../features/updates/bulkUpdate';
import { formats, INCLUDED_FILES } from '../formats';
import { INDEX_MENTIONS } from '../formats/pip/indexMentions';

/** Typed before a name, a version, an extra, a marker, a key or an option. Editors ask for completion after a letter anyway. */
const COMPLETION_TRIGGERS = [...'"\'=<>~!^,[{;-/'];

/** Whether the client pulls diagnostics. Otherwise they are pushed to it. */
export function canPull({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.diagnostic !== undefined;
}

/** Whether the client resolves the edit of a code action when it is chosen. */
export function resolvesEdits({ textDocument }: ClientCapabilities): boolean {
  const { resolveSupport, dataSupport } = textDocument?.codeAction ?? {};
  return dataSupport === true && (resolveSupport?.properties ?? []).includes('edit');
}

/** The server's capabilities for a client. */
export function serverCapabilities(client: ClientCapabilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    inlayHintProvider: true,
    completionProvider: { triggerCharacters: COMPLETION_TRIGGERS, resolveProvider: true },
    documentLinkProvider: {},
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    definitionProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] },
      full: true,
      documentSelector: TOKEN_FILES.map((pattern) => ({ pattern })),
    },
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    codeActionProvider: {
      resolveProvider: resolvesEdits(client),
      codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL, UPDATE_ALL, UPGRADE_VULNERABLE],
    },
    ...(canPull(client) && { diagnosticProvider: { identifier: 'lookalike', interFileDependencies: true, workspaceDiagnostics: true } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** Globs of files that, when they change on disk, can change the findings in closed files. */
export function watchedFiles(): string[] {
  return [...formats.flatMap(({ globs }) => globs), INCLUDED_FILES, ...INDEX_MENTIONS, `**/${CONFIGURATION_FILE}`, '**/.gitignore'];
}
