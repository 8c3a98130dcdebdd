import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { project, sha256 } from '../../stub/packages';
import { type Stub, startStub } from '../../stub/services';
import { startSigstore, workflowOf } from '../../stub/sigstore';
import { World, type WorldOptions } from '../world';

const CLI = path.join(__dirname, '../../../dist/cli.js');
const SERVER = path.join(__dirname, '../../../dist/server.js');
const ACME = 'pypi.acme.example';
const SECRET = 'pw-0123456789';

let world: World;
let mirror: Stub | undefined;

afterEach(async () => {
  await Promise.all([world.close(), mirror?.close()]);
  mirror = undefined;
});

/** The shipped command line on the world's machine. */
async function cli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: world.workspace, env: { ...world.env, ...env } });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.err += chunk;
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, ...text };
}

async function scan(env?: Readonly<Record<string, string>>) {
  const { out, ...rest } = await cli(['scan', '--format', 'json'], env);
  const { findings, notChecked } = JSON.parse(out) as {
    findings: { rule: string; name: string }[];
    notChecked: { name: string; why: string }[];
  };
  return { ...rest, found: findings.map(({ rule, name }) => `${rule} ${name}`).sort(), notChecked };
}

async function open(options: WorldOptions): Promise<void> {
  world = await World.open(options);
}

const FILES = { 'requirements.txt': 'simplejson==9.9\nzqxw-nobody-has-this\n' };

describe('lookalike scan', () => {
  it('reports a quarantined project that is not pinned', async () => {
    await open({ files: { 'requirements.txt': 'flask\n' } });
    world.pypi.projects.set('flask', project('flask', ['3.1.0'], { status: 'quarantined' }));
    expect(await scan()).toMatchObject({ status: 1, found: ['project-status flask'] });
  });

  it('contacts the public services through the proxy of the environment, once for several runs', async () => {
    await open({ files: FILES });
    world.pypi.projects.set('simplejson', project('simplejson', ['3.19.0']));
    expect(await scan()).toMatchObject({
      status: 1,
      err: '',
      found: ['unknown-package zqxw-nobody-has-this', 'unknown-version simplejson'],
      notChecked: [],
    });
    expect([world.pypi.requests.length, world.osv.requests.length]).toEqual([2, 1]);
    expect((await scan()).found).toHaveLength(2);
    expect([world.pypi.requests.length, world.osv.requests.length]).toEqual([2, 1]);
  });

  it('reports what it could not check, and finds the rest', async () => {
    await open({ files: FILES });
    world.internet.unreachable.add('pypi.org').add('api.osv.dev');
    const { found, notChecked } = await scan();
    expect(found).toEqual(['unknown-package zqxw-nobody-has-this']);
    expect(notChecked.map(({ name }) => name)).toEqual(['simplejson', 'zqxw-nobody-has-this']);
    expect(notChecked[0]?.why).toMatch(
      /The version could not be checked: the proxy blocked pypi\.org.*Advisories published after \w+ \d+, \d{4} were not checked/,
    );
  });

  it('refreshes the package data first on request, and continues if that fails', async () => {
    await open({ files: { 'requirements.txt': 'pycryptoenv\n' } });
    const first = await cli(['scan', '--refresh', '.']);
    expect([first.status, first.err]).toEqual([
      1,
      expect.stringMatching(
        /^lookalike: Refreshing the package data\. This takes a while\.\n(?:.*\n)*lookalike: The package data could not be updated: .*\n$/,
      ),
    ]);
    expect(first.out).toMatch(/^requirements\.txt:1:1: error: /);
    expect(world.internet.contacted.length).toBeGreaterThan(0);
    // No second attempt immediately afterwards.
    expect((await cli(['scan', '--refresh', '.'])).err).toBe('');
    expect(await cli(['check', 'requests', '--refresh', '--offline'])).toMatchObject({
      status: 2,
      err: expect.stringContaining("'--refresh' and '--offline' cannot be combined"),
    });
  });

  it('contacts a mirror from the environment, and no other index', async () => {
    await open({ files: FILES });
    mirror = await startStub();
    mirror.projects.set('simplejson', project('simplejson', ['9.9']));
    const env = { LOOKALIKE_INDEX_URL: mirror.url, LOOKALIKE_ADVISORIES_URL: `${mirror.url}/` };
    expect(await scan(env)).toMatchObject({ found: ['unknown-package zqxw-nobody-has-this'], notChecked: [] });
    expect(mirror.requests.map(({ path: asked }) => asked).sort()).toEqual([
      '/simple/simplejson/',
      '/simple/zqxw-nobody-has-this/',
      '/v1/querybatch',
    ]);
    expect(world.internet.contacted).toEqual([]);
  });

  it.each(['ftp://x.example', 'nonsense'])('refuses %s as the address of a mirror', async (LOOKALIKE_INDEX_URL) => {
    await open({ files: FILES });
    const { status, err } = await cli(['scan'], { LOOKALIKE_INDEX_URL });
    expect([status, err]).toEqual([2, expect.stringContaining('LOOKALIKE_INDEX_URL')]);
  });

  it.each(['text', 'json', 'jsonl', 'sarif', 'github'])(
    "asks the user's private index with the user's password, and shows it in no %s",
    async (format) => {
      const file = `--extra-index-url https://eve:${SECRET}@evil.example/simple\nzqxw-core==9.9\n`;
      await open({ hosts: { [ACME]: { basicAuth: `ann:${SECRET}` }, 'evil.example': {} }, files: { 'requirements.txt': file } });
      world.internet.host(ACME).projects.set('zqxw-core', project('zqxw-core', ['1.0']));
      const { out, err } = await cli(['scan', '--format', format], { PIP_INDEX_URL: `https://ann:${SECRET}@${ACME}/simple` });
      expect(out + err).toContain(format === 'jsonl' ? 'insecure-index' : 'zqxw-core');
      expect(out + err).not.toContain(SECRET);
      expect(world.internet.host(ACME).requests.map(({ path: asked }) => asked)).toEqual(['/simple/zqxw-core/']);
      expect([...new Set(world.internet.contacted)]).toEqual([`${ACME}:443`]);
    },
  );
});

describe('the shipped server', () => {
  it('includes the keys for verifying attestations', async () => {
    await open({ files: { 'requirements.txt': 'requests==2.32.0\n' } });
    const filename = 'requests-2.32.0.tar.gz';
    const attestations = [await (await startSigstore()).attest(filename, sha256(filename), workflowOf('psf/requests'))];
    const publisher = { kind: 'GitHub', repository: 'psf/requests', workflow: 'release.yml' };
    const provenance = { version: 1, attestation_bundles: [{ publisher, attestations }] };
    world.pypi.projects.set('requests', { releases: { '2.32.0': [{ filename, provenance }] } });
    const server = spawn(process.execPath, [SERVER, '--stdio'], { cwd: world.workspace, env: world.env });
    const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    connection.listen();
    const uri = pathToFileURL(path.join(world.workspace, 'requirements.txt')).toString();
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    const document = { uri, languageId: 'pip-requirements', version: 1, text: 'requests==2.32.0\n' };
    await connection.sendNotification('textDocument/didOpen', { textDocument: document });
    const position = { line: 0, character: 2 };
    let card = '';
    // The first hovers may come before the answers of the services.
    while (!card.includes('Trusted Publishing')) {
      const hover: Hover = await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
      card = (hover.contents as MarkupContent).value;
    }
    // To recognize an unknown key, it needs the known ones.
    expect(card).toContain('signed with a key that this version of Lookalike does not know');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    connection.dispose();
    await new Promise((resolve) => server.once('close', resolve));
  });
});
