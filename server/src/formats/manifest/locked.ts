import { normalizeName } from '../../packaging/name';
import type { Slice } from '../../packaging/slice';
import { covering, type Span } from '../../packaging/span';
import type { Hash, Requirement, RequirementSource } from './format';

/** The entry of one package in a lock file. */
export interface LockedPackage {
  readonly name: Slice;
  readonly version?: Slice | undefined;
  readonly extras?: readonly string[] | undefined;
  readonly marker?: Slice | undefined;
  readonly source: RequirementSource;
  readonly indexName?: string | undefined;
  readonly url?: string | undefined;
  readonly hashes: readonly Hash[];
  readonly strayFile?: Requirement['strayFile'];
  readonly otherFile?: string | undefined;
  readonly group?: string;
  /** Names of the packages that it requires, as written. */
  readonly needs?: readonly string[];
  /** The entry, or a part of it: its other properties may be outside of this, in a damaged file too. */
  readonly span: Span;
}

/** Nothing for a package without a name. Lock files are not edited, so no removal is needed. */
export function lockedRequirement(locked: LockedPackage): Requirement | undefined {
  const { name, version, marker, source, indexName, url, hashes, group, span } = locked;
  if (name.text === '') {
    return undefined;
  }
  const texts = [name, version, marker].flatMap((part) => (part && part.length > 0 ? part.span() : []));
  return {
    name: name.text,
    normalizedName: normalizeName(name.text),
    extras: locked.extras ?? [],
    specifier: version?.text,
    specifierGrammar: version?.text.startsWith('=') ? 'pep440' : 'exact',
    marker: marker?.text,
    url,
    hashes,
    ...(locked.strayFile && { strayFile: locked.strayFile }),
    ...(locked.otherFile !== undefined && { otherFile: locked.otherFile }),
    source,
    indexName,
    ...(locked.needs && locked.needs.length > 0 && { needs: locked.needs.map(normalizeName) }),
    role: 'locked',
    group,
    span: covering([span, ...texts, ...hashes.map((hash) => hash.span)]) ?? span,
    nameSpan: name.span(),
    specifierSpan: version?.span(),
    markerSpan: marker?.span(),
  };
}

/** `sha256:…`, in the form of lock files. */
export function lockedHash(slice: Slice | undefined): readonly Hash[] {
  const colon = slice?.text.indexOf(':') ?? -1;
  return slice === undefined || colon < 0
    ? []
    : [{ algorithm: slice.text.slice(0, colon), digest: slice.text.slice(colon + 1), span: slice.span() }];
}
