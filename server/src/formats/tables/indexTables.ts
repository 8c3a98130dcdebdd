import type { IndexOption, IndexSearch } from '../manifest/format';
import { itemsOf, type TomlString, type TomlValue, textsOf } from '../syntax/toml/node';
import type { KeyPath } from './keyPath';
import type { SourceRule } from './packageSources';

const PYPI = 'https://pypi.org/simple/';

/** Arrays of tables with `name` and `url`: uv, Poetry, PDM, Pipenv, rye. */
export function readIndexTables(
  value: TomlValue,
  { defaultIndex, search }: Pick<KeyPath, 'defaultIndex' | 'search'>,
): readonly IndexOption[] {
  const options: IndexOption[] = [];
  let hasDefault = false;
  for (const table of itemsOf(value)) {
    if (table.kind !== 'table') {
      continue;
    }
    const name = table.string('name');
    const isNamedPypi = name?.text.toLowerCase() === 'pypi';
    const url = table.string('url');
    // Poetry needs no URL for PyPI.
    const place = url ?? (isNamedPypi ? name : undefined);
    if (place === undefined) {
      continue;
    }
    const priority = table.string('priority')?.text;
    const explicit = isTrue(table.get('explicit')) || priority === 'explicit';
    const isSecond = explicit || priority === 'supplemental' || priority === 'secondary' || isTrue(table.get('secondary'));
    const isDefault: boolean =
      isTrue(table.get('default')) ||
      priority === 'default' ||
      (typeof defaultIndex === 'object' && name?.text === defaultIndex.named) ||
      (defaultIndex === 'first' && !isSecond && !hasDefault);
    hasDefault ||= isDefault;
    options.push({
      kind: table.string('type')?.text === 'find_links' ? 'find-links' : isDefault ? 'index' : 'extra-index',
      url: url?.text ?? PYPI,
      ...(name !== undefined && { name: name.text }),
      ...(explicit && { explicit }),
      ...(search !== undefined && { search }),
      ...(priority === 'supplemental' && { fallback: true }),
      span: place.slice.span(),
    });
  }
  return options;
}

/** Names and patterns that PDM takes from one index alone (`include_packages`), and that index. */
export function boundNames(value: TomlValue): readonly (readonly [pattern: string, rule: SourceRule])[] {
  return itemsOf(value).flatMap((table) => {
    const index = table.kind === 'table' ? (table.string('name') ?? table.string('url')) : undefined;
    return table.kind !== 'table' || index === undefined
      ? []
      : textsOf(table.get('include_packages')).map((pattern) => [pattern, { source: 'explicit-index', indexName: index.text }] as const);
  });
}

/** Options that hold one URL or several. */
export function readIndexUrls(value: TomlValue, kind: IndexOption['kind'], search?: IndexSearch): readonly IndexOption[] {
  return itemsOf(value)
    .filter((item): item is TomlString => item.kind === 'string')
    .map(({ slice }) => ({ kind, url: slice.text, ...(search !== undefined && { search }), span: slice.span() }));
}

export function isTrue(value: TomlValue | undefined): boolean {
  return value?.kind === 'boolean' && value.text === 'true';
}
