import type { FileFormat } from './format';
import { at, type KeyPath } from './toml/keyPath';
import { readTomlManifest } from './toml/manifest';

/** Every table is a category of packages, unless Pipenv has another use for its name. */
const PIPFILE_KEYS: readonly KeyPath[] = [
  at('*', 'versions', { except: ['source', 'requires', 'scripts', 'pipenv', 'build-system'] }),
  at('source', 'index-tables', { defaultIndex: 'first' }),
];

/** Pipenv's manifest (pipenv, "Pipfile & Pipfile.lock"). */
export const pipfile: FileFormat = {
  id: 'pipfile',
  title: 'Pipfile',
  globs: ['**/Pipfile'],
  comments: true,
  generated: false,
  parse: (text) => readTomlManifest(text, PIPFILE_KEYS, () => undefined),
};
