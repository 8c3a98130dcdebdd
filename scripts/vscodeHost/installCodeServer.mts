import fs from 'node:fs';
import path from 'node:path';
import { mustRun, root } from '../run.mjs';
import { findOnPath } from './findOnPath.mjs';

/** The newest code-server that runs on Node 20: it carries VS Code 1.100.3. */
const VERSION = '4.100.3';

/**
 * Installs code-server (VS Code's workbench and extension host behind a small web server) below `.vscode-test/`, once.
 *
 * Its own postinstall wants prebuilt programs from GitHub and a whole native toolchain, so its steps are done by hand here,
 * leaving out what an editor under test never touches. Returns the program's entry file.
 */
export async function installCodeServer(): Promise<string> {
  const folder = path.join(root, '.vscode-test', `code-server-${VERSION}`);
  const entry = path.join(folder, 'node_modules/code-server/out/node/entry.js');
  const done = path.join(folder, '.complete');
  if (fs.existsSync(done)) {
    return entry;
  }
  const ripgrep = findOnPath(['rg']);
  if (ripgrep === undefined) {
    throw new Error('code-server needs ripgrep: install it first (Debian: apt-get install ripgrep)');
  }
  console.log(`Installing code-server ${VERSION} into ${path.relative(root, folder)} (about a minute, once) …`);
  fs.mkdirSync(folder, { recursive: true });
  // A package.json of its own keeps npm from walking up to the extension's.
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const npm = (args: readonly string[], cwd: string): Promise<void> =>
    mustRun('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: npmEnvironment(),
    });

  await npm(['install', '--ignore-scripts', `code-server@${VERSION}`], folder);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  // `install`, not `ci`: the shrink-wrap that is shipped and its package.json disagree.
  await npm(['install', '--omit=dev', '--ignore-scripts'], vscode);
  await npm(['install', '--omit=dev', '--ignore-scripts'], path.join(vscode, 'extensions'));
  // The native modules that matter: code-server does not start without argon2, nor VS Code log without spdlog.
  await npm(['rebuild', 'argon2'], folder);
  await npm(['rebuild', '@vscode/spdlog', 'native-watchdog'], vscode);
  const bin = path.join(vscode, 'node_modules/@vscode/ripgrep/bin');
  if (!fs.existsSync(path.join(bin, 'rg'))) {
    fs.mkdirSync(bin, { recursive: true });
    fs.symlinkSync(ripgrep, path.join(bin, 'rg'));
  }
  if (!fs.existsSync(path.join(vscode, 'node_modules.asar'))) {
    fs.symlinkSync('node_modules', path.join(vscode, 'node_modules.asar'));
  }
  fs.writeFileSync(done, '');
  return entry;
}

/** npm hands its own settings to the scripts it starts; the extension's must not steer the install of another tree. */
function npmEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(package|lifecycle|command|execpath|config_local_prefix)/.test(key)),
  );
}
