import { describe, expect, it } from 'vitest';
import { configurationTable, isConfigurationFile } from '../../../server/src/configuration/configurationFile';
import { readProjectConfiguration, unreadableConfiguration } from '../../../server/src/configuration/projectConfiguration';
import { RULE_IDS } from '../../../server/src/configuration/ruleLevels';
import { parseToml } from '../../../server/src/formats/syntax/toml/parse';

const URI = 'file:///project/lookalike.toml';
const LEVELS = ['error', 'warning', 'information', 'hint', 'off'];

function read(text: string, uri = URI) {
  const configuration = readProjectConfiguration(uri, text);
  if (configuration === undefined) {
    throw new Error('There is no configuration.');
  }
  return configuration;
}

/** The marked text of each problem. */
function marked(text: string): string[] {
  return read(text).problems.map(({ span }) => text.slice(span.start, span.end));
}

describe('the levels of rules', () => {
  it.each(RULE_IDS.flatMap((rule) => LEVELS.map((level) => [rule, level] as const)))('%s = "%s"', (rule, level) => {
    const { rules, problems } = read(`[rules]\n${rule} = "${level}"\n`);
    expect(problems).toEqual([]);
    expect(rules).toEqual({
      [rule]: { value: level, range: { start: { line: 1, character: 0 }, end: { line: 1, character: rule.length + level.length + 5 } } },
    });
  });

  it.each(['"Error"', '""', '"warn"', '1', 'true', '["error"]', '{ level = "error" }'])('%s is not a level', (value) => {
    const text = `[rules]\ntyposquat = ${value}\nunpinned = "hint"\n`;
    expect(marked(text)).toEqual([value]);
    expect(Object.keys(read(text).rules)).toEqual(['unpinned']);
  });

  it('of an unknown rule are marked at its name', () => {
    expect(marked('[rules]\ntyposquad = "error"\n')).toEqual(['typosquad']);
    expect(marked('rules = "error"\n')).toEqual(['"error"']);
  });
});

describe('each key', () => {
  it.each([
    [
      'trust',
      '["acme-*", { name = "b", reason = "ours", until = 2027-01-31 }]',
      [{ name: 'b', reason: 'ours', until: '2027-01-31' }],
      '"acme-*"',
    ],
    ['trust', '["a", { name = "b", reson = "x" }]', [{ name: 'a' }, { name: 'b' }], 'reson'],
    ['trust', '[5, { reason = "x" }, "-"]', [], '5', '{ reason = "x" }', '"-"'],
    ['trust', '[{ name = "a", until = "2027-01-31" }, { name = "b", until = "soon" }]', [{ name: 'a', until: '2027-01-31' }], '"soon"'],
    ['trust', '[{ name = "a", until = 2027-01-31T10:00:00Z }, { name = "b", until = 2027 }]', [{ name: 'a', until: '2027-01-31' }], '2027'],
    ['trust', '[{ name = "a", until = "2027-02-30" }, { name = "b", until = "2027-01-31x" }]', [], '"2027-02-30"', '"2027-01-31x"'],
    ['accept', '[{ id = " cve-2023-32681 ", package = "Re_quests" }]', [{ id: 'CVE-2023-32681', package: 're-quests' }]],
    ['accept', '[{ id = "A", reason = "r", until = 2027-01-31 }]', [{ id: 'A', reason: 'r', until: '2027-01-31' }]],
    ['accept', '["CVE-2023-32681", { package = "a" }, { id = " " }]', [], '"CVE-2023-32681"', '{ package = "a" }', '{ id = " " }'],
    ['accept', '[{ id = "A", package = 5 }, { id = "B", package = "-" }]', [], '5', '"-"'],
    ['accept', '[{ id = "A", name = "a" }, { id = "B", until = "never" }]', [{ id: 'A' }], 'name', '"never"'],
    ['files', '["reqs/*.txt", 5]', ['reqs/*.txt'], '5'],
    ['cool-down', '0', 0],
    ['cool-down', '30', 30],
    ['cool-down', '-1', undefined, '-1'],
    ['cool-down', '1.5', undefined, '1.5'],
    ['cool-down', '"7"', undefined, '"7"'],
    ['cool-down', '99999', undefined, '99999'],
  ] as const)('%s = %s', (key, value, expected, ...problems) => {
    const text = `${key} = ${value}\n`;
    const property = key === 'cool-down' ? 'coolDown' : key;
    const entries: unknown = read(text)[property];
    expect(Array.isArray(entries) ? entries.map((entry) => entry.value ?? entry) : entries).toEqual(expected);
    expect(marked(text)).toEqual(problems);
  });

  it('has the place of a glob and of a private name', () => {
    const { exclude, private: names, problems } = read('exclude = ["legacy/**"]\nprivate = ["acme-*"]\n');
    expect(problems).toEqual([]);
    expect(exclude.map(({ value }) => value)).toEqual(['legacy/**']);
    expect(names).toHaveLength(1);
  });

  it.each(['trust', 'private', 'exclude', 'files', 'accept', 'cool-down', 'rules'])('%s is known, and its misspelling is marked', (key) => {
    const value = { 'cool-down': '7', rules: '{}' }[key as string] ?? '[]';
    expect(marked(`${key} = ${value}\n`)).toEqual([]);
    expect(marked(`${key}x = ${value}\n`)).toEqual([`${key}x`]);
  });

  it.each(['trust', 'private', 'exclude', 'files', 'accept'])('%s is a list', (key) => {
    expect(marked(`${key} = 5\n`)).toEqual(['5']);
  });
});

describe('a configuration that cannot be read completely', () => {
  it('keeps entries that make verdicts stricter', () => {
    const broken = read(
      'trust = ["a"]\nprivate = ["acme-core"]\nexclude = ["b"]\ncool-down = 3\naccept = [{ id = "A" }]\nrules = { typosquat = "off" }\nx = \n',
    );
    expect(broken).toMatchObject({ trust: [], exclude: [], accept: [], rules: {}, coolDown: undefined, broken: true });
    expect(broken.private).toHaveLength(1);
    expect(broken.problems.length).toBeGreaterThan(0);
  });

  it('says why', () => {
    const unreadable = unreadableConfiguration(URI, 'the disk is on fire');
    expect(unreadable).toMatchObject({ uri: URI, private: [], broken: true });
    expect(unreadable.problems).toEqual([{ message: expect.stringContaining('the disk is on fire'), span: { start: 0, end: 0 } }]);
  });
});

describe('pyproject.toml', () => {
  const uri = 'file:///project/pyproject.toml';

  it.each([
    ['', false],
    ['[tool.lookalike]\n', true],
    ['[tool]\nlookalike = 5\n', false],
    ['tool = 5\n', false],
    ['[lookalike]\n', true],
    ['x = \n', false],
    ['x = \n[tool.lookalike]\ntrust = ["a"]\n', true],
  ])('%j configures: %s', (text, expected) => {
    expect(readProjectConfiguration(uri, text) !== undefined).toBe(expected);
  });

  it('has the table below tool, and any other file is one table', () => {
    const { root } = parseToml('[tool.lookalike]\ntrust = []\n');
    expect(configurationTable(uri, root)?.entries.map(({ key }) => key.name)).toEqual(['trust']);
    expect(configurationTable(URI, root)).toBe(root);
  });

  it.each([
    [URI, true],
    [uri, true],
    ['file:///project/mylookalike.toml', false],
    ['file:///project/pyproject.toml.bak', false],
  ])('%s is a configuration file: %s', (file, expected) => {
    expect(isConfigurationFile(file)).toBe(expected);
  });
});

it('problems are described in words', () => {
  const texts = [
    'nonsense = 1',
    'trus = []',
    'trust = 5',
    'trust = [5, { reason = "x" }, "-", { name = "a", reson = "x" }, { name = "a", until = "soon" }]',
    'accept = [5, { package = "a" }, { id = "A", package = 5 }, { id = "A", pakage = "a" }, { id = "A", package = "-" }]',
    'private = [5]',
    'exclude = ["/"]',
    'cool-down = 366',
    'cool-down = -1',
    'rules = 5',
    'rules = { typosquad = "off", nonsense = "off", typosquat = "of", unpinned = "loud", import-name = 5 }',
    `private = [${Array.from({ length: 1_002 }, (_, i) => `"a*${i}"`).join(', ')}]`,
    `trust = [${'"a", '.repeat(1_001)}]`,
    'x = ',
  ];
  const said = texts.flatMap((text) =>
    read(text).problems.map(({ message, span }) => `${text.slice(span.start, span.end) || '(nothing)'} at ${span.start}: ${message}`),
  );
  expect(`${said.join('\n')}\n`).toMatchInlineSnapshot(`
    "nonsense at 0: Unknown setting 'nonsense'. Known values: trust, private, exclude, files, accept, cool-down, rules.
    trus at 0: Unknown setting 'trus'. Did you mean 'trust'?
    5 at 8: Expected a list in square brackets.
    5 at 9: Expected a name in quotes, or { name = "…", reason = "…", until = 2027-01-31 }.
    { reason = "x" } at 12: The key 'name' is missing.
    "-" at 30: '-' is not a valid package name.
    reson at 49: Unknown key 'reson'. Did you mean 'reason'?
    "soon" at 86: Expected a date such as 2027-01-31.
    5 at 10: Expected a table such as { id = "CVE-2023-32681", reason = "…", until = 2027-01-31 }.
    { package = "a" } at 13: The key 'id' is missing.
    5 at 54: Expected a quoted string.
    pakage at 71: Unknown key 'pakage'. Did you mean 'package'?
    "-" at 109: '-' is not a valid package name.
    5 at 11: Expected a quoted string.
    "/" at 11: Expected a glob of at most 1000 characters, such as 'legacy/**'.
    366 at 12: Expected a number of days from 0 to 365.
    -1 at 12: Expected a number of days from 0 to 365.
    5 at 8: Expected a table of rules, such as [rules] typosquat = "error".
    typosquad at 10: Unknown rule 'typosquad'. Did you mean 'typosquat'?
    nonsense at 29: Unknown rule 'nonsense'. Known values: known-malicious, import-name, typosquat, unknown-package, project-status, vulnerable-version, unknown-version, yanked-version, recent-release, dependency-confusion, insecure-index, hash-mismatch, missing-hash, unpinned, invalid-requirement, not-checked, invalid-configuration.
    "of" at 59: Unknown level 'of'. Did you mean 'off'?
    "loud" at 76: Unknown level 'loud'. Known values: error, warning, information, hint, off.
    5 at 98: Expected one of "error", "warning", "information", "hint", or "off".
    "a*1000" at 8901: Only the first 1000 patterns with '*' in the middle are used.
    "a" at 5009: Only the first 1000 entries of a list are used.
    (nothing) at 4: The configuration is ignored because the file is invalid: Missing value.
    "
  `);
});

it.each([
  ['private', 100_000],
  ['trust', 1_000],
  ['files', 1_000],
] as const)('of %s the first %d entries are used', (key, most) => {
  const listOf = (count: number) => `${key} = [${'"a", '.repeat(count)}]`;
  expect(read(listOf(most)).problems).toEqual([]);
  expect(read(listOf(most + 1))[key]).toHaveLength(most);
  expect(read(listOf(most + 1)).problems).toHaveLength(1);
});

it('the first valid number of days is 0, the last 365', () => {
  expect([0, 365, 366].map((days) => read(`cool-down = ${days}`).coolDown)).toEqual([0, 365, undefined]);
});

it.each([
  ['trust', 'a'],
  ['private', 'a'],
  ['exclude', 'a'],
])('uses one text as the only entry of %s, which is reported', (key, value) => {
  const found = readProjectConfiguration('file:///project/lookalike.toml', `${key} = "${value}"\n`);
  expect(found?.[key as 'private']).toHaveLength(1);
  expect(found?.problems.map(({ message }) => message)).toEqual(['Expected a list in square brackets.']);
  expect(readProjectConfiguration('file:///project/lookalike.toml', `${key} = 5\n`)?.[key as 'private']).toEqual([]);
});
