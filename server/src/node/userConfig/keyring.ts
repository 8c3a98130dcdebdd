import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { UrlCredentials } from '../../index/safeUrl';
import type { UserSystem } from './system';

const TIMEOUT = 10_000;
const MAX_OUTPUT = 64 * 1024;

/**
 * Asks the user's `keyring` command for a password, as pip's subprocess provider does. Only after the user has allowed it: nothing
 * else here starts a process. The command is only taken from absolute folders of PATH and runs in the home folder, so no file of a
 * workspace can replace it. Its arguments never go through a shell.
 */
export async function askKeyring(
  origin: string,
  username: string,
  { env, platform, home }: Pick<UserSystem, 'env' | 'platform' | 'home'>,
): Promise<UrlCredentials | undefined> {
  if (username === '' || username.startsWith('-') || !/^https?:\/\//.test(origin)) {
    return undefined;
  }
  const command = await findCommand(env.PATH ?? '', platform);
  if (command === undefined) {
    return undefined;
  }
  const password = await run(command, ['get', origin, username], home, env);
  return password === undefined ? undefined : { username, password };
}

async function findCommand(searchPath: string, platform: NodeJS.Platform): Promise<string | undefined> {
  const name = platform === 'win32' ? 'keyring.exe' : 'keyring';
  for (const folder of searchPath.split(path.delimiter)) {
    if (!path.isAbsolute(folder)) {
      continue;
    }
    const command = path.join(folder, name);
    try {
      await access(command, constants.X_OK);
      return command;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

function run(command: string, args: readonly string[], cwd: string, env: UserSystem['env']): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Without a terminal to prompt on: a keyring that asks there would never get an answer.
    const child = execFile(command, args, { cwd, env, timeout: TIMEOUT, maxBuffer: MAX_OUTPUT, windowsHide: true }, (error, stdout) => {
      const password = stdout.replace(/\r?\n$/, '');
      resolve(error === null && password !== '' ? password : undefined);
    });
    child.stdin?.end();
  });
}
