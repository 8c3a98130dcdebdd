import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AcceptEntry, Configuration } from '../../configuration/configuration';
import { configurationFindings, placeKey } from '../configurationFindings';
import { type FileResult, fileResult } from './fileResult';
import type { ScanParts } from './scanParts';

/** A configuration as a file of the scan. */
interface JudgedConfiguration {
  readonly result: FileResult;
  /** Its entries for advisories that no file needed. Absent: unknown. */
  readonly unneeded: readonly AcceptEntry[] | undefined;
}

/** The configurations that applied to the files of a scan. */
export class ScanConfigurations {
  readonly #parts: ScanParts;
  /** By URI. */
  readonly #used = new Map<string, Configuration>();

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  /** The configuration of a file. Undefined: unknown. */
  async of(uri: string): Promise<Configuration | undefined> {
    const configuration = await this.#parts.configurationOf(uri);
    if (configuration?.project !== undefined) {
      this.#used.set(configuration.project.uri, configuration);
    }
    return configuration;
  }

  /** @param results of all files */
  async *judge(results: readonly FileResult[], roots: readonly string[]): AsyncIterable<JudgedConfiguration> {
    const used = new Set(results.flatMap(({ usedEntries }) => usedEntries));
    const isSettledNow = results.every(({ isSettled }) => isSettled);
    for (const [uri, configuration] of this.#used) {
      const text = await this.#parts.readConfiguration(uri);
      if (text === undefined && !configuration.project?.broken) {
        continue;
      }
      const document = TextDocument.create(uri, '', 0, text ?? '');
      // A scan of a part of the project cannot tell what the other parts need.
      const isWhole = isSettledNow && roots.some((root) => configuration.isConfiguredBelow(root));
      const entries = isWhole ? (configuration.project?.accept.filter(({ range }) => !used.has(placeKey(uri, range))) ?? []) : undefined;
      const unneeded = entries?.map(({ value }) => value);
      const own = configurationFindings(document, configuration, this.#parts.pathOf, unneeded);
      own.findings.sort((a, b) => a.span.start - b.span.start);
      yield { result: fileResult({ uri, own: { document, ...own } }), unneeded };
    }
  }
}
