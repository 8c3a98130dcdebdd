import type { AcceptEntry, Configuration } from '../../configuration/configuration';
import type { SuppressedBy } from '../../configuration/suppressedBy';
import type { Workspace } from '../../host';
import type { Hinted } from '../../protocol/fileKinds';
import type { FileResult } from './fileResult';
import type { Skipped } from './workspaceScan';

/** A file that a scan is to read. */
export interface ReadOrder {
  readonly uri: string;
  /** A user named it: if it is not a dependency file, that is reported. */
  readonly isNamed: boolean;
  /** Another file includes it. */
  readonly isIncluded: boolean;
  /** What leaves it out: only known malware in it is reported. */
  readonly by?: SuppressedBy | undefined;
}

/** The result of reading a file. */
export interface ReadFile {
  readonly uri: string;
  /** It has something to judge. */
  readonly hasText: boolean;
  /** Files (URIs) that it includes. */
  readonly includes: readonly string[];
  /** Absent: nothing to report, or not judged yet. */
  readonly result?: FileResult | undefined;
  /** No other file can change the result. */
  readonly isFinal: boolean;
}

/** Reads and judges files, one at a time or several. */
export interface FileJudge {
  /** The number of orders to give at a time. */
  readonly atOnce: number;
  /** Also judges the file with the facts so far, if no service is to be contacted. */
  read(order: ReadOrder): Promise<ReadFile>;
  /** Judges a file after all files are read. Undefined: the result of `read` is still valid. */
  settle(order: ReadOrder): Promise<FileResult | undefined>;
}

/** The parts of the language service that a scan needs. */
export interface ScanParts {
  readonly workspace: Pick<Workspace, 'findFiles' | 'mayContain'>;
  /** `isLarge`: there are so many files that other threads are worth starting. */
  judgeFor(isLarge: boolean): Promise<FileJudge>;
  /** The one that applies to a file. Undefined: unknown. */
  configurationOf(uri: string): Promise<Configuration | undefined>;
  /** The kind of dependency file that the path alone makes a file. Undefined: none. */
  kindOf(path: string): Hinted | undefined;
  /** Whether it is one for another reason, such as an include in another file. */
  isDependencyFile(uri: string): Promise<boolean>;
  /** The text of a configuration file. */
  readConfiguration(uri: string): Promise<string | undefined>;
  pathOf(uri: string): string;
}

export interface ScanOptions {
  /** Globs that hide files in the editor, relative to the root: such files are checked for known malware only. */
  readonly exclude: readonly string[];
  readonly signal: AbortSignal;
  /** Whether names that the bundled data leaves open are looked up in the index before a file is reported. */
  readonly online: boolean;
  /** Called with the number of judged files, and the last of them. */
  onFile?(result: FileResult, done: number): void;
  /**
   * Called with each result once, as soon as nothing can change it and those before it have been reported. Its findings are not kept: the results of
   * the scan are then without findings.
   */
  onResult?(result: FileResult): void;
}

export interface WorkspaceScan {
  /** In the order of their URIs. */
  readonly results: readonly FileResult[];
  readonly skipped: readonly Skipped[];
  /** By the URI of a configuration: its entries for advisories that no file needed. Absent: unknown. */
  readonly unneeded: ReadonlyMap<string, readonly AcceptEntry[]>;
}
