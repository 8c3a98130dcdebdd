import { parseJson } from '../../json';
import { readZip, type ZipLimits } from './zip';

/** Several times the size of the dump of November 2026: 24,000 records of about 5 KB. */
const LIMITS: ZipLimits = { maxEntries: 250_000, maxEntryBytes: 16 * 1024 * 1024, maxTotalBytes: 1024 * 1024 * 1024, maxRatio: 200 };

/** The records of an OSV dump (`all.zip`: one `<ID>.json` each), parsed. A file that is not JSON is undefined, and the compiler counts it. */
export async function readAdvisoryDump(archive: Buffer): Promise<unknown[]> {
  const decoder = new TextDecoder();
  const records: unknown[] = [];
  for await (const { name, content } of readZip(archive, LIMITS)) {
    if (name.endsWith('.json')) {
      records.push(parseJson(decoder.decode(content)));
    }
  }
  return records;
}
