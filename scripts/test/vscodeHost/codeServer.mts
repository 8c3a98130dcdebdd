import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import type { CodeServerProgram } from './installCodeServer.mjs';
import { cleanEnvironment, type Profile } from './profile.mjs';

const START_TIMEOUT_MS = 60_000;

export interface CodeServerOptions {
  readonly program: CodeServerProgram;
  readonly profile: Profile;
  readonly extensionsDir?: string | undefined;
  readonly trust: 'all' | 'ask';
  readonly env?: NodeJS.ProcessEnv;
}

export interface CodeServer {
  /** `127.0.0.1:PORT` */
  readonly authority: string;
  /** Called when the server ends by itself. */
  onExit(listener: (code: number | null) => void): void;
  stop(): Promise<void>;
}

/** Starts code-server on a free loopback port and waits until it answers. */
export async function startCodeServer({ program, profile, extensionsDir, trust, env = {} }: CodeServerOptions): Promise<CodeServer> {
  // Its sockets and caches are removed with the profile.
  const temporary = path.join(profile.root, 't');
  fs.mkdirSync(temporary, { recursive: true });
  const log = path.join(profile.root, 'server.log');
  const out = fs.openSync(log, 'a');
  const port = await freePort();
  const args = ['--config', writeConfig(profile), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
  args.push('--user-data-dir', profile.userData, '--extensions-dir', extensionsDir ?? path.join(profile.root, 'extensions'));
  args.push('--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--ignore-last-opened');
  if (trust === 'all') {
    args.push('--disable-workspace-trust');
  }
  const child = spawn(program.node, [program.entry, ...args], {
    env: { ...cleanEnvironment(), ...env, TMPDIR: temporary, XDG_RUNTIME_DIR: temporary },
    stdio: ['ignore', out, out],
    // A process group of its own, so its extension hosts and their language servers end with it.
    detached: true,
  });
  fs.closeSync(out);
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid as number), signal);
    } catch {
      // Already gone.
    }
  };
  const killAtExit = (): void => kill('SIGKILL');
  process.once('exit', killAtExit);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  const end = Date.now() + START_TIMEOUT_MS;
  while ((await status(`http://127.0.0.1:${port}/healthz`)) !== 200) {
    if (child.exitCode !== null || Date.now() > end) {
      killAtExit();
      throw new Error(`code-server did not start:\n${fs.readFileSync(log, 'utf8')}`);
    }
    await delay(100);
  }
  return {
    authority: `127.0.0.1:${port}`,
    onExit: (listener) => child.once('exit', listener),
    stop: async () => {
      child.removeAllListeners('exit');
      child.once('exit', () => undefined);
      kill('SIGTERM');
      await Promise.race([gone, delay(1000)]);
      killAtExit();
      process.removeListener('exit', killAtExit);
    },
  };
}

/** Without its own file, code-server writes one into the user's home. */
export function writeConfig(profile: Profile): string {
  const file = path.join(profile.root, 'config.yaml');
  fs.writeFileSync(file, 'auth: none\n');
  return file;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function status(url: string): Promise<number> {
  return new Promise((resolve) => {
    const request = http.get(url, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', () => resolve(0));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
