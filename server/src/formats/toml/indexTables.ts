import type { IndexOption } from '../format';
import type { KeyPath } from './keyPath';
import { itemsOf, type TomlString, type TomlValue } from './node';

const PYPI = 'https://pypi.org/simple/';

/** Arrays of tables with `name` and `url`: uv, Poetry, PDM, Pipenv, rye. */
export function readIndexTables(value: TomlValue, defaultIndex: KeyPath['defaultIndex']): readonly IndexOption[] {
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
      span: place.slice.span(),
    });
  }
  return options;
}

/** Options that hold one URL or several. */
export function readIndexUrls(value: TomlValue, kind: IndexOption['kind']): readonly IndexOption[] {
  return itemsOf(value)
    .filter((item): item is TomlString => item.kind === 'string')
    .map(({ slice }) => ({ kind, url: slice.text, span: slice.span() }));
}

export function isTrue(value: TomlValue | undefined): boolean {
  return value?.kind === 'boolean' && value.text === 'true';
}
