import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askKeyring } from '../../../../server/src/node/userConfig/keyring';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookalike-keyring-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function ask(username: string, searchPath = `${folder}${delimiter}/usr/bin${delimiter}/bin`, origin = 'https://corp.example') {
  return askKeyring(origin, username, { env: { PATH: searchPath }, platform: process.platform, home: folder });
}

async function install(script: string): Promise<void> {
  await writeFile(join(folder, 'keyring'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'keyring'), 0o755);
}

describe.skipIf(process.platform === 'win32')('the keyring command', () => {
  it('is asked for a password, and gets its arguments unmodified', async () => {
    await install('printf "%s|%s|%s\\n" "$1" "$2" "$3"');
    expect(await ask('ann; rm -rf $HOME')).toEqual({
      username: 'ann; rm -rf $HOME',
      password: 'get|https://corp.example|ann; rm -rf $HOME',
    });
  });

  it.each([
    ['fails', 'echo secret; exit 1'],
    ['knows nothing', 'true'],
    ['asks back', 'read answer; printf "%s" "$answer"'],
  ])('gives nothing when it %s', async (_what, script) => {
    await install(script);
    expect(await ask('ann')).toBeUndefined();
  });

  it.each([
    ['no user name', '', undefined],
    ['a user name that is an option', '--help', undefined],
    ['a relative folder in PATH', 'ann', '.'],
    ['no PATH', 'ann', ''],
  ])('is not started with %s', async (_what, username, searchPath) => {
    await install('echo started');
    expect(await ask(username, searchPath)).toBeUndefined();
  });
});
