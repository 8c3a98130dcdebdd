import { describe, expect, it } from 'vitest';
import { placeIn, wordsIn } from './placeIn';

describe('a place for a name', () => {
  it.each([
    ['requirements', 'flask\nreq|\n', 'req', '', ''],
    ['requirements', '|', '', '', ''],
    ['pyproject', '[project]\ndependencies = ["req|"]\n', 'req', '', ''],
    ['pyproject', '[project]\ndependencies = [\n  "flask",\n  |\n]\n', '', '"', '"'],
    ['pyproject', '[project]\ndependencies = [\n  |\n  "flask",\n]\n', '', '"', '",'],
    ['pyproject', '[project]\ndependencies = [\n  "flask"\n  |\n]\n', '', ', "', '"'],
    ['pyproject', '[dependency-groups]\ndev = ["py|', 'py', '', '"'],
    ['pyproject', '[tool.poetry.dependencies]\nrequ|\n', 'requ', '', ' = "*"'],
    ['pyproject', '[tool.poetry.dependencies]\nrequ| = "^2"\n', 'requ', '', ''],
    ['pipfile', '[packages]\nrequ|\n', 'requ', '', ' = "*"'],
    ['setup-cfg', '[options]\ninstall_requires =\n  flask\n  req|\n', 'req', '', ''],
    ['tox-ini', '[testenv]\ndeps =\n  py|\n', 'py', '', ''],
    ['environment-yml', 'dependencies:\n  - pip\n  - pip:\n    - req|\n', 'req', '', ''],
    ['environment-yml', 'dependencies:\n  - pip\n  - pip:\n    - flask\n    |\n', '', '- ', ''],
    ['dockerfile', 'FROM x\nRUN pip install req|\n', 'req', '', ''],
    ['shell', 'pip install flask req|', 'req', '', ''],
    ['ci-workflow', 'jobs:\n  a:\n    steps:\n      - run: pip install req|\n', 'req', '', ''],
    ['inline-script', '# /// script\n# dependencies = ["req|"]\n# ///\n', 'req', '', ''],
    ['setup-py', 'setup(install_requires=["flask", |])', '', '"', '"'],
    ['notebook', '{"cells":[{"cell_type":"code","source":["%pip install req|"]}]}', 'req', '', ''],
    [
      'pre-commit',
      'repos:\n- repo: local\n  hooks:\n  - id: x\n    language: python\n    additional_dependencies: [req|]\n',
      'req',
      '',
      '',
    ],
  ])('%s: %j', (id, text, typed, before, after) => {
    expect(placeIn(id, text)).toMatchObject({ kind: 'name', typed, before, after });
  });
});

describe('a place for a version', () => {
  it.each([
    ['requirements', 'requests==|', ''],
    ['requirements', 'requests>=2.|,<3 # x', '2.'],
    ['pyproject', '[project]\ndependencies = ["requests>=|"]\n', ''],
    ['pyproject', '[tool.poetry.dependencies]\nrequests = "^|"\n', ''],
    ['pyproject', '[tool.poetry.dependencies]\nrequests = { version = "|" }\n', ''],
  ])('%s: %j', (id, text, typed) => {
    const place = placeIn(id, text);
    expect(place).toMatchObject({ kind: 'version', typed });
    expect(place?.kind === 'version' && place.requirement.normalizedName).toBe('requests');
  });
});

describe('a place in a marker', () => {
  it.each([
    ['requirements', 'requests; |', 'python_version', 'requests; python_version'],
    ['requirements', 'requests>=2; pyth| >= "3.9"', 'python_version', 'requests>=2; python_version >= "3.9"'],
    ['requirements', 'requests; python_version |', '==', 'requests; python_version =='],
    ['requirements', 'requests; python_version |"3.9"', '==', 'requests; python_version =="3.9"'],
    ['requirements', 'requests; sys_platform == |', 'linux', "requests; sys_platform == 'linux'"],
    ['requirements', "requests; sys_platform == '|'", 'linux', "requests; sys_platform == 'linux'"],
    ['requirements', "requests; sys_platform == 'li|", 'linux', "requests; sys_platform == 'linux'"],
    ['requirements', "requests; os_name == 'nt' |", 'and', "requests; os_name == 'nt' and"],
    ['requirements', "requests; os_name == 'nt' and imp|", 'python_version', "requests; os_name == 'nt' and python_version"],
    [
      'pyproject',
      '[project]\ndependencies = ["a; platform_system == |"]\n',
      'Linux',
      '[project]\ndependencies = ["a; platform_system == \'Linux\'"]\n',
    ],
    [
      'pyproject',
      "[project]\ndependencies = ['a; platform_system == |']\n",
      'Linux',
      '[project]\ndependencies = [\'a; platform_system == "Linux"\']\n',
    ],
    [
      'pyproject',
      '[tool.poetry.dependencies]\na = { version = "1", markers = "|" }\n',
      'python_version',
      '[tool.poetry.dependencies]\na = { version = "1", markers = "python_version" }\n',
    ],
    [
      'inline-script',
      '# /// script\n# dependencies = ["a; implementation_name == |"]\n# ///\n',
      'cpython',
      '# /// script\n# dependencies = ["a; implementation_name == \'cpython\'"]\n# ///\n',
    ],
  ])('%s: %j', (id, text, first, applied) => {
    const found = wordsIn(id, text);
    expect(found?.words[0]).toBe(first);
    expect(found?.applied).toBe(applied);
  });
});

describe('a place for a classifier', () => {
  const CLASSIFIER = 'Development Status :: 1 - Planning';

  it.each([
    ['pyproject', '[project]\nclassifiers = [|]\n', `[project]\nclassifiers = ["${CLASSIFIER}"]\n`],
    ['pyproject', '[project]\nclassifiers = [\n  |\n]\n', `[project]\nclassifiers = [\n  "${CLASSIFIER}",\n]\n`],
    ['pyproject', '[project]\nclassifiers = ["Dev|"]\n', `[project]\nclassifiers = ["${CLASSIFIER}"]\n`],
    ['pyproject', '[project]\nclassifiers = ["Development Status :: 1|', `[project]\nclassifiers = ["${CLASSIFIER}"`],
    [
      'pyproject',
      '[project]\nclassifiers = ["Dev|, "Typing :: Typed"]\n',
      `[project]\nclassifiers = ["${CLASSIFIER}", "Typing :: Typed"]\n`,
    ],
    [
      'pyproject',
      "[tool.poetry]\nclassifiers = [\n  'Typing :: Typed',\n  '|Status',\n]\n",
      `[tool.poetry]\nclassifiers = [\n  'Typing :: Typed',\n  '${CLASSIFIER}',\n]\n`,
    ],
    ['setup-cfg', '[metadata]\nclassifiers =\n    |\n', `[metadata]\nclassifiers =\n    ${CLASSIFIER}\n`],
    [
      'setup-cfg',
      '[metadata]\r\nname = x\r\nclassifiers =\r\n    Typing :: Typed\r\n    Development Status ::| 5\r\n',
      `[metadata]\r\nname = x\r\nclassifiers =\r\n    Typing :: Typed\r\n    ${CLASSIFIER}\r\n`,
    ],
    ['setup-cfg', '[metadata]\nclassifier = Dev|\n', `[metadata]\nclassifier = ${CLASSIFIER}\n`],
    ['setup-py', 'setup(name="x", classifiers=["|"])', `setup(name="x", classifiers=["${CLASSIFIER}"])`],
    [
      'setup-py',
      'setup(\n  classifiers=[\n    "Typing :: Typed",  # [typed]\n    |\n  ],\n)\n',
      `setup(\n  classifiers=[\n    "Typing :: Typed",  # [typed]\n    "${CLASSIFIER}",\n  ],\n)\n`,
    ],
    ['setup-py', "CLASSIFIERS = [\n  'Dev|\n]\n", `CLASSIFIERS = [\n  '${CLASSIFIER}'\n]\n`],
    ['setup-py', 'setup(**{"classifiers": ("Dev|",)})', `setup(**{"classifiers": ("${CLASSIFIER}",)})`],
  ])('%s: %j', (id, text, applied) => {
    expect(wordsIn(id, text)).toMatchObject({ applied });
  });

  it('offers all of them once, without deprecated ones', () => {
    const { words = [] } = wordsIn('pyproject', '[project]\nclassifiers = ["Typing :: Typed", "|"]\n') ?? {};
    expect(words.length).toBeGreaterThan(800);
    expect(new Set(words).size).toBe(words.length);
    expect(words).toContain('Programming Language :: Python :: 3');
    expect(words).not.toContain('Typing :: Typed');
    expect(words).not.toContain('Natural Language :: Ukranian');
  });

  it.each([
    ['pyproject', '[project]\nkeywords = ["|"]\n'],
    ['pyproject', '[project]\nclassifiers = [] # "|\n'],
    ['pyproject', '[tool.other]\nclassifiers = ["|"]\n'],
    ['pyproject', '[project]\nclassifiers = []\n|\n'],
    ['setup-cfg', '[options]\nclassifiers =\n    |\n'],
    ['setup-cfg', '[metadata]\nclassifiers =\n    Typing :: Typed\nkeywords =\n    |\n'],
    ['requirements', 'classifiers = ["|"]\n'],
    ['setup-py', 'setup(classifiers=["Typing :: Typed"], keywords=["|"])\n'],
    ['setup-py', 'setup(classifiers=[f("|")])\n'],
    ['setup-py', 'setup(classifiers=[ # "|\n'],
  ])('none in %s: %j', (id, text) => {
    expect(wordsIn(id, text)?.words ?? []).not.toContain(CLASSIFIER);
  });
});

describe('a place for an option', () => {
  it.each([
    ['-|', '-r', true],
    ['--|', '--hash', false],
    ['requests==2 --|', '--hash', true],
    ['requests==2 --|', '--index-url', false],
    ['requests==2 \\\n    --|', '--hash', true],
  ])('%j: %s', (text, option, isOffered) => {
    expect(wordsIn('requirements', text)?.words.includes(option)).toBe(isOffered);
  });

  it.each(['# --|', 'a-|', 'requests # -|'])('none: %j', (text) => {
    expect(wordsIn('requirements', text)).toBeUndefined();
  });
});

describe('a place for an operator or an extra', () => {
  it.each([
    ['requirements', 'requests |', 'operator'],
    ['requirements', 'requests[socks] |', 'operator'],
    ['pyproject', '[project]\ndependencies = ["requests |"]\n', 'operator'],
    ['requirements', 'requests[|', 'extra'],
    ['requirements', 'requests[socks,|]>=2', 'extra'],
    ['pyproject', '[project]\ndependencies = ["requests[|]"]\n', 'extra'],
    ['pyproject', '[tool.poetry.dependencies]\nrequests = { version = "1", extras = ["|"] }\n', 'extra'],
    ['dockerfile', 'FROM x\nRUN pip install "requests[|]"\n', 'extra'],
  ])('%s: %j', (id, text, kind) => {
    const place = placeIn(id, text);
    expect(place?.kind).toBe(kind);
  });
});

describe('a place in a table', () => {
  const OWN = 'file:///project/lookalike.toml';
  const PYPROJECT = 'file:///project/pyproject.toml';
  it.each([
    [
      '[dependency-groups]\ntest = []\ndev = [{include-group = "|"}]\n',
      PYPROJECT,
      'test',
      '[dependency-groups]\ntest = []\ndev = [{include-group = "test"}]\n',
    ],
    ['[tool.poetry.dependencies]\na = { | }\n', PYPROJECT, 'version', '[tool.poetry.dependencies]\na = { version = "" }\n'],
    [
      '[tool.poetry.dependencies]\na = { version = "1", ex| = ["x"] }\n',
      PYPROJECT,
      'extras',
      '[tool.poetry.dependencies]\na = { version = "1", extras = ["x"] }\n',
    ],
    ['[tool.pdm]\n|\n', PYPROJECT, 'distribution', '[tool.pdm]\ndistribution = true\n'],
    ['[tool.uv.sources]\na = { | }\n', PYPROJECT, 'index', '[tool.uv.sources]\na = { index = "" }\n'],
    ['[tool.lookalike]\ntrust = ["x"]\n|\n', PYPROJECT, 'private', '[tool.lookalike]\ntrust = ["x"]\nprivate = [""]\n'],
    ['[tool.lookalike.rules]\n|\n', PYPROJECT, 'known-malicious', '[tool.lookalike.rules]\nknown-malicious = "error"\n'],
    ['[tool.lookalike]\nrules = { typosquat = "|" }\n', PYPROJECT, 'error', '[tool.lookalike]\nrules = { typosquat = "error" }\n'],
    ['[rules]\ntyposquat = |\n', OWN, 'error', '[rules]\ntyposquat = "error"\n'],
    ['[[accept]]\nid = "X"\n|\n', OWN, 'package', '[[accept]]\nid = "X"\npackage = ""\n'],
    ['trust = [\n  { | },\n]\n', OWN, 'name', 'trust = [\n  { name = "" },\n]\n'],
    ['accept = [{ id = "X", | }]\n', OWN, 'package', 'accept = [{ id = "X", package = "" }]\n'],
    ['|', OWN, 'trust', 'trust = [""]'],
  ])('%j', (text, uri, first, applied) => {
    const found = wordsIn('pyproject', text, uri);
    expect(found?.words[0]).toBe(first);
    expect(found?.applied).toBe(applied);
  });

  it.each([
    ['exclude = [\n  |\n]\n', OWN],
    ['[tool.black]\n|\n', PYPROJECT],
    ['[tool.lookalike]\nexclude = [\n  "]",\n  |\n]\n', PYPROJECT],
  ])('none: %j', (text, uri) => {
    expect(wordsIn('pyproject', text, uri)).toBeUndefined();
  });
});

describe('no place', () => {
  it.each([
    ['requirements', '# req|'],
    ['requirements', 'flask\n-r |\n'],
    ['pyproject', '[project]\nname = "req|"\n'],
    ['uv-lock', '[[package]]\nname = "req|"\n'],
    ['shell', 'echo req|'],
  ])('%s: %j', (id, text) => {
    expect(placeIn(id, text)).toBeUndefined();
  });
});
