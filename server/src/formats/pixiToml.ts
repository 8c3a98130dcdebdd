import type { FileFormat } from './format';
import { at, type KeyPath } from './toml/keyPath';
import { readTomlManifest } from './toml/manifest';

/** What pixi takes from Python indexes; in pyproject.toml below `tool.pixi`. Its other dependencies are conda's, another name space. */
export const PIXI_KEYS: readonly KeyPath[] = [
  at('pypi-dependencies', 'versions'),
  at('target.*.pypi-dependencies', 'versions'),
  at('feature.*.pypi-dependencies', 'versions'),
  at('feature.*.target.*.pypi-dependencies', 'versions'),
  at('pypi-options.index-url', 'index-url', { search: 'in-order' }),
  at('pypi-options.extra-index-urls', 'extra-index-urls', { search: 'in-order' }),
  at('pypi-options.index-strategy', 'index-strategy'),
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
  // Its resolver is uv's: one index after the other.
  usesUv: () => true,
  parse: (text) => readTomlManifest(text, { keys: PIXI_KEYS, toolOf: () => 'pixi' }),
};
