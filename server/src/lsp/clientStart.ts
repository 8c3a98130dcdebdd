import type { ClientCapabilities } from 'vscode-languageserver';
import { asArray, asObject, type JsonObject } from '../json';
import type { DocumentVersion, InitializationOptions } from '../protocol/messages';

/** What a client says in its request `initialize`. */
export interface ClientStart {
  readonly capabilities: ClientCapabilities;
  /** URIs of the open folders. */
  readonly folders: readonly string[];
  readonly locale: string | undefined;
  readonly options: InitializationOptions;
}

/** A client keeps fewer texts. */
const MAX_LEFT_ALONE = 1_000;

/** Reads the parameters of `initialize`. Never throws: a value of the wrong type counts as absent. */
export function readClientStart(params: unknown): ClientStart {
  const given = asObject(params) ?? {};
  return {
    capabilities: asObject(given.capabilities) ?? {},
    folders: foldersOf(given),
    locale: textOf(given.locale),
    options: readOptions(asObject(given.initializationOptions) ?? {}),
  };
}

/** Clients without support for folders send `rootUri`. */
function foldersOf({ workspaceFolders, rootUri }: JsonObject): string[] {
  if (Array.isArray(workspaceFolders)) {
    return workspaceFolders.flatMap((folder: unknown) => textOf(asObject(folder)?.uri) ?? []);
  }
  return textOf(rootUri) ? [textOf(rootUri) ?? ''] : [];
}

function readOptions(given: JsonObject): InitializationOptions {
  const texts = asObject(given.l10n);
  const previewFile = textOf(given.previewFile);
  return {
    // A client without Restricted Mode says nothing.
    trusted: given.trusted === undefined || given.trusted === null || given.trusted === true,
    l10n: texts && Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : []))),
    credentials: given.credentials === true,
    runsCommands: given.runsCommands === true,
    themeIcons: given.themeIcons === true,
    reportsWork: given.reportsWork === true,
    showsDependencies: given.showsDependencies === true,
    ...(previewFile !== undefined && { previewFile }),
    leaveAlone: asArray(given.leaveAlone).slice(0, MAX_LEFT_ALONE).flatMap(documentVersion),
  };
}

function documentVersion(given: unknown): DocumentVersion[] {
  const { uri, version } = asObject(given) ?? {};
  return typeof uri === 'string' && typeof version === 'number' ? [{ uri, version }] : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
