import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import { found } from '../../../../server/src/lookup';
import { isForUser, lowered, loweringNote, splitAccepted } from '../../../../server/src/rules/suppression/authority';
import type { Settings } from '../../../../server/src/settings';
import { documentOf, learn, serviceOn } from '../../features/service';

interface Case {
  readonly text: string;
  readonly configuration?: string | undefined;
  /** Settings that come from the workspace. */
  readonly workspace?: Partial<Settings>;
  /** The user's own settings. */
  readonly user?: Pick<Partial<Settings>, 'rules' | 'trust' | 'private'>;
  /** The advisory database's records about `requests`. Absent: no lookups. */
  readonly advisories?: readonly Advisory[];
}

async function judged({ text, configuration, workspace = {}, user = {}, advisories }: Case) {
  const { host, service } = serviceOn(configuration === undefined ? {} : { 'lookalike.toml': configuration });
  const { rules = {}, trust = [], private: names = [] } = user;
  host.current = { ...host.current, ...user, ...workspace, user: { enable: true, rules, trust, private: names } };
  const document = documentOf('requirements.txt', text);
  if (advisories !== undefined) {
    host.current = { ...host.current, offline: false };
    host.advisories.known.set('requests', found(advisories));
    host.advisories.known.set('yaml', found([]));
    await learn(service, document);
  }
  const analysis = await service.analyse(document);
  return {
    findings: (analysis?.findings ?? []).map(({ rule, severity, message }) => ({ rule, severity, message })),
    ids: (analysis?.findings ?? []).flatMap(({ records }) => records?.ids ?? []),
    suppressed: (analysis?.suppressed ?? []).map(({ rule, severity, by }) => [
      rule,
      severity,
      by.kind,
      by.uri?.split('/').at(-1),
      by.range && by.range.start.line + 1,
      by.outside,
    ]),
  };
}

const MALWARE = 'pycryptoenv\n';

describe('an unread declared encoding, which may hide anything', () => {
  const text = '# coding: utf-7';
  it.each<[string, Case]>([
    ['Lowered to a warning by the comment on line 1.', { text: `${text}  # lookalike: ignore\n` }],
    ['Lowered to a warning by the comment on line 1.', { text: `${text}  # lookalike: ignore[invalid-requirement]\n` }],
    ["Lowered to a warning by 'rules' in lookalike.toml:2.", { text, configuration: '[rules]\ninvalid-requirement = "off"' }],
    ["Lowered to a warning by 'rules' in lookalike.toml:2.", { text, configuration: '[rules]\ninvalid-requirement = "hint"' }],
    ['Lowered to a warning by the workspace settings.', { text, workspace: { rules: { 'invalid-requirement': 'off' } } }],
  ])('is a warning that says who would hide it: %s: %j', async (expected, input) => {
    const { findings, suppressed } = await judged(input);
    expect([findings, suppressed]).toEqual([
      [{ rule: 'invalid-requirement', severity: 'warning', message: expect.stringContaining(expected) }],
      [],
    ]);
  });

  it('can only be hidden by the user, and is otherwise an error', async () => {
    expect((await judged({ text, user: { rules: { 'invalid-requirement': 'off' } } })).findings).toEqual([]);
    expect((await judged({ text })).findings.map(({ severity }) => severity)).toEqual(['error']);
  });

  it('does not keep other findings of the rule from being hidden', async () => {
    expect((await judged({ text: 'requests = 2  # lookalike: ignore\n' })).findings).toEqual([]);
  });
});

it('cannot be hidden by a comment if a text was too large to be read completely', async () => {
  const { findings } = await judged({ text: `${'requests\n'.repeat(5_000)}requests  # lookalike: ignore\n` });
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['not-checked', 'warning']]);
});

describe('known malware that the repository would hide is a warning that names the cause', () => {
  it.each<[string, Case]>([
    ['Lowered to a warning by the comment on line 1.', { text: 'pycryptoenv  # lookalike: ignore\n' }],
    [
      'Lowered to a warning by the comment on line 2.',
      { text: 'pycryptoenv \\\n  --hash=sha256:00  # lookalike: ignore[known-malicious]\n' },
    ],
    ["Lowered to a warning by 'trust' in lookalike.toml:1.", { text: MALWARE, configuration: 'trust = ["pycryptoenv"]' }],
    ["Lowered to a warning by 'rules' in lookalike.toml:2.", { text: MALWARE, configuration: '[rules]\nknown-malicious = "off"' }],
    ["Lowered to a warning by 'rules' in lookalike.toml:2.", { text: MALWARE, configuration: '[rules]\nknown-malicious = "hint"' }],
    ["Lowered to a warning by 'private' in lookalike.toml:1.", { text: MALWARE, configuration: 'private = ["*"]' }],
    ["Lowered to a warning by 'private' in lookalike.toml:2.", { text: MALWARE, configuration: 'private = [\n"py*"]' }],
    ['Lowered to a warning by the workspace settings.', { text: MALWARE, workspace: { rules: { 'known-malicious': 'off' } } }],
    ['Lowered to a warning by the workspace settings.', { text: MALWARE, workspace: { trust: [{ name: 'pycryptoenv' }] } }],
    ['Lowered to a warning by the workspace settings.', { text: MALWARE, workspace: { private: ['pycryptoenv'] } }],
  ])('%s: %j', async (expected, input) => {
    const { findings } = await judged(input);
    const malware = findings.filter(({ rule }) => rule === 'known-malicious');
    expect(malware).toEqual([expect.objectContaining({ severity: 'warning', message: expect.stringContaining(expected) })]);
  });
});

it('a record of malware is accepted by its id, also without any advisory', () => {
  const by = { kind: 'accept', outside: false };
  const configuration = { acceptsAny: true, acceptedBy: (ids: ReadonlySet<string>) => (ids.has('MAL-1-1') ? by : undefined) };
  const records = [{ id: 'mal-1-1' }, { id: 'MAL-2-2' }, {}];
  const facts = { advisories: found([]), maliciousRecords: records };
  const { open, accepted } = splitAccepted({ span: { start: 0, end: 1 } } as never, facts as never, { configuration } as never);
  expect(open.maliciousRecords).toEqual(records.slice(1));
  expect([...accepted].map(([who, { maliciousRecords }]) => [who, maliciousRecords])).toEqual([[by, [records[0]]]]);
});

describe('known malware can be hidden by the user', () => {
  it.each<[string, Case]>([
    ['rule-level', { text: MALWARE, user: { rules: { 'known-malicious': 'off' } } }],
    ['trust', { text: MALWARE, user: { trust: [{ name: 'pycryptoenv' }] } }],
    ['private', { text: MALWARE, user: { private: ['pycryptoenv'] } }],
    ['trust', { text: MALWARE, user: { trust: [{ name: 'pycryptoenv' }] }, configuration: 'trust = ["pycryptoenv"]' }],
    ['trust', { text: 'pycryptoenv  # lookalike: ignore\n', user: { trust: [{ name: 'pycryptoenv' }] } }],
  ])('%s: %j', async (kind, input) => {
    const { findings, suppressed } = await judged(input);
    expect(findings.filter(({ rule }) => rule === 'known-malicious')).toEqual([]);
    expect(suppressed).toContainEqual(['known-malicious', 'error', kind, undefined, undefined, true]);
  });

  it.each([
    ['information', undefined, 'information'],
    ['information', 'off', 'information'],
    ['off', 'error', 'error'],
    ['information', 'error', 'error'],
  ] as const)('at the level %s where the repository says %s', async (level, project, expected) => {
    const configuration = project === undefined ? undefined : `[rules]\nknown-malicious = "${project}"`;
    const { findings } = await judged({ text: MALWARE, user: { rules: { 'known-malicious': level } }, configuration });
    expect(findings.map(({ severity }) => severity)).toEqual([expected]);
  });
});

describe('a trusted name is still reported if', () => {
  it.each([
    ['its version is vulnerable', 'django==2.2.1', 'vulnerable-version'],
    ['it is not pinned', 'django', 'unpinned'],
    ['it has no hash', 'django==99', 'missing-hash'],
    ['its requirement cannot be read', 'django==', 'invalid-requirement'],
    ['its hash is impossible', `django==99 --hash=sha256:${'a'.repeat(63)}`, 'hash-mismatch'],
  ])('%s', async (_, text, rule) => {
    const configuration = 'trust = ["django"]\n[rules]\nunpinned = "warning"\nmissing-hash = "warning"\n';
    const user = { trust: [{ name: 'django' }] };
    const { findings, suppressed } = await judged({ text: `${text}\n`, configuration, user });
    expect(findings.map((finding) => finding.rule)).toContain(rule);
    expect(suppressed).toEqual([]);
  });
});

describe('a suppressed finding is recorded with its cause', () => {
  it.each<[Case, unknown[]]>([
    [{ text: 'yaml  # lookalike: ignore\n' }, [['import-name', 'warning', 'comment', 'requirements.txt', 1, false]]],
    [{ text: 'yaml\n', configuration: 'trust = ["yaml"]' }, [['import-name', 'warning', 'trust', 'lookalike.toml', 1, false]]],
    [
      { text: 'yaml\n', configuration: '[rules]\nimport-name = "off"' },
      [['import-name', 'warning', 'rule-level', 'lookalike.toml', 2, false]],
    ],
    [{ text: 'yaml\n', configuration: 'private = ["yaml"]' }, [['import-name', 'warning', 'private', 'lookalike.toml', 1, false]]],
    [{ text: 'reqeusts\n', configuration: 'private = ["reqeusts"]' }, [['typosquat', 'warning', 'private', 'lookalike.toml', 1, false]]],
    [{ text: 'reqeusts\n', configuration: 'private = ["req*"]' }, [['typosquat', 'warning', 'private', 'lookalike.toml', 1, false]]],
    [{ text: 'yaml\n', user: { trust: [{ name: 'yaml' }] } }, [['import-name', 'warning', 'trust', undefined, undefined, true]]],
    [{ text: 'yaml\n', configuration: 'trust = [{ name = "yaml", until = 2026-11-22 }]' }, []],
    [{ text: 'requests\n', configuration: '[rules]\nunpinned = "off"\nmissing-hash = "off"' }, []],
    [{ text: 'requests\n', configuration: 'trust = ["requests"]\nprivate = ["zq*"]' }, []],
  ])('%j', async (input, expected) => {
    expect((await judged(input)).suppressed).toEqual(expected);
  });
});

describe('one advisory is accepted by its id or any alias', () => {
  const text = 'requests==2.19.0';
  const record = (id: string, aliases: string[]): Advisory => ({ id, aliases, ranges: [{ fixed: '9' }], versions: [] });
  // The second vulnerability has a record in two databases, which are only connected by its CVE number.
  const advisories = [record('PYSEC-1-1', ['CVE-1-1']), record('PYSEC-2-2', ['CVE-2-2']), record('GHSA-2222-2222-2222', ['CVE-2-2'])];

  const kinds = (suppressed: readonly unknown[][]) => suppressed.map(([rule, , kind]) => `${rule} ${kind}`);

  it.each([
    ['[[accept]]\nid = "CVE-2-2"', true],
    ['[[accept]]\nid = "cve-2-2"\npackage = "Requests"', true],
    ['[[accept]]\nid = "GHSA-2222-2222-2222"\nreason = "we send no credentials"', true],
    ['[[accept]]\nid = "PYSEC-2-2"\nuntil = 2026-11-23', true],
    ['[[accept]]\nid = "CVE-2-2"\npackage = "flask"', false],
    ['[[accept]]\nid = "CVE-2-2"\nuntil = 2026-11-22', false],
    ['[[accept]]\nid = "CVE-2"', false],
  ])('%j: %s', async (configuration, isAccepted) => {
    const { ids, suppressed } = await judged({ text, configuration, advisories });
    expect(ids).toContain('CVE-1-1');
    expect(ids.includes('CVE-2-2')).toBe(!isAccepted);
    expect(kinds(suppressed)).toEqual(isAccepted ? ['vulnerable-version accept'] : []);
  });

  it('in a comment', async () => {
    const line = `${text}  # lookalike: ignore[GHSA-2222-2222-2222, cve-1-1]\n`;
    const { findings, suppressed } = await judged({ text: line, advisories });
    expect(findings).toEqual([]);
    expect(kinds(suppressed)).toEqual(['vulnerable-version comment', 'vulnerable-version comment']);
  });

  it('which does not hide known malware', async () => {
    const line = `${text}  # lookalike: ignore[MAL-1-1]\n`;
    const { findings } = await judged({ text: line, advisories: [record('MAL-1-1', [])], configuration: '[[accept]]\nid = "MAL-1-1"' });
    expect(findings).toEqual([
      { rule: 'known-malicious', severity: 'warning', message: expect.stringContaining('Lowered to a warning by the comment on line 1.') },
    ]);
  });

  it.each([
    ['requests==9  # lookalike: ignore[CVE-2-2]', 'information', "No known advisory 'CVE-2-2' applies to this line."],
    ['yaml  # lookalike: ignore[imprt-name]', 'warning', "'imprt-name' is not a rule or an advisory ID. Did you mean 'import-name'?"],
    ['requests  # lookalike: ignore[import-name]', undefined, undefined],
  ])('and what a comment does not do is said: %s', async (line, severity, message) => {
    const { findings } = await judged({ text: `${line}\n`, advisories });
    const own = findings.filter(({ rule }) => rule === 'invalid-configuration');
    expect(own.map((finding) => [finding.severity, finding.message])).toEqual(message === undefined ? [] : [[severity, message]]);
  });

  it.each([
    [999, " Did you mean 'import-name'?"],
    [1_000, ''],
  ])('and a wrong word after %i others has its problem: %j', async (count, suggestion) => {
    const ids = Array.from({ length: count }, (_, i) => `CVE-2-${i}`);
    const { findings } = await judged({ text: `requests==9  # lookalike: ignore[${ids.join()},imprt-name]\n`, advisories });
    const warnings = findings.filter(({ rule, severity }) => rule === 'invalid-configuration' && severity === 'warning');
    expect(warnings.map(({ message }) => message)).toEqual([`'imprt-name' is not a rule or an advisory ID.${suggestion}`]);
  });

  it('but not before everything is known', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    const analysis = await service.analyse(documentOf('requirements.txt', 'requests==9  # lookalike: ignore[CVE-2-2]\n'));
    expect(analysis?.findings).toEqual([]);
  });
});

describe('the note about what lowers a finding', () => {
  const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 1 } };
  const of = (by: object) => loweringNote({ outside: false, uri: 'file:///a.toml', ...by } as never, (uri) => uri.slice('file:///'.length));
  it.each([
    ['comment', 'Lowered to a warning by the comment on line 5.', 'Lowered to a warning by the comment on line 0.'],
    ['trust', "Lowered to a warning by 'trust' in a.toml:5.", "Lowered to a warning by 'trust' in a.toml."],
    ['rule-level', "Lowered to a warning by 'rules' in a.toml:5.", "Lowered to a warning by 'rules' in a.toml."],
    ['private', "Lowered to a warning by 'private' in a.toml:5.", "Lowered to a warning by 'private' in a.toml."],
    ['accept', "Lowered to a warning by 'accept' in a.toml:5.", "Lowered to a warning by 'accept' in a.toml."],
    ['exclude', "Lowered to a warning by 'exclude' in a.toml:5.", 'Lowered to a warning by a.toml.'],
    ['baseline', 'Lowered to a warning by the baseline a.toml:5.', 'Lowered to a warning by the baseline a.toml.'],
  ])('%s', (kind, withLine, without) => {
    expect(of({ kind, range })).toBe(withLine);
    expect(of({ kind })).toBe(without);
    expect(of({ kind, uri: undefined })).toBe('Lowered to a warning by the workspace settings.');
  });

  it('follows the message of an error alone', () => {
    const by = { kind: 'trust' as const, outside: false };
    const finding = { rule: 'known-malicious', message: 'It is.', severity: 'error' } as never;
    const pathOf = (uri: string) => uri;
    expect(lowered(finding, by, { pathOf })).toMatchObject({
      severity: 'warning',
      message: 'It is. Lowered to a warning by the workspace settings.',
      loweredBy: by,
    });
    expect(lowered({ ...(finding as object), severity: 'hint' } as never, by, { pathOf })).toMatchObject({
      severity: 'hint',
      message: 'It is.',
      loweredBy: by,
    });
  });

  it('is for malware and for what was not read', () => {
    const of = (rule: string, isUnread?: true) => isForUser({ rule, ...(isUnread && { isUnread }) } as never);
    expect([of('known-malicious'), of('typosquat'), of('typosquat', true)]).toEqual([true, false, true]);
  });
});

it.each(['invalid-configuration', 'not-checked'])('findings of %s may be switched off', async (rule) => {
  const text = '-r https://acme.example/r.txt\nrequests  # lookalike: ignore[nonsense]\n';
  const rulesOf = async (configuration?: string) => (await judged({ text, configuration })).findings.map((each) => each.rule);
  expect(await rulesOf()).toContain(rule);
  expect(await rulesOf(`[rules]\n${rule} = "off"`)).not.toContain(rule);
});
