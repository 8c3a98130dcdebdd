import type { FileFormat, IndexOption, Manifest, Unchecked } from '../../formats/manifest/format';
import { isPublicIndex } from '../../formats/tables/packageSources';
import { includeTargets, isRemote } from '../includes';
import { hiddenIndexes } from './hiddenIndexes';

/** The index options of one file, and its includes: plain data, which can be passed between threads. */
export interface IndexDeclarations {
  readonly uri: string;
  readonly formatId: string;
  readonly indexes: readonly IndexOption[];
  readonly includes: readonly string[];
  /** It exists, but is outside the workspace or not readable. */
  readonly isUnread?: boolean;
  /** A comparable form of all parts above that can change a verdict. */
  readonly signature: string;
}

/** Maximum number of files of one run to follow, and of distinct indexes of a file to report. */
export const MAX_RUN = 300;
const MAX_INDEXES = 100;
/** The longest text that is read, in UTF-16 units. */
export const MAX_TEXT = 2_000_000;
/** The longest address that is kept, in UTF-16 units. */
const MAX_ADDRESS = 2_000;

/** Their indexes only apply to the file itself: each script and each notebook is a run of its own. */
export const OWN_INDEXES: ReadonlySet<string> = new Set(['inline-script', 'notebook', 'notebook-cell', 'pre-commit', 'setup-py']);
/** A file that exists but could not be read may name an index. */
export const UNREAD: IndexOption = { kind: 'configuration', span: { start: 0, end: 0 } };
/** Of a file with nothing that concerns other files. */
export const EMPTY: IndexDeclarations = { uri: '', formatId: '', indexes: [], includes: [], signature: '' };

/** A variable with such a name holds options rather than packages, and one after `-r` another file. */
const OF_OPTIONS = /^[$%{].{0,20}(?:OPT|ARG|FLAG|INDEX|EXTRA|URL)/i;
const BEFORE_FILE = /(?:^|\s)(?:-[rc]|--(?:requirement|constraint))[\s=]{0,20}[^\s$]{0,100}$/;

/**
 * The index options of a file itself. Those of an included file are unknown if it is on the web, or if the environment completes its name, and so are
 * those in a variable.
 */
export function ownIndexes(manifest: Manifest, format: FileFormat, text: string): readonly IndexOption[] {
  const last = lastOwn.get(manifest);
  if (last?.text === text && last.format === format) {
    return last.own;
  }
  const own = findOwnIndexes(manifest, format, text);
  lastOwn.set(manifest, { format, text, own });
  return own;
}

/** A keystroke needs the same answer twice. */
const lastOwn = new WeakMap<Manifest, { readonly format: FileFormat; readonly text: string; readonly own: readonly IndexOption[] }>();

function findOwnIndexes(manifest: Manifest, format: FileFormat, text: string): readonly IndexOption[] {
  const { indexes, includes, unchecked } = manifest;
  const isOpen = ({ text: said, span }: Unchecked): boolean =>
    OF_OPTIONS.test(said) || (said.startsWith('$') && BEFORE_FILE.test(text.slice(Math.max(0, span.start - 150), span.start)));
  // An index may be in the part of a text that is not read.
  const cut = text.length > MAX_TEXT ? UNREAD : undefined;
  const open = includes.find(({ path }) => isRemote(path)) ?? unchecked.find(isOpen) ?? cut;
  const hidden = hiddenIndexes(format, text.slice(0, MAX_TEXT), indexes);
  const own = hidden.length === 0 ? indexes : [...indexes, ...hidden];
  return open === undefined ? own : [{ kind: 'configuration', span: open.span }, ...own];
}

/** What a file that was read declares. */
export function readingOf(uri: string, format: FileFormat, manifest: Manifest, text: string): IndexDeclarations {
  const includes = new Set(manifest.includes.slice(0, MAX_RUN).flatMap((include) => includeTargets(uri, include)));
  const own = ownIndexes(manifest, format, text);
  // Any of the others may be one that keeps names from the public index.
  const others = own.length > MAX_INDEXES ? [UNREAD] : [];
  const indexes = [...own.slice(0, MAX_INDEXES), ...others, ...lockedIndexes(manifest)];
  return { ...withSignature(uri, indexes, [...includes]), formatId: format.id };
}

/** `indexes` and `includes` of a file, in a form that can be compared. */
export function withSignature(
  uri: string,
  indexes: readonly IndexOption[],
  includes: readonly string[],
): Omit<IndexDeclarations, 'formatId'> {
  const said = indexes.map(({ kind, url, name, explicit, search }) => [kind, url, name, explicit, search]);
  return { uri, indexes, includes, signature: indexes.length + includes.length === 0 ? '' : JSON.stringify([said, includes]) };
}

/** The indexes in a lock file, and the hosts of its files. */
function lockedIndexes({ requirements }: Manifest): IndexOption[] {
  const urls = new Map<string, IndexOption>();
  for (const { role, source, indexName, url, span } of requirements) {
    const place = source === 'explicit-index' ? indexName : source === 'url' ? url?.slice(0, MAX_ADDRESS) : undefined;
    if (role === 'locked' && place !== undefined && !isPublicIndex(place) && urls.size < MAX_INDEXES) {
      urls.set(place, { kind: 'extra-index', url: place, span });
    }
  }
  return [...urls.values()];
}

/** The index options for uv: its indexes are searched in their order. Those of Poetry and PDM in the same file are not. */
export function ofUv(reading: IndexDeclarations | undefined): IndexDeclarations | undefined {
  const isOfUv = ({ kind, search }: IndexOption): boolean => search === 'in-order' || (kind !== 'index' && kind !== 'extra-index');
  return reading && { ...reading, indexes: reading.indexes.filter(isOfUv) };
}
