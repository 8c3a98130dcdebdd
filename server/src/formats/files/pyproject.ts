import type { FileFormat } from '../manifest/format';
import { pyprojectPins } from '../tables/indexPins';
import { at, type KeyPath, under } from '../tables/keyPath';
import { declared, type NameKeys, used } from '../tables/links';
import { readTomlManifest, type TomlLayout } from '../tables/manifest';
import { standardItems } from '../tables/touchedItem';
import { HATCH_KEYS } from './hatchToml';
import { PIXI_KEYS } from './pixiToml';
import { TOX_KEYS } from './toxToml';
import { UV_KEYS, UV_NAMES } from './uvToml';

/** PEP 518, 621 and 735. */
const STANDARD_KEYS: readonly KeyPath[] = [
  at('build-system.requires', 'requirements'),
  at('project.dependencies', 'requirements'),
  at('project.optional-dependencies.*', 'requirements', { scope: 'extra' }),
  at('dependency-groups', 'group-table'),
  at('dependency-groups.*', 'requirements', { scope: 'group' }),
];

const POETRY_KEYS: readonly KeyPath[] = [
  at('dependencies', 'poetry-dependencies'),
  at('dev-dependencies', 'poetry-dependencies'),
  at('group.*.dependencies', 'poetry-dependencies'),
  at('requires-plugins', 'poetry-dependencies'),
  at('build-constraints', 'name-keys', { role: 'reference' }),
  at('build-constraints.*', 'poetry-dependencies', { role: 'constraint' }),
  at('extras.*', 'names'),
  at('source', 'index-tables', { defaultIndex: 'first' }),
];

const PDM_KEYS: readonly KeyPath[] = [
  at('dev-dependencies.*', 'pip-lines'),
  at('plugins', 'requirements'),
  at('overrides', 'overrides', { role: 'constraint' }),
  at('resolution.overrides', 'overrides', { role: 'constraint' }),
  at('resolution.excludes', 'names'),
  at('resolution.no-binary', 'names'),
  at('resolution.only-binary', 'names'),
  at('resolution.prefer-binary', 'names'),
  at('resolution.respect-source-order', 'index-search', { search: 'listed-order' }),
  at('source', 'index-tables', { defaultIndex: { named: 'pypi' } }),
  at('scripts', 'tasks'),
];

/** cibuildwheel has them for all platforms, for one (`linux`), and in its array of `overrides`. */
const CIBUILDWHEEL_KEYS: readonly KeyPath[] = ['', '*.'].flatMap((platform) => [
  at(`${platform}test-requires`, 'pip-arguments'),
  at(`${platform}audit-requires`, 'pip-arguments'),
  at(`${platform}dependency-versions.packages`, 'requirements', { role: 'constraint' }),
  at(`${platform}dependency-versions.file`, 'constraint-files'),
  ...['before-all', 'before-build', 'before-test', 'test-command', 'repair-wheel-command', 'audit-command'].map((command) =>
    at(platform + command, 'commands'),
  ),
]);

/** Tools of one or two keys. */
const OTHER_KEYS: readonly KeyPath[] = [
  at('setuptools.dynamic.dependencies', 'files'),
  at('setuptools.dynamic.optional-dependencies.*', 'files'),
  at('flit.metadata.requires', 'requirements'),
  at('flit.metadata.dev-requires', 'requirements'),
  at('flit.metadata.requires-extra.*', 'requirements'),
  at('rye.dev-dependencies', 'requirements'),
  at('rye.excluded-dependencies', 'names'),
  at('rye.sources', 'index-tables', { defaultIndex: { named: 'default' } }),
  at('briefcase.requires', 'pip-lines'),
  at('briefcase.test_requires', 'pip-lines'),
  at('briefcase.app.*.requires', 'pip-lines'),
  at('briefcase.app.*.test_requires', 'pip-lines'),
  at('briefcase.app.*.*.requires', 'pip-lines'),
  at('briefcase.app.*.*.test_requires', 'pip-lines'),
  at('briefcase.app.*.*.*.requires', 'pip-lines'),
  at('briefcase.app.*.*.*.test_requires', 'pip-lines'),
  at('rye.scripts', 'tasks'),
  at('poe.tasks', 'tasks'),
  at('poe.groups.*.tasks', 'tasks'),
  at('taskipy.tasks', 'tasks'),
  at('semantic_release.build_command', 'commands'),
  at('tox.legacy_tox_ini', 'tox-ini'),
  at('conda-lock.dependencies', 'conda-lock-dependencies'),
  at('conda-lock.pip-repositories', 'extra-index-urls'),
  at('pip-tools.index-url', 'index-url'),
  at('pip-tools.extra-index-url', 'extra-index-urls'),
  at('pip-tools.find-links', 'find-links'),
  at('pip-tools.trusted-host', 'trusted-hosts'),
  at('pip-tools.*.index-url', 'index-url'),
  at('pip-tools.*.extra-index-url', 'extra-index-urls'),
  at('pip-tools.*.find-links', 'find-links'),
  at('pip-tools.*.trusted-host', 'trusted-hosts'),
];

/** Names of groups, extras and indexes. */
const NAMES: readonly NameKeys[] = [
  declared('project.optional-dependencies.*', 'extra'),
  declared('dependency-groups.*', 'group'),
  used('dependency-groups.*.include-group', 'group'),
  declared('tool.poetry.extras.*', 'extra'),
  declared('tool.poetry.group.*', 'poetry-group'),
  used('tool.poetry.group.*.include-groups', 'poetry-group'),
  declared('tool.poetry.source.name', 'index'),
  used('tool.poetry.dependencies.*.source', 'index'),
  used('tool.poetry.dev-dependencies.*.source', 'index'),
  used('tool.poetry.group.*.dependencies.*.source', 'index'),
  used('tool.hatch.envs.*.dependency-groups', 'group'),
  used('tool.hatch.envs.*.features', 'extra'),
  used('tool.cibuildwheel.test-groups', 'group'),
  used('tool.cibuildwheel.test-extras', 'extra'),
  used('tool.cibuildwheel.*.test-groups', 'group'),
  used('tool.cibuildwheel.*.test-extras', 'extra'),
  used('tool.tox.env_run_base.dependency_groups', 'group'),
  used('tool.tox.env_run_base.extras', 'extra'),
  used('tool.tox.env.*.dependency_groups', 'group'),
  used('tool.tox.env.*.extras', 'extra'),
  ...under('tool.uv', UV_NAMES),
];

const LAYOUT: TomlLayout = {
  keys: [
    ...STANDARD_KEYS,
    ...under('tool.poetry', POETRY_KEYS),
    ...under('tool.uv', UV_KEYS),
    ...under('tool.pdm', PDM_KEYS),
    ...under('tool.hatch', HATCH_KEYS),
    ...under('tool.tox', TOX_KEYS),
    ...under('tool.pixi', PIXI_KEYS),
    ...under('tool.cibuildwheel', CIBUILDWHEEL_KEYS),
    ...under('tool', OTHER_KEYS),
  ],
  names: NAMES,
  toolOf: ([first, tool]) => (first === 'tool' ? tool : undefined),
};

/** pyproject.toml, with the tables of the tools that declare dependencies there. */
export const pyproject: FileFormat = {
  id: 'pyproject',
  title: 'pyproject.toml',
  globs: ['**/pyproject.toml'],
  comments: true,
  generated: false,
  describesProject: true,
  usesUv: (text) => /^[ \t]*\[{1,2}[ \t]*tool[ \t]*\.[ \t]*uv\b/m.test(text),
  parse: (text) => readTomlManifest(text, LAYOUT),
  items: standardItems,
  indexPins: pyprojectPins,
};
