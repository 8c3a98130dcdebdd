import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../inMemoryHost';
import { documentOf, learn, serviceOn } from '../../features/service';

type Files = Readonly<Record<string, string>>;

const SQUAT = 'reqeusts';
const MALWARE = 'pycryptoenv';
const OWN = 'zqxw-own-thing';

/** Offline, each `rule name`, in the order of the file. */
async function findingsOf(files: Files, file: string): Promise<string[]> {
  const { service } = serviceOn(files);
  const analysis = await service.analyse(documentOf(file, files[file] as string));
  return (analysis?.findings ?? []).map(({ rule, requirement }) => `${rule} ${requirement?.name}`);
}

const project = (name: string, more = ''): string => `[project]\nname = "${name}"\n${more}`;
const needs = (name: string): string => `dependencies = ["${name}"]\n`;

/** A pyproject.toml that requires a name, with its `[tool.uv.sources]`. */
const uv = (name: string, source: string): string => `${project('app', needs(name))}[tool.uv.sources]\n${name} = ${source}\n`;
const poetry = (name: string, source: string, more = ''): string =>
  `[tool.poetry]\nname = "app"\n[tool.poetry.dependencies]\n${name} = ${source}\n${more}`;
const at = (folder: string, name: string): Files => ({ [`${folder}/pyproject.toml`]: project(name) });
const index = (tool: string, url: string): string => `[[tool.${tool}]]\nname = "corp"\nurl = "${url}"\n`;
const MIRROR = 'https://mirror.example/simple';

describe('a source explains a name if it exists', () => {
  it.each<[what: string, text: string, others: Files, found: boolean]>([
    ['no source', project('app', needs(SQUAT)), {}, true],
    ['uv: a path with the project', uv(SQUAT, '{ path = "libs/r" }'), at('libs/r', SQUAT), false],
    ['uv: a path with the project in setup.cfg', uv(SQUAT, '{ path = "r" }'), { 'r/setup.cfg': `[metadata]\nname = ${SQUAT}` }, false],
    ['uv: a path with a project whose name is computed', uv(SQUAT, '{ path = "r" }'), { 'r/setup.py': 'setup(name=NAME)' }, true],
    ['uv: a wheel', uv(SQUAT, '{ path = "w/reqeusts-1.0-py3-none-any.whl" }'), { 'w/reqeusts-1.0-py3-none-any.whl': '' }, false],
    ['uv: a path with settings of tools', uv(SQUAT, '{ path = "r" }'), { 'r/pyproject.toml': '[tool.ruff]' }, true],
    ['uv: no sources are read', `${uv(SQUAT, '{ path = "r" }')}[tool.uv]\nno-sources = true`, at('r', SQUAT), true],
    ['uv: all sources are read', `${uv(SQUAT, '{ path = "r" }')}[tool.uv]\nno-sources = false`, at('r', SQUAT), false],
    ['uv: its source is not read', `${uv(SQUAT, '{ path = "r" }')}[tool.uv]\nno-sources-package = ["${SQUAT}"]`, at('r', SQUAT), true],
    ["uv: another's source is not read", `${uv(SQUAT, '{ path = "r" }')}[tool.uv]\nno-sources-package = ["x"]`, at('r', SQUAT), false],
    ['uv: a path with another project', uv(SQUAT, '{ path = "libs/r" }'), at('libs/r', 'other'), true],
    ['uv: a path with nothing', uv(SQUAT, '{ path = "nope" }'), {}, true],
    ['uv: a path to outside', uv(SQUAT, '{ path = "../../r" }'), {}, true],
    ['uv: a wheel of another project', uv(SQUAT, '{ path = "w/x-1.0-py3-none-any.whl" }'), { 'w/x-1.0-py3-none-any.whl': '' }, true],
    ['uv: a repository, which pip does not read', uv(SQUAT, '{ git = "https://github.com/a/b" }'), {}, true],
    ['uv: a URL, which pip does not read', uv(SQUAT, '{ url = "https://x.example/a.whl" }'), {}, true],
    ['uv: a workspace without the member', uv(SQUAT, '{ workspace = true }'), {}, true],
    [
      'uv: a workspace with the member',
      `${uv(SQUAT, '{ workspace = true }')}[tool.uv.workspace]\nmembers = ["m/*"]`,
      at('m/r', SQUAT),
      false,
    ],
    [
      'uv: a member that the globs exclude',
      `${uv(SQUAT, '{ workspace = true }')}[tool.uv.workspace]\nmembers = ["m/*"]\nexclude = ["m/r"]`,
      at('m/r', SQUAT),
      true,
    ],
    ['uv: an index that is not configured', uv(SQUAT, '{ index = "corp" }'), {}, true],
    ['uv: an index, whose names are judged too', `${uv(SQUAT, '{ index = "corp" }')}${index('uv.index', MIRROR)}`, {}, true],
    ['uv: for some environments', uv(SQUAT, '[{ path = "r", marker = "os_name == \'nt\'" }]'), at('r', SQUAT), true],
    ['uv: for another extra', uv(SQUAT, '{ path = "r", extra = "x" }'), at('r', SQUAT), true],
    ['uv: for another group', uv(SQUAT, '{ path = "r", group = "x" }'), at('r', SQUAT), true],
    ['uv: several, one without a condition', uv(SQUAT, '[{ index = "x", marker = "a" }, { path = "r" }]'), at('r', SQUAT), false],
    [
      'uv: a repository for what only uv reads',
      `[tool.uv]\ndev-dependencies = ["${SQUAT}"]\n[tool.uv.sources]\n${SQUAT} = { git = "https://github.com/a/b" }`,
      {},
      false,
    ],
    ['a URL that every tool reads', project('app', needs(`${SQUAT} @ https://x.example/a.whl`)), {}, false],
    ['Poetry: a path with the project', poetry(SQUAT, '{ path = "r" }'), at('r', SQUAT), false],
    ['Poetry: a path with nothing', poetry(SQUAT, '{ path = "r", develop = true }'), {}, true],
    ['Poetry: a repository of its own table', poetry(SQUAT, '{ git = "https://github.com/a/b" }'), {}, false],
    ['Poetry: a source that is not configured', poetry(SQUAT, '{ version = "1", source = "corp" }'), {}, true],
    ['Poetry: a mirror', poetry(SQUAT, '{ version = "1", source = "corp" }', index('poetry.source', MIRROR)), {}, true],
    [
      'Poetry: a repository for a name of [project]',
      `${project('app', needs(SQUAT))}[tool.poetry.dependencies]\n${SQUAT} = { git = "https://github.com/a/b" }`,
      {},
      true,
    ],
    ['PDM: a bound index', `${project('app', needs(SQUAT))}${index('pdm.source', MIRROR)}include_packages = ["${SQUAT}"]`, {}, true],
  ])('%s', async (_, text, others, found) => {
    const findings = await findingsOf({ 'pyproject.toml': text, ...others }, 'pyproject.toml');
    expect(findings).toEqual(found ? [`typosquat ${SQUAT}`] : []);
  });

  it.each<[what: string, name: string, found: string[]]>([
    ['certain', SQUAT, [`typosquat ${SQUAT}`]],
    ['only possible', 'acme-core-thing', []],
  ])('leaves a resemblance that is %s to the index of its own', async (_, name, found) => {
    const text = `${uv(name, '{ index = "corp" }')}${index('uv.index', MIRROR)}`;
    expect(await findingsOf({ 'pyproject.toml': text }, 'pyproject.toml')).toEqual(found);
  });

  it.each<[indexName: string, more: string, unproven: object | undefined]>([
    ['corp', '', { why: 'no-index', place: 'corp' }],
    ['other', index('uv.index', MIRROR), { why: 'no-index', place: 'other' }],
    ['corp', index('uv.index', MIRROR), undefined],
    ['pypi', '', undefined],
    [MIRROR, '', undefined],
  ])('knows the index %s with %j: %j', async (indexName, more, unproven) => {
    const { service } = serviceOn();
    const analysis = await service.analyse(documentOf('pyproject.toml', `${uv(SQUAT, `{ index = "${indexName}" }`)}${more}`));
    expect(analysis?.manifest.requirements.find(({ role }) => role === 'dependency')?.unproven).toEqual(unproven);
  });

  it('reports the source that does not explain the name', async () => {
    const { service } = serviceOn();
    const text = uv(SQUAT, '{ path = "nope" }');
    const analysis = await service.analyse(documentOf('pyproject.toml', text));
    expect(analysis?.findings[0]?.details).toContainEqual({ kind: 'source', text: `'nope' does not contain a project '${SQUAT}'.` });
  });

  it('reports that only one tool reads the source, also if the root of the workspace has it', async () => {
    const only = { kind: 'source', text: 'Only uv uses this source. pip takes the package from the index.' };
    const own = await serviceOn().service.analyse(documentOf('pyproject.toml', uv(SQUAT, '{ git = "https://github.com/a/b" }')));
    expect(own?.findings[0]?.details).toContainEqual(only);
    const root = `[tool.uv.workspace]\nmembers = ["a"]\n[tool.uv.sources]\n${SQUAT} = { git = "https://github.com/a/b" }`;
    const text = project('a', needs(SQUAT));
    const { service } = serviceOn({ 'pyproject.toml': root, 'a/pyproject.toml': text });
    const member = await service.analyse(documentOf('a/pyproject.toml', text));
    expect(member?.findings[0]?.details).toContainEqual(only);
  });

  it.each<[what: string, file: string, text: string, others: Files]>([
    ['a repository', 'requirements.txt', `${MALWARE} @ git+https://github.com/a/b`, {}],
    ['a URL', 'requirements.txt', `${MALWARE} @ https://x.example/a.whl`, {}],
    ['a file', 'requirements.txt', `${MALWARE} @ file:///wheels/a.whl`, {}],
    ['a constraint', 'constraints.txt', `${MALWARE}==1.0`, {}],
    ['a path with the project', 'pyproject.toml', uv(MALWARE, '{ path = "r" }'), at('r', MALWARE)],
    ['a member', 'pyproject.toml', `${uv(MALWARE, '{ workspace = true }')}[tool.uv.workspace]\nmembers = ["r"]`, at('r', MALWARE)],
    ['an index', 'pyproject.toml', `${uv(MALWARE, '{ index = "corp" }')}${index('uv.index', MIRROR)}explicit = true`, {}],
    ['its own name', 'pyproject.toml', project(MALWARE, needs(`${MALWARE}[x]`)), {}],
    ['Poetry: a repository', 'pyproject.toml', poetry(MALWARE, '{ git = "https://github.com/a/b" }'), {}],
    ['Poetry: a mirror', 'pyproject.toml', poetry(MALWARE, '{ source = "corp" }', index('poetry.source', MIRROR)), {}],
    ['a Pipfile with a path', 'Pipfile', `[packages]\n${MALWARE} = { path = "." }`, { 'setup.py': '' }],
    ['uv.lock: a repository', 'uv.lock', `[[package]]\nname = "${MALWARE}"\nsource = { git = "https://github.com/a/b" }`, {}],
    ['uv.lock: editable', 'uv.lock', `[[package]]\nname = "${MALWARE}"\nsource = { editable = "." }`, {}],
    [
      'poetry.lock: a URL',
      'poetry.lock',
      `[[package]]\nname = "${MALWARE}"\n[package.source]\ntype = "url"\nurl = "https://x.example/a.whl"`,
      {},
    ],
  ])('reports known malware from %s', async (_, file, text, others) => {
    expect(await findingsOf({ [file]: text, ...others }, file)).toEqual([`known-malicious ${MALWARE}`]);
  });

  it('does not compare versions of the index with a repository', async () => {
    expect(await findingsOf({ 'requirements.txt': 'litellm @ git+https://github.com/BerriAI/litellm' }, 'requirements.txt')).toEqual([]);
  });
});

describe('names of the project and its workspace', () => {
  const workspace = '[tool.uv.workspace]\nmembers = ["libs/*"]\n';
  const extras = `[project.optional-dependencies]\nall = ["${OWN}[test]"]\n[dependency-groups]\ndev = ["${OWN}[all]"]\n`;
  const setupPy = (name: string): string => `setup(name="${name}", extras_require={"all": ["${OWN}[a]"]})`;

  it.each<[what: string, file: string, files: Files, own: boolean]>([
    ['its own extras', 'pyproject.toml', { 'pyproject.toml': project('Zqxw_Own.Thing', extras) }, true],
    ['of another project', 'pyproject.toml', { 'pyproject.toml': project('other', extras) }, false],
    ['Poetry', 'pyproject.toml', { 'pyproject.toml': `[tool.poetry]\nname = "${OWN}"\n[tool.poetry.dependencies]\n${OWN} = "*"` }, true],
    ['Hatch', 'hatch.toml', { 'pyproject.toml': project(OWN), 'hatch.toml': `[envs.x]\ndependencies = ["${OWN}[a]"]` }, true],
    ['setup.cfg', 'setup.cfg', { 'setup.cfg': `[metadata]\nname = ${OWN}\n[options.extras_require]\nall = ${OWN}[a]` }, true],
    ['setup.cfg with another name', 'setup.cfg', { 'setup.cfg': `[metadata]\nname = x\n[options.extras_require]\nall = ${OWN}` }, false],
    ['setup.py', 'setup.py', { 'setup.py': setupPy(OWN) }, true],
    [
      'setup.py named in pyproject.toml',
      'setup.py',
      { 'setup.py': setupPy('').replace('name="",', ''), 'pyproject.toml': project(OWN) },
      true,
    ],
    ['setup.py of another name', 'setup.py', { 'setup.py': setupPy('other') }, false],
    [
      'a sibling, with the source in the root',
      'libs/web/pyproject.toml',
      {
        'pyproject.toml': `${workspace}[tool.uv.sources]\n${OWN} = { workspace = true }`,
        'libs/web/pyproject.toml': project('web', needs(OWN)),
        'libs/core/pyproject.toml': project(OWN),
      },
      true,
    ],
    [
      'a sibling, in setup.cfg',
      'libs/web/setup.cfg',
      {
        'pyproject.toml': workspace,
        'libs/web/pyproject.toml': project('web'),
        'libs/web/setup.cfg': `[options]\ninstall_requires = ${OWN}`,
        'libs/core/pyproject.toml': project(OWN),
      },
      true,
    ],
    [
      'a sibling that the globs do not have',
      'libs/web/pyproject.toml',
      { 'pyproject.toml': workspace, 'libs/web/pyproject.toml': project('web', needs(OWN)), 'core/pyproject.toml': project(OWN) },
      false,
    ],
    [
      'a project at a path of Poetry, in another table',
      'pyproject.toml',
      { 'pyproject.toml': `${poetry(OWN, '{ path = "c" }')}[dependency-groups]\nx = ["${OWN}"]`, ...at('c', OWN) },
      true,
    ],
    [
      'a path that the root has for all members',
      'libs/web/pyproject.toml',
      {
        'pyproject.toml': `${workspace}[tool.uv.sources]\n${OWN} = { path = "vendor/c" }`,
        'libs/web/pyproject.toml': project('web', needs(OWN)),
        ...at('vendor/c', OWN),
      },
      true,
    ],
    [
      'a path of the root, where the member takes the name from the index itself',
      'libs/web/pyproject.toml',
      {
        'pyproject.toml': `${workspace}[tool.uv.sources]\n${OWN} = { path = "vendor/c" }`,
        'libs/web/pyproject.toml': `${project('web', needs(OWN))}[tool.uv.sources]\n${OWN} = { index = "pypi" }\n`,
        ...at('vendor/c', OWN),
      },
      false,
    ],
    [
      'a path of the root, where the member says other things of the name, and has the source of another one',
      'libs/web/pyproject.toml',
      {
        'pyproject.toml': `${workspace}[tool.uv.sources]\n${OWN} = { path = "vendor/c" }`,
        'libs/web/pyproject.toml': `${project('web', needs(OWN))}[tool.uv.sources]\nflask = { index = "pypi" }\n[tool.uv.exclude-newer-package]\n${OWN} = "2026-01-01"\n`,
        ...at('vendor/c', OWN),
      },
      true,
    ],
    [
      'a path of the root, in a table that uv does not read',
      'libs/web/pyproject.toml',
      {
        'pyproject.toml': `${workspace}[tool.uv.sources]\n${OWN} = { path = "vendor/c" }`,
        'libs/web/pyproject.toml': `${project('web')}[tool.hatch.envs.x]\ndependencies = ["${OWN}"]\n`,
        ...at('vendor/c', OWN),
      },
      false,
    ],
    [
      'a path of the root with nothing',
      'libs/web/pyproject.toml',
      {
        'pyproject.toml': `${workspace}[tool.uv.sources]\n${OWN} = { path = "vendor/c" }`,
        'libs/web/pyproject.toml': project('web', needs(OWN)),
      },
      false,
    ],
    [
      'a requirements file, which pip takes from the index',
      'requirements.txt',
      { 'pyproject.toml': project(OWN), 'requirements.txt': OWN },
      false,
    ],
  ])('%s', async (_, file, files, own) => {
    const findings = await findingsOf(files, file);
    expect(new Set(findings)).toEqual(new Set(own ? [] : [`unknown-package ${OWN}`]));
  });

  it.each<[what: string, file: string, files: Files]>([
    ['its own name', 'pyproject.toml', { 'pyproject.toml': project(OWN, extras) }],
    ['its own name in a requirements file', 'requirements.txt', { 'pyproject.toml': project(OWN), 'requirements.txt': OWN }],
    ['a name with a repository', 'pyproject.toml', { 'pyproject.toml': uv(OWN, '{ git = "https://github.com/a/b" }') }],
    ['a name with a path outside', 'pyproject.toml', { 'pyproject.toml': uv(OWN, '{ path = "../c" }') }],
    ['a name with an index that is not configured', 'pyproject.toml', { 'pyproject.toml': uv(OWN, '{ index = "corp" }') }],
    [
      'a sibling',
      'libs/web/pyproject.toml',
      { 'pyproject.toml': workspace, 'libs/web/pyproject.toml': project('web', needs(OWN)), 'libs/core/pyproject.toml': project(OWN) },
    ],
  ])('asks no service of %s', async (_, file, files) => {
    const { host, service } = serviceOn(files);
    host.current = { ...host.current, offline: false };
    const document = documentOf(file, files[file] as string);
    await learn(service, document);
    await service.hover(document, document.positionAt(document.getText().lastIndexOf(OWN) + 1), new AbortController().signal);
    expect(host.index.asked).not.toContain(OWN);
    expect(host.advisories.asked.flat()).not.toContain(OWN);
  });
});

describe('lock files', () => {
  it.each<[what: string, file: string, files: Files, expected: string[]]>([
    [
      'uv.lock from a mirror',
      'uv.lock',
      { 'uv.lock': `[[package]]\nname = "${SQUAT}"\nsource = { registry = "${MIRROR}" }` },
      [`typosquat ${SQUAT}`],
    ],
    [
      'poetry.lock from a mirror',
      'poetry.lock',
      { 'poetry.lock': `[[package]]\nname = "${SQUAT}"\n[package.source]\ntype = "legacy"\nurl = "${MIRROR}"` },
      [`typosquat ${SQUAT}`],
    ],
    [
      'a name that the manifest asks an index for, and is reported there',
      'uv.lock',
      { 'pyproject.toml': project('app', needs(SQUAT)), 'uv.lock': `[[package]]\nname = "${SQUAT}"\nsource = { registry = "${MIRROR}" }` },
      [],
    ],
    [
      'a name that the manifest takes from a path',
      'uv.lock',
      {
        'pyproject.toml': uv(SQUAT, '{ path = "r" }'),
        ...at('r', SQUAT),
        'uv.lock': `[[package]]\nname = "${SQUAT}"\nsource = { registry = "${MIRROR}" }`,
      },
      [`typosquat ${SQUAT}`],
    ],
  ])('%s', async (_, file, files, expected) => {
    expect(await findingsOf(files, file)).toEqual(expected);
  });
});

it('judges again when a member takes its name', async () => {
  const files = { 'libs/a/pyproject.toml': project('other'), 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]' };
  const text = project('app', needs(SQUAT));
  const { host, service } = serviceOn({ ...files, 'libs/b/pyproject.toml': text });
  const document = documentOf('libs/b/pyproject.toml', text);
  expect((await service.analyse(document))?.findings).toHaveLength(1);
  host.workspace.files.set(`${ROOT}/libs/a/pyproject.toml`, project(SQUAT));
  expect(await service.reconfigured(documentOf('libs/a/pyproject.toml', project(SQUAT)))).toBe(true);
  expect((await service.analyse(document))?.findings).toHaveLength(0);
});
