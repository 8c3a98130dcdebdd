import * as pep440 from '@renovatebot/pep440';

export interface OsvRecord {
  readonly id: string;
  readonly modified: string;
  readonly published?: string;
  readonly withdrawn?: string;
  readonly aliases?: readonly string[];
  readonly summary?: string;
  readonly severity?: readonly { readonly type: string; readonly score: string }[];
  readonly database_specific?: unknown;
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly ranges?: readonly { readonly type: string; readonly events: readonly Readonly<Record<string, string>>[] }[];
    readonly versions?: readonly string[];
  }[];
}

interface Query {
  readonly package?: { readonly name?: string; readonly ecosystem?: string };
  readonly version?: string;
  readonly page_token?: string;
}

interface Answer {
  readonly vulns?: readonly OsvRecord[];
  readonly next_page_token?: string;
}

/** The real page size is larger. With small pages the tests walk through several. */
const PAGE = 50;

/** The database's answer to one query: withdrawn records are hidden, names compared in normal form, `{}` for nothing. */
export function findAdvisories(records: readonly OsvRecord[], query: Query): Answer {
  const name = normalize(query.package?.name ?? '');
  const matching = records.filter(
    (record) =>
      record.withdrawn === undefined &&
      record.affected.some(
        (affected) =>
          affected.package.ecosystem === query.package?.ecosystem &&
          normalize(affected.package.name) === name &&
          (query.version === undefined || affects(affected, query.version)),
      ),
  );
  const from = query.page_token === undefined ? 0 : Number(query.page_token);
  const vulns = matching.slice(from, from + PAGE);
  return { ...(vulns.length > 0 && { vulns }), ...(from + PAGE < matching.length && { next_page_token: String(from + PAGE) }) };
}

/** OSV's evaluation algorithm for one `affected` entry. */
function affects(affected: OsvRecord['affected'][number], version: string): boolean {
  if (affected.versions?.includes(version)) {
    return true;
  }
  return (affected.ranges ?? []).some(({ type, events }) => {
    let inside = false;
    for (const event of type === 'ECOSYSTEM' ? events : []) {
      if (event.introduced !== undefined) {
        inside ||= event.introduced === '0' || pep440.compare(version, event.introduced) >= 0;
      } else if (event.fixed !== undefined) {
        inside &&= pep440.compare(version, event.fixed) < 0;
      } else if (event.last_affected !== undefined) {
        inside &&= pep440.compare(version, event.last_affected) <= 0;
      }
    }
    return inside;
  });
}

function normalize(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
