import type { FileFormat } from '../manifest/format';
import { pipfilePins } from '../tables/indexPins';
import { at, type KeyPath } from '../tables/keyPath';
import { declared, type NameKeys, used } from '../tables/links';
import { readTomlManifest } from '../tables/manifest';

/** Every table is a category of packages, unless Pipenv has another use for its name. */
const PIPFILE_KEYS: readonly KeyPath[] = [
  at('*', 'versions', { except: ['source', 'requires', 'scripts', 'pipenv', 'build-system'] }),
  at('scripts', 'tasks'),
  at('pipenv.install_search_all_sources', 'index-search', { search: 'default-to-lock' }),
  at('source', 'index-tables', { defaultIndex: 'first', search: 'default-only' }),
];

const PIPFILE_NAMES: readonly NameKeys[] = [declared('source.name', 'index'), used('*.*.index', 'index')];

/** Pipenv's manifest (pipenv, "Pipfile & Pipfile.lock"). */
export const pipfile: FileFormat = {
  id: 'pipfile',
  title: 'Pipfile',
  globs: ['**/Pipfile'],
  comments: true,
  generated: false,
  namesAreLabels: true,
  parse: (text) => readTomlManifest(text, { keys: PIPFILE_KEYS, names: PIPFILE_NAMES, toolOf: () => undefined }),
  indexPins: pipfilePins,
};
