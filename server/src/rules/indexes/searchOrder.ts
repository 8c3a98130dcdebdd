import type { PublicIndexUse } from '../../facts/indexes/indexRoutes';
import type { IndexOption } from '../../formats/manifest/format';
import { isPublicIndex } from '../../formats/tables/packageSources';

/**
 * How a private name that the file does not pin to an index may come from the public one: of `PublicIndexUse`, or
 * - `public-first`: the public index is searched before the file's own ones;
 * - `not-sent`: the file's own indexes serve only names that are pinned to them, so the public one serves the name;
 * - `when-installing`: only the file's own index is used to lock, and all of them to install.
 */
export type Exposure = PublicIndexUse | 'public-first' | 'not-sent' | 'when-installing';

/**
 * The order in the file takes precedence over the user's own configuration. Sources: pip, "--extra-index-url"; uv, "Package indexes"; PDM, "Respect the order
 * of the sources"; Poetry, "Package sources"; Pipenv, "Specifying Package Indexes".
 */
export function exposureOf(indexes: readonly IndexOption[], publicIndexUse: PublicIndexUse): Exposure {
  if (indexes.some(({ kind }) => kind === 'no-index')) {
    return 'none';
  }
  if (publicIndexUse === 'none' || publicIndexUse === 'unknown') {
    return publicIndexUse;
  }
  const own = indexes.filter((option) => isIndex(option) && !isPublic(option));
  const searched = own.filter(({ explicit }) => explicit !== true);
  const [first] = searched;
  if (first === undefined) {
    return own.length > 0 && publicIndexUse === 'only' ? 'not-sent' : publicIndexUse;
  }
  switch (first.search) {
    case 'in-order':
      return hasStrategy(indexes, 'unsafe-best-match') ? 'merged' : uvOrder(indexes);
    case 'listed-order':
      return listedOrder(indexes);
    case 'default-only':
    case 'default-to-lock':
      return isPublicByDefault(indexes) ? 'not-sent' : first.search === 'default-only' ? 'none' : 'when-installing';
    case undefined:
      return amongFallbacks(indexes, searched);
  }
}

/** An index with a known address. */
export function isIndex({ kind, url }: IndexOption): boolean {
  return url !== undefined && (kind === 'index' || kind === 'extra-index');
}

/** Whether an option of the file names a public index. */
export function isPublic({ url = '' }: IndexOption): boolean {
  return isPublicIndex(url);
}

function hasStrategy(indexes: readonly IndexOption[], strategy: string): boolean {
  return indexes.some(({ kind, url }) => kind === 'index-strategy' && url === strategy);
}

function searchedOf(indexes: readonly IndexOption[]): readonly IndexOption[] {
  return indexes.filter((option) => isIndex(option) && option.explicit !== true);
}

/** uv searches in the order of the file, and the default index last. */
function uvOrder(indexes: readonly IndexOption[]): Exposure {
  return orderOf(searchedOf(indexes).find(({ kind }) => kind !== 'index'));
}

/** PDM searches in the order of the file, with PyPI first unless another index replaces it. */
function listedOrder(indexes: readonly IndexOption[]): Exposure {
  const searched = searchedOf(indexes);
  return searched.some(({ kind }) => kind === 'index') ? orderOf(searched[0]) : 'public-first';
}

function orderOf(first: IndexOption | undefined): Exposure {
  return first !== undefined && isPublic(first) ? 'public-first' : 'first-match';
}

function isPublicByDefault(indexes: readonly IndexOption[]): boolean {
  const byDefault = indexes.find((option) => isIndex(option) && option.kind === 'index');
  return byDefault === undefined || isPublic(byDefault);
}

/** Poetry searches supplemental sources only for names that no primary one has in a suitable version. Among the others the higher version wins. */
function amongFallbacks(indexes: readonly IndexOption[], own: readonly IndexOption[]): Exposure {
  if (own.every(({ fallback }) => fallback)) {
    return 'public-first';
  }
  const open = searchedOf(indexes).filter(isPublic);
  return open.length > 0 && open.every(({ fallback }) => fallback) ? 'first-match' : 'merged';
}
