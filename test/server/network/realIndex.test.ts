import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLI = path.join(__dirname, '../../../dist/cli.js');
const PASSWORD = 'p@ss:wörd/1';
/** An independent index server with its own reading of the standards: pypiserver, if it is installed (it is only on PyPI). */
const isInstalled = spawnSync('pypi-server', ['--version']).status === 0;

let folder: string;
let server: ChildProcess;
let address: string;

beforeAll(async () => {
  if (!isInstalled) {
    return;
  }
  folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-index-'));
  for (const file of ['packages/acme_core-1.0.tar.gz', 'packages/Acme.Utils-2.0-py3-none-any.whl']) {
    mkdirSync(path.join(folder, 'packages'), { recursive: true });
    writeFileSync(path.join(folder, file), file);
  }
  const digest = createHash('sha1').update(PASSWORD).digest('base64');
  writeFileSync(path.join(folder, 'htpasswd'), `ann:{SHA}${digest}\n`);
  mkdirSync(path.join(folder, 'project'));
  const names = ['acme-core==1.0', 'acme-core==9.9', 'Acme.Utils==2.0', 'acme-nope==1.0'];
  writeFileSync(path.join(folder, 'project', 'requirements.txt'), names.join('\n'));
  writeFileSync(path.join(folder, 'project', 'lookalike.toml'), 'private = ["acme-*"]\n');
  const port = await freePort();
  address = `127.0.0.1:${port}`;
  const options = ['-P', path.join(folder, 'htpasswd'), '-a', 'list,download', path.join(folder, 'packages')];
  server = spawn('pypi-server', ['run', '-i', '127.0.0.1', '-p', String(port), ...options], { stdio: 'ignore' });
  for (let up = false; !up; ) {
    up = await fetch(`http://${address}/`).then(
      () => true,
      () => new Promise((resolve) => setTimeout(() => resolve(false), 100)),
    );
  }
});

afterAll(() => {
  server?.kill();
  if (folder !== undefined) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function scan(url: string, netrc = ''): Promise<{ found: string[]; notChecked: string[] }> {
  writeFileSync(path.join(folder, 'netrc'), netrc);
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    NETRC: path.join(folder, 'netrc'),
    LOOKALIKE_CACHE: mkdtempSync(path.join(folder, 'cache-')),
    PIP_INDEX_URL: url,
    LOOKALIKE_ADVISORIES_URL: 'http://127.0.0.1:1',
    HTTPS_PROXY: 'http://127.0.0.1:1',
  };
  const child = spawn(process.execPath, [CLI, 'scan', '--format', 'json'], { cwd: path.join(folder, 'project'), env });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  expect(text).not.toContain(PASSWORD);
  const { findings, notChecked } = JSON.parse(text) as {
    findings: { rule: string; name: string }[];
    notChecked: { name: string; why: string }[];
  };
  return {
    found: findings.map(({ rule, name }) => `${rule} ${name}`),
    notChecked: notChecked.map(({ name, why }) => `${name}: ${why}`),
  };
}

describe.runIf(isInstalled)(isInstalled ? 'pypiserver' : 'pypiserver (not installed: nothing is asked of a real index)', () => {
  const known = {
    found: ['unknown-version acme-core'],
    // It redirects missing names to the public index, which learns no private names.
    notChecked: [expect.stringMatching(/^acme-nope: .*passes the question on/)],
  };

  it('accepts the password in a URL, and in netrc', async () => {
    expect(await scan(`http://ann:${encodeURIComponent(PASSWORD)}@${address}/simple`)).toEqual(known);
    expect(await scan(`http://${address}/simple/`, `machine 127.0.0.1 login ann password "${PASSWORD}"\n`)).toEqual(known);
  });

  it('that denies access is not treated as an empty one', async () => {
    for (const [url, why] of [
      [`http://${address}/simple`, /asks for a login/],
      [`http://ann:wrong@${address}/simple`, /refuses access/],
    ] as const) {
      const { found, notChecked } = await scan(url);
      expect(found).toEqual([]);
      expect(notChecked).toEqual(Array.from({ length: 4 }, () => expect.stringMatching(why)));
    }
  });
});
