import { afterEach, expect, it } from 'vitest';
import { found, MISSING } from '../../server/src/lookup';
import { CheckCommandRequest, type CommandParams, type CommandWarning } from '../../server/src/protocol/terminal';
import { InMemoryHost, ROOT } from '../inMemoryHost';
import { FakeEditor } from './fakeEditor';

let editor: FakeEditor;

async function start(files: Readonly<Record<string, string>> = {}, offline = true): Promise<InMemoryHost> {
  const host = new InMemoryHost(files);
  editor = await FakeEditor.startOn(host, { settings: { offline } });
  return host;
}

const check = (commandLine: string, more: Partial<CommandParams> = {}): Promise<CommandWarning | null> =>
  editor.connection.sendRequest(CheckCommandRequest, { commandLine, shell: 'posix', folder: ROOT, ...more });

afterEach(() => editor.stop());

it('names the target, and has the command that installs it', async () => {
  await start();
  expect(await check('python3 -m pip install -U "pycryptoenv==1.0.7" requests')).toMatchObject({
    name: 'pycryptoenv',
    rule: 'known-malicious',
    severity: 'error',
    message: expect.stringContaining("'pycrypto'"),
    others: 0,
    trustable: false,
    instead: { target: 'pycryptodome', commandLine: 'python3 -m pip install -U "pycryptodome" requests' },
  });
});

it.each([
  ['pip install reqeusts', 'typosquat', 'pip install requests'],
  ['cd /tmp && uv pip install --system reqeusts flask', 'typosquat', 'cd /tmp && uv pip install --system requests flask'],
  ['poetry add reqeusts@^2', 'typosquat', 'poetry add requests@^2'],
  ['pipx run reqeusts', 'typosquat', 'pipx run requests'],
])('reads what scripts are read for: %s', async (commandLine, rule, instead) => {
  await start();
  const warning = await check(commandLine);
  expect([warning?.rule, warning?.instead?.commandLine]).toEqual([rule, instead]);
  expect(warning?.trustable).toBe(true);
});

it('reports the most severe of several, and counts the others', async () => {
  await start();
  expect(await check('pip install reqeusts pycryptoenv zqxw-nobody-has-this')).toMatchObject({ name: 'pycryptoenv', others: 2 });
});

it.each([
  ['pip install \\\n  requests \\\n  reqeusts', 'posix'],
  ['cd /tmp\npip install reqeusts\n', 'posix'],
  ['pip install ^\r\n  reqeusts', 'cmd'],
] as const)('reads a command over several lines: %j', async (commandLine, shell) => {
  await start();
  expect(await check(commandLine, { shell })).toMatchObject({ name: 'reqeusts' });
});

it('reads the commands of PowerShell', async () => {
  await start();
  expect(await check('pip install `\n  reqeusts', { shell: 'powershell' })).toMatchObject({ name: 'reqeusts' });
});

it.each(['pip install requests flask', 'pip install -r requirements.txt', 'pip uninstall pycryptoenv', 'echo pycryptoenv', 'pip list', ''])(
  'has nothing to say: %j',
  async (commandLine) => {
    await start({ 'requirements.txt': 'requests\n' });
    expect(await check(commandLine)).toBeNull();
  },
);

it('respects the configuration of the folder', async () => {
  await start({ 'lookalike.toml': 'trust = ["reqeusts"]\nprivate = ["acme-*"]\n' });
  expect(await check('pip install reqeusts acme-tools')).toBeNull();
  // A repository hides no known malware.
  expect(await check('pip install pycryptoenv')).not.toBeNull();
});

it('works without a folder', async () => {
  await start();
  expect(await check('pip install pycryptoenv', { folder: undefined })).toMatchObject({ name: 'pycryptoenv' });
});

it('asks the index about a name that the bundled list does not have', async () => {
  const host = await start({}, false);
  host.index.projects.set('zqxw-nobody-has-this', MISSING);
  expect(await check('pip install zqxw-nobody-has-this')).toMatchObject({ rule: 'unknown-package', severity: 'warning' });
  host.index.projects.set('zqxw-new-today', found({ name: 'zqxw-new-today', status: 'active', releases: [] } as never));
  expect((await check('pip install zqxw-new-today'))?.rule).not.toBe('unknown-package');
});

it('sends no private name, whatever the command says about indexes', async () => {
  const host = await start({ 'lookalike.toml': 'private = ["zqacme-*"]\n' }, false);
  for (const commandLine of [
    'pip install zqacme-billing zqxw-public',
    'pip install --index-url https://pypi.corp.example/simple zqcorp-ledger',
    'uv add zqacme-tools==1.0',
    'PIP_INDEX_URL=https://pypi.corp.example/simple pip install zqcorp-forms',
  ]) {
    await check(commandLine);
  }
  const asked = [...host.index.asked, ...host.advisories.asked.flat()];
  expect(asked).toContain('zqxw-public');
  expect(asked.filter((name) => name.startsWith('zqacme') || name.startsWith('zqcorp'))).toEqual([]);
});
