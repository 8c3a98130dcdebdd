import type { FileFormat } from './format';
import { pipfileBindings } from './indexBindings';
import { at, type KeyPath } from './toml/keyPath';
import { declared, type NamePlace, used } from './toml/links';
import { readTomlManifest } from './toml/manifest';

/** Every table is a category of packages, unless Pipenv has another use for its name. */
const PIPFILE_KEYS: readonly KeyPath[] = [
  at('*', 'versions', { except: ['source', 'requires', 'scripts', 'pipenv', 'build-system'] }),
  at('source', 'index-tables', { defaultIndex: 'first', search: 'default-only' }),
];

const PIPFILE_NAMES: readonly NamePlace[] = [declared('source.name', 'index'), used('*.*.index', 'index')];

/** Pipenv's manifest (pipenv, "Pipfile & Pipfile.lock"). */
export const pipfile: FileFormat = {
  id: 'pipfile',
  title: 'Pipfile',
  globs: ['**/Pipfile'],
  comments: true,
  generated: false,
  parse: (text) => readTomlManifest(text, { keys: PIPFILE_KEYS, names: PIPFILE_NAMES, toolOf: () => undefined }),
  indexBindings: pipfileBindings,
};
