import { type IndexLayout, layout } from './indexLayouts';

const CORP = 'https://pypi.corp.example/simple';
const NAMED = { 'requirements.txt': 'NAME-a\n' };
const image = (...lines: string[]): string => ['FROM x', ...lines, 'RUN pip install NAME-a', ''].join('\n');

/** Projects with their index in a form or a file that no reader knows: in doubt, names stay private. */
export const HIDDEN_LAYOUTS: readonly IndexLayout[] = [
  // What a run may have beside what can be read of it.
  layout('an include that is not there yet', { 'requirements.txt': '-r generated/index.txt\nNAME-a\n' }, 'requirements.txt'),
  layout('an include that the environment names', { 'requirements.txt': `-r \${FILE}\nNAME-a\n` }, 'requirements.txt'),
  layout('options in a variable of the environment', { 'a.sh': 'pip install $PIP_OPTS NAME-a\n' }, 'a.sh'),
  layout(
    'a file far below that includes it',
    { 'x/y/z/w/v/requirements.txt': `-i ${CORP}\n-r ../../../../../base.txt\n`, 'base.txt': 'NAME-a\n' },
    'base.txt',
  ),
  // What a compiler has noted.
  layout(
    'the command of pip-compile',
    {
      'requirements.txt': `#\n#    pip-compile --no-emit-index-url --index-url=${CORP} requirements.in\n#\nNAME-a==1.0\n    # via -r requirements.in\n`,
      'requirements.in': 'NAME-b\n',
    },
    'requirements.txt',
    'requirements.in',
  ),
  layout(
    'the command of uv',
    { 'requirements.txt': `#    uv pip compile a.in --default-index ${CORP} -o requirements.txt\nNAME-a==1.0\n` },
    'requirements.txt',
  ),
  layout('the index that uv took it from', { 'requirements.txt': `NAME-a==1.0\n    # from ${CORP}\n` }, 'requirements.txt'),
  // Lock files.
  layout(
    'the indexes of pixi.lock',
    {
      'pixi.lock': `version: 6\nenvironments:\n  default:\n    indexes:\n    - ${CORP}\n    packages: {}\npackages: []\n# pypi\n`,
      'pixi.toml': '[pypi-dependencies]\nNAME-a = "*"\n',
    },
    'pixi.toml',
  ),
  layout(
    'the files of pdm.lock',
    {
      'pdm.lock':
        '[[package]]\nname = "NAME-locked"\nversion = "1"\nfiles = [{ url = "https://files.corp.example/a-1.whl", hash = "sha256:00" }]\n',
      'setup.cfg': '[options]\ninstall_requires = NAME-a\n',
    },
    'setup.cfg',
  ),
  layout(
    'the files of conda-lock.yml',
    {
      'conda-lock.yml': `version: 1\npackage:\n- name: NAME-locked\n  version: "1"\n  manager: pip\n  url: https://files.corp.example/a-1.whl\n`,
      'environment.yml': 'dependencies:\n- pip:\n  - NAME-a\n',
    },
    'environment.yml',
  ),
  // Variables and settings in forms of their own.
  layout(
    'a table of pip-tools for one command',
    { 'pyproject.toml': `[tool.pip-tools.compile]\nextra-index-url = ["${CORP}"]\n`, 'requirements.in': 'NAME-a\n' },
    'requirements.in',
  ),
  layout('SHELL', { Dockerfile: image(`SHELL ["/usr/bin/env", "PIP_INDEX_URL=${CORP}", "sh", "-c"]`) }, 'Dockerfile'),
  layout('credentials of uv', { 'a.sh': 'export UV_INDEX_CORP_PASSWORD=x\nuv pip install NAME-a\n' }, 'a.sh'),
  layout('credentials of Poetry', { 'a.sh': 'poetry config http-basic.corp user x\npoetry add NAME-a\n' }, 'a.sh'),
  layout('Set-Item', { 'a.ps1': `Set-Item -Path Env:PIP_INDEX_URL -Value "${CORP}"\npip install NAME-a\n` }, 'a.ps1'),
  layout('small letters on Windows', { 'a.cmd': `set pip_index_url=${CORP}\r\npip install NAME-a\r\n` }, 'a.cmd'),
  layout(
    'the environment of CircleCI',
    { '.circleci/config.yml': `a:\n- run: echo 'export PIP_INDEX_URL=${CORP}' >> $BASH_ENV\n- run: pip install NAME-a\n` },
    '.circleci/config.yml',
  ),
  layout(
    'a secret of Jenkins',
    { Jenkinsfile: "node { withCredentials([string(variable: 'PIP_INDEX_URL')]) { sh 'pip install NAME-a' } }\n" },
    'Jenkinsfile',
  ),
  layout(
    'definitions of another project',
    { '.gitlab-ci.yml': 'include:\n  - project: acme/ci\n    file: /python.yml\na:\n  script: pip install NAME-a\n' },
    '.gitlab-ci.yml',
  ),
  layout(
    'a login in a template of Azure',
    {
      'azure-pipelines.yml': 'steps:\n- template: ci/auth.yml\n- script: pip install NAME-a\n',
      'ci/auth.yml': 'steps:\n- task: PipAuthenticate@1\n  inputs: {artifactFeeds: x}\n',
    },
    'azure-pipelines.yml',
  ),
  layout('an environment without packages', { 'environment.yml': `variables:\n  PIP_INDEX_URL: ${CORP}\n`, ...NAMED }, 'requirements.txt'),
  layout(
    'variables around an inline script',
    { '.env': `UV_INDEX_URL=${CORP}\n`, 'run.py': '# /// script\n# dependencies = ["NAME-a"]\n# ///\n' },
    'run.py',
  ),
  // Around the project.
  layout(
    'an image in a folder beside the project',
    {
      'docker/web/Dockerfile': `FROM x\nENV PIP_INDEX_URL=${CORP}\n`,
      'app/pyproject.toml': '[project]\nname = "x"\ndependencies = ["NAME-a"]\n',
    },
    'app/pyproject.toml',
  ),
  layout(
    'a configuration that an image beside the project copies',
    {
      'config/pip/pip.conf': `[global]\nindex-url = ${CORP}\n`,
      'deploy/Dockerfile': 'FROM x\nCOPY config/pip/pip.conf /etc/pip.conf\nCOPY app /app\nRUN pip install -r /app/requirements.txt\n',
      'app/requirements.txt': 'NAME-a\n',
    },
    'app/requirements.txt',
  ),
  // Files of settings.
  ...Object.entries({
    'corp.vars': `PIP_INDEX_URL=${CORP}\n`,
    '.envs/.local/.app': `PIP_INDEX_URL=${CORP}\n`,
    'docker-bake.hcl': `target "a" {\n  args = { PIP_INDEX_URL = "${CORP}" }\n}\n`,
    'docker-bake.override.json': `{"target": {"a": {"args": {"PIP_INDEX_URL": "${CORP}"}}}}`,
    'netlify.toml': `[build.environment]\nPIP_INDEX_URL = "${CORP}"\n`,
    'render.yaml': `services:\n- envVars:\n  - key: PIP_INDEX_URL\n    value: ${CORP}\n`,
    'app.json': `{"env": {"PIP_EXTRA_INDEX_URL": {"value": "${CORP}"}}}`,
    'vercel.json': `{"build": {"env": {"PIP_INDEX_URL": "${CORP}"}}}`,
    'x.code-workspace': `{"settings": {"terminal.integrated.env.linux": {"PIP_INDEX_URL": "${CORP}"}}}`,
    '.vscode/launch.json': `{"configurations": [{"env": {"UV_INDEX_URL": "${CORP}"}}]}`,
    'pants.toml': `[python-repos]\nindexes = ["${CORP}"]\n`,
    'MODULE.bazel': `pip.parse(\n    extra_pip_args = ["--index-url", "${CORP}"],\n)\n`,
    WORKSPACE: `pip_parse(extra_pip_args = ["--extra-index-url=${CORP}"])\n`,
    'renovate.json': `{"packageRules": [{"matchDatasources": ["pypi"], "registryUrls": ["${CORP}"]}]}`,
    '.github/dependabot.yml': `registries:\n  corp:\n    type: python-index\n    url: ${CORP}\n`,
    '.pip-tools.toml': `[tool.pip-tools]\nindex-url = "${CORP}"\n`,
    '.pydistutils.cfg': `[easy_install]\nindex_url = ${CORP}\n`,
    'docker/pip.conf.j2': '[global]\nindex-url = {{ url }}\n',
    'pip.conf.example': `[global]\nindex-url = ${CORP}\n`,
    'env.csh': `setenv PIP_INDEX_URL ${CORP}\n`,
    'tasks.py': `def install(c):\n    c.run("pip install --index-url ${CORP} -r requirements.txt")\n`,
  }).map(([name, text]) => layout(name, { [name]: text, ...NAMED }, 'requirements.txt')),
  // What others configure.
  layout('the registry of an image', { Dockerfile: 'FROM registry.corp.example/python:3\nRUN pip install NAME-a\n' }, 'Dockerfile'),
  layout(
    'the registry of a job',
    { '.gitlab-ci.yml': 'a:\n  image: registry.corp.example/python\n  script:\n  - pip install NAME-a\n' },
    '.gitlab-ci.yml',
  ),
  layout('the environment in which tox runs', { 'tox.ini': '[testenv]\npassenv = PIP_*\ndeps = NAME-a\n' }, 'tox.ini'),
  layout('credentials in the repository', { '.netrc': 'machine pypi.corp.example login a password b\n', ...NAMED }, 'requirements.txt'),
  layout(
    'a script of the registry',
    { 'a.sh': "curl -fsSL 'https://dl.cloudsmith.io/x/setup.python.sh' | bash\npip install NAME-a\n" },
    'a.sh',
  ),
];
