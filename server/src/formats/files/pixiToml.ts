import type { FileFormat } from '../manifest/format';
import { at, type KeyPath } from '../tables/keyPath';
import { readTomlManifest } from '../tables/manifest';

/** pixi's dependencies from Python indexes; in pyproject.toml below `tool.pixi`. Its other dependencies are conda's, another name space. */
export const PIXI_KEYS: readonly KeyPath[] = [
  at('pypi-dependencies', 'versions'),
  at('target.*.pypi-dependencies', 'versions'),
  at('feature.*.pypi-dependencies', 'versions'),
  at('feature.*.target.*.pypi-dependencies', 'versions'),
  at('tasks', 'tasks'),
  at('target.*.tasks', 'tasks'),
  at('feature.*.tasks', 'tasks'),
  at('feature.*.target.*.tasks', 'tasks'),
  at('pypi-options.index-url', 'index-url', { search: 'in-order' }),
  at('pypi-options.extra-index-urls', 'extra-index-urls', { search: 'in-order' }),
  at('pypi-options.find-links.url', 'find-links'),
  at('pypi-options.index-strategy', 'index-strategy'),
  at('feature.*.pypi-options.index-url', 'index-url', { search: 'in-order' }),
  at('feature.*.pypi-options.extra-index-urls', 'extra-index-urls', { search: 'in-order' }),
  at('pypi-options.dependency-overrides', 'versions', { role: 'constraint' }),
  at('feature.*.pypi-options.dependency-overrides', 'versions', { role: 'constraint' }),
];

/** pixi's own manifest (pixi, "The pixi.toml manifest"). */
export const pixiToml: FileFormat = {
  id: 'pixi',
  title: 'pixi.toml',
  globs: ['**/pixi.toml'],
  comments: true,
  generated: false,
  describesProject: true,
  // Its resolver is uv's: one index after the other.
  usesUv: () => true,
  parse: (text) => readTomlManifest(text, { keys: PIXI_KEYS, toolOf: () => 'pixi' }),
};
