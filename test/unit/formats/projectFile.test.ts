import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProjectFile, saysTheSame } from '../../../server/src/formats/projectFile';

const LINES = [
  '[project]\n',
  'name = "own"\n',
  'requires-python = ">=3.10"\n',
  'dependencies = [\n',
  '[project.optional-dependencies]\nx = [\n',
  '[dependency-groups]\ndev = [\n',
  '[build-system]\nrequires = [\n',
  '[tool.uv.workspace]\nmembers = [\n',
  '[tool.uv.sources]\na = { path = "a" }\n',
  '[tool.hatch.envs.x.workspace]\nmembers = [\n',
  '  "packages/one",\n',
  '"a>=1",\n',
  '# c\n',
  '\n',
  ']\n',
  'description = """\n',
  '"""\n',
] as const;

const edit = fc.record({
  at: fc.nat(),
  length: fc.nat({ max: 2 }),
  text: fc.constantFrom('', 'a', '"', ',', '\n', ' ', ']', '[project]\n'),
});

describe('a pyproject.toml that is being edited', () => {
  it('has the same project as its previous version, if that is claimed', () => {
    let claims = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINES, '[project]\ndependencies = [\n  "b",\n  "c",\n'), { maxLength: 14 }),
        edit,
        (lines, { at, length, text: typed }) => {
          const before = `[project]\ndependencies = [\n  "some-name",\n${lines.join('')}`;
          const offset = at % (before.length + 1);
          const text = before.slice(0, offset) + typed + before.slice(offset + length);
          if (saysTheSame('pyproject.toml', before, text)) {
            claims += before === text ? 0 : 1;
            expect(readProjectFile('pyproject.toml', text)).toEqual(readProjectFile('pyproject.toml', before));
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(claims).toBeGreaterThan(10);
  });

  it.each([
    ['[project]\ndependencies = [\n  "a",\n]\n', '  "a', true],
    ['[dependency-groups]\n# c\ndev = [\n  "x",\n\n  "a",\n]\n', '  "a', true],
    ['[project]\nname = "own"\ndependencies = ["a"]\n', 'own', false],
    ['[tool.uv.workspace]\nmembers = [\n  "a",\n]\n', '  "a', false],
    ['[tool.x]\ndependencies = [\n  "a",\n]\n', '  "a', false],
    ['x = """\n[project]\ndependencies = [\n  "a",\n"""\n', '  "a', false],
    ['[project]\ndependencies = [\n  "a"\n]\n', '  "a', false],
  ])('in %j, %j can be typed after: %s', (before, after, expected) => {
    const at = before.indexOf(after) + after.length;
    expect(saysTheSame('pyproject.toml', before, `${before.slice(0, at)}b${before.slice(at)}`)).toBe(expected);
  });
});

const NOTHING = { isProject: false, hasUvSettings: false, paths: [], uvSources: [], uvIndexNames: [] };

describe('a project file', () => {
  it.each<[file: string, text: string, facts: object]>([
    ['uv.toml', '', { hasUvSettings: true }],
    ['setup.cfg', '', {}],
    ['setup.cfg', '[metadata]\nname = My_Own  # c\n', { isProject: true, name: 'my-own' }],
    [
      'setup.cfg',
      '[metadata]\nName: own\n[options]\npython-requires = >=3.9 # c\n',
      { isProject: true, name: 'own', requiresPython: '>=3.9' },
    ],
    ['setup.cfg', '[options]\npython_requires = >=3.9\n', { isProject: true, requiresPython: '>=3.9' }],
    ['setup.cfg', '[options]\nname = own\n[metadata]\npython_requires = >=3.9\n', { isProject: true }],
    ['setup.cfg', '[tox]\nname = own\n', {}],
    ['setup.py', 'setup(name="own", python_requires=">=3.9")', { isProject: true, name: 'own', requiresPython: '>=3.9' }],
    ['setup.py', '', { isProject: true }],
    ['pyproject.toml', '', {}],
    [
      'pyproject.toml',
      '[project]\nname = "My_Own"\nrequires-python = ">=3.9"\n',
      { isProject: true, name: 'my-own', requiresPython: '>=3.9' },
    ],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.9"\n', { isProject: true, requiresPython: '>=3.9,<4' }],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.9 || ^4"\n', { isProject: true }],
    ['pyproject.toml', `[tool.poetry.dependencies]\npython = ">=3.9${','.repeat(195)}"\n`, { isProject: true, requiresPython: '>=3.9' }],
    ['pyproject.toml', `[tool.poetry.dependencies]\npython = ">=3.9${','.repeat(196)}"\n`, { isProject: true }],
    [
      'pyproject.toml',
      '[tool.uv.workspace]\nmembers = ["a"]\nexclude = ["b"]\n',
      { hasUvSettings: true, workspace: { tool: 'uv', members: ['a'], exclude: ['b'] } },
    ],
    ['pyproject.toml', '[tool.rye.workspace]\nmembers = ["a"]\n', { workspace: { tool: 'rye', members: ['a'], exclude: [] } }],
    [
      'pyproject.toml',
      '[tool.hatch.envs.x.workspace]\nmembers = ["a", { path = "b", features = ["c"] }, 5]\n',
      { workspace: { tool: 'hatch', members: ['a', 'b'], exclude: [] } },
    ],
    ['pyproject.toml', '[tool.hatch.envs.x.workspace]\nmembers = []\n', {}],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\na = { path = "../a" }\nb = [{ path = "b" }, { path = "../a" }]\n[tool.poetry.dev-dependencies]\nc = { path = "c" }\n' +
        '[tool.poetry.group.x.dependencies]\nd = { path = "d" }\n[tool.pixi.pypi-dependencies]\ne = { path = "e" }\n[tool.other]\nf = { path = "f" }\n',
      { isProject: true, paths: ['../a', 'b', 'c', 'd', 'e'] },
    ],
    ['pyproject.toml', '[tool.poetry]\nname = "own"\n', { isProject: true, name: 'own' }],
    ['pyproject.toml', '[tool.flit.metadata]\nmodule = "own"\n', { isProject: true, name: 'own' }],
    ['pyproject.toml', '[tool.flit.metadata]\nmodule = "other"\ndist-name = "own"\n', { isProject: true, name: 'own' }],
    ['pyproject.toml', '[tool.pdm]\n', { isProject: true }],
    ['pyproject.toml', '[tool.black]\n', {}],
    ['pyproject.toml', '[project]\nname = "not a name"\n', { isProject: true }],
    [
      'pyproject.toml',
      '[[tool.uv.index]]\nname = "acme"\n[[tool.uv.index]]\nurl = "x"\n[tool.uv.sources]\nA_b = { index = "acme" }\nc = { git = "https://a.example/c", group = "x" }\n' +
        'd = [{ index = "acme", extra = "x" }, { index = "acme", marker = "x" }]\n',
      { hasUvSettings: true, uvIndexNames: ['acme'], uvSources: [['a-b', expect.objectContaining({ indexName: 'acme' })]] },
    ],
    [
      'pyproject.toml',
      '[tool.uv]\nno-sources-package = ["A.b"]\n[tool.uv.sources]\na-b = { index = "x" }\nc = { index = "x" }\n',
      { hasUvSettings: true, uvSources: [['c', expect.anything()]] },
    ],
    ['pyproject.toml', '[tool.uv]\nno-sources = true\n[tool.uv.sources]\nc = { index = "x" }\n', { hasUvSettings: true }],
  ])('%s with %j', (file, text, facts) => {
    expect(readProjectFile(file, text)).toEqual({ ...NOTHING, ...facts });
  });
});
