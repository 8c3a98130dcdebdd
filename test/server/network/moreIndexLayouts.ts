import { type IndexLayout, layout } from './indexLayouts';

const CORP = 'https://pypi.corp.example/simple';
const project = (dependencies: string, more = ''): string =>
  `[project]\nname = "acme-app"\nversion = "1"\ndependencies = [${dependencies}]\n${more}`;
const workflow = (steps: string, more = ''): string => `${more}jobs:\n  a:\n    steps:\n${steps}`;
const notebook = (...cells: string[]): string =>
  JSON.stringify({ nbformat: 4, cells: cells.map((source) => ({ cell_type: 'code', source })) });

/** More projects of the same kind: programs, shells and files of settings that name an index in their own way. */
export const MORE_LAYOUTS: readonly IndexLayout[] = [
  // Tools' tables.
  layout(
    'uv.toml at the root of a workspace, in place of its table',
    {
      'uv.toml': `[[index]]\nurl = "${CORP}"\ndefault = true\n`,
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]\n',
      'libs/x/pyproject.toml': project('"NAME-a"'),
    },
    'libs/x/pyproject.toml',
  ),
  layout(
    'an index of uv, above',
    { 'pyproject.toml': project('', `[[tool.uv.index]]\nname = "c"\nurl = "${CORP}"\n`), 'docs/requirements.txt': 'NAME-a\n' },
    'docs/requirements.txt',
  ),
  layout(
    'PDM, beside',
    { 'pyproject.toml': project('', `[[tool.pdm.source]]\nname = "c"\nurl = "${CORP}"\n`), 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'Rye',
    { 'pyproject.toml': project('"NAME-a"', `[[tool.rye.sources]]\nname = "c"\nurl = "${CORP}"\n`), 'requirements.lock': 'NAME-b==1\n' },
    'pyproject.toml',
    'requirements.lock',
  ),
  layout(
    'a Pipfile, above',
    { Pipfile: `[[source]]\nurl = "${CORP}"\nname = "c"\n`, 'docs/requirements.txt': 'NAME-a\n' },
    'docs/requirements.txt',
  ),
  layout(
    'the sources of Pipfile.lock',
    {
      'Pipfile.lock': JSON.stringify({ _meta: { sources: [{ name: 'c', url: CORP }] }, default: {} }),
      'requirements.txt': 'NAME-a\n',
    },
    'requirements.txt',
  ),
  layout(
    'the repositories of poetry.toml',
    { 'poetry.toml': `[repositories.corp]\nurl = "${CORP}"\n`, 'pyproject.toml': project('"NAME-a"') },
    'pyproject.toml',
  ),
  layout('an old .pdm.toml', { '.pdm.toml': `[pypi]\nurl = "${CORP}"\n`, 'pyproject.toml': project('"NAME-a"') }, 'pyproject.toml'),
  layout(
    'env-vars of Hatch in pyproject.toml',
    {
      'pyproject.toml': `[tool.hatch.envs.default]\ndependencies = ["NAME-a"]\n[tool.hatch.envs.default.env-vars]\nPIP_INDEX_URL = "${CORP}"\n`,
    },
    'pyproject.toml',
  ),
  layout(
    'an old tox.ini in pyproject.toml',
    { 'pyproject.toml': `[tool.tox]\nlegacy_tox_ini = """\n[testenv]\nsetenv =\n    PIP_INDEX_URL = ${CORP}\ndeps = NAME-a\n"""\n` },
    'pyproject.toml',
  ),
  layout(
    'environment of cibuildwheel',
    { 'pyproject.toml': project('"NAME-a"', `[tool.cibuildwheel]\nenvironment = { PIP_INDEX_URL = "${CORP}" }\n`) },
    'pyproject.toml',
  ),
  layout('env of poe', { 'pyproject.toml': project('"NAME-a"', `[tool.poe.env]\nPIP_EXTRA_INDEX_URL = "${CORP}"\n`) }, 'pyproject.toml'),
  layout(
    'activation of pixi',
    { 'pixi.toml': `[activation.env]\nUV_INDEX_URL = "${CORP}"\n[pypi-dependencies]\nNAME-a = "*"\n` },
    'pixi.toml',
  ),
  layout('env of mise', { 'mise.toml': `[env]\nPIP_INDEX_URL = "${CORP}"\n`, 'requirements.txt': 'NAME-a\n' }, 'requirements.txt'),
  layout(
    'a table of an inline script',
    { 'run.py': `# /// script\n# dependencies = ["NAME-a"]\n# [[tool.uv.index]]\n# url = "${CORP}"\n# ///\n` },
    'run.py',
  ),
  layout(
    'dependency links of setup.py',
    { 'setup.py': `from setuptools import setup\nsetup(install_requires=["NAME-a"], dependency_links=["${CORP}/NAME-a"])\n` },
    'setup.py',
  ),
  layout(
    'an option in the list of conda',
    { 'environment.yml': `dependencies:\n- pip:\n  - --index-url ${CORP}\n  - NAME-a\n  - -r more.txt\n`, 'more.txt': 'NAME-b\n' },
    'environment.yml',
    'more.txt',
  ),
  // tox and nox.
  layout(
    'the command of tox',
    { 'tox.ini': `[testenv]\ninstall_command = pip install -i ${CORP} {opts} {packages}\ndeps = NAME-a\n` },
    'tox.ini',
  ),
  layout('a server of an old tox', { 'tox.ini': `[tox]\nindexserver =\n    default = ${CORP}\n[testenv]\ndeps = NAME-a\n` }, 'tox.ini'),
  layout('passenv of tox', { 'tox.ini': '[testenv]\npassenv = PIP_INDEX_URL\ndeps = NAME-a\n' }, 'tox.ini'),
  layout('an argument of nox', { 'noxfile.py': `def a(session):\n    session.install("-i", "${CORP}", "NAME-a")\n` }, 'noxfile.py'),
  layout(
    'env of a call of nox',
    { 'noxfile.py': `def a(session):\n    session.install("NAME-a", env={"PIP_INDEX_URL": "${CORP}"})\n` },
    'noxfile.py',
  ),
  layout(
    'os.environ of nox',
    { 'noxfile.py': `import os\nos.environ["UV_INDEX_URL"] = "${CORP}"\ndef a(session):\n    session.install("NAME-a")\n` },
    'noxfile.py',
  ),
  // Images.
  layout(
    'pip config in an image',
    { Dockerfile: `FROM x\nRUN pip config --global set global.extra-index-url ${CORP}\nRUN pip install NAME-a\n` },
    'Dockerfile',
  ),
  layout(
    'a configuration that an image writes',
    { Dockerfile: `FROM x\nRUN printf '[global]\\nindex-url = ${CORP}\\n' > /etc/pip.conf\nRUN pip install NAME-a\n` },
    'Dockerfile',
  ),
  layout(
    'a configuration from another image',
    { Dockerfile: 'FROM x\nCOPY --from=corp/conf /etc/pip.conf /etc/pip.conf\nRUN pip install NAME-a\n' },
    'Dockerfile',
  ),
  layout(
    'a configuration from the web',
    { Dockerfile: 'FROM x\nADD https://files.corp.example/pip.conf /etc/pip.conf\nRUN pip install NAME-a\n' },
    'Dockerfile',
  ),
  layout('PIP_CONFIG_FILE', { Dockerfile: 'FROM x\nENV PIP_CONFIG_FILE=/opt/corp.conf\nRUN pip install NAME-a\n' }, 'Dockerfile'),
  layout('UV_CONFIG_FILE', { Dockerfile: 'FROM x\nENV UV_CONFIG_FILE=/opt/corp.toml\nRUN uv pip install NAME-a\n' }, 'Dockerfile'),
  layout(
    'PIP_NO_INDEX',
    { Dockerfile: 'FROM x\nENV A=1 \\\n    PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels\nRUN pip install NAME-a\n' },
    'Dockerfile',
  ),
  layout('an argument of an image', { Dockerfile: `FROM x\nARG INDEX=${CORP}\nRUN pip install -i $INDEX NAME-a\n` }, 'Dockerfile'),
  layout('an argument in ENV', { Dockerfile: 'FROM x\nARG INDEX\nENV PIP_INDEX_URL=$INDEX\nRUN pip install NAME-a\n' }, 'Dockerfile'),
  layout(
    'an option of an image for a file',
    { Dockerfile: `FROM x\nCOPY . .\nRUN pip install -i ${CORP} -r sub/requirements.txt\n`, 'sub/requirements.txt': 'NAME-a\n' },
    'sub/requirements.txt',
  ),
  layout(
    'uv.toml that an image copies',
    { 'docker/uv.toml': `index-url = "${CORP}"\n`, Dockerfile: 'FROM x\nCOPY docker/uv.toml /etc/uv/uv.toml\nRUN uv pip install NAME-a\n' },
    'Dockerfile',
  ),
  // Shells.
  layout('an option in a variable', { 'a.sh': `OPTS="--extra-index-url ${CORP}"\npip install $OPTS NAME-a\n` }, 'a.sh'),
  layout('an index that a command tells', { 'a.sh': 'pip install --index-url "$(get-index)" NAME-a\n' }, 'a.sh'),
  layout(
    'a script that another one sources',
    { 'env.sh': `export PIP_INDEX_URL=${CORP}\n`, 'a.sh': '. ./env.sh\npip install NAME-a\n' },
    'a.sh',
  ),
  layout(
    'a configuration that a script writes',
    { 'a.sh': `cat > ~/.config/pip/pip.conf <<END\n[global]\nindex-url = ${CORP}\nEND\npip install NAME-a\n` },
    'a.sh',
  ),
  layout('uv.toml that a script writes', { 'a.sh': `echo 'index-url = "${CORP}"' > uv.toml\nuv pip install NAME-a\n` }, 'a.sh'),
  layout('an index of uv by name', { 'a.sh': `uv add --index corp=${CORP} NAME-a\n` }, 'a.sh'),
  layout('pdm config', { 'a.sh': `pdm config pypi.url ${CORP}\npdm add NAME-a\n` }, 'a.sh'),
  layout('poetry config', { 'a.sh': `poetry config repositories.corp ${CORP}\npoetry add NAME-a\n` }, 'a.sh'),
  layout('a mirror of Pipenv', { 'a.sh': `pipenv install --pypi-mirror ${CORP} NAME-a\n` }, 'a.sh'),
  layout('JFrog', { 'a.sh': 'jf pip-config --repo-resolve corp\njf pip install NAME-a\n' }, 'a.sh'),
  layout('devpi', { 'a.sh': 'devpi use --set-cfg https://devpi.corp.example/root/dev\npip install NAME-a\n' }, 'a.sh'),
  layout('PowerShell', { 'a.ps1': `$env:PIP_INDEX_URL = "${CORP}"\npip install NAME-a\n` }, 'a.ps1'),
  layout(
    'PowerShell, for the machine',
    { 'a.ps1': `[Environment]::SetEnvironmentVariable("PIP_INDEX_URL", "${CORP}")\npip install NAME-a\n` },
    'a.ps1',
  ),
  layout('the command prompt', { 'a.bat': `set PIP_INDEX_URL=${CORP}\r\npip install NAME-a\r\n` }, 'a.bat'),
  layout('setx', { 'a.bat': `setx PIP_INDEX_URL ${CORP}\npip install NAME-a\n` }, 'a.bat'),
  layout('fish', { 'a.fish': `set -gx PIP_INDEX_URL ${CORP}\npip install NAME-a\n` }, 'a.fish'),
  // Workflows.
  layout(
    'env of a job',
    { '.github/workflows/a.yml': `jobs:\n  a:\n    env:\n      UV_INDEX: ${CORP}\n    steps:\n      - run: uv pip install NAME-a\n` },
    '.github/workflows/a.yml',
  ),
  layout(
    'env of a container',
    {
      '.github/workflows/a.yml': `jobs:\n  a:\n    container:\n      image: x\n      env: {PIP_INDEX_URL: "${CORP}"}\n    steps:\n      - run: pip install NAME-a\n`,
    },
    '.github/workflows/a.yml',
  ),
  layout(
    'an input of an action',
    { '.github/workflows/a.yml': workflow(`      - uses: x/y@v1\n        with: {pip-install: "-i ${CORP} NAME-a"}\n`) },
    '.github/workflows/a.yml',
  ),
  layout(
    'PowerShell in a workflow',
    {
      '.github/workflows/a.yml': workflow(
        `      - shell: pwsh\n        run: |\n          "PIP_INDEX_URL=${CORP}" | Out-File $env:GITHUB_ENV -Append\n          pip install NAME-a\n`,
      ),
    },
    '.github/workflows/a.yml',
  ),
  layout(
    'an anchor of GitLab',
    { '.gitlab-ci.yml': `.v: &v\n  PIP_INDEX_URL: ${CORP}\njob:\n  variables:\n    <<: *v\n  script: pip install NAME-a\n` },
    '.gitlab-ci.yml',
  ),
  layout(
    'before_script of GitLab',
    { '.gitlab-ci.yml': `default:\n  before_script:\n    - pip config set global.index-url ${CORP}\njob:\n  script: pip install NAME-a\n` },
    '.gitlab-ci.yml',
  ),
  layout(
    'env of a step of Azure',
    { 'azure-pipelines.yml': `steps:\n- script: pip install NAME-a\n  env:\n    PIP_INDEX_URL: ${CORP}\n` },
    'azure-pipelines.yml',
  ),
  layout(
    'a command of Azure',
    {
      'azure-pipelines.yml': `steps:\n- script: echo "##vso[task.setvariable variable=PIP_INDEX_URL]${CORP}"\n- script: pip install NAME-a\n`,
    },
    'azure-pipelines.yml',
  ),
  layout('withEnv of Jenkins', { Jenkinsfile: `withEnv(["PIP_INDEX_URL=${CORP}"]) { sh "pip install NAME-a" }\n` }, 'Jenkinsfile'),
  layout(
    'Read the Docs',
    {
      '.readthedocs.yaml': `build:\n  jobs:\n    pre_install:\n      - pip config set global.index-url ${CORP}\n      - pip install NAME-a\n`,
    },
    '.readthedocs.yaml',
  ),
  // Files of settings.
  layout(
    'a list of environment variables in a compose file',
    { 'docker-compose.yml': `services:\n  a:\n    environment:\n      - PIP_INDEX_URL=${CORP}\n`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'an environment file of a compose file',
    { 'compose.yml': 'services:\n  a:\n    env_file: pip.env\n', 'pip.env': `PIP_INDEX_URL=${CORP}\n`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout('.envrc', { '.envrc': `export PIP_INDEX_URL=${CORP}\n`, 'requirements.txt': 'NAME-a\n' }, 'requirements.txt'),
  layout('.env.local', { '.env.local': `UV_DEFAULT_INDEX=${CORP}\n`, 'pyproject.toml': project('"NAME-a"') }, 'pyproject.toml'),
  layout(
    'remoteEnv and build arguments of a development container',
    { '.devcontainer.json': `{"build": {"args": {"PIP_INDEX_URL": "${CORP}"}}}`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout(
    'a command of a development container',
    { '.devcontainer.json': `{"postCreateCommand": "pip install -i ${CORP} NAME-a"}` },
    '.devcontainer.json',
  ),
  layout('export of just', { justfile: `export PIP_INDEX_URL := "${CORP}"\na:\n    pip install NAME-a\n` }, 'justfile'),
  layout(
    'a Makefile that another one includes',
    { 'config.mk': `export PIP_INDEX_URL = ${CORP}\n`, Makefile: 'include config.mk\na:\n\tpip install NAME-a\n' },
    'Makefile',
  ),
  layout('a Procfile', { Procfile: `web: PIP_INDEX_URL=${CORP} pip install NAME-a\n` }, 'Procfile'),
  layout(
    'package.json',
    { 'package.json': `{"scripts": {"a": "pip install -i ${CORP} NAME-a", "b": "pip install NAME-b"}}` },
    'package.json',
  ),
  layout(
    'a task of VS Code',
    {
      '.vscode/tasks.json': `{"options": {"env": {"PIP_INDEX_URL": "${CORP}"}}, "tasks": [{"command": "pip", "args": ["install", "NAME-a"]}]}`,
    },
    '.vscode/tasks.json',
  ),
  layout(
    'settings of VS Code',
    { '.vscode/settings.json': `{"terminal.integrated.env.linux": {"PIP_INDEX_URL": "${CORP}"}}`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  layout('pip.ini', { 'pip.ini': `[install]\nextra-index-url = ${CORP}\n`, 'requirements.txt': 'NAME-a\n' }, 'requirements.txt'),
  layout(
    '.config/pip/pip.conf',
    { '.config/pip/pip.conf': `[global]\nindex-url = ${CORP}\n`, 'requirements.txt': 'NAME-a\n' },
    'requirements.txt',
  ),
  // Notebooks.
  layout(
    'os.environ of a notebook',
    { 'a.ipynb': notebook(`import os\nos.environ["PIP_INDEX_URL"] = "${CORP}"\n`, '!pip install NAME-a\n') },
    'a.ipynb',
  ),
  layout(
    'os.environ.update of a notebook',
    { 'a.ipynb': notebook(`import os\nos.environ.update(PIP_INDEX_URL="${CORP}")\n`, '!pip install NAME-a\n') },
    'a.ipynb',
  ),
  layout(
    'pip config of a notebook',
    { 'a.ipynb': notebook(`!pip config set global.index-url ${CORP}\n`, '%pip install NAME-a\n') },
    'a.ipynb',
  ),
];
