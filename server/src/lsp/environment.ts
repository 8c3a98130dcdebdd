import type { Host } from '../host';
import type { ReportParams } from '../protocol/report';
import type { CrewRequest, StartCrew } from '../providers/scanProvider';
import type { ProxySettings, Settings } from '../settings';
import type { ReportContents } from './dependencyReports';

export interface ServerOptions {
  readonly version: string;
  /** URI of the folder of the rules' pages. */
  readonly rulesUri: string;
  /** The language for an editor that sends no translations. `locale` is its BCP 47 tag. Absent: English. */
  languageFor?(locale: string | undefined): ServerLanguage;
  /** Makes the host, from the editor's settings and open folders. */
  createHost(environment: ServerEnvironment): Host;
  /** Writes the report of the workspace. */
  printReport(contents: ReportContents, params: ReportParams): Promise<string>;
  /**
   * Starts threads that judge the files of a large scan. The server can answer keystrokes meanwhile. Undefined: the machine has one processor. Absent: the
   * server judges all files itself.
   */
  startCrew?(editor: EditorState, request: CrewRequest): ReturnType<StartCrew>;
  /** Calls back at idle moments, for work that no one waits for. Absent: never. */
  inBackground?(run: () => void): void;
  /** Maximum time a hover waits for the services, in milliseconds. */
  readonly hoverPatience?: number;
}

export interface ServerLanguage {
  /** BCP 47 tag for numbers and dates. */
  readonly locale: string;
  /** English text to translation. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The state of the editor as a scan begins, for a thread: everything in it can be copied. */
export interface EditorState {
  /** URIs of the folders that may be read. */
  readonly folders: readonly string[];
  /** The settings by URI of a folder, and of all other files by the empty text. */
  readonly settings: ReadonlyMap<string, Settings>;
  readonly trustsWorkspace: boolean;
  /** Texts of the open documents, by URI. */
  readonly documents: ReadonlyMap<string, string>;
  readonly language: ServerLanguage;
}

/** The parts of the editor that the host needs. */
export interface ServerEnvironment {
  folders(): readonly string[];
  settings(uri: string): Promise<Settings>;
  trustsWorkspace(): boolean;
  /** The editor's own section `http`. */
  proxy(): Promise<ProxySettings>;
  /** The credentials that the user typed into the editor for a package index, sealed (protocol/messages.ts). */
  sealedCredentials(origin: string): Promise<string | undefined>;
  /** Messages in the editor's language: English text to translation. */
  translations(): Readonly<Record<string, string>>;
}
