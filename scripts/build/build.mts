import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { root } from '../run.mjs';
import { generate } from './generate.mjs';
import { sharedNamespaces } from './sharedNamespaces.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';
import { unusedFeatures } from './unusedFeatures.mjs';

const [command, ...words] = process.argv.slice(2);
if (command === 'generate') {
  await generate(words);
  process.exit();
}

const { values } = parseArgs({ options: { watch: { type: 'boolean' }, production: { type: 'boolean' } } });

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly homepage?: string;
}

const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const { version } = manifest;
const homepage = manifest.homepage ?? `https://marketplace.visualstudio.com/items?itemName=${manifest.publisher}.${manifest.name}`;

const common: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // The ES modules of libraries can be tree-shaken better than their CommonJS versions, some of which hide requires in UMD wrappers.
  mainFields: ['module', 'main'],
  minify: values.production ?? false,
  sourcemap: values.production ? false : 'linked',
  sourcesContent: false,
  // Their license comments are in ThirdPartyNotices.txt.
  legalComments: 'none',
  metafile: true,
  define: { LOOKALIKE_VERSION: JSON.stringify(version), LOOKALIKE_HOMEPAGE: JSON.stringify(homepage) },
  logLevel: 'info',
};

const ofNode: esbuild.BuildOptions = values.production ? { ...common, plugins: [sharedNamespaces] } : common;

const SERVER_BUNDLE = 'dist/languageServer.js';
const NO_VERSION_CHECK = './scripts/build/noVersionCheck.cts';

const builds: esbuild.BuildOptions[] = [
  {
    ...common,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [unusedFeatures],
    alias: { 'semver/functions/parse': NO_VERSION_CHECK, 'semver/functions/satisfies': NO_VERSION_CHECK },
  },
  // dist/server.js calls it, as Node.js calls a module.
  {
    ...ofNode,
    entryPoints: ['server/src/node/main.ts'],
    outfile: SERVER_BUNDLE,
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
  },
  { ...ofNode, entryPoints: ['server/src/node/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  // The suite that runs inside VS Code's extension host, where mocha must come from node_modules.
  { ...common, entryPoints: ['test/editor/suite/index.ts'], outfile: 'out/editor/suite.js', external: ['vscode', 'mocha'], minify: false },
];

const wanted = builds.filter(({ entryPoints }) => fs.existsSync(path.join(root, (entryPoints as string[])[0] as string)));

if (values.watch) {
  for (const build of [...wanted, serverProgram('')]) {
    await (await esbuild.context(build)).watch();
  }
} else {
  // esbuild has already printed the error.
  const results = await Promise.all(wanted.map((build) => esbuild.build(build))).catch(() => process.exit(1));
  const bundle = createHash('sha256')
    .update(fs.readFileSync(path.join(root, SERVER_BUNDLE)))
    .digest('hex');
  results.push(await esbuild.build(serverProgram(values.production ? bundle.slice(0, 16) : '')));
  fs.chmodSync(path.join(root, 'dist/cli.js'), 0o755);
  if (values.production) {
    refuseForeignCharacters(['dist/cli.js', SERVER_BUNDLE]);
  }
  const shipped = results
    .map(({ metafile }) => metafile as esbuild.Metafile)
    .filter(({ outputs }) => Object.keys(outputs).every((file) => file.startsWith('dist/')));
  fs.writeFileSync(path.join(root, 'dist/ThirdPartyNotices.txt'), thirdPartyNotices(shipped));
}

/** esbuild escapes characters in strings, but not those in regular expressions. `server.ts` reads Latin-1, and any other program needs twice the memory. */
function refuseForeignCharacters(files: readonly string[]): void {
  for (const file of files) {
    const [found] = /.{0,40}[^\0-\x7f].{0,40}/.exec(fs.readFileSync(path.join(root, file), 'utf8')) ?? [];
    if (found !== undefined) {
      console.error(`${file} is not ASCII. Write it with an escape: ${found}`);
      process.exit(1);
    }
  }
}

/** `bundle`: a digest of the server's bundle, by which its compiled code is kept. Empty: none is kept. */
function serverProgram(bundle: string): esbuild.BuildOptions {
  const define = { ...common.define, LOOKALIKE_BUNDLE: JSON.stringify(bundle) };
  return { ...common, define, entryPoints: ['server/src/node/server.ts'], outfile: 'dist/server.js' };
}
