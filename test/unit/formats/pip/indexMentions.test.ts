import { describe, expect, it } from 'vitest';
import type { IndexOption } from '../../../../server/src/formats/manifest/format';
import { createPathSorter } from '../../../../server/src/formats/pathMatcher';
import { addIndexMentions, INDEX_MENTIONS, mentionsIndexes, readIndexMentions } from '../../../../server/src/formats/pip/indexMentions';
import { Slice } from '../../../../server/src/packaging/slice';

const shown = (text: string, { kind, url, name, search, span }: IndexOption): string =>
  [kind, url ?? '-', name, search, `@${span.start}:${text.slice(span.start, span.end)}`].filter((part) => part !== undefined).join(' ');

function read(path: string, text: string): readonly string[] {
  return readIndexMentions(path, text).map((option) => shown(text, option));
}

it.each([
  ...[
    '.env',
    '.npmrc',
    '.bashrc',
    '.env.local',
    'a.env',
    'a.envfile',
    'a.vars',
    'a.properties',
    'a.profile',
    'a.csh',
    'a.tcsh',
    'a.sh.ccsh',
  ],
  ...['a.code-workspace', 'a.bazel', 'compose.yml', 'docker-compose.dev.yaml', 'cloudbuild.yaml', 'cloudbuild-x.yml', 'Taskfile.yml'],
  ...[
    'taskfile.yaml',
    'docker-bake.hcl',
    'docker-bake.x.json',
    'Earthfile',
    'Tiltfile',
    'Vagrantfile',
    'WORKSPACE',
    'tasks.py',
    'fabfile.py',
  ],
  ...[
    'dodo.py',
    'poetry.toml',
    'pdm.toml',
    '.pdm.toml',
    'pip-tools.toml',
    '.pip-tools.toml',
    'pants.toml',
    'pants.ci.toml',
    'netlify.toml',
  ],
  ...[
    'fly.toml',
    'railway.toml',
    'settings.json',
    'launch.json',
    'app.json',
    'vercel.json',
    'railway.json',
    'renovate.json',
    'renovate.json5',
  ],
  ...['.renovaterc.json', 'pydistutils.cfg', '.pydistutils.cfg', 'pip.conf.j2', 'PIP.INI.template'],
])('%s may set indexes', (name) => {
  expect(mentionsIndexes(name)).toBe(true);
});

it.each([
  ...[
    'env',
    'a.envx',
    'a.sh',
    'compose',
    'xcompose.yml',
    'Taskfile',
    'docker-bake.yml',
    'Earthfile.x',
    'xtasks.py',
    'tasks.py.x',
    'poetry.lock',
  ],
  ...['xpdm.toml', 'xfly.toml', 'xsettings.json', 'settings.jsonc', 'xpydistutils.cfg', 'pip.conf', 'pip.ini.', `.${'a'.repeat(51)}`],
])('%s does not', (name) => {
  expect(mentionsIndexes(name)).toBe(false);
});

it.each([
  '.env',
  '.env.local',
  'prod.env',
  'compose.yml',
  'compose.prod.yaml',
  'docker-compose.yml',
  'poetry.toml',
  'pdm.toml',
  '.pdm.toml',
  '.vscode/settings.json',
  'a.code-workspace',
])('%s is watched', (path) => {
  expect(createPathSorter([INDEX_MENTIONS])(path)).toBe(0);
  expect(mentionsIndexes(path.slice(path.lastIndexOf('/') + 1))).toBe(true);
});

it.each(['settings.json', 'environment.yml', 'a.toml', 'poetry.lock'])('%s is not watched', (path) => {
  expect(createPathSorter([INDEX_MENTIONS])(path)).toBe(-1);
});

describe('reads', () => {
  it.each([
    ['variables', 'PIP_INDEX_URL=https://a.example', ['index https://a.example @14:https://a.example']],
    ['variables in YAML', '  UV_INDEX: "b=https://b.example"\n', ['extra-index https://b.example b in-order @15:https://b.example']],
    ['variables in JSON', '{"PIP_FIND_LINKS": "./w", "x": 1}', ['find-links ./w @20:./w']],
    ['variables without a value', '- PIP_INDEX_URL\n', ['index - @2:PIP_INDEX_URL']],
    ['variables of make', "PDM_PYPI_URL ?= 'https://c.example'", ['index https://c.example @17:https://c.example']],
    ['no part of a longer name', 'XPIP_INDEX_URL=https://a.example\n$PIP_INDEX_URL', []],
    [
      'options',
      'x --index-url https://a.example --extra-index-url=https://b.example',
      ['index https://a.example @14:https://a.example', 'extra-index https://b.example @50:https://b.example'],
    ],
    ['lists of options', '["--index", "https://a.example"]', ['extra-index https://a.example @13:https://a.example']],
    ['short options before an address only', '-i https://a.example\n-i x', ['index https://a.example @3:https://a.example']],
    [
      'mirrors',
      '--pypi-mirror=https://a.example --default-index https://b.example',
      ['index https://a.example @14:https://a.example', 'index https://b.example @48:https://b.example'],
    ],
    [
      'settings',
      'global.index-url https://a.example\nextra_index_url = ["https://b.example"]',
      ['index https://a.example @17:https://a.example', 'extra-index https://b.example @55:https://b.example'],
    ],
    [
      'signs of other places',
      'task: PipAuthenticate@1\nx dl.cloudsmith.io/y\ntype: python-index\n"registryUrls": []\n[python-repos]',
      [
        'configuration PipAuthenticate@ @6:PipAuthenticate@',
        'configuration dl.cloudsmith.io @26:dl.cloudsmith.io',
        'configuration python-index @51:python-index',
        'configuration registryUrls @65:registryUrls',
        'configuration [python-repos] @83:[python-repos]',
      ],
    ],
    ['definitions of another project', 'include:\n  - project: a/b\n', ['configuration project: @0:include:\n  - project: a']],
    [
      'definitions elsewhere',
      'include:\n  - local: x\n  - remote: https://x.example\n',
      ['configuration remote: @0:include:\n  - local: x\n  - remote: h'],
    ],
    [
      'names of its configuration',
      'COPY pip.conf /etc/pip.ini\nmy-pip.conf',
      ['configuration pip.conf @5:pip.conf', 'configuration pip.ini @19:pip.ini'],
    ],
    ['nothing in other texts', 'x = 1\nmachine a.example\nurl = "https://x.example"\n', []],
  ])('%s', (_, text, expected) => {
    expect(read('x', text)).toEqual(expected);
  });

  it('credentials of hosts', () => {
    const text = 'machine a.example login x\nmachine github.com\nmachine x.pypi.org\nmachine\n  b.example';
    const expected = ['configuration a.example @8:a.example', 'configuration b.example @74:b.example'];
    expect(read('.netrc', text)).toEqual(expected);
    expect(read('a/_netrc', text)).toEqual(expected);
    expect(read('a/xnetrc', text)).toEqual([]);
  });

  it('addresses in settings of PDM and Poetry', () => {
    const text = "url = 'https://a.example'\nxurl = 'https://b.example'";
    const expected = ['extra-index https://a.example @7:https://a.example'];
    expect(read('poetry.toml', text)).toEqual(expected);
    expect(read('x/.pdm.toml', text)).toEqual(expected);
    expect(read('x.toml', text)).toEqual([]);
  });

  it('no more than 20 names of configurations', () => {
    expect(read('x', 'pip.conf '.repeat(20))).toHaveLength(20);
    expect(read('x', 'pip.conf '.repeat(21))).toHaveLength(20);
  });
});

it('adds what is not known', () => {
  const text = 'PIP_INDEX_URL=https://a.example UV_INDEX=https://b.example';
  const indexes: IndexOption[] = [{ kind: 'index', span: Slice.of(text).span(14, 31) }];
  addIndexMentions(text, { indexes });
  expect(indexes.map((option) => shown(text, option))).toEqual([
    'index - @14:https://a.example',
    'extra-index https://b.example in-order @41:https://b.example',
  ]);
});
