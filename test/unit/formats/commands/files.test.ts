import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import { read } from './read';

const notebook = (...lines: string[]) =>
  JSON.stringify({ cells: [{ cell_type: 'code', source: lines.map((line) => `${line}\n`) }], nbformat: 4 });
const step = (more: string, run: string) => `${more}jobs:\n  a:\n    steps:\n      - run: ${run}\n`;
const hook = (more: string) => `repos:\n- repo: local\n  hooks:\n  - id: x\n    language: system\n${more}`;

describe('Python that runs install commands', () => {
  it.each<readonly [string, string]>([
    ['os.system("pip install aaa")', 'aaa'],
    ['subprocess.check_call([sys.executable, "-m", "pip", "install", "aaa"])', 'aaa'],
    ['subprocess.run([self.pip_cmd, "install", "aaa"])', 'aaa'],
    ['subprocess.run([tool, "install", "aaa"])', '?tool, "install", "aaa"'],
    ['subprocess.run([find_tool(), "install", "aaa"])', '?find_tool(), "install", "aaa"'],
    ['subprocess.run([npm_cmd, "install", "aaa"])', ''],
    ['subprocess.run([shutil.which("npm"), "install", "aaa"])', ''],
    ['subprocess.run([shutil.which("pip"), "install", "aaa"])', 'aaa'],
    ['subprocess.run([os.path.join(venv, "bin", "pip"), "install", "aaa"])', 'aaa'],
    ['subprocess.run([str(venv / "bin" / "pip3"), "install", "aaa"])', 'aaa'],
    ['subprocess.run(["pip" if here else "pip3", "install", "aaa"])', 'aaa'],
    ['P = "pip"\nP = "pip3"\nsubprocess.run([P, "install", "aaa"])', 'aaa'],
    ['subprocess.run([sys.executable, "-m", module, "install", "aaa"])', '?sys.executable, "-m", module, "install", "aaa"'],
    ['subprocess.run([sys.executable, "-m", module, "install", name])', '?sys.executable, "-m", module, "install"'],
    ['subprocess.run([sys.executable, "-m", module, "test", "aaa"])', ''],
    ['subprocess.run(["python", "-m", TOOLS["pip"], "install", "aaa"])', 'aaa'],
    ['subprocess.run(shlex.split("pip install \'aaa\' bbb"))', 'aaa bbb'],
    ['subprocess.run("pip install aaa".split())', 'aaa'],
    ['subprocess.run(f"pip install {name} aaa".split())', '?{name} aaa'],
    ['C = "pip install aaa"\nsubprocess.run(C.split())', 'aaa'],
    ['C = "pip install aaa"\nsubprocess.run(shlex.split(C), check=True)', 'aaa'],
    ['subprocess.run(shlex.split(command))', ''],
    ['cmd = ["pip", "install"]\ncmd.append("aaa")\ncmd.extend(["bbb"])\nsubprocess.run(cmd)', 'aaa bbb'],
    ['os.execvp("pip", ["pip", "install", "aaa"])', 'aaa'],
    [`exec("import os; os.system('pip install aaa')")`, 'aaa'],
    [`eval('''__import__("os").system("pip install aaa")''')`, 'aaa'],
    ['os.execlp("pip", "pip", "install", "aaa")', 'aaa'],
    ['os.spawnvp(os.P_WAIT, "pip", ["pip", "install", "aaa"])', 'aaa'],
    ['os.spawnlp(os.P_WAIT, "pip", "pip", "install", "aaa")', 'aaa'],
    ['pty.spawn(["pip", "install", "aaa"])', 'aaa'],
    ['from subprocess import check_call as cc\ncc(["pip", "install", "aaa"])', 'aaa'],
    ['from pip._internal.cli.main import main as m\nm(["install", "aaa"])', 'aaa'],
    ['from tool import main as m\nm(["install", "aaa"])', ''],
    ['M = "pip"\nsubprocess.run(["python", "-m", M, "install", "aaa"])', 'aaa'],
    ['subprocess.run("pip install aaa", shell=True)', 'aaa'],
    ['subprocess.run(args=["pip", "install", "aaa"])', 'aaa'],
    ['subprocess.run(["pip", "install"] + extra + ["aaa"])', '?extra aaa'],
    ['subprocess.run(["pip", "install", name])', '?name'],
    ['subprocess.run(f"pip install {name} aaa", shell=True)', '?{name} aaa'],
    ['P = ["aaa", "bbb"]\nfor p in P:\n    subprocess.call(["pip", "install", p])', 'aaa bbb'],
    ['CMD = "pip install aaa"\nos.system(CMD)', 'aaa'],
    ['pip.main(["install", "aaa"])', 'aaa'],
    ['from pip._internal import main\nmain(["install", "aaa"])', 'aaa'],
    ['importlib.import_module("pip").main(["install", "aaa"])', 'aaa'],
    ['__import__("pip._internal").main(["install", "aaa"])', 'aaa'],
    ['__import__("tool").main(["install", "aaa"])', ''],
    ['main(["install", "aaa"])', ''],
    ['print("pip install aaa")', ''],
    ['raise RuntimeError("run pip install aaa")', ''],
    ['subprocess.run(["git", "add", name])', ''],
  ])('%s', (code, expected) => {
    expect(read('setup.py', `${code}\n`)).toBe(expected);
    expect(read('a.ipynb', notebook(...code.split('\n'))).replaceAll('\\"', '"')).toBe(expected);
    expect(read('.github/workflows/a.yml', step('', `|\n${code.replace(/^/gm, ' '.repeat(10))}\n        shell: python`))).toBe(expected);
  });
});

it('reads the arguments of setup() by another name', () => {
  expect(read('setup.py', 'from setuptools import setup as s\ns(install_requires=["aaa"])\n')).toBe('aaa');
  expect(read('setup.py', 'from setuptools import setup as s\nother(install_requires=["aaa"])\n')).toBe('');
});

describe('lists that setup.py makes of literals', () => {
  it.each<readonly [string, string]>([
    ['["%s==%s" % ("aaa", "1.0")]', 'aaa'],
    ['["aaa==%s" % V, "bbb==%s" % "2"]', 'aaa ?%s bbb'],
    ['["{}>={}".format("aaa", "1.0"), "{}".format(N)]', 'aaa ?{}'],
    ['"aaa bbb".split()', 'aaa bbb'],
    ['"aaa, bbb".split(",")', 'aaa bbb'],
    ['"""aaa\nbbb""".splitlines()', 'aaa bbb'],
    ['"\\n".join(["aaa", "bbb"])', 'aaa bbb'],
    ['[x.strip() for x in ["aaa", "bbb"] if x]', 'aaa bbb'],
    ['TEXT.strip().split("\\n")', 'aaa bbb'],
    ['[x for x in TEXT.split("\\n")]', 'aaa bbb'],
    ['open("x").read().splitlines()', '?open("x").read().splitlines()'],
    ['[f(x) for x in LIST]', '?[f(x) for x in LIST]'],
  ])('%s', (list, expected) => {
    expect(read('setup.py', `TEXT = """aaa\nbbb>=1"""\nsetup(install_requires=${list})\n`)).toBe(expected);
  });

  it('reads requires of distutils as names that are not installed', () => {
    const text = 'setup(requires=["aaa (>=1.0)"])';
    expect(formatOf('setup.py')?.parse(text).requirements).toMatchObject([{ name: 'aaa', role: 'reference' }]);
  });
});

describe('notebook cells', () => {
  it.each<readonly [string, readonly string[], string]>([
    ['a file of requirements', ['%%writefile requirements.txt', 'aaa # why', 'bbb>=1'], 'aaa bbb'],
    ['a file of another kind', ['%%writefile notes.txt', 'aaa'], ''],
    ['a script', ['%%writefile x.sh', 'pip install aaa'], 'aaa'],
    ['behind a magic', ['%time !pip install aaa'], 'aaa'],
    ['behind if', ['if COLAB: !pip install aaa'], 'aaa'],
    ['of IPython', ["get_ipython().system('pip install aaa')", "get_ipython().run_line_magic('pip', 'install bbb')"], 'aaa bbb'],
    ['of Pyodide', ["await micropip.install('aaa')", "await piplite.install(['bbb'])"], 'aaa bbb'],
    ['in bash', ['%%bash --no-raise-error', 'pip install aaa'], 'aaa'],
    ['in bash with an option that has a value', ['%%bash --out x', 'pip install aaa'], 'aaa'],
    ['in a shell', ['%%sh', 'P=aaa', 'pip install $P'], 'aaa'],
    ['in a shell of IPython', ['%%sx', 'pip install aaa'], 'aaa'],
    ['in the command prompt', ['%%cmd', 'set P=aaa', 'pip install %P%'], 'aaa'],
    ['in PowerShell', ['%%script pwsh', "$p = 'aaa'", 'pip install $p'], 'aaa'],
    ['in a program', ['%%script --bg /bin/bash -e', 'P=aaa', 'pip install $P'], 'aaa'],
    ['in a program behind another', ['%%script env bash', 'pip install aaa'], 'aaa'],
    ['in another Python', ['%%script python3', 'import os', "os.system('pip install aaa')"], 'aaa'],
    ['in a program that ignores its input', ['%%script false', 'pip install aaa'], ''],
    ['in Perl', ['%%perl', "system('pip install aaa'); print 'pip install foo'"], 'aaa'],
    ['in R', ['%%R', 'system2("pip", c("install", "aaa"))'], 'aaa'],
    ['for the browser', ['%%html', 'pip install aaa'], ''],
    ['in Markdown', ['%%markdown', 'pip install aaa'], ''],
    ['timed', ['%%time', '!pip install aaa'], 'aaa'],
  ])('%s', (_, lines, expected) => {
    expect(read('a.ipynb', notebook(...lines))).toBe(expected);
  });
});

describe('files of commands', () => {
  it.each<readonly [string, string, string, string]>([
    ['a command of an image', 'Dockerfile', 'CMD ["pip", "install", "aaa"]\n', 'aaa'],
    ['an entry point', 'Dockerfile', 'ENTRYPOINT ["sh", "-c", "pip install aaa"]\n', 'aaa'],
    ['a health check', 'Dockerfile', 'HEALTHCHECK --interval=5m CMD pip install aaa\n', 'aaa'],
    ['a trigger', 'Dockerfile', 'ONBUILD CMD pip install aaa\n', 'aaa'],
    ['variables of an image', 'Dockerfile', 'ENV A=aaa\nARG B=bbb\nARG C\nRUN pip install $A $B $C\n', 'aaa bbb ?$C'],
    ['Python in an image', 'Dockerfile', 'RUN python3 <<END\nimport os\nos.system("pip install aaa")\nEND\n', 'aaa'],
    ['a file that an image gets', 'Dockerfile', 'COPY <<END /requirements.txt\naaa\nEND\n', 'aaa'],
    ['a file that a script writes', 'a.sh', 'cat > requirements.txt <<END\naaa\nEND\necho bbb >> requirements.txt\n', 'aaa bbb'],
    ['a file that tee writes', 'a.sh', 'tee requirements.txt <<END\naaa\nEND\n', 'aaa'],
    ['variables of make', 'Makefile', 'PY := python3\nINSTALL = $(PY) -m pip install\nP = aaa bbb\nt:\n\t@$(INSTALL) $(P)\n', 'aaa bbb'],
    ['a recipe beside its target', 'Makefile', 't: a b; pip install aaa\n', 'aaa'],
    ['another mark of recipes', 'Makefile', '.RECIPEPREFIX = >\nt:\n> pip install aaa\n', 'aaa'],
    ['a command that make runs', 'Makefile', 'X := $(shell pip install aaa)\nY != pip install bbb\n', 'aaa bbb'],
    ['a definition of make', 'Makefile', 'define X\npip install aaa\nendef\n', 'aaa'],
    ['a loop in a recipe', 'Makefile', 't:\n\tfor p in aaa; do pip install $$p; done\n', 'aaa'],
    ['an unknown variable of make', 'Makefile', 't:\n\tpip install $(X)\n', '?$(X)'],
    ['a recipe of just in Python', 'justfile', 't:\n    #!/usr/bin/env python3\n    os.system("pip install aaa")\n', 'aaa'],
    ['the short form of a task', 'Taskfile.yml', "version: '3'\ntasks:\n  a: pip install aaa\n  b:\n    - pip install bbb\n", 'aaa bbb'],
    ['an expression of PowerShell', 'a.ps1', 'iex "pip install aaa"\nInvoke-Expression -Command \'pip install bbb\'\n', 'aaa bbb'],
    [
      'a process of PowerShell',
      'a.ps1',
      'Start-Process pip -ArgumentList "install aaa" -Wait\nStart-Process py "-m", "pip", "install", "bbb"\n',
      'aaa bbb',
    ],
    ['a list of PowerShell', 'a.ps1', '$p = @("aaa", "bbb")\npip install $p\n', 'aaa bbb'],
    ['the output of a command of PowerShell', 'a.ps1', '$w = Get-ChildItem dist\\*.whl\npip install $w\n', '?$w'],
    ['a loop of the command prompt', 'a.bat', 'for %%p in (aaa bbb) do pip install %%p\n', 'aaa bbb'],
    ['a variable of the command prompt', 'a.bat', 'set P=aaa\npip install %P%\necho pip install bbb | cmd\n', 'aaa bbb'],
    ['a sum in a pipeline', 'Jenkinsfile', "sh 'pip install ' + 'aaa ' + name\n", 'aaa ?name'],
    [
      'a named argument in a pipeline',
      'Jenkinsfile',
      "sh label: 'x', script: 'pip install aaa'\nsh(returnStdout: true, script: \"pip install bbb\")\n",
      'aaa bbb',
    ],
    ['a variable in a pipeline', 'Jenkinsfile', 'def c = "pip install aaa"\nsh c\nsh $/pip install bbb/$\n', 'aaa bbb'],
    ['an entry of a hook', '.pre-commit-config.yaml', hook("    entry: bash -c 'pip install aaa && x'\n"), 'aaa'],
    ['the arguments of a hook', '.pre-commit-config.yaml', hook('    entry: pip\n    args: [install, aaa]\n'), 'aaa'],
    ['variables of a workflow', '.github/workflows/a.yml', step('env:\n  P: aaa\n', 'pip install $P'), 'aaa'],
    [
      'settings of cibuildwheel',
      '.github/workflows/a.yml',
      'env:\n  CIBW_BEFORE_BUILD: pip install aaa\n  CIBW_TEST_REQUIRES: bbb\n',
      'aaa bbb',
    ],
    [
      'tasks of poe',
      'pyproject.toml',
      '[tool.poe.tasks]\na = "pip install aaa"\nb.sequence = [{ cmd = "pip install bbb" }, "a"]\n',
      'aaa bbb',
    ],
    [
      'scripts of PDM',
      'pyproject.toml',
      '[tool.pdm.scripts]\na = { composite = ["pip install aaa"] }\nb.cmd = ["pip", "install", "bbb"]\n',
      'aaa bbb',
    ],
    ['scripts of Hatch', 'hatch.toml', '[envs.x]\nscripts.a = "pip install aaa"\npost-install-commands = ["pip install bbb"]\n', 'aaa bbb'],
    ['tasks of pixi', 'pixi.toml', '[feature.x.tasks]\na = { cmd = "pip install aaa" }\n', 'aaa'],
    ['scripts of Pipenv', 'Pipfile', '[scripts]\na = "pip install aaa"\n', 'aaa'],
    ['a start script of Binder', 'binder/postBuild', 'pip install aaa\n', 'aaa'],
  ])('%s', (_, path, text, expected) => {
    expect(read(path, text)).toBe(expected);
  });
});

describe('repeated or merged keys of YAML', () => {
  it.each<readonly [string, string, string]>([
    ['environment.yml', 'dependencies:\n- pip: [aaa]\ndependencies:\n- pip: [bbb]\n', 'aaa bbb'],
    ['environment.yml', 'x: &x\n  dependencies:\n  - pip: [aaa]\n<<: *x\n', 'aaa'],
    ['environment.yml', 'x: &x\n  <<: *x\n  dependencies:\n  - pip: [aaa]\n<<: [*x, *x]\n', 'aaa'],
    [
      '.pre-commit-config.yaml',
      hook('    language: python\n    additional_dependencies: [aaa]\n    additional_dependencies: [bbb]\n').replace('system', 'python'),
      'aaa bbb',
    ],
    ['.github/workflows/a.yml', 'a:\n  run: pip install aaa\n  run: pip install bbb\n', 'aaa bbb'],
  ])('%s: %s', (path, text, expected) => {
    expect(read(path, text)).toBe(expected);
  });
});

describe('files with contents that show that they list requirements', () => {
  it.each<readonly [string, string, boolean]>([
    ['deps.txt', 'aaa==1.0\nbbb\n', true],
    ['dependencies.txt', '# mine\naaa>=1 # why\n-r other.txt\n', true],
    ['requirements', 'aaa ; python_version < "3.9"\nbbb[x]>=2\n', true],
    ['requirements/dev', '-r base\naaa\n', true],
    ['deps.txt', 'libfoo-dev\ncmake\n', false],
    ['dependencies.txt', 'You need aaa and bbb.\nInstall aaa==1.0 first.\n', false],
    ['dependencies.txt', 'org.example:thing:1.0\n', false],
    ['requirements', '', false],
    ['deps.txt', 'foo = 1\nbar == 2\n', false],
  ])('%s: %s', (path, text, expected) => {
    expect(formatOf(path)?.recognizes?.(text)).toBe(expected);
  });

  it.each<readonly [string, boolean]>([
    ['aaa\n# why\nbbb[x]\n', true],
    ['aaa\nYou need bbb.\n', false],
    ['# nothing\n', false],
  ])('are that too if they are named and only have names: %j', (text, expected) => {
    expect(formatOf('deps.txt')?.recognizesNamed?.(text)).toBe(expected);
  });
});
