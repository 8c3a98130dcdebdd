import type { FileFormat } from '../manifest/format';
import { at, type KeyPath, under } from '../tables/keyPath';
import { declared, type NameKeys, used } from '../tables/links';
import { readTomlManifest } from '../tables/manifest';

/** Options that uv has twice: for projects, and below `pip` for its pip interface. */
const UV_RESOLVER_KEYS: readonly KeyPath[] = [
  at('no-build-package', 'names'),
  at('no-binary-package', 'names'),
  at('no-build-isolation-package', 'names'),
  at('reinstall-package', 'names'),
  at('upgrade-package', 'requirements', { role: 'reference' }),
  at('exclude-newer-package', 'name-keys', { role: 'reference' }),
  at('config-settings-package', 'name-keys', { role: 'reference' }),
  at('extra-build-variables', 'name-keys', { role: 'reference' }),
  at('prerelease-package', 'name-keys', { role: 'reference' }),
  at('extra-build-dependencies', 'name-keys', { role: 'reference' }),
  at('extra-build-dependencies.*', 'requirements'),
  at('dependency-metadata.name', 'names'),
  at('dependency-metadata.requires-dist', 'requirements'),
  at('index-url', 'index-url', { search: 'in-order' }),
  at('extra-index-url', 'extra-index-urls', { search: 'in-order' }),
  at('find-links', 'find-links'),
  at('no-index', 'no-index'),
  at('index-strategy', 'index-strategy'),
  at('allow-insecure-host', 'trusted-hosts'),
];

/** The settings of uv that hold dependencies, packages' names or indexes; in pyproject.toml below `tool.uv`. */
export const UV_KEYS: readonly KeyPath[] = [
  at('dev-dependencies', 'requirements', { role: 'dependency' }),
  at('constraint-dependencies', 'requirements', { role: 'constraint' }),
  at('override-dependencies', 'requirements', { role: 'constraint' }),
  at('build-constraint-dependencies', 'requirements', { role: 'constraint' }),
  at('exclude-dependencies', 'names'),
  at('sources', 'sources', { role: 'reference' }),
  at('no-sources', 'no-sources'),
  at('no-sources-package', 'no-sources-names'),
  at('pip.no-sources-package', 'names'),
  at('index', 'index-tables', { search: 'in-order' }),
  at('default-index', 'index-url', { search: 'in-order' }),
  at('pip.index', 'index-tables', { search: 'in-order' }),
  at('conflicts.package', 'names'),
  ...UV_RESOLVER_KEYS,
  ...under('pip', UV_RESOLVER_KEYS),
  at('pip.no-binary', 'names'),
  at('pip.only-binary', 'names'),
];

/** Names of groups, extras and indexes in uv's settings. */
export const UV_NAMES: readonly NameKeys[] = [
  declared('index.name', 'index'),
  used('sources.*.index', 'index'),
  used('sources.*.extra', 'extra'),
  used('sources.*.group', 'group'),
  used('conflicts.extra', 'extra'),
  used('conflicts.group', 'group'),
  used('default-groups', 'group'),
];

/** uv's own configuration file (uv, "Configuration files"). */
export const uvToml: FileFormat = {
  id: 'uv',
  title: 'uv.toml',
  globs: ['**/uv.toml'],
  comments: true,
  generated: false,
  describesProject: true,
  usesUv: () => true,
  parse: (text) => readTomlManifest(text, { keys: UV_KEYS, toolOf: () => 'uv' }),
};
