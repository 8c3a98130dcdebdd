import { describe, expect, it } from 'vitest';
import { read } from '../../../server/src/analysis/limits';
import { notCheckedIn } from '../../../server/src/analysis/scan/workspaceScan';
import { dockerfile } from '../../../server/src/formats/files/commands/dockerfile';
import { requirements } from '../../../server/src/formats/files/requirements';
import { documentOf, serviceOn } from '../features/service';

const MANY = 10_000;
const lines = (line: (i: number) => string): string => Array.from({ length: MANY }, (_, i) => `${line(i)}\n`).join('');

/** All diagnostics of a document, however much of something it has. */
async function said(name: string, text: string): Promise<readonly string[]> {
  const { service, host } = serviceOn({});
  const diagnostics = await service.diagnostics(documentOf(name, text));
  expect(host.logged).toEqual([]);
  // The counts of omitted findings are added to these.
  expect(diagnostics.length).toBeLessThanOrEqual(1_000 + 10);
  expect(JSON.stringify(diagnostics).length).toBeLessThan(2_000_000);
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const more = (what: string, n: number): string => `not-checked: ${what}: ${n.toLocaleString('en-US')}.`;

describe('a file with a great many of one thing gets one finding that counts the rest', () => {
  it.each<[string, string, string, string]>([
    ['lines that are none', 'requirements.txt', lines(() => '!'), more('More problems, not listed', MANY - 500)],
    ['includes', 'requirements.txt', lines((i) => `-r a${i}.txt`), more('Included files that were not checked', MANY - 500)],
    ['variables', 'requirements.txt', lines((i) => `\${A${i}}`), more('More places that were not checked', MANY - 500)],
    ['names', 'requirements.txt', lines((i) => `a${i}`), 'not-checked: The file is too large. It was checked up to here.'],
    [
      'names for an action',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    steps:\n    - uses: ./x\n      with:\n        packages: ${lines((i) => `a${i}`).replaceAll('\n', ' ')}\n`,
      'not-checked: The file is too large. It was checked up to here.',
    ],
    ['index options', 'requirements.txt', lines((i) => `--trusted-host h${i}`), more('More findings, not listed', MANY - 1_000)],
    [
      'dynamic files',
      'pyproject.toml',
      `[tool.setuptools.dynamic]\ndependencies = {file = [${Array.from({ length: MANY }, (_, i) => `"a${i}"`).join(',')}]}\n`,
      more('Included files that were not checked', MANY - 500),
    ],
    ['settings that are none', 'lookalike.toml', lines((i) => `a${i} = 1`), more('More findings, not listed', MANY - 1_000)],
  ])('%s', async (_, name, text, expected) => {
    expect(await said(name, text)).toContain(expected);
  });

  it('words of an ignore comment', async () => {
    const words = Array.from({ length: MANY }, (_, i) => `nothing${i}`).join(',');
    const all = await said('requirements.txt', `requests  # lookalike: ignore[${words}]\n`);
    expect(all).toContain(more('More findings, not listed', MANY - 1_000));
  });

  it('extras and versions of one requirement', async () => {
    const extras = Array.from({ length: MANY }, (_, i) => `e${i}`).join(',');
    const versions = Array.from({ length: MANY }, (_, i) => `!=${i}`).join(',');
    expect(await said('requirements.txt', `requests[${extras}]\nrequests${versions}\n`)).toContain(
      'not-checked: Versions not checked because they are too long: 1.',
    );
  });

  it('and never hides known malware among them', async () => {
    const all = await said('requirements.txt', `${lines(() => '!')}${'--trusted-host h\n'.repeat(MANY)}pycryptoenv\n`);
    expect(all.filter((it) => it.startsWith('known-malicious'))).toHaveLength(1);
    const late = await said('requirements.txt', `${Array.from({ length: 5_000 - 1 }, () => 'requets\n').join('')}pycryptoenv\n`);
    expect(late.filter((it) => it.startsWith('known-malicious'))).toHaveLength(1);
  });
});

// Each removal is checked in the whole text: 1,000 entries of a large file took minutes.
it.each([
  ['all entries of a small configuration', 3, '', 3],
  ['the first entries of a large one', 1_000, '#'.repeat(600_000), 2],
])('the removal is offered for %s', async (_, entries, comment, offered) => {
  const { service } = serviceOn({});
  const text = `${'[[trust]]\nname = "a"\nuntil = 2020-01-01\n'.repeat(entries)}${comment}\n`;
  const document = documentOf('lookalike.toml', text);
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await service.codeActions(document, whole, { diagnostics: [] });
  expect(actions.filter(({ title }) => title === 'Remove this entry')).toHaveLength(offered);
});

describe('no text of a file goes into a message unmodified', () => {
  const long = 'x'.repeat(100_000);
  it.each<[string, string, string]>([
    ['a name', 'requirements.txt', `${long}\n`],
    ['a version', 'requirements.txt', `requests==${'1.'.repeat(50_000)}1\nrequests==${long}\n`],
    ['an option', 'requirements.txt', `--${long}\n--index-url http://${long}/\n--trusted-host ${long}\n`],
    ['a file', 'requirements.txt', `-r ${long}\n-r ${long}/${long}.txt\n`],
    ['a URL', 'requirements.txt', `requests @ http://${long}/\ngit+https://${long}\n`],
    ['a marker', 'requirements.txt', `requests; ${long}\n`],
    ['a key', 'pyproject.toml', `[tool.poetry.dependencies]\n"${long} !" = "${long}"\n[project]\ndependencies = ["${long}!"]\n`],
    ['a word of a comment', 'requirements.txt', `requests # lookalike: ignore[${long}]\n`],
    ['a setting', 'lookalike.toml', `${long} = 1\ntrust = ["${long}!"]\n[rules]\n${long} = "${long}"\n`],
    ['a script', 'install.sh', `pip install \`${long}\` "$${long}" '${long}'\n`],
    ['a template', '.github/workflows/a.yml', `run: pip install {{ ${long} }}\n  ${long}: [\n`],
  ])('%s of 100,000 letters', async (_, name, text) => {
    for (const message of await said(name, text)) {
      expect(message.length).toBeLessThan(600);
    }
    const { service } = serviceOn({});
    const document = documentOf(name, text);
    const analysis = await service.analyse(document);
    for (const { name: of = '', why } of notCheckedIn({ uri: document.uri, analysis })) {
      expect(of.length + why.length).toBeLessThan(600);
    }
    for (const symbol of await service.documentSymbols(document)) {
      expect(symbol.name.length).toBeLessThan(300);
    }
  });

  it.each(['\u202e', '\u2066', '\x1b[31m', '\u200b', '\ufeff', '\x07', '\u2028', '\ud83d'])('%j is shown as its escape', async (sign) => {
    const text = `requests${sign}2\n-r a${sign}b.txt\n--index-url http://h${sign}h/\nrequests==1${sign}\n--no-${sign}\nrequests ; os_name == '${sign}' x\n`;
    const all = await said('requirements.txt', text);
    expect(all.length).toBeGreaterThan(2);
    expect(all.join('\n')).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\u0000-\u0009\u000b-\u001f]/u);
  });

  it('a password is removed before the text is cut', async () => {
    const text = `--index-url http://user:${'PASSWORD'.repeat(40)}@h.example/\n-r http://user:${'PASSWORD'.repeat(40)}@h.example/r.txt\n`;
    expect((await said('requirements.txt', text)).join('\n')).not.toContain('PASSWORD');
  });
});

// It is passed between threads: 900,000 requirements kept a server from answering for two seconds.
it('text beyond the limits is not kept for the next edit', () => {
  const kept = (text: string, format: typeof dockerfile): number => read(text, format)[2].manifest.requirements.length;
  expect(
    kept(
      lines((i) => `a${i}`),
      requirements,
    ),
  ).toBe(0);
  expect(kept(`RUN pip install ${'a '.repeat(MANY)}`, dockerfile)).toBe(0);
  expect(kept('a\nb\n', requirements)).toBe(2);
});
