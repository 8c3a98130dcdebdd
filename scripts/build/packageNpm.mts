import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../run.mjs';

/** `lookalike` is the name of another package on npm. */
const NAME = 'lookalike-py';

/**
 * Packs what a production build left in `dist/`, with what it reads, as `lookalike-py-<version>.tgz` in `folder`; returns its path. The files are
 * those that `.npmignore` lets through; README and package.json are the package's own.
 */
export function packageNpm(folder: string): string {
  const staged = path.join(root, 'out/npm');
  fs.rmSync(staged, { recursive: true, force: true });
  for (const file of packedFiles()) {
    fs.cpSync(path.join(root, file), path.join(staged, file));
  }
  fs.cpSync(path.join(root, 'docs/npm.md'), path.join(staged, 'README.md'));
  const { version, license, author, engines, keywords, repository, bugs, homepage } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const manifest = {
    name: NAME,
    version,
    description: 'Guards Python dependency files against look-alike and malicious package names: command line and language server.',
    license,
    author,
    keywords,
    repository,
    bugs,
    homepage,
    bin: { lookalike: 'dist/cli.js' },
    engines: { node: engines.node },
  };
  fs.writeFileSync(path.join(staged, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  npm(['pack', '--pack-destination', folder], staged);
  return path.join(folder, `${NAME}-${version}.tgz`);
}

function packedFiles(): string[] {
  const [{ files }] = Object.values(JSON.parse(npm(['pack', '--dry-run', '--json'], root))) as [{ files: { path: string }[] }];
  return files.map(({ path: file }) => file);
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args, '--ignore-scripts', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    // Under `npm run` they say how npm was called, which does not concern this call.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
  });
}
