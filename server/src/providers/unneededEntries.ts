import type { Analysis } from '../analysis/analysis';
import type { WorkspaceScan } from '../analysis/scan/scanParts';
import type { AcceptEntry } from '../configuration/configuration';

/** Entries of configurations that accept an advisory and that no file of the last scan needed. A single file cannot show this. */
export class UnneededEntries {
  /** By the URI of the configuration, then by the contents of the entry: its position changes as the file is edited. */
  readonly #byFile = new Map<string, Map<string, AcceptEntry>>();

  scanned({ unneeded }: Pick<WorkspaceScan, 'unneeded'>): void {
    for (const [uri, entries] of unneeded) {
      this.#byFile.set(uri, new Map(entries.map((entry) => [JSON.stringify(entry), entry])));
    }
  }

  /** Entries that a document needs count as needed, whatever the last scan found. */
  analysed({ configuration, findings, suppressed }: Pick<Analysis, 'configuration' | 'findings' | 'suppressed'>): void {
    const unneeded = this.#byFile.get(configuration.project?.uri ?? '');
    if (unneeded === undefined || unneeded.size === 0) {
      return;
    }
    const used = new Set([...suppressed.map(({ by }) => by.range), ...findings.map(({ loweredBy }) => loweredBy?.range)]);
    for (const { value, range } of configuration.project?.accept ?? []) {
      if (used.has(range)) {
        unneeded.delete(JSON.stringify(value));
      }
    }
  }

  /** Those of one configuration. */
  of(uri: string): readonly AcceptEntry[] {
    return [...(this.#byFile.get(uri)?.values() ?? [])];
  }
}
