import type { FileFormat } from './format';
import { at, type KeyPath } from './toml/keyPath';
import { readTomlManifest } from './toml/manifest';

/** tox's settings that hold dependencies; in pyproject.toml below `tool.tox`. */
export const TOX_KEYS: readonly KeyPath[] = [
  at('requires', 'requirements'),
  at('env_run_base.deps', 'pip-lines'),
  at('env_run_base.constraints', 'constraint-files'),
  at('env_pkg_base.deps', 'pip-lines'),
  at('env.*.deps', 'pip-lines'),
  at('env.*.constraints', 'constraint-files'),
];

/** tox's native configuration (tox, "Configuration", TOML). */
export const toxToml: FileFormat = {
  id: 'tox-toml',
  title: 'tox.toml',
  globs: ['**/tox.toml'],
  comments: true,
  generated: false,
  parse: (text) => readTomlManifest(text, { keys: TOX_KEYS, toolOf: () => 'tox' }),
};
