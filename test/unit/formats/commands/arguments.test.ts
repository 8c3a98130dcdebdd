import { describe, expect, it } from 'vitest';
import { read } from './read';

describe('the arguments of functions and loops', () => {
  it.each<readonly [file: string, text: string, expected: string]>([
    ['a.sh', 'f() { pip install "$@"; }\nf aaa bbb', 'aaa bbb'],
    ['a.sh', 'f() { pip install $*; }\nf aaa', 'aaa'],
    ['a.sh', `function f { pip install \${1}; }\nf aaa bbb`, 'aaa'],
    ['a.sh', 'f() {\n  local p=$2\n  pip install $p\n}\nf aaa bbb', 'bbb'],
    ['a.sh', 'f() { for p in "$@"; do pip install $p; done; }\nf aaa bbb', 'aaa bbb'],
    ['a.sh', 'f() { shift; pip install "$@"; }\nf venv aaa', 'aaa'],
    ['a.sh', 'f() { shift 2; pip install "$@"; }\nf a b ccc', 'ccc'],
    ['a.sh', 'f() { while [ $# -gt 0 ]; do pip install $1; shift; done; }\nf aaa', 'aaa'],
    ['a.sh', 'f() { while x; do shift; done; pip install "$@"; }\nf aaa', '?$@'],
    ['a.sh', 'f() { pip install "$@"; }\nf aaa\nf "$X"', 'aaa ?$X'],
    ['a.sh', 'f() { g "$@"; }\ng() { pip install "$@"; }\nf aaa', 'aaa'],
    ['a.sh', 'f() { pip install "$@"; }', '?$@'],
    ['a.sh', 'pip install "$@"', '?$@'],
    ['a.sh', 'f() { echo "$@"; }\nf aaa\npip install bbb', 'bbb'],
    ['a.sh', `f() { pip install $1; }\n${'f\n'.repeat(50)}f aaa`, '?$1'],
    ['a.ps1', "foreach ($p in @('aaa','bbb')) { pip install $p }", 'aaa bbb'],
    ['a.ps1', "foreach ($p in 'aaa', 'bbb') {\n  pip install $p\n}", 'aaa bbb'],
    ['a.ps1', "$all = @('aaa','bbb')\nforeach ($p in $all) { pip install $p }", 'aaa bbb'],
    ['a.ps1', "@('aaa') | ForEach-Object { pip install $_ }", 'aaa'],
    ['a.ps1', "'aaa','bbb' | % { pip install $_ }", 'aaa bbb'],
    ['a.ps1', 'Get-Content l.txt | % { pip install $_ }', '?$_'],
    ['a.ps1', 'function f { pip install @args }', '?@args'],
    ['a.ps1', "$p = 'aaa'\npip install $p.Trim()", '?$p.Trim'],
    ['a.bat', 'for %%p in (aaa,bbb) do pip install %%p', 'aaa bbb'],
    ['a.bat', 'pip install %1 %~2 %*', '?%1 ?%~2 ?%*'],
    ['Makefile', 'define DEPS\naaa\nbbb\nendef\ni:\n\tpip install $(DEPS)', 'aaa bbb'],
    ['Makefile', 'define f\n\tpip install $(1)\nendef\ni:\n\t$(call f,aaa)\n\t$(call log,bbb)', 'aaa'],
    ['justfile', "p := 'aaa'\ni:\n  pip install {{p}} {{ p }}", 'aaa'],
    ['justfile', "p := 'aa' + 'a'\ni:\n  pip install {{ p }}", "aaa@aa' + 'a"],
    ['justfile', 'i p=\'aaa\' *q="bbb":\n  pip install {{p}} {{q}}', 'aaa bbb ?{{p}} ?{{q}}'],
    ['justfile', "i $p='aaa':\n  pip install $p", 'aaa ?$p'],
    ['justfile', "export P := 'aaa'\ni:\n  pip install $P", 'aaa'],
    ['justfile', 'i *args:\n  pip install {{ args }}', '?{{ args }}'],
    ['justfile', 'x := `pip install aaa`', 'aaa'],
    ['tox.ini', '[testenv]\ncommands = pip install {posargs:aaa bbb}', '?{posargs:aaa bbb} aaa bbb'],
    ['tox.ini', '[testenv]\ndeps = {env:X:aaa}', '?{env:X:aaa} aaa'],
    ['tox.ini', '[testenv]\ncommands = pip install {posargs}', '?{posargs}'],
    ['tox.ini', '[testenv]\ndeps = {[testenv:x]deps}\n[testenv:x]\ndeps = aaa', 'aaa'],
  ])('%s: %s', (file, text, expected) => {
    expect(read(file, `${text}\n`)).toBe(expected);
  });
});

describe('definitions of CI services', () => {
  const job = (steps: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
  it.each<readonly [file: string, text: string, expected: string]>([
    ['.github/workflows/a.yml', job('    - uses: docker://python:3\n      with:\n        args: pip install aaa'), 'aaa'],
    ['.github/workflows/a.yml', job('    - uses: docker://x\n      with:\n        entrypoint: pip\n        args: install aaa'), 'aaa'],
    ['.github/workflows/a.yml', job('    - uses: ./act\n      with:\n        what: pip install aaa'), 'aaa'],
    ['.github/workflows/a.yml', job('    - name: pip install aaa\n      run: make'), ''],
    [
      '.github/workflows/a.yml',
      `on:\n  workflow_call:\n    inputs:\n      p:\n        default: aaa\njobs:\n  a:\n    steps:\n    - run: pip install \${{ inputs.p }}`,
      `aaa ?\${{ inputs.p }}`,
    ],
    [
      'azure-pipelines.yml',
      `parameters:\n- name: p\n  default: aaa\nsteps:\n- script: pip install \${{ parameters.p }}`,
      `aaa ?\${{ parameters.p }}`,
    ],
    [
      '.circleci/config.yml',
      'commands:\n  i:\n    parameters:\n      p: {type: string, default: aaa}\n    steps:\n    - run: pip install << parameters.p >>',
      'aaa ?<< parameters.p >>',
    ],
    ['.circleci/config.yml', 'jobs:\n  a:\n    steps:\n    - python/install-packages:\n        args: aaa', 'aaa'],
    [
      'bitbucket-pipelines.yml',
      'pipelines:\n  default:\n  - step:\n      script:\n      - pipe: x/y:1\n        variables:\n          CMD: pip install aaa',
      'aaa',
    ],
    ['.gitlab-ci.yml', 'include: ci/x.yml', '<ci/x.yml'],
    [
      '.gitlab-ci.yml',
      'include:\n- local: /ci/x.yml\n- remote: https://x.example/y.yml\n- template: Python.gitlab-ci.yml',
      '<ci/x.yml <https://x.example/y.yml',
    ],
    ['azure-pipelines.yml', 'steps:\n- template: t/x.yml', '<t/x.yml'],
    ['.devcontainer/devcontainer.json', '{"features":{"python":{"toolsToInstall":"aaa,bbb"}}}', 'aaa bbb'],
  ])('%s: %s', (file, text, expected) => {
    expect(read(file, `${text}\n`)).toBe(expected);
  });
});
