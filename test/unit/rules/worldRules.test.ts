import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Release } from '../../../server/src/facts/project';
import { SafeUrl } from '../../../server/src/facts/safeUrl';
import { found, MISSING } from '../../../server/src/lookup';
import { project } from '../../inMemoryHost';
import { applied, documentOf, serviceOn } from '../features/service';

const { Error: error, Warning: warning, Information: information } = DiagnosticSeverity;
const DIGEST = 'ab'.repeat(32);

function release(version: string, uploadTime: string, yanked?: string): Release {
  return { version, files: [{ filename: `x-${version}.tar.gz`, hashes: { sha256: DIGEST }, uploadTime, yanked }] };
}

/** A project that the bundled list has, as the index tells of it. */
const RELEASES = [
  release('1.0', '2020-01-01T00:00:00Z'),
  release('1.1', '2020-02-01T00:00:00Z', 'broken metadata'),
  release('2.0', '2026-11-22T00:00:00Z'),
];

async function online(text: string, { name = 'requirements.txt', config = '', releases = RELEASES, status = 'active' as const } = {}) {
  const { host, service } = serviceOn({ 'lookalike.toml': config });
  host.current = { ...host.current, offline: false };
  host.index.projects.set('simplejson', project('simplejson', { releases, status }));
  const document = documentOf(name, text);
  const signal = new AbortController().signal;
  await service.learn((await service.analyse(document))!, signal);
  const diagnostics = await service.diagnostics(document);
  return {
    document,
    service,
    host,
    found: diagnostics.map(({ code, severity, range }) => [code, severity, document.getText(range)]),
    diagnostics,
  };
}

describe('what the index says of a pinned version', () => {
  it.each([
    ['simplejson==1.0', []],
    ['simplejson==1.0.0', []],
    ['simplejson==1.1', [['yanked-version', warning, '==1.1']]],
    ['simplejson==9.9', [['unknown-version', warning, '==9.9']]],
    ['simplejson==2.0', [['recent-release', information, '==2.0']]],
    ['simplejson>=9.9', []],
  ])('%s', async (line, expected) => {
    expect((await online(line)).found).toEqual(expected);
  });

  it('waits as many days as it is told', async () => {
    expect((await online('simplejson==2.0', { config: 'cool-down = 1' })).found).toEqual([]);
  });

  it('tells a new project from a new release', async () => {
    const { diagnostics } = await online('simplejson==2.0', { releases: RELEASES.slice(2) });
    expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringMatching(/new project.*2026-11-22/)]);
  });

  it('shows the reason of a yank', async () => {
    expect((await online('simplejson==1.1')).diagnostics[0]?.message).toContain('broken metadata');
  });
});

describe('vulnerable versions', () => {
  async function offline(line: string, name = 'requirements.txt') {
    const { service } = serviceOn();
    const document = documentOf(name, line);
    const diagnostics = await service.diagnostics(document);
    return { service, document, found: diagnostics.map(({ code, severity, range }) => [code, severity, document.getText(range)]) };
  }

  it.each([
    ['django==2.2.1', [['vulnerable-version', warning, '==2.2.1']]],
    ['django<2.0', [['vulnerable-version', warning, '<2.0']]],
    ['django>=2.0', [['vulnerable-version', information, '>=2.0']]],
    ['django', []],
    ['django==99.0', []],
  ])('%s', async (line, expected) => {
    expect((await offline(line)).found).toEqual(expected);
  });

  it('reads the grammar of Poetry', async () => {
    const text = '[tool.poetry.dependencies]\ndjango = "^1.11"\n';
    expect((await offline(text, 'pyproject.toml')).found).toEqual([['vulnerable-version', warning, '^1.11']]);
  });

  it('upgrades a pin, and drops the hashes of the old version', async () => {
    const { service, document } = await offline('django==2.2.1 --hash=sha256:aa  # web\n');
    const range = { start: { line: 0, character: 8 }, end: { line: 0, character: 8 } };
    const upgrade = (await service.codeActions(document, range, { diagnostics: [] })).find(({ isPreferred }) => isPreferred);
    expect(upgrade?.title).toMatch(/^Upgrade to \d[\d.]* \(fixes [A-Z]+-[\w-]+\)$/);
    expect(applied(document, upgrade)).toMatch(/^django==\d[\d.]* {2}# web\n$/);
  });

  it('takes a live record over the bundled ones, malicious versions by their range', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    host.advisories.known.set('simplejson', found([{ id: 'MAL-2026-1', aliases: [], ranges: [], versions: ['3.1'] }] as never));
    const document = documentOf('requirements.txt', 'simplejson==3.1\nsimplejson==3.2\nsimplejson\n');
    await service.learn((await service.analyse(document))!, new AbortController().signal);
    const diagnostics = await service.diagnostics(document);
    expect(diagnostics.map(({ code, severity, range }) => [code, severity, range.start.line])).toEqual([
      ['known-malicious', error, 0],
      ['known-malicious', information, 2],
    ]);
  });

  it('finds a malicious version in a lock file, though the manifest beside it asks for the name', async () => {
    const { host, service } = serviceOn({ 'pyproject.toml': '[project]\ndependencies = ["simplejson>=3"]\n' });
    host.current = { ...host.current, offline: false };
    host.advisories.known.set('simplejson', found([{ id: 'MAL-2026-1', aliases: [], ranges: [], versions: ['3.1'] }] as never));
    const codes = async (version: string) => {
      const document = documentOf('uv.lock', `[[package]]\nname = "simplejson"\nversion = "${version}"\n`, Number(version));
      await service.learn((await service.analyse(document))!, new AbortController().signal);
      return (await service.diagnostics(document)).map(({ code, severity }) => [code, severity]);
    };
    expect(await codes('3.1')).toEqual([['known-malicious', error]]);
    expect(await codes('3.2')).toEqual([]);
  });
});

describe('indexes', () => {
  const config = 'private = ["acme-*"]';

  it.each([
    ['--index-url https://pypi.acme.example/simple\nacme-utils\n', []],
    ['--extra-index-url https://pypi.acme.example/simple\nacme-utils\n', [['dependency-confusion', warning, 'acme-utils']]],
    ['--extra-index-url https://pypi.acme.example/simple\nrequests\n', []],
    [
      '-i https://one.acme.example/simple\n--extra-index-url https://two.acme.example/simple\nacme-utils\n',
      [['dependency-confusion', information, 'acme-utils']],
    ],
    ['--no-index\nacme-utils\n', []],
    ['acme-utils\n', [['dependency-confusion', information, 'acme-utils']]],
    ['-i http://pypi.acme.example/simple\n', [['insecure-index', warning, 'http://pypi.acme.example/simple']]],
    ['-i http://localhost:3141/simple\n', []],
    ['--trusted-host pypi.acme.example\n', [['insecure-index', warning, 'pypi.acme.example']]],
    ['-i https://me:secret@pypi.acme.example/simple\n', [['insecure-index', warning, 'https://me:secret@pypi.acme.example/simple']]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: pip's own syntax
    ['-i https://me:${TOKEN}@pypi.acme.example/simple\n', []],
    ['git+ssh://git@github.com/a/b.git#egg=b\n', []],
  ])('%j', async (text, expected) => {
    expect((await online(text, { config })).found).toEqual(expected);
  });

  it('puts https in the place of http', async () => {
    const { service, document } = await online('-i http://me@pypi.acme.example/http:/simple  # ours\n');
    const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } };
    const fix = (await service.codeActions(document, range, { diagnostics: [] })).find(({ isPreferred }) => isPreferred);
    expect([fix?.title, applied(document, fix)]).toEqual(['Use https', '-i https://me@pypi.acme.example/http:/simple  # ours\n']);
  });

  it.each([
    ['the only index of the user', 'index', 'pip', []],
    ['one that pip searches beside the public one', 'extra-index', 'pip', [['dependency-confusion', warning, 'acme-utils']]],
  ] as const)('heeds %s', async (_, kind, tool, expected) => {
    const { host, service } = serviceOn({ 'lookalike.toml': config });
    const url = SafeUrl.parse('https://pypi.acme.example/simple') as SafeUrl;
    host.user = { ...host.user, [tool]: [{ kind, url, namedBy: 'user' }] };
    const said = await service.diagnostics(documentOf('requirements.txt', 'acme-utils\n'));
    expect(said.map(({ code, severity, range }) => [code, severity, range.start.line === 0 ? 'acme-utils' : ''])).toEqual(expected);
  });

  it('takes a name that only an index of the file has for the own one', async () => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false, trustedIndexes: ['https://pypi.acme.example'] };
    host.index.projects.set('zqxw-tool', project('zqxw-tool', {}));
    const document = documentOf('requirements.txt', '--extra-index-url https://pypi.acme.example/simple\nzqxw-tool\n');
    await service.learn((await service.analyse(document))!, new AbortController().signal);
    const said = await service.diagnostics(document);
    expect(said.map(({ code, severity }) => [code, severity])).toEqual([['dependency-confusion', information]]);
  });

  it.each([
    ['plone-formwidget-captcha', warning],
    ['requests', information],
  ])('says of %s, which the list has, that this index does not', async (name, severity) => {
    const { host, service } = serviceOn();
    host.current = { ...host.current, offline: false };
    host.index.projects.set(name, MISSING);
    const document = documentOf('requirements.txt', `${name}==1.0\n`);
    await service.learn((await service.analyse(document))!, new AbortController().signal);
    const said = await service.diagnostics(document);
    expect(said.filter(({ code }) => code === 'unknown-package')).toEqual([
      expect.objectContaining({ severity, message: expect.stringMatching(/removed, or this index/) }),
    ]);
  });

  it('never shows a credential', async () => {
    const { diagnostics, service, document } = await online(
      '-i https://me:secret@pypi.acme.example/simple\n-i http://me:secret@x.example/\n',
    );
    const actions = await service.codeActions(
      document,
      { start: { line: 0, character: 5 }, end: { line: 1, character: 20 } },
      { diagnostics: [] },
    );
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(JSON.stringify([diagnostics, actions.map(({ title, diagnostics: about }) => [title, about])])).not.toContain('secret');
  });

  it('names the strategy of uv that lets any index win', async () => {
    const text = '[tool.uv]\nindex-strategy = "unsafe-best-match"\n';
    expect((await online(text, { name: 'pyproject.toml' })).found.map(([code]) => code)).toEqual(['dependency-confusion']);
  });
});

describe('authenticity', () => {
  const on = '[rules]\nmissing-hash = "warning"\nunpinned = "warning"\n';

  it.each([
    ['simplejson==1.0\n', '', []],
    ['simplejson==1.0\n', on, [['missing-hash', warning, 'simplejson']]],
    [
      'simplejson>=1.0\n',
      on,
      [
        ['missing-hash', warning, 'simplejson'],
        ['unpinned', warning, 'simplejson'],
      ],
    ],
    [`simplejson==1.0 --hash=sha256:${DIGEST}\n`, on, []],
  ])('%j with %j', async (text, config, expected) => {
    expect((await online(text, { config })).found).toEqual(expected);
  });

  it('says that no published file has a hash', async () => {
    const { found: said } = await online('simplejson==1.0 --hash=sha256:00\n');
    expect(said.map(([code, severity]) => [code, severity])).toEqual([['hash-mismatch', error]]);
  });

  it('fills in the hashes that the index publishes', async () => {
    const { service, document } = await online('simplejson==1.0\nrequests==2.0\n', { config: on });
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const fill = (await service.codeActions(document, range, { diagnostics: [] })).find(({ isPreferred }) => isPreferred);
    expect(applied(document, fill)).toBe(`simplejson==1.0 \\\n    --hash=sha256:${DIGEST}\nrequests==2.0\n`);
  });
});
