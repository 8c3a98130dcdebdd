import { afterEach, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import { realAdvisories, realNameData } from '../../inMemoryHost';
import { project, sha256 } from '../../stub/packages';
import { startSigstore, workflowOf } from '../../stub/sigstore';
import type { FakeEditor } from '../fakeEditor';
import { World, type WorldOptions } from '../world';

/** Every version before 1.1. */
const RANGE: Readonly<Record<string, string>>[] = [{ introduced: '0' }, { fixed: '1.1' }];

let world: World;

async function open(options?: WorldOptions): Promise<World> {
  world = await World.open(options);
  return world;
}

afterEach(() => world.close());

const codes = (diagnostics: readonly Diagnostic[] | undefined) => diagnostics?.map(({ code }) => code);
const text = async (editor: FakeEditor, uri: string, offset = 2): Promise<string> =>
  ((await editor.hover(uri, offset)) as { contents: { value: string } }).contents.value;

describe('requests', () => {
  it('for 200 pinned dependencies: one query, each new record once, each page once, and then none', async () => {
    const { popular } = await realNameData();
    const names = Array.from({ length: 200 }, (_, i) => popular.nameAt(i + 1) as string);
    const { pypi, osv } = await open({ files: { 'requirements.txt': names.map((name) => `${name}==1.0\n`).join('') } });
    for (const name of names) {
      pypi.projects.set(name, project(name, ['1.0', '1.1']));
    }
    const modified = new Date(Date.parse((await realAdvisories()).asOf) + 1000).toISOString();
    for (const [i, name] of names.slice(0, 3).entries()) {
      const affected = [{ package: { ecosystem: 'PyPI', name }, ranges: [{ type: 'ECOSYSTEM', events: RANGE }] }];
      osv.advisories.push({ id: `PYSEC-2026-900${i}`, modified, affected });
    }

    const editor = await world.start();
    expect(await world.learnt(editor)).toMatchObject({ requirements: 200, notChecked: 0 });
    expect(osv.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /v1/vulns/PYSEC-2026-9000',
      'GET /v1/vulns/PYSEC-2026-9001',
      'GET /v1/vulns/PYSEC-2026-9002',
      'POST /v1/querybatch',
    ]);
    expect(pypi.requests.map(({ path }) => path).sort()).toEqual(names.map((name) => `/simple/${name}/`).sort());
    expect([...new Set(world.internet.contacted)].sort()).toEqual(['api.osv.dev:443', 'pypi.org:443']);
    expect(pypi.requests[0]?.headers['user-agent']).toMatch(/^lookalike\/1\.2\.3 \(\+https:/);

    pypi.requests.length = 0;
    osv.requests.length = 0;
    await world.stop();
    const again = await world.start();
    expect(await world.learnt(again)).toMatchObject({ requirements: 200, notChecked: 0 });
    expect([pypi.requests, osv.requests]).toEqual([[], []]);
  });

  it('are canceled when the editor has exited', async () => {
    await open();
    let closed: Promise<void> | undefined;
    const asked = new Promise<void>((resolve) => {
      world.pypi.fault = (request) => {
        closed = new Promise((done) => request.socket.once('close', () => done()));
        resolve();
        return true;
      };
    });
    const editor = await world.start();
    await editor.pull(await editor.open('requirements.txt', 'simplejson==1.0\n'));
    await asked;
    await world.stop();
    await closed;
  });

  it('none when offline or in an untrusted workspace', async () => {
    await open({ files: { 'requirements.txt': 'requests==2.31.0\nzqxw-nobody-has-this\n' } });
    for (const options of [{ settings: { offline: true } }, { initializationOptions: { trusted: false } }]) {
      const editor = await world.start(options);
      const uri = await editor.open('requirements.txt', 'requests==2.31.0\nzqxw-nobody-has-this\n');
      await editor.pull(uri);
      expect(await text(editor, uri)).toMatch(/_Not checked\\: /);
      await world.learnt(editor);
    }
    expect(world.internet.contacted).toEqual([]);
  });
});

describe('a project', () => {
  it('that is quarantined is reported without a pin', async () => {
    await open();
    world.pypi.projects.set('flask', project('flask', ['3.1.0'], { status: 'quarantined', reason: 'malware' }));
    world.write({ 'requirements.txt': 'flask\n' });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', 'flask\n');
    await world.learnt(editor);
    expect((await editor.pull(uri)).items?.map(({ code }) => code)).toEqual(['project-status']);
  });

  it('that is quarantined differs from one that does not exist', async () => {
    await open();
    world.pypi.projects.set('zqxw-evil', project('zqxw-evil', ['1.0'], { status: 'quarantined', reason: 'malware' }));
    const lines = 'zqxw-evil==1.0\nzqxw-nobody-has-this==1.0\n';
    world.write({ 'requirements.txt': lines });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', lines);
    await world.learnt(editor);
    const { items } = await editor.pull(uri);
    expect(items?.map(({ code, severity, range }) => [code, severity, range.start.line])).toEqual([
      ['project-status', 2, 0],
      ['unknown-package', 2, 1],
    ]);
    // Its JSON is 404, as for a project that does not exist: the Simple page decides.
    const card = await text(editor, uri);
    expect(items?.[0]?.message).toContain('quarantined');
    expect(card).toContain('pypi\\.org has no details of this project');
    const absent = await text(editor, uri, lines.indexOf('\n') + 3);
    expect(absent).toContain('Unknown package');
    for (const hover of [card, absent]) {
      expect(hover).not.toContain('no known vulnerabilities');
    }
  });
});

describe('hover', () => {
  const wheel = 'requests-2.32.3-py3-none-any.whl';
  const provenance = {
    version: 1,
    attestation_bundles: [
      { publisher: { kind: 'GitHub', repository: 'psf/requests', workflow: 'release.yml' }, attestations: [{ version: 1 }] },
    ],
  };

  it('shows who published the pinned version, and its hashes', async () => {
    await open();
    const { releases } = project('requests', ['2.32.3']);
    const info = { version: '2.32.3', summary: 'HTTP for Humans', author: 'Kenneth Reitz', license: 'Apache-2.0' };
    const files = releases['2.32.3']?.map((file) => (file.filename === wheel ? { ...file, provenance } : file)) ?? [];
    world.pypi.projects.set('requests', {
      info,
      releases: { '2.31.0': project('requests', ['2.31.0']).releases['2.31.0'] ?? [], '2.32.3': files },
    });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', 'requests==2.32.3\nrequests==2.31.0\nrequests==9.9\n');
    const card = await text(editor, uri);
    expect(card).toContain('HTTP for Humans');
    expect(card).toContain('Author: Kenneth Reitz');
    expect(card).toContain(' · Apache\\-2\\.0 · ');
    expect(card).toMatch(/ · sdist sha256 `[0-9a-f]{12}…` · wheel sha256 `[0-9a-f]{12}…`/);
    expect(card).toContain(
      'Published from [github\\.com\\/psf\\/requests](https://github.com/psf/requests) by Trusted Publishing (not verified here).',
    );
    // A version without an attestation is not news.
    for (const offset of [20, 37]) {
      expect(await text(editor, uri, offset)).not.toMatch(/attestation|Published/);
    }

    // Not checked differs from none.
    world.clock.advance(20 * 60_000);
    world.pypi.fault = (request, response) => request.url?.includes('/integrity/') === true && response.writeHead(403).end() !== undefined;
    world.emptyCache();
    await world.stop();
    const later = await world.start();
    const again = await later.open('requirements.txt', 'requests==2.32.3\n');
    expect(await text(later, again)).toContain('Publisher not checked\\: pypi\\.org denied access');
  });

  it("reports whether the attestation proves the index's claim", async () => {
    const sigstore = await startSigstore();
    await open();
    const files = await Promise.all(
      ['psf/requests', 'mallory/requests'].map(async (signer, i) => {
        const filename = `requests-2.32.${i}.tar.gz`;
        const attestations = [await sigstore.attest(filename, sha256(filename), workflowOf(signer))];
        const publisher = { kind: 'GitHub', repository: 'psf/requests', workflow: 'release.yml' };
        return { filename, provenance: { version: 1, attestation_bundles: [{ publisher, attestations }] } };
      }),
    );
    world.pypi.projects.set('requests', { releases: Object.fromEntries(files.map((file, i) => [`2.32.${i}`, [file]])) });
    const editor = await world.start({}, { trustedRoot: async () => sigstore.trustedRoot });
    const lines = 'requests==2.32.0\nrequests==2.32.1\n';
    const uri = await editor.open('requirements.txt', lines);
    expect(await text(editor, uri)).toContain(
      'Published from [github\\.com\\/psf\\/requests](https://github.com/psf/requests) by Trusted Publishing (signature verified).',
    );
    expect(await text(editor, uri, 20)).toContain('**The publisher attestation is invalid: it was signed by a different publisher.**');
  });

  it('and verdicts do not wait for a service that never responds', async () => {
    await open();
    const asked = new Promise<void>((resolve) => {
      world.pypi.fault = () => {
        resolve();
        return true;
      };
    });
    world.osv.fault = () => true;
    const editor = await world.start({ server: { hoverPatience: 20 } }, { http: { deadline: 600_000 } });
    const uri = await editor.open('requirements.txt', 'pycryptoenv==1.0.7\nrequests==2.31.0\n');
    expect(codes((await editor.pull(uri)).items)).toContain('known-malicious');
    const card = await text(editor, uri, 20);
    expect(card).toContain('#6 on PyPI');
    expect(card).toContain('still loading\\; hover again');
    await asked;
  });
});
