import fs from 'node:fs';
import path from 'node:path';
import { packageExtension } from './packageExtension.mjs';
import { mustRun, root, run, tsx } from './run.mjs';
import { startCodeServer } from './vscodeHost/codeServer.mjs';
import { installExtension } from './vscodeHost/codeServerHost.mjs';
import { findOnPath } from './vscodeHost/findOnPath.mjs';
import { installCodeServer } from './vscodeHost/installCodeServer.mjs';
import { createProfile } from './vscodeHost/profile.mjs';

/** `npm start`: shows what Lookalike finds in `examples/`, first in the terminal, then in an editor. */
const examples = path.join(root, 'examples');

await mustRun(process.execPath, [...tsx, 'scripts/build.mts', '--production']);
console.log('\n$ lookalike scan examples --offline\n');
// Exit code 1 says that there are findings, and here there are.
await run(process.execPath, ['dist/cli.js', 'scan', 'examples', '--offline']);

const desktop = findOnPath(['code', 'code-insiders', 'codium']);
if (desktop !== undefined && process.env.LOOKALIKE_EDITOR !== 'code-server') {
  console.log(`\nOpening examples/ in ${desktop} with the extension …`);
  await mustRun(desktop, ['--new-window', `--extensionDevelopmentPath=${root}`, examples], { shell: process.platform === 'win32' });
} else if (process.platform === 'linux') {
  console.log('\nNo VS Code on PATH: starting code-server, to be opened in a browser.');
  await serve();
} else {
  console.log('\nTo see it in the editor, install VS Code and its "code" command, then run npm start again.');
}

async function serve(): Promise<void> {
  const entry = await installCodeServer();
  const profile = createProfile();
  process.once('exit', () => profile.remove());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(0));
  }
  const extensionsDir = path.join(profile.root, 'extensions');
  fs.mkdirSync(extensionsDir);
  await installExtension(entry, await packageExtension(profile.root), extensionsDir);
  const { authority, onExit } = await startCodeServer({ entry, profile, extensionsDir, trust: 'all' });
  onExit((code) => process.exit(code ?? 1));
  console.log(`\nOpen http://${authority}/?folder=${encodeURIComponent(examples)} in a browser. Ctrl+C ends it.`);
}
