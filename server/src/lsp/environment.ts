import type { Host } from '../host';
import type { ReportParams } from '../protocol/report';
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
