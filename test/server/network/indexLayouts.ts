const CORP = 'https://pypi.corp.example/simple';

/** A project with its private index in another place than its private names. */
export interface IndexLayout {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** The places of names: each file has `acme-…` names that no public service may learn. */
  readonly judged: readonly string[];
}

export const layout = (title: string, files: Readonly<Record<string, string>>, ...judged: string[]): IndexLayout => ({
  title,
  files,
  judged,
});

const project = (dependencies: string, more = ''): string =>
  `[project]\nname = "acme-app"\nversion = "1"\ndependencies = [${dependencies}]\n${more}`;
const UV_INDEX = `[[tool.uv.index]]\nname = "corp"\nurl = "${CORP}"\ndefault = true\n`;
const UV_WORKSPACE = `[tool.uv.workspace]\nmembers = ["libs/*"]\n`;
const POETRY_SOURCE = `[[tool.poetry.source]]\nname = "corp"\nurl = "${CORP}"\npriority = "supplemental"\n`;

/** In each text, `NAME` stands for the layout's private name. */
export const LAYOUTS: readonly IndexLayout[] = [
  layout('the same file', { 'requirements.txt': `-i ${CORP}\nNAME-a==1.0\n` }, 'requirements.txt'),
  layout(
    'a requirements file that includes it',
    { 'requirements.txt': `--extra-index-url ${CORP}\n-r sub/more.txt\n`, 'sub/more.txt': 'NAME-a==1.0\n' },
    'sub/more.txt',
  ),
  layout(
    'a requirements file that it includes',
    { 'requirements-dev.txt': '-r base.txt\nNAME-a\n', 'base.txt': `--index-url ${CORP}\nNAME-b\n` },
    'requirements-dev.txt',
    'base.txt',
  ),
  layout(
    'another file of the same run, five includes away',
    {
      'requirements/all.txt': '-r one.in\n-r side/index.in\n',
      'requirements/one.in': '-r two/two.in\n',
      'requirements/two/two.in': '-c three.in\n',
      'requirements/two/three.in': '-r ../../other/four.txt\n',
      'other/four.txt': 'NAME-a\n',
      'requirements/side/index.in': `--extra-index-url ${CORP}\n`,
    },
    'other/four.txt',
  ),
  layout(
    'a constraints file of the run',
    { 'requirements.txt': '-c lock/constraints.txt\nNAME-a\n', 'lock/constraints.txt': `-i ${CORP}\nNAME-b==1\n` },
    'requirements.txt',
    'lock/constraints.txt',
  ),
  layout(
    'includes in a circle',
    {
      'a-requirements.txt': '-r deps/b.txt\nNAME-a\n',
      'deps/b.txt': `-r ../a-requirements.txt\n-r c.txt\nNAME-b\n`,
      'deps/c.txt': `-i ${CORP}\n-r b.txt\n`,
    },
    'a-requirements.txt',
    'deps/b.txt',
  ),
  layout('an index that a variable holds', { 'requirements.txt': `--index-url \${CORP_INDEX}\nNAME-a\n` }, 'requirements.txt'),
  layout('a host that a variable holds', { 'requirements.txt': `--extra-index-url https://\${HOST}/simple\nNAME-a\n` }, 'requirements.txt'),
  layout('no index at all', { 'requirements.txt': '--no-index\n--find-links ./wheels\nNAME-a\n' }, 'requirements.txt'),
  layout('links', { 'requirements.txt': '--find-links https://files.corp.example/\nNAME-a\n' }, 'requirements.txt'),
  layout(
    'the root of a uv workspace',
    { 'pyproject.toml': project('', UV_WORKSPACE + UV_INDEX), 'libs/x/pyproject.toml': project('"NAME-a==1.0"') },
    'libs/x/pyproject.toml',
  ),
  layout(
    'a virtual root of a uv workspace, with index-url',
    {
      'pyproject.toml': `${UV_WORKSPACE}[tool.uv]\nextra-index-url = ["${CORP}"]\n`,
      'libs/x/pyproject.toml': project('', '[dependency-groups]\ndev = ["NAME-a"]\n'),
    },
    'libs/x/pyproject.toml',
  ),
  layout(
    'uv.toml beside pyproject.toml',
    { 'uv.toml': `[[index]]\nurl = "${CORP}"\ndefault = true\n`, 'pyproject.toml': project('"NAME-a"') },
    'pyproject.toml',
  ),
  layout(
    'uv.toml above pyproject.toml',
    { 'uv.toml': `index-url = "${CORP}"\n`, 'apps/web/pyproject.toml': project('"NAME-a"'), 'apps/web/requirements.in': 'NAME-b\n' },
    'apps/web/pyproject.toml',
    'apps/web/requirements.in',
  ),
  layout(
    '[tool.uv.pip]',
    { 'pyproject.toml': project('', `[tool.uv.pip]\nindex-url = "${CORP}"\n`), 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'uv.toml around an inline script',
    { 'uv.toml': `index-url = "${CORP}"\n`, 'tools/run.py': '# /// script\n# dependencies = ["NAME-a"]\n# ///\n' },
    'tools/run.py',
  ),
  layout('Poetry', { 'pyproject.toml': project('', POETRY_SOURCE), 'requirements.txt': 'NAME-a==1.0\n' }, 'requirements.txt'),
  layout('Poetry, above', { 'pyproject.toml': project('', POETRY_SOURCE), 'docs/requirements.txt': 'NAME-a\n' }, 'docs/requirements.txt'),
  layout(
    'PDM, with a dynamic table',
    {
      'pyproject.toml': `[project]\nname = "acme-app"\ndynamic = ["dependencies"]\n[[tool.pdm.source]]\nname = "pypi"\nurl = "${CORP}"\n[tool.setuptools.dynamic]\ndependencies = { file = ["deps.txt"] }\n`,
      'deps.txt': 'NAME-a\n',
    },
    'deps.txt',
  ),
  layout("PDM's own settings", { 'pdm.toml': `[pypi]\nurl = "${CORP}"\n`, 'pyproject.toml': project('"NAME-a"') }, 'pyproject.toml'),
  layout(
    'a Pipfile',
    {
      Pipfile: `[[source]]\nname = "corp"\nurl = "${CORP}"\nverify_ssl = true\n`,
      'requirements.txt': 'NAME-a\n',
      'setup.cfg': '[options]\ninstall_requires =\n    NAME-b\n',
    },
    'requirements.txt',
    'setup.cfg',
  ),
  layout(
    'pip-tools',
    { 'pyproject.toml': project('', `[tool.pip-tools]\nindex-url = "${CORP}"\n`), 'requirements.in': 'NAME-a\n' },
    'requirements.in',
  ),
  layout(
    'the file that pip-compile wrote',
    { 'requirements.txt': `--index-url ${CORP}\nrequests==2.32.3\n`, 'requirements.in': 'NAME-a\n' },
    'requirements.in',
  ),
  layout(
    'a lock file',
    {
      'uv.lock': `version = 1\n[[package]]\nname = "NAME-locked"\nversion = "1"\nsource = { registry = "${CORP}" }\n`,
      'pyproject.toml': project('"NAME-a"'),
    },
    'pyproject.toml',
    'uv.lock',
  ),
  layout(
    "Poetry's lock file, beside setup.py",
    {
      'poetry.lock': `[[package]]\nname = "NAME-locked"\nversion = "1"\n[package.source]\ntype = "legacy"\nurl = "${CORP}"\nreference = "corp"\n`,
      'setup.py': 'from setuptools import setup\nsetup(install_requires=["NAME-a"])\n',
    },
    'setup.py',
  ),
  layout('ENV', { Dockerfile: `FROM x\nENV PIP_INDEX_URL=${CORP}\nRUN pip install NAME-a==1.0\n` }, 'Dockerfile'),
  layout('ENV of the old kind', { Dockerfile: `FROM x\nENV PIP_EXTRA_INDEX_URL ${CORP}\nRUN pip install NAME-a\n` }, 'Dockerfile'),
  layout('ARG without a value', { Dockerfile: 'FROM x\nARG PIP_INDEX_URL\nRUN pip install NAME-a\n' }, 'Dockerfile'),
  layout('a secret', { Dockerfile: 'FROM x\nRUN --mount=type=secret,id=index,env=PIP_INDEX_URL pip install NAME-a\n' }, 'Dockerfile'),
  layout(
    'a secret pip.conf',
    { Dockerfile: 'FROM x\nRUN --mount=type=secret,id=conf,target=/etc/pip.conf pip install NAME-a\n' },
    'Dockerfile',
  ),
  layout(
    'a Dockerfile that installs it',
    {
      'docker/Dockerfile': `FROM x\nARG PIP_INDEX_URL=${CORP}\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n`,
      'requirements.txt': 'NAME-a\n',
    },
    'requirements.txt',
  ),
  layout('a variable before the command', { 'install.sh': `PIP_INDEX_URL=${CORP} pip install NAME-a\n` }, 'install.sh'),
  layout('export', { 'install.sh': `export UV_DEFAULT_INDEX="${CORP}"\nuv pip install NAME-a\n` }, 'install.sh'),
  layout(
    'pip config set',
    {
      'install.sh': `pip config set global.index-url ${CORP}\npip install NAME-a\npip install -r base-requirements.txt\n`,
      'base-requirements.txt': 'NAME-b\n',
    },
    'install.sh',
    'base-requirements.txt',
  ),
  layout('poetry source add', { 'install.sh': `poetry source add corp ${CORP}\npoetry add NAME-a\n` }, 'install.sh'),
  layout('a login', { 'install.sh': 'aws codeartifact login --tool pip --repository r --domain d\npip install NAME-a\n' }, 'install.sh'),
  layout(
    'env of a workflow',
    { '.github/workflows/ci.yml': `env: {PIP_INDEX_URL: "${CORP}"}\njobs:\n  a:\n    steps:\n      - run: pip install NAME-a\n` },
    '.github/workflows/ci.yml',
  ),
  layout(
    'env of a step, with a secret',
    {
      '.github/workflows/ci.yml': `jobs:\n  a:\n    steps:\n      - run: pip install NAME-a\n        env:\n          PIP_EXTRA_INDEX_URL: https://u:\${{ secrets.PW }}@pypi.corp.example/simple\n      - run: pip install -r requirements.txt\n`,
      'requirements.txt': 'NAME-b\n',
    },
    '.github/workflows/ci.yml',
    'requirements.txt',
  ),
  layout(
    'GITHUB_ENV',
    {
      '.github/workflows/ci.yml': `jobs:\n  a:\n    steps:\n      - run: echo "PIP_INDEX_URL=${CORP}" >> $GITHUB_ENV\n      - run: pip install NAME-a\n`,
    },
    '.github/workflows/ci.yml',
  ),
  layout(
    'variables of GitLab',
    { '.gitlab-ci.yml': `variables:\n  PIP_INDEX_URL: "${CORP}"\njob:\n  script:\n    - pip install NAME-a\n` },
    '.gitlab-ci.yml',
  ),
  layout(
    'variables of a GitLab job, with value',
    {
      '.gitlab-ci.yml': `job:\n  variables:\n    UV_INDEX: {value: "${CORP}"}\n  script: uv pip install NAME-a\n`,
      'setup.cfg': '[options]\ninstall_requires = NAME-b\n',
    },
    '.gitlab-ci.yml',
    'setup.cfg',
  ),
  layout(
    'environment of CircleCI',
    {
      '.circleci/config.yml': `jobs:\n  a:\n    environment:\n      PIP_INDEX_URL: ${CORP}\n    steps:\n      - run: {command: pip install NAME-a}\n`,
    },
    '.circleci/config.yml',
  ),
  layout(
    'variables of Azure',
    { 'azure-pipelines.yml': `variables:\n- name: PIP_INDEX_URL\n  value: ${CORP}\nsteps:\n- script: pip install NAME-a\n` },
    'azure-pipelines.yml',
  ),
  layout(
    'a task of Azure',
    { 'azure-pipelines.yml': 'steps:\n- task: PipAuthenticate@1\n  inputs: {artifactFeeds: x}\n- script: pip install NAME-a\n' },
    'azure-pipelines.yml',
  ),
  layout('env of Travis', { '.travis.yml': `env:\n  global:\n    - PIP_INDEX_URL=${CORP}\ninstall: pip install NAME-a\n` }, '.travis.yml'),
  layout(
    'export in Bitbucket',
    {
      'bitbucket-pipelines.yml': `pipelines:\n  default:\n    - step:\n        script:\n          - export PIP_INDEX_URL=${CORP}\n          - pip install NAME-a\n`,
    },
    'bitbucket-pipelines.yml',
  ),
  layout(
    'setenv of tox',
    { 'tox.ini': `[testenv]\nsetenv =\n    PIP_INDEX_URL = ${CORP}\ndeps =\n    NAME-a\n    -r test.txt\n`, 'test.txt': 'NAME-b\n' },
    'tox.ini',
    'test.txt',
  ),
  layout('set_env of tox.toml', { 'tox.toml': `[env_run_base]\nset_env = { PIP_INDEX_URL = "${CORP}" }\ndeps = ["NAME-a"]\n` }, 'tox.toml'),
  layout(
    'env of nox',
    { 'noxfile.py': `def test(session):\n    session.env["PIP_INDEX_URL"] = "${CORP}"\n    session.install("NAME-a")\n` },
    'noxfile.py',
  ),
  layout(
    'env-vars of Hatch',
    { 'hatch.toml': `[envs.default]\ndependencies = ["NAME-a"]\n[envs.default.env-vars]\nPIP_INDEX_URL = "${CORP}"\n` },
    'hatch.toml',
  ),
  layout(
    'variables of conda',
    { 'environment.yml': `variables:\n  PIP_INDEX_URL: ${CORP}\ndependencies:\n- pip:\n  - NAME-a\n` },
    'environment.yml',
  ),
  layout(
    'a pip.conf of the project',
    { 'pip.conf': `[global]\nindex-url = ${CORP}\n`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'a pip.conf that a Dockerfile copies',
    {
      'docker/pip.conf': `[global]\nextra-index-url =\n    ${CORP}\n`,
      'docker/Dockerfile': 'FROM x\nCOPY docker/pip.conf /etc/pip.conf\nRUN pip install NAME-a\n',
      'pyproject.toml': project('"NAME-b"'),
    },
    'docker/Dockerfile',
    'pyproject.toml',
  ),
  layout('an environment file', { '.env': `PIP_INDEX_URL=${CORP}\n`, 'requirements.txt': 'NAME-a\n' }, 'requirements.txt'),
  layout(
    'a compose file',
    {
      'compose.yaml': `services:\n  a:\n    build:\n      args:\n        PIP_INDEX_URL: ${CORP}\n`,
      Dockerfile: 'FROM x\nRUN pip install NAME-a\n',
    },
    'Dockerfile',
  ),
  layout(
    'a Makefile',
    { Makefile: `export PIP_INDEX_URL ?= ${CORP}\ninstall:\n\tpip install -r requirements.txt\n`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'an option of pre-commit',
    {
      '.pre-commit-config.yaml': `repos:\n- repo: x\n  hooks:\n  - id: mypy\n    additional_dependencies: [--extra-index-url=${CORP}, NAME-a]\n`,
    },
    '.pre-commit-config.yaml',
  ),
  layout(
    'a cell of a notebook',
    {
      'a.ipynb': JSON.stringify({
        nbformat: 4,
        cells: [
          { cell_type: 'code', source: `%env PIP_INDEX_URL=${CORP}\n` },
          { cell_type: 'code', source: '%pip install NAME-a\n' },
        ],
      }),
    },
    'a.ipynb',
  ),
  layout(
    'pixi',
    { 'pixi.toml': `[pypi-options]\nextra-index-urls = ["${CORP}"]\n[pypi-dependencies]\nNAME-a = "*"\n`, 'requirements.txt': 'NAME-b\n' },
    'pixi.toml',
    'requirements.txt',
  ),
  layout('a file of the run on the web', { 'requirements.txt': '-r https://files.corp.example/base.txt\nNAME-a\n' }, 'requirements.txt'),
  layout('a file of the run that may not be read', { 'requirements.txt': '-r ../../../elsewhere/base.txt\nNAME-a\n' }, 'requirements.txt'),
  layout('an option for pip', { 'install.sh': `pipx install NAME-a --pip-args='--index-url ${CORP}'\n` }, 'install.sh'),
  layout('an index of Poetry by name', { 'install.sh': 'poetry add --source corp NAME-a\n' }, 'install.sh'),
  layout('another configuration of uv', { 'install.sh': 'uv pip install --config-file corp.toml NAME-a\n' }, 'install.sh'),
  layout(
    'a command that installs nothing by name',
    { 'install.sh': `uv sync --default-index ${CORP}\n`, 'pyproject.toml': project('"NAME-a"') },
    'pyproject.toml',
  ),
  layout(
    'a Makefile with an option',
    { Makefile: `install:\n\tpip install --extra-index-url ${CORP} -r requirements.txt\n`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'a Jenkinsfile',
    { Jenkinsfile: `pipeline { environment { PIP_INDEX_URL = '${CORP}' } }\n`, 'setup.cfg': '[options]\ninstall_requires = NAME-a\n' },
    'setup.cfg',
  ),
  layout(
    'a composite action',
    {
      '.github/actions/setup/action.yml': `runs:\n  using: composite\n  steps:\n  - run: echo UV_INDEX_URL=${CORP} >> $GITHUB_ENV\n    shell: bash\n`,
      '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      - uses: ./.github/actions/setup\n      - run: uv pip install NAME-a\n',
    },
    '.github/workflows/ci.yml',
  ),
  layout(
    'a development container',
    { '.devcontainer/devcontainer.json': `{"containerEnv": {"PIP_EXTRA_INDEX_URL": "${CORP}"}}`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'a heredoc',
    { Dockerfile: `FROM x\nCOPY <<EOF /etc/pip.conf\n[global]\nindex-url = ${CORP}\nEOF\nRUN pip install NAME-a\n` },
    'Dockerfile',
  ),
  layout(
    'a virtual environment',
    { '.venv/pyvenv.cfg': 'home = /usr/bin\n', '.venv/pip.conf': `[global]\nindex-url = ${CORP}\n`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout('easy_install', { 'setup.cfg': `[easy_install]\nindex_url = ${CORP}\n[options]\ninstall_requires = NAME-a\n` }, 'setup.cfg'),
  layout('a trusted host', { 'requirements.txt': '--trusted-host pypi.corp.example\nNAME-a\n' }, 'requirements.txt'),
  layout(
    "arguments for pip in a tool's table",
    { 'pyproject.toml': `[tool.briefcase.app.x]\nrequirement_installer_args = ["--extra-index-url", "${CORP}"]\nrequires = ["NAME-a"]\n` },
    'pyproject.toml',
  ),
  layout(
    'a definition that the one of GitLab includes',
    {
      '.gitlab-ci.yml': 'include:\n  - local: /ci/variables.yml\njob:\n  script: pip install NAME-a\n',
      'ci/variables.yml': `variables:\n  PIP_INDEX_URL: ${CORP}\n`,
    },
    '.gitlab-ci.yml',
  ),
];
