import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { toFileDiagnostics } from '../../../server/src/features/diagnostics';
import { MISSING } from '../../../server/src/lookup';
import { project } from '../../inMemoryHost';
import { analysed, documentOf, learn, RULES, serviceOn } from './service';

async function said(text: string, name = 'requirements.txt', files = {}) {
  const { service } = serviceOn(files);
  const document = documentOf(name, text);
  const diagnostics = await service.diagnostics(document);
  return diagnostics.map(({ code, severity, range, data }) => [code, severity, document.getText(range), data.targets.join(' ')]);
}

const { Error: error, Warning: warning, Information: information } = DiagnosticSeverity;

describe('diagnostics of one line', () => {
  it.each([
    ['requests==2.33.0', []],
    ['pycryptoenv==1.0.7', [['known-malicious', error, 'pycryptoenv', 'pycryptodome pycrypto']]],
    ['pycryptoconf', [['known-malicious', error, 'pycryptoconf', 'pycryptodome pycrypto']]],
    ['quasarlib', [['known-malicious', error, 'quasarlib', '']]],
    ['swapmempool>=1', [['known-malicious', error, 'swapmempool', '']]],
    ['yaml', [['import-name', warning, 'yaml', 'pyyaml']]],
    ['zqxw-nobody-has-this', [['unknown-package', information, 'zqxw-nobody-has-this', '']]],
    ['zqxw-nobody-has-this @ https://example.org/x.zip', []],
    ['# pycryptoenv', []],
    ['yaml  # lookalike: ignore', []],
    ['yaml  # lookalike: ignore[import-name]', []],
    ['pycryptoenv  # lookalike: ignore[typosquat]', [['known-malicious', error, 'pycryptoenv', 'pycryptodome pycrypto']]],
    ['pycrypto', [['project-status', information, 'pycrypto', 'pycryptodome']]],
    ['nump\u0443==1', [['typosquat', warning, 'nump\u0443', 'numpy']]],
    ['num\u200bpy', [['typosquat', warning, 'num\u200bpy', 'numpy']]],
    ['\uff4eumpy', [['typosquat', warning, '\uff4eumpy', 'numpy']]],
    ['jeIlyfish', [['known-malicious', error, 'jeIlyfish', 'jellyfish']]],
    ['', []],
  ])('%s', async (line, expected) => {
    expect(await said(line)).toEqual(expected);
  });

  it('names a foreign letter', async () => {
    const { service } = serviceOn();
    const [diagnostic] = await service.diagnostics(documentOf('requirements.txt', 'nump\u0443'));
    expect(diagnostic?.message).toBe("'nump\u0443' looks like 'numpy' ('\u0443' is U+0443).");
  });

  it("recognizes a misspelling of the project's own names", async () => {
    const files = { 'lookalike.toml': 'private = ["acme-utils", "acme-*"]' };
    expect(await said('-i https://pypi.acme.example/simple\nacme-utils\nacme-utlis\n', 'requirements.txt', files)).toEqual([]);
    const named = { 'lookalike.toml': 'private = ["acme-utils"]' };
    expect(await said('-i https://pypi.acme.example/simple\nacme-utils\nacme-utlis\n', 'requirements.txt', named)).toEqual([
      ['typosquat', warning, 'acme-utlis', 'acme-utils'],
    ]);
    const pattern = { 'lookalike.toml': 'private = ["globex-*"]' };
    expect(await said('-i https://pypi.acme.example/simple\nglobex-a\ngolbex-a\n', 'requirements.txt', pattern)).toEqual([
      ['typosquat', warning, 'golbex-a', 'globex-a'],
    ]);
  });

  it('has one finding per name, of the most informative rule', async () => {
    const { service } = serviceOn();
    const [diagnostic, ...others] = await service.diagnostics(documentOf('requirements.txt', 'pycryptoenv'));
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({
      source: 'lookalike',
      code: 'known-malicious',
      codeDescription: { href: 'file:///docs/rules/known-malicious.md' },
      data: { rule: 'known-malicious', name: 'pycryptoenv', normalizedName: 'pycryptoenv', targets: ['pycryptodome', 'pycrypto'] },
    });
    expect(diagnostic?.message).toBe("'pycryptoenv' is malware (imitates 'pycrypto'). Do not install it.");
  });

  it('reads a comment after a continued line', async () => {
    expect(await said('yaml==1.0 \\\n  --hash=sha256:00  # lookalike: ignore\n')).toEqual([]);
  });
});

describe("the index's answers", () => {
  const line = 'zqxw-nobody-has-this';

  it('confirm that a name does not exist', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    host.index.projects.set(line, MISSING);
    const document = documentOf('requirements.txt', line);
    const before = await service.diagnostics(document);
    expect(before.map(({ severity }) => severity)).toEqual([information]);
    expect(await learn(service, document)).toBe(true);
    const after = await service.diagnostics(document);
    expect(after.map(({ code, severity }) => [code, severity])).toEqual([['unknown-package', warning]]);
  });

  it('clear a new project that the bundled list does not have', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    host.index.projects.set(line, project(line));
    const document = documentOf('requirements.txt', line);
    await learn(service, document);
    expect(await service.diagnostics(document)).toEqual([]);
  });

  it('change nothing if the index is unavailable, and are not requested twice', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    const document = documentOf('requirements.txt', line);
    const before = await service.diagnostics(document);
    await learn(service, document);
    expect(await service.diagnostics(document)).toEqual(before);
    await learn(service, document);
    expect(host.index.asked).toEqual([line]);
  });

  it('are requested for names that the bundled data settles only for their status, and not for private names, malware, or offline', async () => {
    const { host, service } = serviceOn({ 'lookalike.toml': 'private = ["acme-*"]' });
    const document = documentOf('requirements.txt', 'requests\npycryptoenv\nacme-utils\n');
    host.current = { ...host.current, offline: false };
    await learn(service, document);
    host.current = { ...host.current, offline: true };
    service.changed();
    const other = documentOf('requirements.txt', line, 2);
    await learn(service, other);
    expect(host.index.asked).toEqual(['requests']);
  });

  it('are not requested for an unlisted name if the file uses another index', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    const document = documentOf('requirements.txt', `--index-url https://pypi.acme.example/simple\n${line}\n`);
    await learn(service, document);
    expect(host.index.asked).toEqual([]);
  });
});

describe('included files', () => {
  it.each([
    ['-r missing.txt', {}, [['invalid-requirement', error, 'missing.txt']]],
    ['-r other.txt', { 'other.txt': 'requests' }, []],
    ['-r other.txt', { 'other.txt': '-r requirements.txt' }, [['invalid-requirement', error, 'other.txt']]],
    ['-r other.txt', { 'other.txt': { why: 'it is a folder' } }, [['not-checked', warning, 'other.txt']]],
    ['-r ../outside.txt', {}, [['not-checked', warning, '../outside.txt']]],
    ['-r https://example.org/x.txt', {}, [['not-checked', warning, 'https://example.org/x.txt']]],
  ])('%s with %o', async (line, files, expected) => {
    const found = await said(line, 'requirements.txt', files);
    expect(found.map(([code, severity, text]) => [code, severity, String(text).replace(/^-r /, '')])).toEqual(expected);
  });
});

describe('lock files', () => {
  const lock = '[[package]]\nname = "pycryptoenv"\nversion = "1.0.7"\n\n[[package]]\nname = "django"\nversion = "2.2.1"\n';

  it('are judged if no manifest has the name, and always by version', async () => {
    const alone = await said(lock, 'poetry.lock');
    expect(alone.map(([code, , text]) => [code, text])).toEqual([
      ['known-malicious', 'pycryptoenv'],
      ['vulnerable-version', '2.2.1'],
    ]);
    const pyproject = '[tool.poetry.dependencies]\npycryptoenv = "*"\n';
    const beside = await said(lock, 'poetry.lock', { 'pyproject.toml': pyproject });
    expect(beside.map(([code]) => code)).toEqual(['vulnerable-version']);
  });

  it('are not edited', async () => {
    const { service } = serviceOn();
    const document = documentOf('poetry.lock', lock);
    const range = { start: document.positionAt(0), end: document.positionAt(lock.length) };
    const actions = await service.codeActions(document, range, { diagnostics: [] });
    expect(actions.filter(({ edit }) => JSON.stringify(edit).includes('poetry.lock'))).toEqual([]);
  });
});

describe('limits', () => {
  it('says where it stopped in a very large file, and judges the part before', async () => {
    const found = await said(`pycryptoenv\n${'# filler\n'.repeat(250_000)}pycryptoconf\n`);
    expect(found.map(([code]) => code)).toEqual(['known-malicious', 'not-checked']);
  });

  it('says where it stopped among very many requirements', async () => {
    const lines = Array.from({ length: 5_001 }, () => 'requests');
    const found = await said(lines.join('\n'));
    expect(found.map(([code]) => code)).toEqual(['not-checked']);
  });

  it.each([
    ['{% if gpu %}\nname: gpu', [['not-checked', information, '{% if gpu %}', '']]],
    ['name: "gpu" x', [['not-checked', information, 'x', '']]],
    ['name: "gpu" x  # lookalike: ignore[not-checked]', []],
    ['# {% if gpu %}\nname: gpu', []],
  ])('says where a template keeps it from reading on: %j', async (start, expected) => {
    const text = `${start}\ndependencies:\n  - pip:\n      - requests\n`;
    expect(await said(text, 'environment.yml')).toEqual(expected);
  });
});

describe('configuration', () => {
  it.each([
    ['trust = ["pycryptoenv"]', 'pycryptoenv', [['known-malicious', warning]]],
    ['trust = ["yaml"]', 'yaml', []],
    ['trust = [{ name = "yaml", until = 2026-11-23 }]', 'yaml', []],
    ['trust = [{ name = "yaml", until = 2026-11-22 }]', 'yaml', [['import-name', warning]]],
    ['private = ["acme-*"]', '-i https://pypi.acme.example/simple\nacme-anything', []],
    ['[rules]\nknown-malicious = "warning"', 'pycryptoenv', [['known-malicious', warning]]],
    ['[rules]\nimport-name = "off"', 'yaml', []],
  ])('%s', async (configuration, line, expected) => {
    const found = await said(line, 'requirements.txt', { 'lookalike.toml': configuration });
    expect(found.map(([code, severity]) => [code, severity])).toEqual(expected);
  });

  it('reads [tool.lookalike] of the nearest pyproject.toml', async () => {
    const files = { 'pyproject.toml': '[tool.lookalike]\ntrust = ["yaml"]\n', 'sub/pyproject.toml': '[project]\nname = "x"\n' };
    expect(await said('yaml', 'sub/requirements.txt', files)).toEqual([]);
  });

  it('reports problems at their positions', async () => {
    const text = 'trust = [1]\nunknown = true\n[rules]\ntyposquat = "loud"\nno-such-rule = "off"\n';
    const found = await said(text, 'lookalike.toml');
    expect(found.map(([code, , place]) => [code, place])).toEqual([
      ['invalid-configuration', '1'],
      ['invalid-configuration', 'unknown'],
      ['invalid-configuration', '"loud"'],
      ['invalid-configuration', 'no-such-rule'],
    ]);
  });

  it.each([
    ['trsut = ["x"]', "Unknown setting 'trsut'. Did you mean 'trust'?"],
    ['ecxlude = []', "Unknown setting 'ecxlude'. Did you mean 'exclude'?"],
    ['cool_down = 3', "Unknown setting 'cool_down'. Did you mean 'cool-down'?"],
    ['zzz = 1', "Unknown setting 'zzz'. Known values: trust, private, exclude, files, accept, cool-down, rules."],
    ['[rules]\ntyposqat = "off"', "Unknown rule 'typosqat'. Did you mean 'typosquat'?"],
    ['[rules]\nknown_malicous = "off"', "Unknown rule 'known_malicous'. Did you mean 'known-malicious'?"],
    ['[rules]\ntyposquat = "warn"', "Unknown level 'warn'. Did you mean 'warning'?"],
    ['[rules]\ntyposquat = "Eror"', "Unknown level 'Eror'. Did you mean 'error'?"],
    ['[rules]\ntyposquat = 5', 'Expected one of '],
    ['trust = [{ name = "x", untli = 2027-01-01 }]', "Unknown key 'untli'. Did you mean 'until'?"],
    ['[[trust]]\nreason = "x"', "The key 'name' is missing."],
    ['[[accept]]\nreason = "x"', "The key 'id' is missing."],
    ['accept = ["CVE-1"]', 'Expected a table such as { id = "CVE-2023-32681", reason = "…", until = 2027-01-31 }.'],
    ['[[accept]]\nid = "CVE-2023-1"\npackage = 5', 'Expected a quoted string.'],
    ['[[accept]]\nid = "CVE-2023-1"\nuntil = "soon"', 'Expected a date such as 2027-01-31.'],
    ['[[accept]]\nid = "CVE-2023-1"\nuntil = 2026-11-22', 'This entry expired on Nov 22, 2026. Remove it or change the date.'],
    ['trust = [{ name = "x", until = 2026-11-22 }]', 'This entry expired on Nov 22, 2026. Remove it or change the date.'],
    ['private = [5]', 'Expected a quoted string.'],
    ['files = "reqs.txt"', 'Expected a list in square brackets.'],
    [`exclude = [${'"a",'.repeat(1_001)}]`, 'Only the first 1000 entries of a list are used.'],
    [`private = [${'"a*b",'.repeat(1_001)}]`, "Only the first 1000 patterns with '*' in the middle are used."],
    ['trust = ["x"]\n[rules', 'The configuration is ignored because the file is invalid: '],
  ])('says what was meant in %j', async (text, expected) => {
    for (const [name, content] of [
      ['lookalike.toml', text],
      [
        'pyproject.toml',
        `[tool.lookalike]\n${text.replaceAll('[rules', '[tool.lookalike.rules').replaceAll(/\[\[(\w+)/g, '[[tool.lookalike.$1')}`,
      ],
    ] as const) {
      const { service } = serviceOn();
      const diagnostics = await service.diagnostics(documentOf(name, content));
      const said = diagnostics.filter(({ code }) => code === 'invalid-configuration').map(({ message }) => message);
      expect(said, name).toEqual([expect.stringContaining(expected)]);
    }
  });

  it.each(['lookalike.toml', 'pyproject.toml'])('is not half used where %s does not parse, but names stay private', async (name) => {
    const header = name === 'pyproject.toml' ? '[tool.lookalike]\n' : '';
    const text = `${header}trust = ["yaml"]\nprivate = ["acme-*"]\nexclude = [`;
    const { host, service } = serviceOn({ [name]: text });
    host.current = { ...host.current, offline: false };
    const document = documentOf('requirements.txt', 'yaml\nacme-core\n');
    expect((await service.diagnostics(document)).map(({ code }) => code)).toContain('import-name');
    await learn(service, document);
    expect(host.index.asked).not.toContain('acme-core');
    expect(host.advisories.asked.flat()).not.toContain('acme-core');
  });

  it('is ignored in an untrusted workspace, except for private names', async () => {
    const { host, service } = serviceOn({
      'lookalike.toml': 'trust = ["yaml"]\nprivate = ["zqacme-*"]\n[rules]\nknown-malicious = "off"\n',
    });
    host.trusted = false;
    const text = '-i https://pypi.acme.example/simple\npycryptoenv  # lookalike: ignore\nyaml\nzqacme-core\n';
    const diagnostics = await service.diagnostics(documentOf('requirements.txt', text));
    expect(diagnostics.map(({ code }) => code)).toEqual(['known-malicious', 'import-name']);
  });

  it('makes no malicious or misspelled name its own there', async () => {
    const { host, service } = serviceOn({ 'lookalike.toml': 'private = ["*"]\n' });
    const text = 'pycryptoenv\nreqeusts\nrequests\n';
    const codes = async (version: number) =>
      (await service.diagnostics(documentOf('requirements.txt', text, version))).map(({ code, range }) => `${code} ${range.start.line}`);
    expect(await codes(1)).toEqual(['known-malicious 0', 'dependency-confusion 0', 'dependency-confusion 1', 'dependency-confusion 2']);
    host.trusted = false;
    service.changed();
    expect(await codes(2)).toEqual(expect.arrayContaining(['known-malicious 0', 'typosquat 1']));
    // The user's own settings count everywhere.
    host.current = { ...host.current, private: ['reqeusts'] };
    service.changed();
    expect(await codes(3)).not.toContain('typosquat 1');
  });

  it('is silent when turned off', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, enable: false, user: { ...host.current.user, enable: false } };
    expect(await service.diagnostics(documentOf('requirements.txt', 'pycryptoenv'))).toEqual([]);
  });

  it('still warns about known malware when the workspace turns it off', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, enable: false };
    const diagnostics = await service.diagnostics(documentOf('requirements.txt', 'pycryptoenv\nyaml\n'));
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['known-malicious', warning]]);
    expect(diagnostics[0]?.message).toContain('Lowered to a warning by the workspace settings.');
  });
});

describe('positions after an edit', () => {
  const TEXT = 'requests\nyaml\n';
  const only = (diagnostics: readonly Diagnostic[]): Diagnostic => {
    expect(diagnostics.map(({ code }) => code)).toEqual(['import-name']);
    return diagnostics[0]!;
  };
  const insert = (document: TextDocument, version: number): TextDocument =>
    TextDocument.update(
      document,
      [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# one\r\n# two\n' }],
      version,
    );

  it('that arrives between the analysis and the answer are those of the text that was judged', async () => {
    const { service } = serviceOn();
    const document = documentOf('requirements.txt', TEXT);
    const analysis = await analysed(service, document);
    insert(document, 2);
    const { range } = only(toFileDiagnostics({ uri: document.uri, analysis }, RULES, document));
    expect([range.start.line, documentOf('requirements.txt', TEXT).getText(range)]).toEqual([1, 'yaml']);
  });

  it('that arrives while the answer is made are those of one of both texts', async () => {
    const { service } = serviceOn();
    for (let turns = 0; turns < 40; turns++) {
      const document = documentOf('requirements.txt', TEXT);
      const answer = service.diagnostics(document);
      for (let turn = 0; turn < turns; turn++) {
        await Promise.resolve();
      }
      insert(document, 2);
      const { range } = only(await answer);
      const judged = range.start.line === 1 ? documentOf('requirements.txt', TEXT) : document;
      expect(judged.getText(range)).toBe('yaml');
    }
  });

  it('are those of the document that was edited', async () => {
    const { service } = serviceOn();
    const document = insert(documentOf('requirements.txt', TEXT), 2);
    const { range } = only(await service.diagnostics(document));
    expect([range.start.line, document.getText(range)]).toEqual([3, 'yaml']);
    expect(await service.diagnostics(documentOf('requirements.txt', document.getText()))).toEqual(await service.diagnostics(document));
  });

  it('are those of the file if no document is open', async () => {
    const { service } = serviceOn();
    const document = documentOf('requirements.txt', TEXT);
    const analysis = await analysed(service, document);
    const { range } = only(toFileDiagnostics({ uri: document.uri, analysis }, RULES));
    expect(document.getText(range)).toBe('yaml');
    expect([toFileDiagnostics(undefined, RULES), toFileDiagnostics(undefined, RULES, document)]).toEqual([[], []]);
  });
});
