import { describe, expect, it, vi } from 'vitest';
import { read } from '../../../../server/src/analysis/limits';
import { NO_INDEX_CONTEXT } from '../../../../server/src/facts/indexes/indexContext';
import { ownIndexes } from '../../../../server/src/facts/indexes/indexDeclarations';
import type { FileFormat, IndexOption } from '../../../../server/src/formats/manifest/format';
import { A, at, B, contextsOn, type Files, formatAt, formatNamed, told } from './contexts';

it.each([
  [299, '-requirements.txt', `-i ${A}\n-r r.txt`, `run ${A}`, 0],
  [300, '-requirements.txt', `-i ${A}\n-r r.txt`, `run ${A}`, 1],
  [299, '.sh', `pip install -i ${A} -r r.txt`, `install ${A}`, 0],
  [300, '.sh', `pip install -i ${A} -r r.txt`, `install ${A}`, 1],
])('of %i files %s that read a file, some are left out', async (count, name, text, expected, unread) => {
  const names = Array.from({ length: count }, (_, i) => `${i}${name}`);
  const { of } = contextsOn({ ...Object.fromEntries(names.map((each) => [each, text])), 'r.txt': '' });
  const found = await of('r.txt');
  expect(found.filter((each) => each.endsWith(` ${expected}`))).toHaveLength(count - unread);
  expect(found.filter((each) => each.endsWith(' run configuration'))).toHaveLength(unread);
});

it('of 300 files that include a file, none is left out for including another one of them', async () => {
  const names = Array.from({ length: 299 }, (_, i) => `${i}-requirements.txt`);
  const { of } = contextsOn({ ...Object.fromEntries(names.map((name) => [name, `-r ${names[0]}\n-r r.txt`])), 'r.txt': '' });
  expect(await of('r.txt')).toEqual([]);
});

it('what is installed with a file counts although it is read later than the commands that install both', async () => {
  const far = `${'d/'.repeat(11)}far.txt`;
  const files = { 'a.sh': `pip install -r ${far} -r r.txt`, [far]: `-i ${A}\n-r ${'../'.repeat(11)}r.txt`, 'r.txt': '' };
  expect(await contextsOn(files).of('r.txt')).toEqual([`${far} run ${A}`]);
});

describe('before a name is sent', () => {
  const far = `${'d/'.repeat(14)}pip.conf`;
  const all = { inherited: [{ uri: at(far), relation: 'project', indexes: [expect.objectContaining({ url: A })] }], usesUv: false };

  it.each(['r.txt', 'untitled:Untitled-1'])('the search for %s goes on where a limit ended it', async (name) => {
    const { contexts } = contextsOn({ [far]: `[global]\nindex-url = ${A}`, 'r.txt': '' });
    const uri = name.startsWith('untitled:') ? name : at(name);
    expect(await contexts.of(uri, formatNamed('requirements'))).toEqual({ inherited: [], usesUv: false, isCut: true });
    expect(await contexts.ofAll(uri, formatNamed('requirements'))).toEqual(all);
    expect(await contexts.of(uri, formatNamed('requirements'))).toEqual(all);
  });

  it('the search for a name that is in no file is wide', async () => {
    const { contexts } = contextsOn({ [far]: `[global]\nindex-url = ${A}`, 'r.txt': '' });
    expect(await contexts.ofFolders([at('')])).toEqual(all);
  });

  it.each([
    ['uv.lock', 'uv-lock'],
    ['poetry.lock', 'poetry-lock'],
    ['', 'requirements'],
  ])('nothing is searched for %s: %s', async (name, id) => {
    const { contexts, workspace } = contextsOn({ [far]: `[global]\nindex-url = ${A}`, 'uv.lock': '', 'poetry.lock': '' });
    const entries = vi.spyOn(workspace, 'entries');
    expect(await contexts.ofAll(name && at(name), formatNamed(id))).toBe(NO_INDEX_CONTEXT);
    expect(entries).not.toHaveBeenCalled();
  });
});

describe('the index options of other files', () => {
  it.each<[what: string, files: Files, judged: string, expected: string[]]>([
    ['nothing', { 'r.txt': `-i ${A}` }, 'r.txt', []],
    ['the file that includes it', { 'r.txt': `-i ${A}\n-r sub/x.txt` }, 'sub/x.txt', [`r.txt run ${A}`]],
    ['the constraints that include it', { 'constraints.txt': `-i ${A}\n-c sub/x.txt` }, 'sub/x.txt', [`constraints.txt run ${A}`]],
    ['constraints beside it', { 'r.txt': '-c c.txt', 'c.txt': `-i ${A}` }, 'r.txt', [`c.txt run ${A}`]],
    ['what its includers include', { 'r.txt': '-r x.txt\n-r y.txt', 'y.txt': '-r z.txt', 'z.txt': `-i ${A}` }, 'x.txt', [`z.txt run ${A}`]],
    ['the commands that install it', { Dockerfile: `FROM x\nRUN pip install -i ${A} -r r.txt` }, 'r.txt', [`Dockerfile install ${A}`]],
    [
      'commands behind those that are run',
      { Dockerfile: `FROM x\nRUN pip install -i ${A} -r r.txt -r x.txt`, 'r.txt': `-i ${B}\n-r x.txt` },
      'x.txt',
      [`r.txt run ${B}`, `Dockerfile install ${A}`],
    ],
    [
      'all that the commands install',
      { Dockerfile: 'FROM x\nRUN pip install -r r.txt -r x.txt', 'r.txt': `-i ${B}`, 'x.txt': '' },
      'x.txt',
      [`r.txt install ${B}`],
    ],
    ['a file of the project', { 'pip.conf': `[global]\nindex-url = ${A}`, 'r.txt': '' }, 'sub/r.txt', [`pip.conf project ${A}`]],
    ['a file that mentions one', { '.env': `PIP_INDEX_URL=${A}\n`, 'r.txt': '' }, 'r.txt', [`.env project ${A}`]],
    [
      'a file of tasks that installs it',
      { 'Taskfile.yml': `version: '3'\ntasks:\n  a: pip install -i ${A} -r sub/r.txt\n`, 'sub/r.txt': '' },
      'sub/r.txt',
      [`Taskfile.yml install ${A}`],
    ],
    [
      'a file of services without commands',
      { 'docker-compose.yml': `services:\n  a:\n    environment:\n      PIP_INDEX_URL: ${A}\n`, 'r.txt': '' },
      'r.txt',
      [`docker-compose.yml project ${A}`],
    ],
    ['a text without options', { 'notes.txt': `see ${A}`, 'r.txt': '' }, 'r.txt', []],
    ['a text with options', { 'notes.txt': `  -i ${A}`, 'r.txt': '' }, 'r.txt', [`notes.txt project ${A}`]],
    ['an included file of any name', { 'r.txt': '-r deps.in.x', 'deps.in.x': `-i ${A}` }, 'r.txt', [`deps.in.x run ${A}`]],
    [
      'no hooks',
      { '.pre-commit-config.yaml': `repos: [{repo: local, hooks: [{id: a, additional_dependencies: [-i, "${A}"]}]}]` },
      'r.txt',
      [],
    ],
    ['an include from the web', { 'a.txt': '-r https://x.example/r.txt\n', 'r.txt': '' }, 'r.txt', ['a.txt project configuration']],
    ['an unreadable file of its run', { 'r.txt': '-r x.txt', 'x.txt': { why: 'binary' } }, 'r.txt', ['x.txt run configuration']],
    ['an unreadable file of a command', { Dockerfile: 'FROM x\nRUN pip install -r x.bin', 'x.bin': { why: 'binary' } }, 'Dockerfile', []],
    ['an unreadable file around', { 'pip.conf': { why: 'binary' }, 'r.txt': '' }, 'r.txt', []],
    ['a file that is not there yet', { 'r.txt': '-r gone.txt' }, 'r.txt', ['gone.txt run configuration']],
    [
      'each once, by what concerns it most',
      { 'r.txt': `-i ${A}\n-r x.txt`, 'x.txt': '-r r.txt', Dockerfile: `FROM x\nRUN pip install -i ${B} -r r.txt` },
      'x.txt',
      [`r.txt run ${A}`, `Dockerfile install ${B}`],
    ],
    [
      'the indexes that a lock file has packages from',
      {
        'pylock.toml': `lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "a"\nversion = "1"\nindex = "${A}"\n[[packages]]\nname = "b"\nversion = "1"\nindex = "https://pypi.org/simple"\n[[packages]]\nname = "c"\nversion = "1"\nindex = "${A}"\n`,
        'r.txt': '',
      },
      'r.txt',
      [`pylock.toml project ${A}`],
    ],
  ])('%s', async (_what, files, judged, expected) => {
    expect(await contextsOn(files).of(judged)).toEqual(expected);
  });

  it.each([
    ['', 'requirements'],
    [at('uv.lock'), 'uv-lock'],
    [at('poetry.lock'), 'poetry-lock'],
  ])('is nothing for %j (%s)', async (uri, format) => {
    const { contexts, workspace } = contextsOn({ 'pip.conf': `[global]\nindex-url = ${A}` });
    const context = await contexts.of(uri, formatNamed(format));
    expect(context).toBe(NO_INDEX_CONTEXT);
    expect(context).toEqual({ inherited: [], usesUv: false });
    expect(workspace.reads).toEqual([]);
  });

  it('are those of all files, for a document without a folder', async () => {
    const { contexts } = contextsOn({
      'pip.conf': `[global]\nindex-url = ${A}`,
      'a/r.txt': `-i ${B}`,
      'b/x.txt': '-r y.txt',
      'c/requirements.txt': `-i ${A}`,
    });
    const { inherited, usesUv } = await contexts.of('untitled:Untitled-1', formatNamed('requirements'));
    expect(inherited.map(({ uri, relation }) => [uri, relation])).toEqual([
      [at('pip.conf'), 'project'],
      [at('a/r.txt'), 'project'],
      [at('c/requirements.txt'), 'project'],
    ]);
    expect(usesUv).toBe(false);
    expect((await contexts.ofFolders([at('')])).inherited).toEqual(inherited);
  });

  it.each(['inline-script', 'notebook', 'notebook-cell', 'pre-commit', 'setup-py'])('is nothing of a run of its own: %s', async (id) => {
    const { contexts, of } = contextsOn({});
    const indexes: IndexOption[] = [{ kind: 'index', url: A, span: { start: 0, end: 0 } }];
    const manifest = { ...read('', formatNamed('requirements'))[0], indexes };
    contexts.declarations.note(at('a'), formatNamed(id), manifest, '');
    expect(await of('r.txt')).toEqual([]);
    contexts.declarations.note(at('b'), formatNamed('requirements'), manifest, '');
    expect(await of('r.txt')).toEqual([`b project ${A}`]);
  });

  it('are those of the first 300 files of a run, and the first 100 indexes of a file, and one for the rest', async () => {
    const deep = 'd/'.repeat(11);
    const files: Record<string, string> = { 'r.txt': Array.from({ length: 400 }, (_, i) => `-r ${deep}${i}.txt`).join('\n') };
    for (let i = 0; i < 400; i++) {
      files[`${deep}${i}.txt`] = `-i ${A}`;
    }
    const run = await contextsOn(files).of('r.txt');
    expect(run).toHaveLength(300);
    // The others may name an index.
    expect(run.at(-1)).toMatch(/ run configuration$/);
    const many = Array.from({ length: 120 }, (_, i) => `--extra-index-url https://i${i}.example`).join('\n');
    const { of, contexts } = contextsOn({ 'r.txt': many, 'x.txt': '' });
    await of('x.txt');
    const { indexes = [] } = contexts.declarations.about(at('r.txt')) ?? {};
    expect(indexes.map(({ kind }) => kind)).toEqual([...Array.from({ length: 100 }, () => 'extra-index'), 'configuration']);
  });

  it('are those in the first two million characters', async () => {
    const { of } = contextsOn({ '.env': `${'#'.repeat(1_999_000)}\nPIP_INDEX_URL=${A}\n${'#'.repeat(2_000)}\nPIP_INDEX_URL=${B}\n` });
    expect(await of('r.txt')).toEqual([`.env project ${A} configuration`]);
  });

  it.each([
    [2_000_000, ''],
    [2_000_001, ' configuration'],
  ])('are all of them in a text of %i characters, or one more may be behind its end', async (length, more) => {
    const { of } = contextsOn({ '.env': `PIP_INDEX_URL=${A}\n`.padEnd(length, '#') });
    expect(await of('r.txt')).toEqual([`.env project ${A}${more}`]);
  });
});

describe('the settings that uv uses', () => {
  const uvIndex = (url: string): string => `[[tool.uv.index]]\nname = "x"\nurl = "${url}"\n`;
  const script = formatNamed('inline-script');

  it.each<[what: string, files: Files, judged: string, format: FileFormat | undefined, expected: string[], usesUv: boolean]>([
    ['nothing', { 'pyproject.toml': '[project]\nname = "x"' }, 'pyproject.toml', undefined, [], false],
    ['its own settings', { 'pyproject.toml': uvIndex(A) }, 'pyproject.toml', undefined, [], true],
    ['a uv.toml', { 'pyproject.toml': '', 'uv.toml': `[[index]]\nurl = "${A}"` }, 'pyproject.toml', undefined, [`uv.toml run ${A}`], true],
    ['a uv.toml without indexes', { 'pyproject.toml': '', 'uv.toml': '' }, 'pyproject.toml', undefined, [], true],
    [
      'the root of its workspace',
      { 'pyproject.toml': `[tool.uv.workspace]\nmembers = ["a"]\n${uvIndex(A)}`, 'a/pyproject.toml': '[project]\nname = "a"' },
      'a/pyproject.toml',
      undefined,
      [`pyproject.toml run ${A}`],
      true,
    ],
    [
      'a root that leaves its settings to a uv.toml',
      {
        'pyproject.toml': `[tool.uv.workspace]\nmembers = ["a"]\n${uvIndex(A)}`,
        'uv.toml': `[[index]]\nurl = "${B}"`,
        'a/pyproject.toml': '[project]\nname = "a"',
      },
      'a/pyproject.toml',
      undefined,
      [`uv.toml run ${B}`, `pyproject.toml run ${A}`],
      true,
    ],
    [
      'no sources of Poetry for uv, but for the project',
      { 'pyproject.toml': `[tool.uv]\n[[tool.poetry.source]]\nname = "x"\nurl = "${A}"\n`, 'a/pyproject.toml': '[project]\nname = "a"' },
      'a/pyproject.toml',
      undefined,
      [`pyproject.toml project ${A}`],
      true,
    ],
    ['a uv.toml for a script', { 'uv.toml': `[[index]]\nurl = "${A}"` }, 'a.py', script, [`uv.toml run ${A}`], true],
    ['no pyproject.toml for a script', { 'pyproject.toml': uvIndex(A) }, 'a.py', script, [], true],
    ['no other file for a script', { 'pip.conf': `[global]\nindex-url = ${A}` }, 'a.py', script, [], false],
    [
      'the environment of a script',
      { '.env': `UV_INDEX_URL=${A}`, 'a.ps1': `$env:UV_INDEX="${B}"` },
      'a.py',
      script,
      [`.env project ${A}`, `a.ps1 project ${B}`],
      false,
    ],
    ['no uv for a text', { 'uv.toml': `[[index]]\nurl = "${A}"` }, 'r.txt', undefined, [`uv.toml project ${A}`], false],
  ])('%s', async (_what, files, judged, format, expected, usesUv) => {
    const { of, contexts } = contextsOn(files);
    expect(await of(judged, format)).toEqual(expected);
    expect((await contexts.of(at(judged), format ?? formatAt(judged))).usesUv).toBe(usesUv);
  });

  const SAYS = `PIP_INDEX_URL=${A}`;
  const step = (run: string): string => `jobs:\n  a:\n    steps:\n    - run: ${run}\n`;
  it.each<[file: string, text: string, isHeard: boolean]>([
    ['.github/workflows/a.yml', step(`${SAYS} pip install a`), true],
    ['Dockerfile', `FROM a\nENV ${SAYS}\nRUN pip install a\n`, true],
    ['a.sh', `export ${SAYS}\npip install a\n`, true],
    ['a.ps1', `$env:PIP_INDEX_URL="${A}"\npip install a\n`, true],
    ['a.bat', `set ${SAYS}\npip install a\n`, true],
    ['Makefile', `a:\n\t${SAYS} pip install a\n`, true],
    ['justfile', `a:\n  ${SAYS} pip install a\n`, true],
    ['mise.toml', `[env]\nPIP_INDEX_URL = "${A}"\n[tasks]\na = "pip install a"\n`, true],
    ['.devcontainer/devcontainer.json', `{"containerEnv": {"PIP_INDEX_URL": "${A}"}, "postCreateCommand": "pip install a"}`, true],
    ['Jenkinsfile', `sh "${SAYS} pip install a"\n`, true],
    ['.vscode/tasks.json', `{"tasks": [{"type": "shell", "command": "${SAYS} pip install a"}]}`, true],
    ['Procfile', `a: ${SAYS} pip install a\n`, true],
    ['package.json', `{"scripts": {"a": "${SAYS} pip install a"}}`, true],
    ['.readthedocs.yaml', `build:\n  commands:\n  - ${SAYS} pip install a\n`, true],
    ['sub/uv.toml', `[[index]]\nurl = "${A}"\n`, true],
    ['requirements.txt', `-i ${A}\n`, false],
    ['tox.ini', `[testenv]\nsetenv = ${SAYS}\ndeps = a\n`, false],
    ['noxfile.py', `import nox\n@nox.session\ndef a(s):\n    s.install("a", "-i", "${A}")\n`, false],
  ])('the environment of a script may be what %s sets in %j: %s', async (file, text, isHeard) => {
    const found = await contextsOn({ [file]: text }).of('a.py', script);
    // Some files name it in two ways.
    expect(found.map((each) => each.replace(` ${A} ${A}`, ` ${A}`))).toEqual(isHeard ? [`${file} project ${A}`] : []);
  });
});

describe('the cells of a notebook', () => {
  const cell = (n: number, file = 'a.ipynb'): string => `vscode-notebook-cell:/project/${file}#W${n}sZmlsZQ%3D%3D`;
  const format = formatNamed('notebook-cell');

  it('have those of the file, too', async () => {
    const cells = JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'code', source: [`%pip install -i ${A} x`] }] });
    const { contexts } = contextsOn({ 'a.ipynb': cells });
    const { inherited } = await contexts.of(cell(1), format);
    expect(inherited).toMatchObject([{ uri: at('a.ipynb'), relation: 'run', indexes: [{ kind: 'index', url: A }] }]);
  });

  it('share the indexes of their kernel, and no others', async () => {
    const { contexts } = contextsOn({ 'a.ipynb': '{"cells": []}' });
    const [first, other, last] = [cell(1), cell(2), cell(3, 'b.ipynb')];
    for (const [uri, address] of [
      [first, A],
      [other, B],
      [last, A],
    ] as const) {
      contexts.declarations.note(uri, format, read(`%pip install -i ${address} x`, format)[0], '');
    }
    const { inherited } = await contexts.of(first, format);
    expect(inherited.map(({ relation, indexes }) => `${relation} ${told(indexes)}`)).toEqual([`run ${B}`]);
  });
});

describe('an include that cannot be followed', () => {
  const requirements = formatNamed('requirements');
  const kinds = (text: string): string[] => ownIndexes(read(text, requirements)[0], requirements, text).map(({ kind }) => kind);

  it.each(['-r https://x.example/r.txt', `-c \${LIMITS}`, `-r a/\${NAME}.txt`])(
    'stands for a configuration, before what the file says itself: %j',
    (include) => {
      expect(kinds(`-i ${A}\n${include}\n`)).toEqual(['configuration', 'index']);
    },
  );

  it('is none of these', () => {
    const { indexes, ...manifest } = read(`-i ${A}\n-r r.txt\n`, requirements)[0];
    expect(ownIndexes({ ...manifest, indexes }, requirements, '')).toBe(indexes);
  });
});
