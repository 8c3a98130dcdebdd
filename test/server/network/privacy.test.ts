import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CredentialsChangedNotification, IndexOriginsRequest } from '../../../server/src/protocol/messages';
import { seal } from '../../../server/src/protocol/seal';
import { project } from '../../stub/packages';
import type { Fault, Stub } from '../../stub/services';
import { World, type WorldOptions } from '../world';

const ACME = 'pypi.acme.example';
const SECRET = 'pw-0123456789';
const PIP_CONF = `[global]\nextra-index-url = https://ann:${SECRET}@${ACME}/simple/\n`;

let world: World;

async function open(options: WorldOptions): Promise<World> {
  world = await World.open(options);
  return world;
}

afterEach(() => world.close());

/** All requests to a service. */
const told = (stub: Stub): string => JSON.stringify(stub.requests);
const paths = (stub: Stub): string[] => stub.requests.map(({ path }) => path).sort();

const redirectToPublic: Fault = (request, response) => {
  response.writeHead(302, { location: `https://pypi.org${request.url}` }).end();
  return true;
};

describe('a misspelled private name', () => {
  it('is not sent either, unless a project with that name is known', async () => {
    const text = 'acme-utlis==1.0\nglobbex-x==1.0\nrequest-tools-xyz==1.0\nhatchling==1.0\n';
    await open({ files: { 'lookalike.toml': 'private = ["acme-utils", "globex-*", "hatchlings"]\n', 'requirements.txt': text } });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', text);
    await world.learnt(editor);
    await editor.hover(uri, 2);
    for (const stub of [world.pypi, world.osv]) {
      expect(told(stub)).not.toMatch(/acme|globbex/);
      expect(told(stub)).toMatch(/request-tools-xyz/);
      expect(told(stub)).toMatch(/hatchling/);
    }
    expect((await editor.pull(uri)).items?.filter(({ code }) => code === 'typosquat').map(({ data }) => data.targets)).toEqual([
      ['acme-utils'],
      ['globex-x'],
    ]);
  });
});

describe('a private index of the user', () => {
  const files = {
    'lookalike.toml': 'private = ["acme-*", "simplejson"]\n',
    'requirements.txt': 'requests==2.31.0\nacme-core==1.0\nsecret-tool==2.0\nsimplejson==3.19.0\n',
  };

  it('learns private names, and the public services never do', async () => {
    await open({ hosts: { [ACME]: { basicAuth: `ann:${SECRET}` } }, home: { '.config/pip/pip.conf': PIP_CONF }, files });
    const acme = world.internet.host(ACME);
    acme.projects.set('acme-core', project('acme-core', ['1.0']));
    world.pypi.projects.set('requests', project('requests', ['2.31.0']));
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', files['requirements.txt']);
    await world.learnt(editor);
    await editor.pull(uri);
    for (const line of files['requirements.txt'].split('\n').filter(Boolean)) {
      await editor.hover(uri, files['requirements.txt'].indexOf(line) + 1);
    }
    expect(new Set(paths(acme))).toContain('/simple/secret-tool/');
    for (const stub of [world.pypi, world.osv]) {
      expect(stub.requests.length).toBeGreaterThan(0);
      expect(told(stub)).not.toMatch(/acme|secret-tool|simplejson/);
      expect(stub.requests.map(({ headers }) => headers.authorization)).not.toContainEqual(expect.anything());
    }
    expect(acme.requests.every(({ headers }) => headers.authorization !== undefined)).toBe(true);
    // And the password is never shown.
    expect([editor.received, ...world.logger.lines, ...editor.log].join()).not.toContain(SECRET);
  });

  it('that redirects missing names is not followed with private names', async () => {
    await open({ hosts: { [ACME]: {} }, home: { '.config/pip/pip.conf': PIP_CONF }, files });
    const acme = world.internet.host(ACME);
    acme.fault = redirectToPublic;
    world.pypi.projects.set('requests', project('requests', ['2.31.0']));
    const editor = await world.start();
    await world.learnt(editor);
    expect(paths(acme)).toEqual(['/simple/acme-core/', '/simple/requests/', '/simple/secret-tool/', '/simple/simplejson/']);
    expect(told(world.pypi)).toContain('/simple/requests/');
    expect(told(world.pypi)).not.toMatch(/acme-|secret-tool|simplejson/);
    expect(told(world.pypi)).not.toMatch(/authorization/i);
  });

  it('of uv also keeps the names in a pyproject.toml private', async () => {
    await open({
      hosts: { [ACME]: {} },
      env: { UV_INDEX: `acme=https://${ACME}/simple` },
      files: { 'pyproject.toml': '[project]\ndependencies = ["secret-tool==1.0"]\n', 'requirements.txt': 'other-secret==1.0\n' },
    });
    const editor = await world.start();
    await world.learnt(editor);
    expect([world.pypi.requests, world.osv.requests]).toEqual([[], []]);
  });
});

describe('an index that only a file names', () => {
  it('is contacted after the user has allowed it, and no other is', async () => {
    const text = `--index-url https://ann:${SECRET}@one.example/simple/\n--extra-index-url https://two.example/simple/\nacme-core==1.0\n`;
    await open({ hosts: { 'one.example': {}, 'two.example': {} }, files: { 'requirements.txt': text } });
    world.internet.host('one.example').projects.set('acme-core', project('acme-core', ['2.0']));
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', text);
    await editor.pull(uri);
    await editor.hover(uri, text.indexOf('acme'));
    await editor.until(() => editor.waiting.length === 2);
    expect(editor.waiting.map(({ host }) => host).sort()).toEqual(['one.example', 'two.example']);
    expect(world.internet.contacted).toEqual([]);

    await editor.configure({ trustedIndexes: ['https://one.example'] });
    await world.learnt(editor);
    expect([...new Set(world.internet.contacted)]).toEqual(['one.example:443']);
    const [request] = world.internet.host('one.example').requests;
    expect(request?.path).toBe('/simple/acme-core/');
    // Passwords in workspace files are not used.
    expect(request?.headers.authorization).toBeUndefined();
    expect([editor.received, ...world.logger.lines].join()).not.toContain(SECRET);
    expect(editor.popUps).toEqual([]);
  });

  it.each([
    ['--extra-index-url https://%s/simple/\nacme-core\n'],
    ['-r https://%s/requirements.txt\n'],
    ['acme-core @ https://%s/acme_core-1.0-py3-none-any.whl\n'],
    ['--find-links https://%s/\nacme-core\n'],
  ])('is not contacted before that: %j', async (line) => {
    await open({ hosts: { 'evil.example': {} } });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', line.replace('%s', 'evil.example'));
    await editor.pull(uri);
    await editor.hover(uri, 3);
    await world.learnt(editor);
    expect(world.internet.contacted.filter((host) => host.startsWith('evil'))).toEqual([]);
  });
});

describe('an index that a table pins names to', () => {
  const pyproject = (sources: string, dependencies: string): string =>
    `[project]\nname = "x"\nversion = "1"\ndependencies = [${dependencies}]\n[[tool.uv.index]]\nname = "acme"\nurl = "https://${ACME}/simple"\nexplicit = true\n[tool.uv.sources]\n${sources}\n`;

  it('is used for versions; the public owner of the name does not matter', async () => {
    const text = pyproject(
      'zqxw-core = { index = "acme" }\nzqxw-tool = { index = "acme" }\nzqxw-lost = { index = "elsewhere" }',
      '"zqxw-core==1.0", "zqxw-tool==9.9", "zqxw-lost==1.0"',
    );
    await open({ hosts: { [ACME]: {} }, files: { 'pyproject.toml': text } });
    const acme = world.internet.host(ACME);
    acme.projects.set('zqxw-core', { releases: { '1.0': [{ filename: 'zqxw_core-1.0.tar.gz', yanked: 'broken' }] } });
    acme.projects.set('zqxw-tool', project('zqxw-tool', ['1.0']));
    const editor = await world.start({ settings: { trustedIndexes: [`https://${ACME}`] } });
    const uri = await editor.open('pyproject.toml', text, 'toml');
    await world.learnt(editor);
    const { items } = await editor.pull(uri);
    expect(items?.map(({ code, message }) => [code, message])).toEqual([
      ['yanked-version', expect.stringContaining('zqxw-core')],
      ['unknown-version', expect.stringContaining('zqxw-tool')],
      // No index with that name is configured, so the name is judged, and not sent.
      ['unknown-package', expect.stringContaining("'zqxw-lost'")],
    ]);
    const hover = await editor.hover(uri, text.indexOf('zqxw-lost'));
    expect(JSON.stringify(hover)).toMatch(/No index .{0,5}'elsewhere.{0,5}' is configured/);
    expect(paths(acme)).toEqual(['/simple/zqxw-core/', '/simple/zqxw-tool/']);
    expect([world.pypi.requests, world.osv.requests]).toEqual([[], []]);
  });

  it.each([
    [
      'of uv: the first that has the name',
      'pyproject.toml',
      `[project]\nname = "x"\ndependencies = ["requests==2.0"]\n[[tool.uv.index]]\nname = "acme"\nurl = "https://${ACME}/simple"\n`,
      ['unknown-version'],
    ],
    ['of pip: all of them', 'requirements.txt', `--extra-index-url https://${ACME}/simple\nrequests==2.0\n`, []],
    ['of pip: none has it', 'requirements.txt', `--extra-index-url https://${ACME}/simple\nrequests==3.0\n`, ['unknown-version']],
  ])('beside the public one, %s', async (_what, name, text, expected) => {
    await open({ hosts: { [ACME]: {} } });
    world.internet.host(ACME).projects.set('requests', project('requests', ['1.0']));
    world.pypi.projects.set('requests', project('requests', ['1.0', '2.0']));
    world.write({ [name]: text });
    const editor = await world.start({ settings: { trustedIndexes: [`https://${ACME}`] } });
    const uri = await editor.open(name, text, name.endsWith('.toml') ? 'toml' : undefined);
    await world.learnt(editor);
    const versions = async () => (await editor.pull(uri)).items?.map(({ code }) => code).filter((code) => code === 'unknown-version');
    expect(await versions()).toEqual(expected);
  });

  it('beside the public one: a partial answer is not a complete one', async () => {
    const text = `--extra-index-url https://${ACME}/simple\nrequests==3.0\nrequests==2.0\n`;
    await open({ hosts: { [ACME]: {} }, files: { 'requirements.txt': text } });
    world.internet.unreachable.add(ACME);
    world.pypi.projects.set('requests', project('requests', ['2.0']));
    const editor = await world.start({ settings: { trustedIndexes: [`https://${ACME}`] } });
    const uri = await editor.open('requirements.txt', text);
    expect(await world.learnt(editor)).toMatchObject({ notChecked: 1 });
    expect((await editor.pull(uri)).items?.map(({ code }) => code)).not.toContain('unknown-version');
  });
});

describe('credentials', () => {
  it('that the user typed are only sent to that index, and are in no message', async () => {
    const text = 'acme-core==1.0\n';
    await open({
      hosts: { [ACME]: { basicAuth: `bob:${SECRET}` } },
      home: { '.config/pip/pip.conf': `[global]\nindex-url = https://${ACME}/simple/\n` },
      files: { 'requirements.txt': text },
    });
    const acme = world.internet.host(ACME);
    acme.projects.set('acme-core', project('acme-core', ['1.0']));
    const editor = await world.start({ initializationOptions: { credentials: true } });
    expect(await editor.connection.sendRequest(IndexOriginsRequest)).toEqual([`https://${ACME}`]);
    expect(await world.learnt(editor)).toMatchObject({ notChecked: 1 });

    editor.credentials.set(`https://${ACME}`, seal(JSON.stringify({ username: 'bob', password: SECRET }), world.key));
    await editor.connection.sendNotification(CredentialsChangedNotification);
    // A failed answer is not remembered for long.
    world.clock.advance(61_000);
    expect(await world.learnt(editor)).toMatchObject({ notChecked: 0 });
    expect(acme.requests.at(-1)?.headers.authorization).toBe(`Basic ${Buffer.from(`bob:${SECRET}`).toString('base64')}`);
    expect([editor.received, ...world.logger.lines, ...editor.log].join()).not.toContain(SECRET);

    editor.credentials.clear();
    await editor.connection.sendNotification(CredentialsChangedNotification);
    world.clock.advance(11 * 60_000);
    await world.learnt(editor);
    expect(acme.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('are asked of the keyring command where the user allows it, and of nothing else', async () => {
    await open({
      hosts: { [ACME]: { basicAuth: `ann:${SECRET}` } },
      home: { '.config/pip/pip.conf': `[global]\nindex-url = https://ann@${ACME}/simple/\n` },
      files: { 'requirements.txt': 'acme-core==1.0\n', keyring: '#!/bin/sh\necho stolen > stolen\n' },
    });
    world.internet.host(ACME).projects.set('acme-core', project('acme-core', ['1.0']));
    const bin = path.join(world.env.HOME as string, 'bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'keyring'), `#!/bin/sh\necho "$@" >> asked\necho ${SECRET}\n`, { mode: 0o755 });
    chmodSync(path.join(world.workspace, 'keyring'), 0o755);
    world.env.PATH = `.:${bin}:${world.env.PATH}`;
    const asked = path.join(world.env.HOME as string, 'asked');

    const editor = await world.start();
    expect(await world.learnt(editor)).toMatchObject({ notChecked: 1 });
    expect(existsSync(asked)).toBe(false);
    await editor.configure({ keyring: true });
    world.clock.advance(61_000);
    expect(await world.learnt(editor)).toMatchObject({ notChecked: 0 });
    expect(readFileSync(asked, 'utf8')).toBe(`get https://${ACME} ann\n`);
    expect(existsSync(path.join(world.workspace, 'stolen'))).toBe(false);
    expect([editor.received, ...world.logger.lines].join()).not.toContain(SECRET);
  });

  it.each([
    `--index-url https://ann:${SECRET}@evil.example/simple`,
    `--extra-index-url https://${SECRET}@evil.example/simple?token=${SECRET}#${SECRET}`,
    `--extra-index-url https://ann:x/${SECRET}@evil.example/simple`,
    `--extra-index-url https://ann:${SECRET}@`,
    `--trusted-host ann:${SECRET}@evil.example`,
    `-r https://ann:${SECRET}@evil.example/requirements.txt`,
    `-c https://ann:${SECRET}@evil.example/constraints.txt`,
    `git+https://ann:${SECRET}@evil.example/a/b.git#egg=zqxw-one`,
    `-e git+ssh://ann:${SECRET}@evil.example/a/b.git`,
    `zqxw-two @ https://ann:${SECRET}@evil.example/x.whl ; python_version > "3"`,
    `zqxw-three @ https://ann:${SECRET}@evil.example/x.whl and more`,
    `zqxw-four==1.0 https://ann:${SECRET}@evil.example`,
    `--bogus https://ann:${SECRET}@evil.example`,
    `https://ann:${SECRET}@[evil/x.whl`,
  ])('that stand in a file are in no message: %s', async (line) => {
    const text = `${line}\nzqxw-last==1.0\n`;
    await open({ files: { 'requirements.txt': text } });
    const editor = await world.start();
    const uri = await editor.open('requirements.txt', text);
    await world.learnt(editor);
    await editor.pull(uri);
    for (const offset of [1, line.indexOf('://') + 5, line.length - 2, text.length - 3]) {
      await editor.hover(uri, offset);
      await editor.codeActions(uri, offset);
    }
    for (const method of ['documentLink', 'documentSymbol', 'foldingRange']) {
      await editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri } });
    }
    expect(editor.received).toContain('zqxw-last');
    expect([editor.received, ...world.logger.lines, ...editor.log].join()).not.toContain(SECRET);
    expect(world.internet.contacted.filter((host) => host.startsWith('evil'))).toEqual([]);
  });

  it('of the index setting are sent to that index', async () => {
    await open({ hosts: { [ACME]: { basicAuth: `ann:${SECRET}` } }, files: { 'requirements.txt': 'acme-core==1.0\n' } });
    world.internet.host(ACME).projects.set('acme-core', project('acme-core', ['1.0']));
    const editor = await world.start({ settings: { indexUrl: `https://ann:${SECRET}@${ACME}/simple` } });
    expect(await world.learnt(editor)).toMatchObject({ notChecked: 0 });
    expect(world.pypi.requests).toEqual([]);
    expect([editor.received, ...world.logger.lines, ...editor.log].join()).not.toContain(SECRET);
  });
});

describe("the editor's proxy settings", () => {
  const text = 'zqxw-nobody-has-this\n';
  const findings = async (http: object, env: Record<string, string> = {}): Promise<unknown> => {
    await open({ files: { 'requirements.txt': text }, env: { HTTPS_PROXY: '', ...env } });
    const { proxy } = world.internet;
    const editor = await world.start({ http: JSON.parse(JSON.stringify(http).replaceAll('PROXY', proxy)) });
    return (await world.learnt(editor)).notChecked;
  };

  it('are used', async () => {
    expect(await findings({ proxy: 'PROXY', proxyStrictSSL: true, noProxy: [] })).toBe(0);
  });

  it('check certificates, unless told otherwise', async () => {
    expect(await findings({ proxy: 'PROXY' }, { SSL_CERT_FILE: '' })).toBe(1);
    await world.close();
    expect(await findings({ proxy: 'PROXY', proxyStrictSSL: false }, { SSL_CERT_FILE: '' })).toBe(0);
  });

  it('that are invalid count as absent', async () => {
    expect(await findings({ proxy: 5, noProxy: 'x' }, {})).toBe(1);
  });
});
