import type { FileFormat } from '../manifest/format';
import { at, type KeyPath } from '../tables/keyPath';
import { readTomlManifest } from '../tables/manifest';

/** tox's settings that hold dependencies; in pyproject.toml below `tool.tox`. */
export const TOX_KEYS: readonly KeyPath[] = [
  at('requires', 'requirements'),
  at('env_run_base.deps', 'pip-lines'),
  at('env_run_base.constraints', 'constraint-files'),
  at('env_pkg_base.deps', 'pip-lines'),
  at('env.*.deps', 'pip-lines'),
  at('env.*.constraints', 'constraint-files'),
  ...['env_run_base', 'env_pkg_base', 'env.*'].flatMap((table) =>
    ['commands', 'commands_pre', 'commands_post', 'install_command'].map((key) => at(`${table}.${key}`, 'argument-lists')),
  ),
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
