import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { read } from './read';

const sh = (text: string) => read('a.sh', `${text}\n`);
const steps = (...lines: string[]) => `jobs:\n  a:\n    steps:\n${lines.map((line) => `      ${line}\n`).join('')}`;
const action = (uses: string, input: string) => steps(`- uses: ${uses}`, '  with:', `    ${input}`);

describe('an unknown program', () => {
  it.each<readonly [string, string]>([
    ['$TOOL install aaa', '?$TOOL install aaa'],
    [`sudo "$\{PKG_MANAGER}" install -r a.txt`, `?"$\{PKG_MANAGER}" install -r a.txt`],
    ['$VENV/bin/$TOOL add aaa', '?$VENV/bin/$TOOL add aaa'],
    ['$PYTHON -m $MODULE install aaa', '?$PYTHON -m $MODULE install aaa'],
    ['$(choose) install aaa', '?$(choose) install aaa'],
    ['TOOL=pip\n$TOOL install aaa', 'aaa'],
    // Their names show that they install no Python packages.
    ['$MAKE install aaa', ''],
    ['$APT_GET install aaa', ''],
    [`$\{NPM_BIN} install aaa`, ''],
    // A path is not a package, and 'install' alone names none.
    ['$INSTALL install', ''],
    ['$TOOL install ./x', ''],
    ['$TOOL add 5', ''],
    ['$(which npm) install aaa', ''],
    ['python -m $MODULE install aaa', '?python -m $MODULE install aaa'],
    ['python3 -Im "$MODULE" install "$NAME"', '?python3 -Im "$MODULE" install "$NAME"'],
    ['python -m $PIP install aaa', 'aaa'],
    ['python -m $MODULE $NAME', ''],
    ['python -m $NPM install aaa', ''],
  ])('%s', (text, expected) => {
    expect(sh(text)).toBe(expected);
  });

  it('is reported in makefiles, workflows, Windows and Python too', () => {
    expect(read('Makefile', 't:\n\t$(TOOL) install aaa\n\t$(MAKE) install bbb\n')).toBe('?$(TOOL) install aaa');
    expect(read('a.bat', '%TOOL% install aaa\n')).toBe('?%TOOL% install aaa');
    expect(read('a.ps1', '& $tool install aaa\n')).toBe('?$tool install aaa');
    expect(read('.github/workflows/a.yml', steps(`- run: $\{{ matrix.tool }} install aaa`))).toBe(`?$\{{ matrix.tool }} install aaa`);
    expect(read('setup.py', 'subprocess.run([tool, "install", "aaa"])\nsubprocess.run([npm, "install", "bbb"])\n')).toBe(
      '?tool, "install", "aaa"',
    );
    expect(read('setup.py', 'os.system(f"{tool} install aaa")\n')).toBe('?{tool} install aaa');
  });
});

describe('a program in a variable or another command', () => {
  it.each<readonly [string, string]>([
    ['$(which pip) install aaa', 'aaa'],
    ['`command -v pip3` install aaa', 'aaa'],
    ['$(pyenv which pip) install aaa', 'aaa'],
    ['$PIP_INSTALL aaa', 'aaa'],
    ['$UV add aaa', 'aaa'],
    ['"$POETRY_BIN" add aaa@^1', 'aaa'],
    [`pip$\{VERSION} install aaa`, 'aaa'],
    ['pip-3.8 install aaa', 'aaa'],
  ])('%s', (text, expected) => {
    expect(sh(text)).toBe(expected);
  });
});

describe('install commands with other words', () => {
  it.each<readonly [string, string]>([
    ['pip-compile a.in', '<a.in'],
    ['pip-compile -o requirements.txt --extra dev a.in b.in', '<a.in <b.in'],
    ['python -m piptools compile a.in', '<a.in'],
    ['pip-compile requirements/*.in', '?requirements/*.in'],
    ['uv pip compile a.in -o requirements.txt -c limits.txt', '<a.in <limits.txt'],
    ['curl -sSL https://bootstrap.pypa.io/get-pip.py | python3 - aaa', 'aaa'],
    ['wget -qO- https://x.example/get-pip.py | sudo python - --no-wheel aaa', 'aaa'],
    ['python - aaa < get-pip.py', 'aaa'],
    ['python <(curl https://bootstrap.pypa.io/get-pip.py) aaa', 'aaa'],
    ['curl https://x.example/other.py | python - aaa', ''],
    ['poetry update aaa', 'aaa'],
    ['pdm update aaa', 'aaa'],
    ['pipenv update aaa', 'aaa'],
    ['uv tool upgrade aaa', 'aaa'],
    ['pipx upgrade aaa', 'aaa'],
    ['pipx reinstall aaa', 'aaa'],
    ['pipx inject app aaa', 'aaa'],
    ['uv sync --upgrade-package aaa', 'aaa'],
    ['pex aaa -o x.pex -- bbb', 'aaa'],
    ['shiv -c x -o x.pyz aaa', 'aaa'],
    ['mise use -g pipx:aaa@1 node@22', 'aaa'],
    ['pip install --build-constraint limits.txt aaa', '<limits.txt aaa'],
  ])('%s', (text, expected) => {
    expect(sh(text)).toBe(expected);
  });
});

describe('files that a command writes', () => {
  it.each<readonly [string, string, string, string]>([
    ['conda environment', 'a.sh', "cat > environment.yml <<'END'\ndependencies:\n  - pip:\n    - aaa\nEND\n", 'aaa'],
    ['project, with sudo', 'a.sh', 'cat <<END | sudo tee x/pyproject.toml\n[project]\ndependencies = ["aaa"]\nEND\n', 'aaa'],
    ['project, line by line', 'a.sh', "echo '[project]' > pyproject.toml\necho 'dependencies = [\"aaa\"]' >> pyproject.toml\n", 'aaa'],
    ['project, in one text', 'a.sh', 'printf \'[project]\\ndependencies = ["aaa"]\\n\' > pyproject.toml\n', 'aaa'],
    ['setup.py', 'a.sh', 'cat > setup.py <<END\nsetup(install_requires=["aaa"])\nEND\n', 'aaa'],
    ['an image that writes a project', 'Dockerfile', 'COPY <<END /a/pyproject.toml\n[project]\ndependencies = ["aaa"]\nEND\n', 'aaa'],
    ['a Pipfile in an image', 'Dockerfile', 'RUN cat > Pipfile <<END\n[packages]\naaa = "*"\nEND\n', 'aaa'],
    [
      'an image in a script',
      'a.sh',
      'cat > Dockerfile <<END\nRUN pip install aaa\nRUN echo "[packages]\\nbbb=1" > Pipfile\nEND\n',
      'aaa bbb',
    ],
    ['what the shell fills in', 'a.sh', 'cat > pyproject.toml <<END\n[project]\ndependencies = ["aaa==$V", "$X"]\nEND\n', 'aaa ?$V ?$X'],
    ['of no format', 'a.sh', 'cat > notes.md <<END\npip aaa\nEND\n', ''],
  ])('%s', (_, path, text, expected) => {
    expect(read(path, text)).toBe(expected);
  });

  it('keeps no file in its result', () => {
    const manifest = formatOf('a.sh')?.parse('echo pip > pyproject.toml\n');
    expect(manifest?.innerFiles ?? []).toEqual([]);
  });
});

describe('inputs of actions', () => {
  it.each<readonly [string, string, string]>([
    ['actions/setup-python@v6', 'pip-install: aaa bbb==1', 'aaa bbb'],
    ['actions/setup-python@v6', 'pip-install: -r dev.txt', '<dev.txt'],
    ['BSFishy/pip-action@v1', 'packages: "aaa\\nbbb"', 'aaa bbb'],
    ['BSFishy/pip-action@v1', 'requirements: dev.txt', '<dev.txt'],
    ['snok/install-poetry@v1', 'plugins: aaa@1.0', 'aaa'],
    ['x/docs@v1', 'pre-build-command: pip install aaa', 'aaa'],
    ['x/docs@v1', 'requirements-file: docs/dev.txt', '<docs/dev.txt'],
    ['x/pip-action@v1', `packages: $\{{ inputs.names }} aaa`, `?$\{{ inputs.names }} aaa`],
    ['x/pip-action@v1', "dependencies: 'true'", ''],
    ['x/release@v1', 'body: pip install aaa', ''],
    ['x/cache-apt-pkgs@v1', 'packages: aaa', ''],
  ])('%s: %s', (uses, input, expected) => {
    expect(read('.github/workflows/a.yml', action(uses, input))).toBe(expected);
  });
});
