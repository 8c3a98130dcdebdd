import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import { mayContain } from '../../../server/src/protocol/fileKinds';
import { documentOf, serviceOn } from '../features/service';

const step = (more: string, run: string): string => `on: push\njobs:\n  a:\n${more}    steps:\n      - run: ${run}\n`;

const expression = (text: string): string => `$\{{ ${text} }}`;

describe('the files in commands are followed', () => {
  it.each<[string, string, string, string | undefined]>([
    ['beside a script', 'ci/a.sh', 'pip install -r deps.lock\n', 'ci/deps.lock'],
    ['from the top', 'ci/a.sh', 'pip install -r reqs/x.dat\n', 'reqs/x.dat'],
    ['behind cd', 'a.sh', 'cd sub && pip install -rdeps.lock\n', 'sub/deps.lock'],
    ['behind cd, and back', 'a.sh', 'cd sub/deep\ncd ..\npip install --requirement=deps.lock\n', 'sub/deps.lock'],
    ['constraints', 'a.sh', 'pip install -c deps.lock requests\n', 'deps.lock'],
    ['with the repository', 'a.sh', 'pip install -r "$GITHUB_WORKSPACE/deps.lock"\n', 'deps.lock'],
    ['of uv', 'a.sh', 'uv pip install -r deps.lock\n', 'deps.lock'],
    ['of uv pip sync', 'a.sh', 'uv pip sync deps.lock\n', 'deps.lock'],
    ['of pip-sync', 'a.sh', 'pip-sync deps.lock\n', 'deps.lock'],
    ['in a workflow', '.github/workflows/a.yml', step('', 'pip install -r ci/build.deps'), 'ci/build.deps'],
    [
      'in its folder',
      '.github/workflows/a.yml',
      `${step('', 'pip install -r build.deps')}        working-directory: sub\n`,
      'sub/build.deps',
    ],
    [
      'in the folder of the job',
      '.github/workflows/a.yml',
      step('    defaults:\n      run:\n        working-directory: ./sub\n', 'pip install -r build.deps'),
      'sub/build.deps',
    ],
    [
      'in an action',
      'actions/x/action.yml',
      `runs:\n  steps:\n    - run: pip install -r ${expression('github.action_path')}/r.deps\n`,
      'actions/x/r.deps',
    ],
    ['in GitLab CI', '.gitlab-ci.yml', 'a:\n  script:\n    - cd sub\n    - pip install -r build.deps\n', 'sub/build.deps'],
    [
      'in GitLab CI, with the repository',
      '.gitlab-ci.yml',
      'a:\n  script:\n    - cd $CI_PROJECT_DIR/sub\n    - pip install -r build.deps\n',
      'sub/build.deps',
    ],
    [
      'in Azure Pipelines',
      'azure-pipelines.yml',
      'steps:\n- script: pip install -r build.deps\n  workingDirectory: $(Build.SourcesDirectory)/sub\n',
      'sub/build.deps',
    ],
    ['of a variable', 'a.sh', 'export PIP_REQUIREMENT=reqs/x.dat\npip install\n', 'reqs/x.dat'],
    ['of a variable of uv', 'a.sh', 'UV_CONSTRAINT=reqs/x.dat uv pip install a\n', 'reqs/x.dat'],
    [
      'of a variable in a workflow',
      '.github/workflows/a.yml',
      `env:\n  PIP_CONSTRAINT: reqs/x.dat\n${step('', 'pip install a')}`,
      'reqs/x.dat',
    ],
    [
      'of a variable in a Dockerfile',
      'Dockerfile',
      'FROM python\nCOPY ci/x.dat /x\nENV PIP_CONSTRAINT=/x\nRUN pip install a\n',
      'ci/x.dat',
    ],
    ['in a Dockerfile', 'Dockerfile', 'FROM python\nRUN pip install -r deps.lock\n', 'deps.lock'],
    [
      'in a Dockerfile of a folder',
      'docker/Dockerfile',
      'FROM python\nCOPY . /app\nWORKDIR /app\nRUN pip install -r deps.lock\n',
      'deps.lock',
    ],
    ['copied', 'Dockerfile', 'FROM python\nCOPY ci/deps.lock /tmp/\nRUN pip install -r /tmp/deps.lock\n', 'ci/deps.lock'],
    [
      'copied under another name',
      'Dockerfile',
      'FROM python\nCOPY ci/deps.lock /tmp/r.txt\nRUN pip install -r /tmp/r.txt\n',
      'ci/deps.lock',
    ],
    [
      'copied with a folder',
      'Dockerfile',
      'FROM python\nCOPY ["back end", "/srv"]\nWORKDIR /srv\nRUN pip install -r deps.lock\n',
      'back end/deps.lock',
    ],
    ['copied by a pattern', 'Dockerfile', 'FROM python\nWORKDIR /srv\nCOPY ci/*.lock ./\nRUN pip install -r deps.lock\n', 'ci/deps.lock'],
    [
      'mounted',
      'Dockerfile',
      'FROM python\nRUN --mount=type=bind,source=ci/deps.lock,target=/tmp/r.txt pip install -r /tmp/r.txt\n',
      'ci/deps.lock',
    ],
    ['in a cell', 'a.ipynb', '{"cells": [{"cell_type": "code", "source": ["%pip install -r deps.lock"]}]}', 'deps.lock'],
    ['in a session', 'noxfile.py', 'def a(session):\n    session.install("-r", "ci/deps.lock")\n', 'ci/deps.lock'],
    ['in tox.ini', 'tox.ini', '[testenv]\ncommands =\n  pip install -r {toxinidir}/ci/deps.lock\n', 'ci/deps.lock'],
    ['in tox.toml', 'tox.toml', '[env_run_base]\ncommands = [["pip", "install", "-r", "ci/deps.lock"]]\n', 'ci/deps.lock'],
    ['of Read the Docs', '.readthedocs.yaml', 'version: 2\npython:\n  install:\n    - requirements: docs/rtd.deps\n', 'docs/rtd.deps'],
    ['of Read the Docs, version 1', 'readthedocs.yml', 'requirements_file: docs/rtd.deps\n', 'docs/rtd.deps'],
    [
      'in jobs of Read the Docs',
      '.readthedocs.yaml',
      'version: 2\nbuild:\n  jobs:\n    post_install:\n      - pip install -r docs/rtd.deps\n',
      'docs/rtd.deps',
    ],
    ['that are nowhere', 'Dockerfile', 'FROM python\nRUN pip install -r /opt/made.lock\n', undefined],
    ['that are on the web', 'a.sh', 'pip install -r https://example.org/r.txt\n', undefined],
  ])('%s', async (_name, path, text, target) => {
    expect(mayContain(formatOf(path)!, text)).toBe(true);
    const files = target === undefined ? {} : { [encodeURI(target)]: 'pycryptoenv\n' };
    const { service } = serviceOn({ ...files, [path]: text });
    const found = (await service.diagnostics(documentOf(path, text))).map(({ code, severity }) => [code, severity]);
    if (target !== undefined) {
      expect(found).toEqual([]);
      expect(await service.isDependencyFile(documentOf(encodeURI(target), '').uri)).toBe(true);
    } else {
      expect(found).toEqual([['not-checked', text.includes('https') ? 2 : 3]]);
    }
  });

  const ENVIRONMENT = 'name: x\ndependencies:\n  - pip\n  - reqeusts\n  - pip:\n      - pycryptoenv\n';
  it.each([
    ['conda env create -f deps.yml', 'deps.yml'],
    ['conda env create --name=x --file=ci/deps.yaml -q', 'ci/deps.yaml'],
    ['conda env create -n x -f environment.yml', 'environment.yml'],
    ['mamba env update --prune -f deps.yml', 'deps.yml'],
    ['/opt/conda/bin/mamba install -y -n base -f deps.yml', 'deps.yml'],
    ['micromamba create --yes --file deps.yml', 'deps.yml'],
    ['docker run mambaorg/micromamba micromamba create -f deps.yml', 'deps.yml'],
  ])('as an environment: %s', async (line, target) => {
    const script = `${line}\n`;
    expect(mayContain(formatOf('a.sh')!, script)).toBe(true);
    const { service } = serviceOn({ [target]: ENVIRONMENT, 'a.sh': script });
    expect(await service.diagnostics(documentOf('a.sh', script))).toEqual([]);
    const found = await service.diagnostics(documentOf(target, ENVIRONMENT));
    expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([['known-malicious', 5]]);
  });

  it.each([
    ['with braces', '{name: x, dependencies: [pip, {pip: [pycryptoenv]}]}\n'],
    ['with an indent', '  name: x\n  dependencies:\n  - pip:\n    - pycryptoenv\n'],
    ['with a mark', '\ufeffdependencies:\n- pip:\n  - pycryptoenv\n'],
  ])('as an environment: written %s', async (_, environment) => {
    const { service } = serviceOn({ 'deps.yml': environment, 'a.sh': 'conda env create -f deps.yml\n' });
    await service.diagnostics(documentOf('a.sh', 'conda env create -f deps.yml\n'));
    expect((await service.diagnostics(documentOf('deps.yml', environment))).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it('as an environment: of Read the Docs', async () => {
    const text = 'version: 2\nconda:\n  environment: docs/deps.yml\n';
    const { service } = serviceOn({ 'docs/deps.yml': ENVIRONMENT, '.readthedocs.yaml': text });
    expect(await service.diagnostics(documentOf('.readthedocs.yaml', text))).toEqual([]);
    expect((await service.diagnostics(documentOf('docs/deps.yml', ENVIRONMENT))).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it.each([
    ['echo', 'echo pycryptoenv > r.lst\npip install -r ./r.lst\n'],
    ['a here-document', 'cat > sub/r.lst <<END\npycryptoenv\nEND\ncd sub && pip install -r r.lst\n'],
    ['tee', 'tee /tmp/r.lst <<END\npycryptoenv\nEND\npip install -r /tmp/r.lst\n'],
    ['several lines', 'echo six > r.lst\necho pycryptoenv >> r.lst\npip install -r r.lst\n'],
  ])('and what the script itself has written with %s', async (_, script) => {
    const { service } = serviceOn({ 'a.sh': script });
    expect((await service.diagnostics(documentOf('a.sh', script))).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it('also where the script adds to a file that is there', async () => {
    const script = 'echo six >> r.lst\npip install -r r.lst\n';
    const { service } = serviceOn({ 'a.sh': script, 'r.lst': 'pycryptoenv\n' });
    expect(await service.diagnostics(documentOf('a.sh', script))).toEqual([]);
    expect((await service.diagnostics(documentOf('r.lst', 'pycryptoenv\n'))).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it('as requirements where pip is to read YAML of any name', async () => {
    const { service } = serviceOn({ 'deps.yml': 'pycryptoenv\n', 'a.sh': 'pip install -r deps.yml\n' });
    await service.diagnostics(documentOf('a.sh', 'pip install -r deps.yml\n'));
    expect((await service.diagnostics(documentOf('deps.yml', 'pycryptoenv\n'))).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it.each([
    ['conda env create -f spec.txt', [], 0],
    ['conda install --file spec.yml', [], 0],
    ['conda create -n x numpy', [], 0],
    ['micromamba install -f spec.lock numpy', [], 0],
    ['conda env create -f "$FILE"', [], 1],
    ['docker run mambaorg/micromamba pip install -r deps.lock', ['deps.lock'], 0],
  ])('and no list of conda packages: %s', (line, includes, unchecked) => {
    const manifest = formatOf('a.sh')!.parse(`${line}\n`);
    expect([manifest.includes.map(({ path }) => path), manifest.unchecked.length, manifest.requirements]).toEqual([
      includes,
      unchecked,
      [],
    ]);
  });

  it('but warns about an environment that pip would read', async () => {
    const script = 'pip install -r environment.yml\n';
    const { service } = serviceOn({ 'environment.yml': ENVIRONMENT, 'a.sh': script });
    expect((await service.diagnostics(documentOf('a.sh', script))).map(({ code }) => code)).toEqual(['not-checked']);
  });

  it('and not the target of a variable, which is reported', () => {
    const manifest = formatOf('a.sh')?.parse('pip install -r "$FILE" -r $(ls *.txt)\n');
    expect(manifest?.includes).toEqual([]);
    expect(manifest?.unchecked).toHaveLength(2);
  });
});

describe('commands of all kinds', () => {
  const windows = '    runs-on: windows-latest\n';
  it.each<[string, string, string, string[]]>([
    [
      'cmd',
      '.github/workflows/a.yml',
      `${step(windows, '|\n          pip install aaa ^\n            bbb "ccc>=1" & echo \'x')}        shell: cmd\n`,
      ['aaa', 'bbb', 'ccc'],
    ],
    [
      'pwsh',
      '.github/workflows/a.yml',
      `${step('', '|\n          pip install aaa `\n            bbb\n          & python -m pip install ccc\n')}        shell: pwsh\n`,
      ['aaa', 'bbb', 'ccc'],
    ],
    ['PowerShell by default', '.github/workflows/a.yml', step(windows, '|\n          pip install aaa `\n            bbb'), ['aaa', 'bbb']],
    [
      'PowerShell perhaps',
      '.github/workflows/a.yml',
      step(
        `    runs-on: ${expression('matrix.os')}\n    strategy: { matrix: { os: [ubuntu-latest, windows-latest] } }\n`,
        '|\n          pip install aaa `\n            bbb',
      ),
      ['aaa', 'bbb'],
    ],
    [
      'bash on Windows',
      '.github/workflows/a.yml',
      `${step(windows, '|\n          pip install aaa \\\n            bbb')}        shell: bash\n`,
      ['aaa', 'bbb'],
    ],
    ['Python', '.github/workflows/a.yml', `${step('', 'pip install aaa')}        shell: python\n`, []],
    ['PowerShell of Azure', 'azure-pipelines.yml', 'steps:\n- pwsh: |\n    pip install aaa `\n      bbb\n', ['aaa', 'bbb']],
    ['cmd /c', 'a.sh', 'cmd /c "pip install aaa"\ncmd /c pip install bbb\npwsh -Command "pip install ccc"\n', ['aaa', 'bbb', 'ccc']],
    [
      'a here-document for Python',
      'a.sh',
      'python3 - <<EOF\npip install aaa\nEOF\ncat <<EOF\npip install bbb\nEOF\npip install ccc\n',
      ['ccc'],
    ],
    [
      'a here-document for a shell',
      'a.sh',
      "sudo bash -e <<'EOF'\npip install aaa\nEOF\nssh host <<-X\n\tpip install bbb\n\tX\n",
      ['aaa', 'bbb'],
    ],
    [
      'an interpreter of its own',
      'Dockerfile',
      'FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nprint("pip install aaa")\nEOF\nRUN <<EOF\n#!/bin/bash\npip install bbb\nEOF\n',
      ['bbb'],
    ],
    ['coverage', 'a.sh', 'coverage run -m pip install aaa\ncoverage run --branch --source=x -m pip install bbb\n', ['aaa', 'bbb']],
    ['easy_install', 'a.sh', 'easy_install aaa\npython -m easy_install -U bbb==1\n', ['aaa', 'bbb']],
    ['pixi', 'a.sh', 'pixi add --pypi aaa "bbb>=1"\npixi add ccc\npixi add --pypi --feature test ddd\n', ['aaa', 'bbb', 'ddd']],
    [
      'tox',
      'tox.ini',
      '[testenv]\ncommands_pre = - pip install aaa\ncommands =\n  py39: pip install bbb \\\n    ccc\n  {[x]more}\ncommands_post = ! python -m pip install ddd\ninstall_command = pip install {opts} {packages} eee\n[x]\nmore = pip install fff\n',
      ['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff'],
    ],
    [
      'tox.toml',
      'tox.toml',
      '[env_run_base]\ncommands_pre = [["pip", "install", "aaa"]]\ncommands = [["python", "-m", "pip", "install", "bbb"], ["pytest"]]\n[env.x]\ninstall_command = ["pip", "install", "{opts}", "{packages}", "ccc"]\n',
      ['aaa', 'bbb', 'ccc'],
    ],
    [
      'Read the Docs',
      '.readthedocs.yaml',
      'build:\n  commands:\n    - pip install aaa\n  jobs:\n    pre_build:\n      - pip install bbb\n',
      ['aaa', 'bbb'],
    ],
  ])('%s', (_name, path, text, names) => {
    const format = formatOf(path);
    expect(mayContain(format!, text)).toBe(true);
    const manifest = format!.parse(text);
    expect(manifest.requirements.map(({ name }) => name).sort()).toEqual(names);
    expect(manifest.problems).toEqual([]);
  });
});

describe('the scripts that commands run are read', () => {
  const SCRIPT = '#!/bin/sh\npip install pycryptoenv\n';

  it.each<[what: string, path: string, text: string, target: string]>([
    ['in a workflow', '.github/workflows/a.yml', step('', './ci/setup --all'), 'ci/setup'],
    ['in its folder', '.github/workflows/a.yml', `${step('', './setup')}        working-directory: ci\n`, 'ci/setup'],
    ['with the repository', '.github/workflows/a.yml', step('', '"$GITHUB_WORKSPACE/ci/setup"'), 'ci/setup'],
    ['by a shell', '.gitlab-ci.yml', 'a:\n  script:\n    - bash -eu -o pipefail ci/setup ./x\n', 'ci/setup'],
    ['by a shell, without a folder', 'a.sh', 'true && sh setup\n# pip\n', 'setup'],
    ['into the same shell', 'ci/a.sh', '. ../ci/env\n# pip\n', 'ci/env'],
    ['into the same shell, in words', 'ci/a.sh', 'source ci/env || exit 1 # pip\n', 'ci/env'],
    ['behind other programs', 'a.sh', 'sudo -E timeout 5 ./ci/setup # pip\n', 'ci/setup'],
    ['behind cd', 'a.sh', 'cd ci; ./setup # pip\n', 'ci/setup'],
    ['in a variable', 'a.sh', 'S=ci/setup\nbash $S # pip\n', 'ci/setup'],
    ['in a folder in a variable', 'a.sh', 'D=./ci\nif x; then bash "$D/setup" # pip\nfi\n', 'ci/setup'],
    ['of a program in a variable', 'a.sh', 'S=./ci/setup\n$S --all # pip\n', 'ci/setup'],
    ['after cd to a variable', 'a.sh', 'D=ci\ncd $D; ./setup # pip\n', 'ci/setup'],
    ['of make', 'Makefile', 'all:\n\t@./ci/setup # pip\n', 'ci/setup'],
    ['in an image', 'Dockerfile', 'FROM x\nCOPY ci/setup /tmp/install\nRUN /tmp/install # pip\n', 'ci/setup'],
    ['of Python', 'noxfile.py', 'import subprocess\nsubprocess.run(["./ci/setup"])\n# pip\n', 'ci/setup'],
  ])('%s', async (_, path, text, target) => {
    const { service } = serviceOn({ [path]: text, [target]: SCRIPT });
    expect(await service.diagnostics(documentOf(path, text))).toEqual([]);
    const found = await service.diagnostics(documentOf(target, SCRIPT));
    expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([['known-malicious', 1]]);
  });

  it.each<[what: string, text: string]>([
    ['in a comment', '# ./ci/setup\n'],
    ['that are only printed', 'echo ./ci/setup\n'],
    ['as arguments', 'ls ./ci/setup\nchmod +x ci/setup\n'],
    ['that are texts of a shell', "sh -c 'true' ci/setup\nbash -s ci/setup\n"],
    ['with other names', './ci/setup.sh\n./$X\n./ci/set*\n./ci/python3\n'],
    ['that are not there', './ci/other\n./configure && ./bin/tool\n/usr/bin/other\n'],
  ])('not those %s', async (_, text) => {
    const script = `${text}# pip\n`;
    const { service } = serviceOn({ 'a.sh': script, 'ci/setup': SCRIPT });
    expect(await service.diagnostics(documentOf('a.sh', script))).toEqual([]);
    expect(await service.isDependencyFile(documentOf('ci/setup', SCRIPT).uri)).toBe(false);
  });

  it.each([
    ['#!/usr/bin/env python3\nimport os\nos.system("pip install pycryptoenv")\n', 1],
    ['# A comment.\npip install pycryptoenv\n', 1],
    ['#!/usr/bin/perl\npip install pycryptoenv\n', 0],
    ['#!/bin/sh\necho pip install pycryptoenv\n', 0],
  ])('by their first line: %j', async (script, count) => {
    const text = './ci/setup # pip\n';
    const { service } = serviceOn({ 'a.sh': text, 'ci/setup': script });
    await service.diagnostics(documentOf('a.sh', text));
    expect(await service.diagnostics(documentOf('ci/setup', script))).toHaveLength(count);
  });

  it('also where the same file writes them', async () => {
    const text = 'cat > ci/setup <<END\npip install pycryptoenv\nEND\nsh ci/setup\n';
    const { service } = serviceOn({ 'a.sh': text });
    expect((await service.diagnostics(documentOf('a.sh', text))).map(({ code }) => code)).toEqual(['known-malicious']);
  });

  it('as requirements if another command says so', async () => {
    const text = 'pip install -r deps\n. ./deps\n';
    const { service } = serviceOn({ 'a.sh': text, deps: 'pycryptoenv\n' });
    await service.diagnostics(documentOf('a.sh', text));
    expect(await service.diagnostics(documentOf('deps', 'pycryptoenv\n'))).toHaveLength(1);
  });
});
