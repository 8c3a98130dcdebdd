import type { FileFormat } from '../manifest/format';
import { at, type KeyPath } from '../tables/keyPath';
import { readTomlManifest } from '../tables/manifest';

/** Hatch's settings that hold dependencies; in pyproject.toml below `tool.hatch`. */
export const HATCH_KEYS: readonly KeyPath[] = [
  at('env.requires', 'requirements'),
  at('envs.*.dependencies', 'requirements'),
  at('envs.*.extra-dependencies', 'requirements'),
  at('envs.*.scripts', 'tasks'),
  at('envs.*.extra-scripts', 'tasks'),
  at('envs.*.pre-install-commands', 'commands'),
  at('envs.*.post-install-commands', 'commands'),
  at('envs.*.overrides.*.*.dependencies', 'requirements'),
  at('envs.*.overrides.*.*.extra-dependencies', 'requirements'),
  at('envs.*.overrides.*.*.set-dependencies', 'requirements'),
  at('envs.*.overrides.*.*.set-extra-dependencies', 'requirements'),
  at('build.dependencies', 'requirements'),
  at('build.hooks.*.dependencies', 'requirements'),
  at('build.targets.*.dependencies', 'requirements'),
  at('build.targets.*.hooks.*.dependencies', 'requirements'),
  at('metadata.hooks.requirements_txt.files', 'files'),
  at('metadata.hooks.requirements_txt.optional-dependencies.*', 'files'),
  at('sources', 'sources', { role: 'reference' }),
];

/** Hatch's own configuration file (Hatch, "Build configuration" and "Environment configuration"). */
export const hatchToml: FileFormat = {
  id: 'hatch',
  title: 'hatch.toml',
  globs: ['**/hatch.toml'],
  comments: true,
  generated: false,
  describesProject: true,
  parse: (text) => readTomlManifest(text, { keys: HATCH_KEYS, toolOf: () => 'hatch' }),
};
