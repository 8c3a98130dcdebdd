import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../run.mjs';

/** On npm, `lookalike` is another package. */
const NAME = 'lookalike-py';

/**
 * Packs the production build in `dist/`, with the files that it reads, as `lookalike-py-<version>.tgz` in `folder`. Returns its path. The files are
 * those that `.npmignore` allows. README and package.json are the package's own.
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
    // Under `npm run`, these variables describe the outer npm call, not this one.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
  });
}
