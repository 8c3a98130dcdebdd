import { describe, expect, it } from 'vitest';
import { placeIn, wordsIn } from './placeIn';

const PROJECT = '[project]\ndependencies = ';
const SCRIPT = ['# /// script\n# dependencies = [\n', '# ]\n# ///\n'] as const;

describe('a name in a string that is still open', () => {
  it.each([
    ['pyproject', `${PROJECT}["flask", "req|]\n`, '"'],
    ['pyproject', `${PROJECT}['flask', 'req|]\n`, "'"],
    ['pyproject', `${PROJECT}[\n  "flask",\n  "req|\n]\n`, '"'],
    ['pyproject', `${PROJECT}[\n  "req|\n  "flask",\n]\n`, '",'],
    ['pyproject', `${PROJECT}["req|", "flask"]\n`, ''],
    ['pyproject', `${PROJECT}["req|>=2"]\n`, ''],
    ['inline-script', `${SCRIPT[0]}#   "req|\n${SCRIPT[1]}`, '"'],
    ['setup-py', 'setup(install_requires=[\n  "flask",\n  "req|\n])\n', '"'],
    ['shell', 'pip install "req|\n', '"'],
    ['shell', 'pip install "req|" flask\n', ''],
    ['requirements', 'req|; os_name == "nt"\n', ''],
  ])('gets the quote that is missing: %s %j', (id, text, after) => {
    expect(placeIn(id, text)).toMatchObject({ kind: 'name', typed: 'req', before: '', after });
  });

  it.each([
    ['version', `${PROJECT}["flask==|]\n`, '"'],
    ['version', `${PROJECT}["flask==|"]\n`, ''],
    ['operator', `${PROJECT}["flask |]\n`, '"'],
    ['extra', `${PROJECT}["flask[|]\n`, ']"'],
    ['extra', `${PROJECT}["flask[|]"]\n`, ''],
  ])('and so does a %s: %j', (kind, text, after) => {
    expect(placeIn('pyproject', text)).toMatchObject({ kind, after });
  });
});

describe('a name is one part of', () => {
  it.each([
    ['[tool.poetry.dependencies.req|]\nversion = "1"\n', '[tool.poetry.dependencies.x]\nversion = "1"\n'],
    ['[tool.poetry.dependencies]\nreq|.version = "1"\n', '[tool.poetry.dependencies]\nx.version = "1"\n'],
  ])('a header or a dotted key: %j', (text, applied) => {
    const place = placeIn('pyproject', text);
    const plain = text.replace('|', '');
    expect(place?.kind).toBe('name');
    expect(place && `${plain.slice(0, place.replace.start)}x${plain.slice(place.replace.end)}`).toBe(applied);
  });
});

describe('no name after an option that takes a file', () => {
  it.each(['pip install -r |', 'pip install flask -r req|', 'pip install -c req|', 'uv pip install --requirement req|'])('%j', (text) => {
    expect(placeIn('shell', text)).toBeUndefined();
    expect(placeIn('dockerfile', `FROM x\nRUN ${text}\n`.replace('||', '|'))).toBeUndefined();
  });
});

describe('a marker that is half typed', () => {
  it.each([
    ['requirements', "x; (sys_platform == '|", 'linux', "x; (sys_platform == 'linux'"],
    ['requirements', "x; (os_name == 'nt' |", 'and', "x; (os_name == 'nt' and"],
    ['requirements', 'x; sys_platform not |', 'in', 'x; sys_platform not in'],
    ['requirements', 'x; sys_platform i|', 'in', 'x; sys_platform in'],
    ['pyproject', `${PROJECT}["x; |]\n`, 'python_version', `${PROJECT}["x; python_version]\n`],
    ['pyproject', `${PROJECT}["x; sys_platform == |]\n`, 'linux', `${PROJECT}["x; sys_platform == 'linux']\n`],
    ['pyproject', `${PROJECT}[\n  "x; (os_name == '|\n]\n`, 'posix', `${PROJECT}[\n  "x; (os_name == 'posix'\n]\n`],
  ])('%s: %j', (id, text, first, applied) => {
    expect(wordsIn(id, text)).toMatchObject({ words: expect.arrayContaining([first]), applied });
  });

  const SOURCE = '[tool.uv.sources]\nx = { index = "a", marker = ';
  it.each([
    [`${SOURCE}"|" }\n`, 'python_version', `${SOURCE}"python_version" }\n`],
    [`${SOURCE}"sys_platform == '|'" }\n`, 'linux', `${SOURCE}"sys_platform == 'linux'" }\n`],
    [`${SOURCE}'sys_platform == |' }\n`, 'linux', `${SOURCE}'sys_platform == "linux"' }\n`],
    ['[tool.uv]\nenvironments = ["|"]\n', 'python_version', '[tool.uv]\nenvironments = ["python_version"]\n'],
    [
      '[tool.uv]\nrequired-environments = [\n  "os_name == \'nt\'",\n  "os_name == |",\n]\n',
      'posix',
      '[tool.uv]\nrequired-environments = [\n  "os_name == \'nt\'",\n  "os_name == \'posix\'",\n]\n',
    ],
  ])('of a source or an environment of uv: %j', (text, first, applied) => {
    const found = wordsIn('pyproject', text);
    expect(found?.words[0]).toBe(first);
    expect(found?.applied).toBe(applied);
  });

  const PACKAGE = '[packages]\nx = {version = "*", ';
  it.each([
    [`${PACKAGE}sys_platform = "|"}\n`, '==', `${PACKAGE}sys_platform = "=="}\n`],
    [`${PACKAGE}sys_platform = "== |"}\n`, 'linux', `${PACKAGE}sys_platform = "== 'linux'"}\n`],
    [`${PACKAGE}os_name = "== 'po|'"}\n`, 'posix', `${PACKAGE}os_name = "== 'posix'"}\n`],
    [`${PACKAGE}platform_machine = '== |'}\n`, 'x86_64', `${PACKAGE}platform_machine = '== "x86_64"'}\n`],
  ])('under a key of Pipfile: %j', (text, first, applied) => {
    const found = wordsIn('pipfile', text);
    expect(found?.words[0]).toBe(first);
    expect(found?.applied).toBe(applied);
  });

  it('is none in other strings of Pipfile', () => {
    expect(placeIn('pipfile', `${PACKAGE}ref = "|"}\n`)).toBeUndefined();
  });

  it('is none in other strings of uv', () => {
    expect(placeIn('pyproject', '[tool.uv.sources]\nx = { index = "|" }\n')).toBeUndefined();
    expect(placeIn('pyproject', '[tool.uv]\ncache-dir = "|"\n')).toBeUndefined();
  });
});

describe('a word of a table that is half typed', () => {
  const OWN = 'file:///project/lookalike.toml';
  const PYPROJECT = 'file:///project/pyproject.toml';
  const GROUPS = '[dependency-groups]\nlint = []\n';
  it.each([
    [`${GROUPS}dev = [{include-group = |}]\n`, PYPROJECT, ['lint'], `${GROUPS}dev = [{include-group = "lint"}]\n`],
    [`${GROUPS}dev = [{include-group = "li|}]\n`, PYPROJECT, ['lint'], `${GROUPS}dev = [{include-group = "lint"}]\n`],
    [
      `${GROUPS}dev = [{include-group = "lint"}, {include-group = "|"}]\n`,
      PYPROJECT,
      ['lint'],
      `${GROUPS}dev = [{include-group = "lint"}, {include-group = "lint"}]\n`,
    ],
    [`${GROUPS}dev = [{|}]\n`, PYPROJECT, ['include-group'], `${GROUPS}dev = [{include-group = ""}]\n`],
    ['[rules]\ntyposquat = "er|\n', OWN, ['error', 'warning', 'information', 'hint', 'off'], '[rules]\ntyposquat = "error"\n'],
    ['rules.typosquat = "|"\n', OWN, ['error', 'warning', 'information', 'hint', 'off'], 'rules.typosquat = "error"\n'],
    ['trust = [{ name = "x" }, { name = "y", | }]\n', OWN, ['reason', 'until'], 'trust = [{ name = "x" }, { name = "y", reason = "" }]\n'],
    ['[ru|\n', OWN, ['rules'], '[rules]\n'],
    ['[[|]]\n', OWN, ['accept', 'trust'], '[[accept]]\n'],
    ['[tool.lo|]\n', PYPROJECT, ['tool.lookalike', 'tool.lookalike.rules'], '[tool.lookalike]\n'],
    ['[[tool.look|\n', PYPROJECT, ['tool.lookalike.accept', 'tool.lookalike.trust'], '[[tool.lookalike.accept]]\n'],
  ])('%j', (text, uri, words, applied) => {
    expect(wordsIn('pyproject', text, uri)).toEqual({ words, applied });
  });

  it('is a rule below a dotted key, but those that are there', () => {
    const { words = [], applied } = wordsIn('pyproject', 'rules.typosquat = "off"\nrules.|\n', OWN) ?? {};
    expect(words).toContain('unpinned');
    expect(words).not.toContain('typosquat');
    expect(applied).toBe('rules.typosquat = "off"\nrules.known-malicious = "error"\n');
  });

  it.each(['[tool.bl|]\n', '[project|]\n'])('is none of ours in a header of others: %j', (text) => {
    expect(wordsIn('pyproject', text, PYPROJECT)).toBeUndefined();
  });
});
