import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { mustRun, root } from '../../run.mjs';
import { findOnPath } from './findOnPath.mjs';

/** A release of code-server, and the Node.js for its native modules and its VS Code. */
interface Release {
  readonly version: string;
  readonly node: string;
}

/** The hosts of the editor tests: today's VS Code, and the oldest one on npm that `engines.vscode` allows. */
const RELEASES = {
  newest: { version: '4.139.1', node: '24.21.0' },
  oldest: { version: '4.103.2', node: '22.23.3' },
} satisfies Record<string, Release>;

export type ReleaseName = keyof typeof RELEASES;

/** An installed code-server. */
export interface CodeServerProgram {
  /** The script that starts it. */
  readonly entry: string;
  /** The Node.js that runs it. */
  readonly node: string;
  /** The version of VS Code in it. */
  readonly vscodeVersion: string;
}

/** The release in `LOOKALIKE_CODE_SERVER`. Default: the newest. */
export function chosenRelease(): ReleaseName {
  return process.env.LOOKALIKE_CODE_SERVER === 'oldest' ? 'oldest' : 'newest';
}

/**
 * Installs code-server (VS Code's workbench and extension host served by a small web server) below `.vscode-test/`, once.
 *
 * Its own postinstall downloads prebuilt programs from GitHub and needs a complete native toolchain. Its steps are done here by hand,
 * without parts that an editor under test never uses.
 */
export async function installCodeServer(name: ReleaseName = chosenRelease()): Promise<CodeServerProgram> {
  const { version, node: nodeVersion } = RELEASES[name];
  const folder = path.join(root, '.vscode-test', `code-server-${version}`);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  const node = nodeProgram(nodeVersion);
  if (!fs.existsSync(path.join(folder, '.complete'))) {
    await install(version, folder, vscode, node);
    fs.writeFileSync(path.join(folder, '.complete'), '');
  }
  return {
    entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
    node,
    vscodeVersion: JSON.parse(fs.readFileSync(path.join(vscode, 'package.json'), 'utf8')).version,
  };
}

/** The path of a Node.js of this version. If this process is another version, npm provides it. */
function nodeProgram(version: string): string {
  const env = { ...process.env, LOOKALIKE_NODE: version };
  const args = [path.join(root, 'scripts/node.mjs'), 'node', '-p', 'process.execPath'];
  return execFileSync(process.execPath, args, { env, encoding: 'utf8' }).trim();
}

async function install(version: string, folder: string, vscode: string, node: string): Promise<void> {
  console.log(`Installing code-server ${version} into ${path.relative(root, folder)} (about a minute, once) …`);
  fs.mkdirSync(folder, { recursive: true });
  // A package.json of its own keeps npm from walking up to the extension's.
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const npm = (args: readonly string[], cwd: string): Promise<void> =>
    mustRun('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: npmEnvironment(node),
    });

  await npm(['install', '--ignore-scripts', `code-server@${version}`], folder);
  // `install`, not `ci`: the shipped shrink-wrap and its package.json disagree.
  await npm(['install', '--omit=dev', '--ignore-scripts'], vscode);
  await npm(['install', '--omit=dev', '--ignore-scripts'], path.join(vscode, 'extensions'));
  // The required native modules: code-server does not start without argon2, and VS Code does not log without spdlog.
  await npm(['rebuild', 'argon2'], folder);
  const watchdog = fs.existsSync(path.join(vscode, 'node_modules/native-watchdog')) ? 'native-watchdog' : '@vscode/native-watchdog';
  await npm(['rebuild', '@vscode/spdlog', watchdog], vscode);
  if (!fs.existsSync(path.join(vscode, 'node_modules/node-pty/prebuilds'))) {
    // Older releases of the terminal's module have no programs. Its last step asks npx for node-gyp.
    await npm(['rebuild', '--yes', 'node-pty'], vscode);
  }
  linkRipgrep(path.join(vscode, 'node_modules/@vscode/ripgrep'));
  const archive = path.join(vscode, 'node_modules.asar');
  if (!fs.existsSync(archive)) {
    fs.symlinkSync('node_modules', archive);
  }
}

/** The package of older releases downloads ripgrep; newer ones ship it in another package. */
function linkRipgrep(folder: string): void {
  const program = path.join(folder, 'bin/rg');
  if (!fs.existsSync(folder) || fs.existsSync(program)) {
    return;
  }
  const ripgrep = findOnPath(['rg']);
  if (ripgrep === undefined) {
    throw new Error('code-server needs ripgrep: install it first (Debian: apt-get install ripgrep)');
  }
  fs.mkdirSync(path.dirname(program), { recursive: true });
  fs.symlinkSync(ripgrep, program);
}

/** npm passes its own settings to the scripts that it starts. The extension's settings must not affect the installation of another tree. */
function npmEnvironment(node: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([key]) => !/^npm_(package|lifecycle|command|execpath|config_local_prefix)/.test(key));
  return {
    ...Object.fromEntries(own),
    PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
    // The headers for the native modules come with the npm package of Node.js.
    npm_config_nodedir: path.dirname(path.dirname(node)),
  };
}
