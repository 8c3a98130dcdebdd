import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { root } from './run.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

const { values } = parseArgs({ options: { watch: { type: 'boolean' }, production: { type: 'boolean' } } });

const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

const common: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The libraries' ES modules shake better than their CommonJS twins, some of which hide requires behind UMD wrappers.
  mainFields: ['module', 'main'],
  minify: values.production ?? false,
  sourcemap: values.production ? false : 'linked',
  sourcesContent: false,
  // What they say is in ThirdPartyNotices.txt.
  legalComments: 'none',
  metafile: true,
  define: { LOOKALIKE_VERSION: JSON.stringify(version) },
  logLevel: 'info',
};

const builds: esbuild.BuildOptions[] = [
  { ...common, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...common, entryPoints: ['server/src/node/main.ts'], outfile: 'dist/server.js' },
  { ...common, entryPoints: ['server/src/node/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  // The suite that runs inside VS Code's extension host, where mocha must come from node_modules.
  { ...common, entryPoints: ['test/editor/suite/index.ts'], outfile: 'out/editor/suite.js', external: ['vscode', 'mocha'], minify: false },
];

const wanted = builds.filter(({ entryPoints }) => fs.existsSync(path.join(root, (entryPoints as string[])[0] as string)));

if (values.watch) {
  for (const build of wanted) {
    await (await esbuild.context(build)).watch();
  }
} else {
  // esbuild has already printed what is wrong.
  const results = await Promise.all(wanted.map((build) => esbuild.build(build))).catch(() => process.exit(1));
  fs.chmodSync(path.join(root, 'dist/cli.js'), 0o755);
  const shipped = results
    .map(({ metafile }) => metafile as esbuild.Metafile)
    .filter(({ outputs }) => Object.keys(outputs).every((file) => file.startsWith('dist/')));
  fs.writeFileSync(path.join(root, 'dist/ThirdPartyNotices.txt'), thirdPartyNotices(shipped));
}
