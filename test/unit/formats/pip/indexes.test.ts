import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { checkManifest } from '../manifestChecks';

/** The index options in a file, as one line in the file's order: `KIND ADDRESS`, or `KIND TEXT` at the place of one without an address. */
function indexesIn(path: string, text: string): string {
  const manifest = formatOf(path)!.parse(text);
  checkManifest(text, manifest);
  return [...manifest.indexes]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ kind, name, url, span }) => {
      const written = text.slice(span.start, span.end);
      return `${kind} ${name === undefined ? '' : `${name}=`}${url === undefined || url === written ? written : `${url}@${written}`}`;
    })
    .join(', ');
}

it.each([
  ['PIP_INDEX_URL', 'index'],
  ['pip_index_url', 'index'],
  ['UV_INDEX_URL', 'index'],
  ['Uv_Extra_Index_Url', 'extra-index'],
  ['PIPENV_PYPI_MIRROR', 'index'],
  ['PDM_PYPI_URL', 'index'],
  ['poetry_repositories_x_url', 'extra-index'],
])('the variable %s is enough for a file to be read for indexes', (name, kind) => {
  expect(indexesIn('.github/workflows/a.yml', `env:\n  ${name}: https://a.example\n`)).toBe(`${kind} https://a.example`);
  expect(indexesIn('Dockerfile', `ENV ${name}=https://a.example\n`)).toBe(`${kind} https://a.example`);
});

describe('commands that affect the indexes of those after them', () => {
  it.each<readonly [string, string]>([
    ['pip config set global.index-url https://a.example', 'index https://a.example'],
    [
      'pip config set site.extra-index-url "https://a.example https://b.example"',
      'extra-index https://a.example, extra-index https://b.example',
    ],
    ['pip config --user set global.find-links ./a', 'find-links ./a'],
    ['pip config set install.trusted-host a.example', 'trusted-host a.example'],
    ['pip config set global.no-index true', 'no-index true'],
    ['pip config set global.timeout 60', ''],
    ['pip config list', ''],
    ['pdm config pypi.url https://a.example', 'index https://a.example'],
    ['pdm config pypi.more.url https://a.example', 'extra-index https://a.example'],
    ['poetry config repositories.more https://a.example', 'extra-index https://a.example'],
    ['poetry config repositories.more.url https://a.example', 'extra-index https://a.example'],
    ['poetry config http-basic.more user word', 'configuration http-basic.more'],
    ['poetry config http-basic.pypi user word', ''],
    ['poetry source add more https://a.example', 'extra-index https://a.example'],
    ['poetry source add --priority=explicit more $URL', 'extra-index $URL'],
    ['poetry source remove more', ''],
    ['aws codeartifact login --tool pip', 'configuration aws'],
    ['/usr/bin/aws --region x codeartifact --domain y login', 'configuration /usr/bin/aws'],
    [`aws ${'--a b '.repeat(500)}codeartifact ${'--a b '.repeat(500)}login`, 'configuration aws'],
    [`aws --profile ${'x'.repeat(500)} codeartifact login`, 'configuration aws'],
    ['AWS_PROFILE=x aws codeartifact login --tool pip', 'configuration aws'],
    ['if ! sudo -E aws codeartifact login; then exit 1; fi', 'configuration aws'],
    ['aws codeartifact get-authorization-token', ''],
    ['aws login codeartifact', ''],
    ['jf pip-config', 'configuration jf'],
    ['jf --url x rt pip-config', 'configuration jf'],
    ['jfrog rt pipc --server x', 'configuration jfrog'],
    ['jf poetry-config', 'configuration jf'],
    ['jf pipenv-config', 'configuration jf'],
    ['jf npm-config', ''],
    ['unset PIP_INDEX_URL', ''],
    ['export PIP_INDEX_URL=https://a.example', 'index https://a.example'],
    ["export PIP_INDEX_URL='https://a.example'", 'index https://a.example'],
    ['export PIP_INDEX_URL="', ''],
    ['setenv PIP_INDEX_URL https://a.example', 'index https://a.example'],
    ['export PIP_NO_INDEX=1', 'no-index 1'],
    ['export PIP_NO_INDEX=off', ''],
    ['export PIP_FIND_LINKS="./a ./b"', 'find-links ./a, find-links ./b'],
    ['docker run -e PIP_INDEX_URL image', 'index PIP_INDEX_URL'],
    ['docker build --build-arg=PIP_INDEX_URL=https://a.example .', 'index https://a.example'],
    ['docker build --build-arg UV_INDEX="n=https://a.example b" .', 'extra-index n=https://a.example, extra-index b'],
    ['pip-compile --index-url https://a.example -i https://b.example', 'index https://a.example, index https://b.example'],
    ['pip-compile --find-links ./a --trusted-host a.example', 'find-links ./a, trusted-host a.example'],
    ['pip-compile --pip-args="--extra-index-url https://a.example"', 'extra-index https://a.example'],
    ['pipenv install --pypi-mirror https://a.example', 'index https://a.example'],
    ['uv sync --index n=https://a.example --default-index https://b.example', 'extra-index n=https://a.example, index https://b.example'],
    ['docker run -i a --index b', ''],
    ['cp pip.conf /etc/pip.conf', 'configuration pip.conf, configuration pip.conf'],
    ['cp my-pip.conf pip.config', ''],
  ])('%s', (line, expected) => {
    for (const [path, text] of [
      ['a.sh', `${line}\n`],
      ['Procfile', `web: ${line}\n`],
      ['Dockerfile', `FROM a\nRUN ${line}\n`],
    ] as const) {
      expect(indexesIn(path, text), path).toBe(expected);
    }
  });

  it('a variable of PowerShell', () => {
    const text = '$env:PIP_INDEX_URL = "https://a.example"\n$env:UV_DEFAULT_INDEX="https://b.example"\n';
    expect(indexesIn('a.ps1', text)).toBe('index https://a.example, index https://b.example');
  });

  it.each([20, 21])('names a file of pip %i times', (count) => {
    expect(indexesIn('a.sh', 'cp x pip.conf\n'.repeat(count)).split(', ')).toHaveLength(20);
  });
});

describe('tables that set variables', () => {
  it.each<readonly [string, string, string]>([
    ['pyproject.toml', '[tool.a]\nb = "PIP_INDEX_URL=https://a.example C=1"\n', 'index https://a.example'],
    ['pyproject.toml', '[tool.a]\nb = ["--extra-index-url", "https://a.example"]\n', 'extra-index https://a.example'],
    ['pyproject.toml', '[tool.a]\nb = ["--index-url", "https://a.example"]\n', 'index https://a.example'],
    ['pyproject.toml', '[tool.a]\nb = ["--index-url=https://a.example"]\n', 'index https://a.example'],
    ['pyproject.toml', '[tool.a]\nb = ["--extra-index-url https://a.example"]\n', 'extra-index https://a.example'],
    ['pyproject.toml', '[tool.a]\nb = ["--index-url", 1]\n', ''],
    ['pyproject.toml', '[tool.a]\nb = ["--index-url"]\n', ''],
    ['pyproject.toml', '[tool.a]\nPIP_INDEX_URL = "https://a.example"\n', 'index https://a.example'],
    ['pyproject.toml', '[tool.a.PIP_INDEX_URL]\nUV_INDEX = "https://a.example"\n', 'extra-index https://a.example'],
    ['tox.ini', '[testenv]\npassenv = PIP_* HOME\n  UV_INDEX_URL\n', 'configuration PIP_*, configuration UV_INDEX_URL'],
    ['tox.ini', '[testenv]\npass_env = PIP_EXTRA_INDEX_URL\n', 'configuration PIP_EXTRA_INDEX_URL'],
    ['tox.ini', '[testenv]\nsetenv = PIP_INDEX_URL = https://a.example\n', 'index https://a.example'],
    ['tox.ini', '[testenv]\nset_env = PIP_INDEX_URL = https://a.example\n', 'index https://a.example'],
    ['tox.ini', '[testenv]\nother = PIP_INDEX_URL = https://a.example\n', ''],
    [
      'tox.ini',
      '[tox]\nindexserver =\n  default = https://a.example\n  b = https://b.example\n',
      'index https://a.example, extra-index https://b.example',
    ],
  ])('%s %s', (path, text, expected) => {
    expect(indexesIn(path, text)).toBe(expected);
  });

  it.each<readonly [string, string]>([
    ['env:\n  PIP_INDEX_URL: https://a.example', 'index https://a.example'],
    ['env:\n  PIP_INDEX_URL:\n    value: https://a.example', 'index https://a.example'],
    ['env:\n  PIP_INDEX_URL:\n    default: https://a.example', 'index https://a.example'],
    ['env:\n- name: PIP_INDEX_URL\n  value: https://a.example', 'index https://a.example'],
    ['env:\n- name: PIP_INDEX_URL\n  default: https://a.example', 'index https://a.example'],
    ['env:\n- name: OTHER\n  value: https://a.example # PIP_INDEX_URL', ''],
    ['a:\n- task: PipAuthenticate@1', 'configuration PipAuthenticate@1'],
    ['a:\n- task: Other@1 # PipAuthenticate', ''],
    ['a: ["PIP_INDEX_URL=https://a.example"]', 'index https://a.example'],
    ['build-args: |\n  A=1\n  PIP_INDEX_URL=https://a.example', 'index https://a.example'],
    ['a: &x\n  PIP_INDEX_URL: https://a.example\nb: *x\nc: *none\nd:\n- *x\n', 'index https://a.example'],
  ])('of CI: %s', (text, expected) => {
    expect(indexesIn('.github/workflows/a.yml', `${text}\n`)).toBe(expected);
  });

  it('the environment of a notebook', () => {
    const source = ['import os\n', 'os.environ["PIP_INDEX_URL"] = "https://a.example"\n'];
    expect(indexesIn('a.ipynb', JSON.stringify({ cells: [{ cell_type: 'code', source }] }))).toBe('index https://a.example');
  });
});
